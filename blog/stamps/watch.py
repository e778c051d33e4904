"""What the door in front of Django asks at every request: whether the stamps are still as they were.

Nothing is read under the answer, so it may come from a connection that all threads share, or from memory. Whoever makes
something of what they read asks with their own connection: see `lookup`.
"""

from blog.stamps.lookup import ask, in_order
from blog.stamps.together import Together
from blog.stamps.wal_index import WalIndex


class Watch:
    """What this process was told last: still so for as long as nobody commits anything, where that can be seen."""

    def __init__(self):
        self.together, self.index = Together(ask), WalIndex()
        self.known = None, {}  # the state of the database, and the numbers under it

    def read(self, *keys):
        """This will give the numbers in order; 0 for a stamp that was never raised."""
        connection = self.together.connection
        state = self.index.state(connection) if connection.vendor == "sqlite" else None
        if state is None:
            return in_order(keys, self.together.read(keys))
        known, numbers = self.known
        if known != state:
            numbers = {}
            self.known = state, numbers
        try:
            return in_order(keys, numbers)
        except KeyError:
            numbers |= self.together.read(keys)  # asked after the state was seen, so no older
            return in_order(keys, numbers)


WATCH = Watch()
