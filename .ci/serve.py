"""Run the web server and the worker beside each other: when one ends, or Ctrl-C comes, both do.

With --reload the server is Django's own, which begins anew when a file is saved.
"""

import os
import signal
import subprocess
import sys
import time

PORT = sys.argv[1]
RELOADING = [sys.executable, "manage.py", "runserver", PORT]
SERVER = RELOADING if "--reload" in sys.argv else [
    sys.executable, "-m", "granian", "--interface", "wsgi", "--port", PORT, "--blocking-threads", "64",
    "--workers-kill-timeout", "2", "--log-level", "error", "clinic_site.wsgi:application",
]  # fmt: skip
WORKER = [sys.executable, "manage.py", "work"]


def main():
    running = [subprocess.Popen(SERVER), subprocess.Popen(WORKER)]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: end(running))
    while all(process.poll() is None for process in running):
        time.sleep(0.2)
    end(running)
    return max(abs(process.wait()) for process in running)


def end(running):
    """This will ask both to finish, and insist after five seconds."""
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
