"""clinic_site/locale/cy is complete: every message of the code has its Welsh, which fits where the English stood."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django import conf
from django.conf import settings
from django.utils import translation

from tests.architecture.catalogue import messages

FOLDER = settings.BASE_DIR / "clinic_site" / "locale" / "cy" / "LC_MESSAGES"
HEADER, *MESSAGES = messages((FOLDER / "django.po").read_text())
# What has to stand in both: a gap for a value, a tag, an address.
FIXED = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|https?://[^\s<\"]+")
SPARED = re.compile(r"%\((?:count|n)\)[sd]")  # a form for one or two may say it in words


def fixed(words):
    return {piece for piece in FIXED.findall(words) if not SPARED.fullmatch(piece)}


def test_every_message_is_translated():
    assert len(MESSAGES) > 1000
    assert [message.english for message in MESSAGES if not all(message.forms) or message.is_fuzzy] == []


def test_a_message_with_a_plural_has_every_form_of_the_language():
    count = int(re.search(r"nplurals=(\d)", HEADER.forms[0])[1])

    assert [message.english for message in MESSAGES if message.plural and len(message.forms) != count] == []


def test_what_stands_in_the_gaps_of_a_message_stands_in_its_translation():
    wrong = [
        (message.english, form)
        for message in MESSAGES
        for form in message.forms
        if fixed(form) != fixed(message.plural or message.english)
    ]

    assert wrong == []


def test_the_plural_rules_are_those_of_djangos_own_welsh():
    djangos = gettext.translation("django", Path(conf.__file__).parent / "locale", ["cy"])
    ours = gettext.GNUTranslations((FOLDER / "django.mo").open("rb"))

    assert [ours.plural(n) for n in range(200)] == [djangos.plural(n) for n in range(200)]


def test_the_compiled_catalogue_says_what_the_written_one_says():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    written = {key: words for message in MESSAGES for key, words in message.compiled.items()}
    assert {key: words for key, words in compiled.items() if key} == written


def test_in_english_every_message_says_what_the_code_says():
    """Django has a catalogue for British English, too: a message it had other words for would not be ours any more."""
    with translation.override("en-gb"):
        changed = [message.english for message in MESSAGES if in_english(message) != message.english]

    assert changed == []


def in_english(message):
    if message.plural:
        one, many = (translation.ngettext(message.english, message.plural, count) for count in (1, 2))
        return one if many == message.plural else many
    if message.context:
        return translation.pgettext(message.context, message.english)
    return translation.gettext(message.english)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed, which finds the messages")
def test_the_catalogue_lacks_no_message_of_the_code_and_has_none_that_is_gone(tmp_path):
    for name in ("accounts", "blog", "clinic_site", "templates"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    command = "makemessages --locale cy --no-obsolete --no-wrap --add-location never"
    subprocess.run([sys.executable, "manage.py", *command.split()], cwd=tmp_path, check=True, capture_output=True)

    found = messages((tmp_path / "clinic_site/locale/cy/LC_MESSAGES/django.po").read_text())[1:]
    assert {message.key for message in found} == {message.key for message in MESSAGES}
