"""The site speaks the language of its setting: no word in it that a translation could not replace."""

import pytest
from django.conf import settings

from tests.architecture.unmarked import unmarked
from tests.architecture.unmarked_sentences import unmarked_sentences

TEMPLATES = sorted([*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("templates/**/*.txt")])

# What a database says, or whoever runs the machine reads; and the guard's rules, which are about English words.
NOT_FOR_READERS = {"migrations", "management", "guard", "backup", "metrics"}
NOT_FOR_READERS |= {"triggers.py", "checks.py", "background.py", "object_storage.py"}
MODULES = sorted(
    path
    for name in ("accounts", "blog", "clinic_site")
    for path in settings.BASE_DIR.glob(f"{name}/**/*.py")
    if not NOT_FOR_READERS & set(path.parts)
)


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 200


def test_no_template_holds_a_word_that_cannot_be_translated():
    found = {
        str(path.relative_to(settings.BASE_DIR)): unmarked(path.read_text(), is_text=path.suffix == ".txt")
        for path in TEMPLATES
    }

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Read this</p>", ["Read this"]),
        ("<p>{{ name }} says</p>", ["says"]),
        ('<img src="x.png" alt="A face">', ["A face"]),
        ('<a href="/" aria-label="{{ name }}, home">{{ name }}</a>', [", home"]),
        ("{{ name|default:'nobody' }}", ["nobody"]),
        ("{{ is_on|yesno:'on,off' }}", ["on,off"]),
        ("{{ count }} {{ count|pluralize }}", ["pluralize in 'count|pluralize'"]),
        ('{% include "x.html" with label="Your name" %}', ["Your name"]),
        ("{% blocktranslate %}Marked{% endblocktranslate %} and not", ["and not"]),
    ],
)
def test_what_is_not_marked_is_found(source, found):
    assert unmarked(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Read this" %}',
        "{% blocktranslate count n=n %}One{% plural %}{{ n }}{% endblocktranslate %}",
        '{{ name|default:_("nobody") }}',
        '<a href="{{ address|default:"/home/" }}" class="button">→</a>',
        '{% include "x.html" with label=_("Your name") kind="code" %}',
        "<script>const words = 1</script>",
        "{# a note #}{% comment %}Not shown{% endcomment %}",
    ],
)
def test_what_is_marked_or_not_read_is_no_fault(source):
    assert unmarked(source) == []


def test_every_line_of_a_mail_is_read():
    assert unmarked("{{ name }},\n\nyour code <b>", is_text=True) == [", your code <b>"]


def test_no_module_holds_a_sentence_that_cannot_be_translated():
    found = {str(path.relative_to(settings.BASE_DIR)): unmarked_sentences(path.read_text()) for path in MODULES}

    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('TOO_MANY = "Too many tries. Wait."', ["Too many tries. Wait."]),
        ('def f():\n    """This will do."""\n    return "Choose a day."', ["Choose a day."]),
        ('add_error("day", "Choose a day.")', ["Choose a day."]),
        ('TOO_MANY = _("Too many tries. Wait.")', []),
        ('said = ngettext("One comment waits.", "Some comments wait.", n)', []),
        ('raise Http404("There is no such comment.")', []),
        ('"""A module for something."""', []),
        ('QUERY = "SELECT key FROM stamp WHERE key = %s"', []),
    ],
)
def test_a_sentence_that_is_not_marked_is_found(source, found):
    assert unmarked_sentences(source) == found
