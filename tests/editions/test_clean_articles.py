"""`manage.py clean_articles`: the rules on what an article may hold, run again over everything that is stored."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blog.audit.models import Entry
from blog.editions.models import Edition
from blog.posts.models import Post
from tests import factories

DIRTY = '<p class="MsoNormal">Words.</p><script>alert(1)</script>'


def run(*options):
    said = StringIO()
    call_command("clean_articles", *options, stdout=said)
    return said.getvalue().splitlines()


@pytest.fixture
def outdated(edition):
    """A page made by rules that hold no more."""
    Edition.objects.update(body_html="<p>Old.</p>", text="Old.", reading_minutes=9, contents=[])
    return edition


def test_where_all_is_well_nothing_happens(edition):
    before = [list(model.objects.values()) for model in (Post, Edition, Entry)]

    assert run() == ["Working copies that changed: 0. Signed pages that changed: 0."]
    assert [list(model.objects.values()) for model in (Post, Edition, Entry)] == before


def test_a_working_copy_is_cleaned_and_that_is_on_record(post, ben):
    Post.objects.update(body=DIRTY, changed_by=ben)
    before = Post.objects.get()

    said = run()

    after = Post.objects.get()
    assert said == [
        f"Working copy {post.pk}, “Your skin barrier, in one page”: changed.",
        "Working copies that changed: 1. Signed pages that changed: 0.",
    ]
    assert after.body == "<p>Words.</p>"
    assert (after.version, after.changed_by) == (before.version + 1, None)
    entry = Entry.objects.get()
    assert (entry.by, entry.act, entry.post_id, entry.digest) == (None, "wrote", post.pk, after.digest)
    assert list(after.writers.all()) == [ben]


def test_a_signed_page_is_made_again_and_its_signature_stays(client, outdated, clinic):
    before = Edition.objects.get()

    said = run()

    after = Edition.objects.get()
    assert said[0] == f"Signed page {outdated.pk}, “Your skin barrier, in one page”: changed."
    assert after.body_html == outdated.body_html
    assert (after.text, after.reading_minutes, after.contents) == (outdated.text, 1, outdated.contents)
    assert {name: getattr(after, name) for name in Edition.SIGNED} == {
        name: getattr(before, name) for name in Edition.SIGNED
    }
    assert "Skin keeps water in." in client.get(after.get_absolute_url()).content.decode()


def test_the_second_time_nothing_changes(outdated):
    Post.objects.update(body=DIRTY)
    assert run()[-1] == "Working copies that changed: 1. Signed pages that changed: 1."

    assert run() == ["Working copies that changed: 0. Signed pages that changed: 0."]


def test_a_check_changes_nothing_and_fails(outdated):
    Post.objects.update(body=DIRTY)
    before = [list(model.objects.values()) for model in (Post, Edition, Entry)]

    with pytest.raises(CommandError, match="would change: 1"):
        run("--check")

    assert [list(model.objects.values()) for model in (Post, Edition, Entry)] == before


def test_a_check_of_what_is_well_passes(edition):
    assert run("--check") == ["Working copies that would change: 0. Signed pages that would change: 0."]


def test_every_row_is_read_however_many_batches_it_takes(topic, ben, monkeypatch):
    monkeypatch.setattr("blog.management.commands.clean_articles.BATCH", 2)
    for number in range(5):
        factories.post(topic=topic, writer=ben, title=f"Article {number}", body=DIRTY)

    assert run()[-1] == "Working copies that changed: 5. Signed pages that changed: 0."
