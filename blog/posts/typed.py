"""A post's form as somebody's browser sent it: what is kept of it, and how it fits a post that others have changed."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from blog.editions import body
from blog.posts.forms import LAST_SOURCE, PostForm
from blog.posts.versions import version_in

SOURCES = "sources-"
FIELDS = ("position", "title", "publisher", "year", "url", "checked_on")
TOO_MUCH = _("There is more in this form than an article can hold. Take some of it out.")


def only_ours(sent):
    """This will give the fields of a post and its sources, without NULs, and nothing else that came with them."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name in PostForm.base_fields or name.startswith(SOURCES):
            kept.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return kept


def refusal(typed):
    """This will give the sentence against keeping and reading what was typed, or None."""
    text = typed.get("body", "")
    if sum(len(value) for _, values in typed.lists() for value in values) - len(text) > body.LONGEST:
        return TOO_MUCH
    return body.refusal(text)


def sources_of(typed):
    """This will give the rows of sources in the order of the form, each a dict of what was typed into it."""
    rows = {}
    for name, value in typed.items():
        number, _, field = name.removeprefix(SOURCES).partition("-")
        if name.startswith(SOURCES) and field and number.isdecimal() and len(number) < 4:
            rows.setdefault(int(number), {})[field] = value
    return [rows[number] for number in sorted(rows)][: 2 * LAST_SOURCE]


def for_the_post_as_it_is(typed, *, post):
    """This will give the typed form with its sources fitted to those that are stored now.

    A stored source that the form does not know is marked to be deleted, one that is gone meanwhile becomes a new one:
    saved as it is, the form stores what its writer typed.
    """
    stored = {str(source.pk): source for source in post.ordered_sources()} if post and post.pk else {}
    known, new = [], []
    for row in sources_of(typed):
        source = stored.pop(row.get("id", ""), None)
        if source:
            known.append(row)
        elif any(row.get(field) for field in FIELDS) and not row.get("DELETE"):
            new.append(row | {"id": ""})
    unknown = [unwanted(source) for source in stored.values()]
    rows = [*known, *unknown, *new, {"id": ""}][: LAST_SOURCE + len(known) + len(unknown)]

    fitted = typed.copy()
    for name in [name for name in fitted if name.startswith(SOURCES)]:
        del fitted[name]
    fitted[f"{SOURCES}TOTAL_FORMS"] = len(rows)
    fitted[f"{SOURCES}INITIAL_FORMS"] = len(known) + len(unknown)
    for number, row in enumerate(rows):
        for field, value in (row | {"post": post.pk if post and post.pk else ""}).items():
            fitted[f"{SOURCES}{number}-{field}"] = value
    return fitted


def unwanted(source):
    """This will give the row of a stored source with its box for deleting ticked."""
    return {field: str(getattr(source, field)) for field in FIELDS} | {"id": str(source.pk), "DELETE": "on"}


def is_stale(typed, *, post):
    """This will tell whether a post was saved after a form was opened."""
    return bool(post and post.pk) and version_in(typed) != post.version
