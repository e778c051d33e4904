"""Seals: the rosette beside a signature, drawn from the digest of the signed words."""

from blog.images.pen import number


def seal(digest):
    """This will draw the rosette that belongs to one signed text: other words, other rosette.

    digest: 64 hex digits. The colour is that of the text around it. It is a pleasure, not a proof.
    """
    first = bytes.fromhex(digest)[:5]
    count, slim = 9 + first[0] % 7, 7 + first[1] % 7
    dashes = f"{1 + first[2] % 3} {1.5 + first[3] % 3}"
    petals = "".join(petal(180 / count * i, slim) for i in range(count))
    return (
        '<svg class="seal" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false" '
        'fill="none" stroke="currentColor" stroke-width=".7">'
        f'<circle cx="32" cy="32" r="30"/><circle cx="32" cy="32" r="27.5" stroke-dasharray="{dashes}"/>{petals}'
        f'<circle cx="32" cy="32" r="{4 + first[4] % 3}" fill="currentColor" stroke="none"/></svg>'
    )


def petal(turn, slim):
    turned = f' transform="rotate({number(turn)} 32 32)"' if turn else ""
    return f'<ellipse cx="32" cy="32" rx="25" ry="{slim}"{turned}/>'
