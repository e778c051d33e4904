"""How the words of a comment read: positive, critical or neither. A rough count, and never a reason for anything.

It is for the balance report alone: whether a clinic takes away critical comments more often than kind ones, which
would make what is left testimonials. Source: ASA, "Questions and answers from AdviceAM",
asa.org.uk/news/questions-and-answers-from-adviceam.
"""

import re
import tomllib
from pathlib import Path

WORDS = {
    name: frozenset(words) for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()
}


def tone_of(text):
    """This will give "positive", "critical" or "neither", by counting plain words; a negation turns a word round."""
    words = re.findall(r"[a-z']+", text.casefold().replace("’", "'"))
    balance = 0
    for place, word in enumerate(words):
        value = (word in WORDS["positive"]) - (word in WORDS["critical"])
        is_turned = any(earlier in WORDS["negations"] for earlier in words[max(0, place - 3) : place])
        balance += -value if is_turned else value
    return "positive" if balance > 0 else "critical" if balance < 0 else "neither"
