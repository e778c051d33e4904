"""Walks the words of a text through the tree once, and joins the runs it meets into matches of patterns."""

from bisect import bisect_right
from typing import NamedTuple

from .index import DISTINCTIVE_LENGTH
from .patterns import BEGIN, END
from .spellings import readings

_CLAUSE_END = frozenset('.,!?;:…\n()—–-|"”')
_GLUED_PHRASE = 10
_LONGEST_GLUED = 60


class Match(NamedTuple):
    """Words first to after - 1 of the tokens; start and end count characters of the folded text."""

    first: int
    after: int
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()


class Matches:
    """Where the runs of an index occur in a text. `steps` counts the work, for the tests that it stays linear."""

    def __init__(self, tokens, index):
        self.tokens, self.index, self.steps = tokens, index, 0
        self.runs: dict[int, list[Match]] = {}
        self._known: dict[str, list[str]] = {}
        self._unglued: dict[str, list] = {}
        self._read: list[list] = [[] for _ in tokens.words]
        self._spans: dict[object, list[Match]] = {}
        for i in reversed(range(len(tokens.words))):  # backwards, so that whatever follows a word is read already
            self._read_at(i)
            for number, after in self._ends(index.tree, i):
                self._note(number, i, after)
        for i in sorted(tokens.glued):
            self._unglue(i)
        for found in self.runs.values():
            found.sort(key=lambda match: (match.first, match.after))

    def of(self, wanted):
        """This will list the matches of one pattern, in the order of the text."""
        if wanted not in self._spans:
            found = self._chain(wanted.runs, wanted)
            if wanted.unordered:
                found = sorted(found + self._chain(wanted.runs[::-1], wanted), key=lambda match: match.first)
            self._spans[wanted] = found
        return self._spans[wanted]

    def _read_at(self, i):
        """This will note (word or list, position after it) for everything that can be read at word i."""
        self._read[i] = readings(self.tokens, i, self.index, self._known)
        if self._read[i]:
            self._read[i] += self._ends(self.index.lists, i)
        self.steps += 1 + len(self._read[i])

    def _ends(self, tree, i):
        """This will list (label, position after it) for every branch of a tree that fits the text at word i."""
        paths = [(tree[word], after) for word, after in self._read[i] if word in tree]
        if BEGIN in tree and self._clause_begins(i):
            paths += [(tree[BEGIN][word], after) for word, after in self._read[i] if word in tree[BEGIN]]
        if not paths:
            return paths
        blocks, read, found = self.tokens.blocks, self._read, []
        while paths:
            node, j = paths.pop()
            self.steps += 1
            if "" in node:
                found += [(label, j) for label in node[""]]
            if END in node and self._clause_ends(j):
                paths.append((node[END], j))
            if j < len(read) and blocks[j] == blocks[i]:
                paths += [(node[word], after) for word, after in read[j] if word in node]
        return found

    def _note(self, number, first, after):
        """This will keep a run, unless it is only a piece of an ordinary CamelWord ("press" in "WordPress")."""
        tokens = self.tokens
        is_cut = first in tokens.inner or after in tokens.inner
        if is_cut and first not in tokens.glued and number not in self.index.distinctive_runs:
            return
        self._keep(number, Match(first, after, tokens.starts[first], tokens.ends[after - 1], ((first, after),)))

    def _keep(self, number, match):
        self.runs.setdefault(number, []).append(match)

    def _clause_begins(self, i):
        return i == 0 or not _CLAUSE_END.isdisjoint(self.tokens.gaps[i])

    def _clause_ends(self, j):
        gap = self.tokens.gaps[j] if j < len(self.tokens.words) else "."
        return not _CLAUSE_END.isdisjoint(gap)

    def _unglue(self, i):
        """This will look for phrases written without spaces inside a hashtag, a handle, an address or a slug."""
        word = self.tokens.words[i]
        if word in self.index.words or not DISTINCTIVE_LENGTH < len(word) <= _LONGEST_GLUED:
            return
        if word not in self._unglued:
            spans = [(at, *found) for at in range(len(word)) for found in self._glued_ends(self.index.tree, word, at)]
            self._unglued[word] = [span for span in spans if self._stands_out(word, *span)]
        for at, number, end in self._unglued[word]:
            start = self.tokens.starts[i]
            self._keep(number, Match(i, i + 1, start + at, start + end, ((i, i + 1),)))

    def _stands_out(self, word, at, number, end):
        """A name counts at either end of a glued word, a long phrase anywhere, anything else only as the whole."""
        is_name = number in self.index.distinctive_runs and end - at >= DISTINCTIVE_LENGTH
        is_edge = at == 0 or end == len(word) or word[end:] in self.index.words
        return end - at >= _GLUED_PHRASE or end - at == len(word) or (is_name and is_edge)

    def _glued_ends(self, tree, word, at):
        """This will list (label, place after it) for every branch of a tree that fits the letters of a glued word."""
        paths, found = [(tree, at)], []
        while paths:
            node, here = paths.pop()
            found += [(label, here) for label in node.get("", ()) if here > at]
            letters = self.index.letters
            for end in range(here, len(word)):
                self.steps += 1
                letters = letters.get(word[end])
                if letters is None:
                    break
                if letters.get("") in node:
                    paths.append((node[letters[""]], end + 1))
            if tree is self.index.tree and any(name.startswith("{") for name in node):
                ends = self._glued_ends(self.index.lists, word, here)
                paths += [(node[name], end) for name, end in ends if name in node]
        return found

    def _chain(self, runs, wanted):
        """This will join the runs of a pattern: each within its gap of the nearest one before it."""
        chains = self.runs.get(runs[0], [])
        for run, gap in zip(runs[1:], wanted.gaps, strict=True):
            chains = sorted(chains, key=lambda match: match.after)
            ends = [match.after for match in chains]
            longer = []
            for match in self.runs.get(run, ()):
                self.steps += 1
                k = bisect_right(ends, match.first) - 1
                if k >= 0 and match.first - ends[k] <= gap and self._together(chains[k], match, wanted.across):
                    before = chains[k]
                    longer.append(Match(before.first, match.after, before.start, match.end, before.parts + match.parts))
            chains = longer
        return sorted(chains, key=lambda match: match.first) if len(runs) > 1 else chains

    def _together(self, left, right, across):
        sentences = self.tokens.sentences
        return across or sentences[left.after - 1] == sentences[right.first]
