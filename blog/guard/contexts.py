"""Tells whether the words round a match take the sting out of it: a denial, the law, a warning, a question."""

from bisect import bisect_left, bisect_right


class Surroundings:
    """The contexts of one text, each worked out once, when a match first asks for it."""

    def __init__(self, matches, index):
        self.matches, self.index, self.tokens = matches, index, matches.tokens
        self._hits = {}

    def soften(self, match, names):
        """This will tell whether one of the named contexts holds for a match."""
        return any(self._holds(context, match) for name in names for context in self.index.contexts[name])

    def _holds(self, context, match):
        hits, firsts, afters, sentences = self._of(context)
        if not hits and context.wanted:
            return False
        if context.side == "around":
            return self.tokens.sentences[match.first] in sentences
        if context.side == "question":
            sentence = self.tokens.sentences[match.after - 1]
            return sentence in self.tokens.questions and (not context.wanted or sentence in sentences)
        ids = {"clause": self.tokens.clauses, "sentence": self.tokens.sentences}.get(context.scope)
        if context.side == "before":
            k = bisect_right(afters, match.first) - 1
            near = k >= 0 and match.first - afters[k] <= context.within
            if near and (ids is None or ids[afters[k] - 1] == ids[match.first]):
                return True
        elif context.side == "after":
            k = bisect_left(firsts, match.after)
            near = k < len(firsts) and firsts[k] - match.after <= context.within
            if near and (ids is None or ids[firsts[k]] == ids[match.after - 1]):
                return True
        return self._inside(hits, firsts, match)

    @staticmethod
    def _inside(hits, firsts, match):
        """This will tell whether the context stands in a gap of the match itself: "exosomes should NOT be injected"."""
        if len(match.parts) < 2:
            return False
        for hit in hits[bisect_left(firsts, match.first) : bisect_left(firsts, match.after)]:
            if hit.after <= match.after and all(hit.after <= low or hit.first >= high for low, high in match.parts):
                return True
        return False

    def _of(self, context):
        if context not in self._hits:
            cancelled = {
                i for one in context.cancelled_by for hit in self.matches.of(one) for i in range(hit.first, hit.after)
            }
            sold = {self.tokens.sentences[hit.first] for one in context.not_with for hit in self.matches.of(one)}
            hits = [hit for one in context.wanted for hit in self.matches.of(one) if hit.first not in cancelled]
            hits = [hit for hit in hits if self.tokens.sentences[hit.first] not in sold]
            if context.side == "question":
                hits = [hit for hit in hits if self._opens_a_sentence(hit.first)]
            hits.sort(key=lambda hit: hit.first)
            sentences = {self.tokens.sentences[hit.first] for hit in hits}
            self._hits[context] = (hits, [hit.first for hit in hits], sorted(hit.after for hit in hits), sentences)
        return self._hits[context]

    def _opens_a_sentence(self, i):
        return i == 0 or self.tokens.sentences[i - 1] != self.tokens.sentences[i]
