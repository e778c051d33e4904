"""How far a long command has come, said now and then to whoever waits for it."""

import time

EVERY = 3  # seconds


class Progress:
    """Says “Files: 400 of 10,000.” once in a few seconds, so that what is soon done says nothing.

    write: what takes a line, such as a command's `self.stderr.write`. of: how many there are, None if nobody knows.
    """

    def __init__(self, what, *, write, of=None, clock=time.monotonic):
        self.what, self.of, self.write, self.clock = what, of, write, clock
        self.said_at = clock()

    def at(self, done):
        """This will say how many are done, if it was long ago that it did."""
        if self.clock() - self.said_at >= EVERY:
            self.said_at = self.clock()
            self.write(f"{self.what}: {done:,}{'' if self.of is None else f' of {self.of:,}'}.")

    def over(self, rows):
        """This will yield the rows, and say now and then how many of them are done."""
        for done, row in enumerate(rows, start=1):
            yield row
            self.at(done)
