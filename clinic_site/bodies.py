"""What a request carries, read whole before Django is asked: a slow sender keeps nobody waiting but themselves."""

from tempfile import SpooledTemporaryFile

from django.utils.translation import gettext_lazy as _

MOST = 32 * 1024 * 1024  # bytes: the largest picture that staff may upload, and the form around it
IN_MEMORY = 1024 * 1024  # what is longer goes to a temporary file
PIECE = 64 * 1024


class NotTaken(ValueError):
    """Why a body was not taken: `status` and `sentence` for whoever sent it."""

    def __init__(self, status, sentence):
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


TOO_MUCH = "413 Content Too Large", _("This is more than we can take at once: 32 MB is the most. Nothing was kept.")
NO_LENGTH = "400 Bad Request", _("The length of what was sent is no number. Nothing was kept.")
BROKEN_OFF = "400 Bad Request", _("This broke off on the way. Nothing was kept.")


def take_whole(environ):
    """This will put a request's body, read to its end, in the place of the stream in a WSGI environment.

    Gives the file that holds it, to be closed when the request is answered; None where there is no body. Raises
    NotTaken: before a byte is read of what is too long, and where the sender went away in the middle, because half a
    form must not pass for a whole one.
    """
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and len(length) < 20):
        raise NotTaken(*NO_LENGTH)
    left, stream = int(length), environ["wsgi.input"]
    if left == 0:
        return None
    if left > MOST:
        raise NotTaken(*TOO_MUCH)
    held = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  whoever asked closes it
    while left and (piece := piece_of(stream, left)):
        held.write(piece)
        left -= len(piece)
    if left:
        held.close()
        raise NotTaken(*BROKEN_OFF)
    held.seek(0)
    environ["wsgi.input"] = held
    return held


def piece_of(stream, left):
    try:
        return stream.read(min(left, PIECE))
    except OSError:
        return b""
