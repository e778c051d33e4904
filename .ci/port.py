"""Says in one line if nothing can be served on a port of this machine, and stops: `python3 .ci/port.py 8000`."""

import errno
import socket
import sys


def main(text):
    if not (text.isdecimal() and 0 < int(text) < 65536):
        sys.exit(f"{text!r} is not a port. Use a number such as 8000: make run PORT=8000")
    if is_taken(socket.AF_INET, "127.0.0.1", int(text)) or is_taken(socket.AF_INET6, "::1", int(text)):
        sys.exit(f"Port {text} is taken by another program. Stop that one, or use another port: make run PORT=8001")


def is_taken(family, host, port):
    """Both families count: a browser may ask either for localhost."""
    try:
        with socket.socket(family) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # not stopped by connections just closed
            one.bind((host, port))
    except PermissionError:
        sys.exit(f"Only root may use port {port}. Use one above 1023: make run PORT=8000")
    except OSError as error:  # any other means that this machine does not speak the family
        return error.errno == errno.EADDRINUSE
    return False


if __name__ == "__main__":
    main(sys.argv[1])
