"""On which public pages a picture stands now. The parts that have such pages say how to find them."""

FINDERS = []


def found_by(finder):
    """This will add a function that takes an Image and gives the addresses of public pages that show it."""
    FINDERS.append(finder)
    return finder


def used_in(image):
    """This will give the addresses of the public pages that show a picture, each once, in order."""
    return sorted({address for find in FINDERS for address in find(image)})
