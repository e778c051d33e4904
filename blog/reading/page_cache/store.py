"""Where the entries are: bounded in bytes, the least recently asked for goes first."""

from collections import OrderedDict
from threading import Lock


class Store:
    def __init__(self, most_bytes):
        self.most_bytes, self.bytes = most_bytes, 0
        self.entries = OrderedDict()
        self.lock = Lock()

    def get(self, key):
        """This will give the entry and count it as the one asked for last; None if there is none."""
        with self.lock:
            entry = self.entries.get(key)
            if entry is not None:
                self.entries.move_to_end(key)
            return entry

    def put(self, key, entry):
        """This will keep an entry, in the place of the one before. One that would fill a quarter of it is not kept."""
        if entry.size > self.most_bytes // 4:
            return
        with self.lock:
            before = self.entries.pop(key, None)
            self.bytes += entry.size - (before.size if before else 0)
            self.entries[key] = entry
            while self.bytes > self.most_bytes:
                _, oldest = self.entries.popitem(last=False)
                self.bytes -= oldest.size
