"""What a writer is told while writing: what the guard finds in the typed words, how many they are, for what age."""

from itertools import accumulate

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.images.signing import missing_for_signing
from blog.posts import checks
from blog.posts.forms import PostForm
from blog.posts.models import Post, pictures_in
from blog.posts.reading_age import reading_age

MOST = 50  # findings at a time: whoever has mended them sees the next
LONGEST = 2000  # characters of any field but the body; none may hold as many


def read(typed, *, post):
    """This will make an unsaved article of a typed form, valid or not, and give what the guard reads of it.

    typed: without NULs and with a body that `typed.refusal` has nothing against. post: the stored one, or None.
    """
    post = post or Post()
    form = PostForm(typed, instance=post)
    words = {name: text_in(form, name) for name in checks.SURFACES}
    cover = chosen(form, "cover", post.cover)
    tags = chosen(form, "tags", post.tags.all() if post.pk else ())
    made = {"pictures": pictures_in(words["body"], cover=cover), "tags": sorted(str(tag) for tag in tags or ())}
    return Post(body=words["body"], cover=cover), words | made


def text_in(form, name):
    """This will give the text of a field as it was typed, or as it is stored where the form does not hold it."""
    field = form.fields.get(name)
    if field is None or field.widget.value_omitted_from_data(form.data, {}, name):
        return getattr(form.instance, name, "")
    text = form[name].data.replace("\r\n", "\n").replace("\r", "\n")
    return text if name == "body" else text[:LONGEST]


def chosen(form, name, stored):
    """This will give what was chosen in a field, or what is stored where nothing valid was."""
    if name not in form.fields:
        return stored
    try:
        return form.fields[name].clean(form[name].data)
    except ValidationError:
        return stored


def stored(post):
    """This will give the same for a post as it is stored."""
    return post, post.words | {"change_note": post.change_note}


def said(article, words, *, at, overrides=()):
    """This will give everything that is said beside the editor, ready for JSON.

    article: a post with the body and the cover, saved or not. words: by the names the guard reads. overrides: of the
    stored post. Where a finding
    starts and ends is counted in characters that are no white space, which editor and plain text have in common.
    """
    images, pairs = article.pictures()
    found = checks.findings(words, overrides=overrides)
    counted = {}
    text = plain_body(words)
    count, age = len(text.split()), reading_age(text)
    missing = missing_for_signing(images, at=at, pairs=pairs)
    return {
        "missing": missing,
        "findings": [finding_said(one, counted) for one in found[:MOST]],
        "more": max(0, len(found) - MOST),
        "words": count,
        "reading_age": age,
        "length": length(count, age),
        "to_look_at": to_look_at(len(found) + len(missing)),
    }


def length(count, age):
    """This will say how many words there are, and for readers of what age."""
    words = ngettext("%(count)s word.", "%(count)s words.", count)
    said = words % {"count": number_format(count, force_grouping=True)}
    if age is None:
        return said
    hint = _("Reading age: about %(age)s. Aim for 9 to 11, or else 11 to 14; this is a hint, not a rule.")
    return f"{said} {hint % {'age': age}}"


def to_look_at(count):
    """This will say how much the guard finds, and pictures lack."""
    return _("To look at before signing: %(count)s") % {"count": count} if count else _("The guard finds nothing.")


def plain_body(words):
    return next(text for field, _, _, text in checks.texts_of(words) if field == "body")


def finding_said(checked, counted):
    count = counted.get(checked.text)
    if count is None:
        count = counted[checked.text] = letters_before(checked.text)
    finding = checked.finding
    return {
        "field": checked.field,
        "label": checked.label,
        "words": checked.matched,
        "stops": checked.stops,
        "reason": finding.reason,
        "instead": finding.instead,
        "source": {"title": finding.source.title, "url": finding.source.url},
        "start": count[finding.start],
        "end": count[finding.end],
    }


def letters_before(text):
    """This will count, for every place in a text, the characters before it that are no white space."""
    return list(accumulate((not letter.isspace() for letter in text), initial=0))
