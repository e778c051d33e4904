"""Reads a catalogue of translations as its translator wrote it."""

import ast
import re
from dataclasses import dataclass, field

LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? )?(".*")')


@dataclass
class Message:
    """One message: its English words, and each of its forms in the other language."""

    context: str = ""
    english: str = ""
    plural: str = ""
    forms: list = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self):
        return self.context, self.english

    @property
    def compiled(self):
        """As a compiled catalogue has it, where a plural message stands once for each form."""
        english = f"{self.context}\x04{self.english}" if self.context else self.english
        if not self.plural:
            return {english: self.forms[0]}
        return {(english, number): form for number, form in enumerate(self.forms)}


def messages(text):
    """This will give the messages of a .po file, its header first."""
    return [message(block) for block in re.split(r"\n\s*\n", text.strip())]


def message(block):
    made = Message(is_fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines()))
    name = ""
    for line in block.splitlines():
        if found := LINE.fullmatch(line):
            name = found[1] or name
            put(made, name, ast.literal_eval(found[3]), is_new=bool(found[1]))
    return made


def put(made, name, words, *, is_new):
    """This will add words to a part of a message: a part is often written over several lines."""
    if name == "msgstr":
        made.forms = [*made.forms, words] if is_new else [*made.forms[:-1], made.forms[-1] + words]
    else:
        part = {"msgctxt": "context", "msgid": "english", "msgid_plural": "plural"}[name]
        setattr(made, part, getattr(made, part) + words)
