"""Everything that the rules look for, in one tree of words, so that a text is walked once for all of them."""

from dataclasses import dataclass, field

from .patterns import parse
from .spellings import collapse

DISTINCTIVE_LENGTH = 5


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A pattern with its runs as numbers of the tree. `unordered` means that two runs may come either way round."""

    runs: tuple[int, ...]
    gaps: tuple[int, ...]
    unordered: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Words near a match that take the sting out of it: "not", "banned", "if someone offers"."""

    side: str
    scope: str
    within: int
    wanted: tuple[Wanted, ...]
    cancelled_by: tuple[Wanted, ...]
    not_with: tuple[Wanted, ...]


@dataclass(slots=True)
class Index:
    """`tree` maps word to word to word; the key "" holds the numbers of the runs that end there.

    A list is one word of `tree`, written "{7}", and has its own entries in the tree `lists`, so that ten lists of fifty
    words in one phrase do not become millions of phrases.
    """

    tree: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    distinctive: set[str] = field(default_factory=set)
    distinctive_runs: set[int] = field(default_factory=set)
    collapsed: dict[str, str] = field(default_factory=dict)
    by_shape: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    letters: dict = field(default_factory=dict)
    wanted: dict[str, tuple[Wanted, ...]] = field(default_factory=dict)
    contexts: dict[str, tuple[Context, ...]] = field(default_factory=dict)
    _numbers: dict = field(default_factory=dict)
    _list_names: dict = field(default_factory=dict)

    def add_rule(self, rule_id, entry, lists, *, distinctive):
        """This will take in the phrases of one rule of a pack."""
        wanted = [self._wanted(phrase, lists) for phrase in entry.get("words", ())]
        for pair in entry.get("near", ()):
            runs = tuple(self._number(self._pooled(pair[side], lists)) for side in ("one", "other"))
            wanted.append(Wanted(runs, (pair.get("within", 8),), not pair.get("ordered"), pair.get("across", False)))
        self.wanted[rule_id] = tuple(wanted)
        if distinctive:
            self.distinctive_runs.update(run for one in wanted for run in one.runs)

    def add_context(self, entry, lists):
        """This will take in one entry of contexts.toml."""
        wanted, cancelled_by, not_with = (
            tuple(self._wanted(phrase, lists) for phrase in entry.get(key, ()))
            for key in ("words", "cancelled_by", "not_with")
        )
        place = entry["side"], entry.get("scope", "clause"), entry.get("within", 8)
        context = Context(*place, wanted, cancelled_by, not_with)
        self.contexts[entry["name"]] = (*self.contexts.get(entry["name"], ()), context)

    def finish(self):
        """This will make the side tables, once all rules are in."""
        for forms, number in self._numbers.items():
            if number in self.distinctive_runs:
                names = {form[0] for form in forms if len(form) == 1 and isinstance(form[0], str)}
                self.distinctive.update(name for name in names if len(name) >= DISTINCTIVE_LENGTH and name.isalpha())
        for word in sorted(self.distinctive, key=lambda word: (-len(word), word)):
            self.collapsed[collapse(word)] = word
            self.by_shape.setdefault((word[0], len(word)), []).append(word)
        for word in self.words:
            if word.isalnum():
                node = self.letters
                for letter in word:
                    node = node.setdefault(letter, {})
                node[""] = word
        return self

    def _wanted(self, phrase, lists):
        pattern = parse(phrase, lists)
        return Wanted(tuple(self._number(run) for run in pattern.runs), pattern.gaps)

    @staticmethod
    def _pooled(phrases, lists):
        return frozenset(form for phrase in phrases for form in parse(phrase, lists).runs[0])

    def _list(self, forms):
        """This will give a list its name in the tree, and plant its entries if it is new."""
        if forms not in self._list_names:
            self._list_names[forms] = f"{{{len(self._list_names)}}}"
            self._plant(self.lists, forms, self._list_names[forms])
        return self._list_names[forms]

    def _number(self, forms):
        """This will give a run its number, and grow the tree if the run is new."""
        if forms not in self._numbers:
            self._numbers[forms] = len(self._numbers)
            self._plant(self.tree, forms, self._numbers[forms])
        return self._numbers[forms]

    def _plant(self, tree, forms, label):
        for form in forms:
            node = tree
            for item in form:
                word = item if isinstance(item, str) else self._list(item)
                node = node.setdefault(word, {})
                self.words.add(word)
            node.setdefault("", []).append(label)
