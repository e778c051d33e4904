"""Who is told that the words of an edition were made or made again, in the same transaction."""

LISTENERS = []


def told_when_made(listener):
    """This will add a function that takes a stored Edition."""
    LISTENERS.append(listener)
    return listener


def tell(edition):
    for listener in LISTENERS:
        listener(edition)
