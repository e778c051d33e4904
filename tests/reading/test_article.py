"""An article's page: the signed words, who signed them, and when they will be read again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.clinic.models import Clinic, Practitioner
from blog.editions.models import Edition
from tests import factories
from tests.reading.page import headlines, part, words

ADDRESS = "/posts/your-skin-barrier-in-one-page/"


def signature(response):
    return part(response, '<section class="signed-by', "</section>").split(">", 1)[1]


def day(moment):
    return f"{timezone.localtime(moment):%-d %B %Y}"


def test_an_article_shows_its_signed_words(client, edition, clinic):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert words(part(response, "<title>", "</title>")) == "Your skin barrier, in one page – Alder Row"
    assert words(part(response, '<div class="words">', "</div>")) == (
        "Your skin barrier, in one page The outermost layer does most of the work. "
        "Written by Ben Hartley 1 minute to read Listen"
    )
    assert words(part(response, '<div class="prose">', "</div>")) == (
        "Skin keeps water in. 1 What it does It keeps other things out."
    )
    assert words(part(response, '<nav class="breadcrumb"', "</nav>").split(">", 1)[1]) == "Articles How skin works"


def test_an_author_with_a_role_and_a_register_is_named_with_both(client, topic, ben, amara, clinic):
    post = factories.post(topic=topic, writer=ben, author_role="Nurse", author_registration="NMC 00A0000E")
    factories.signed(post, by=amara)

    response = client.get(ADDRESS)

    assert words(part(response, '<p class="byline dotted">', "</p>")) == (
        "Written by Ben Hartley, Nurse, NMC 00A0000E 1 minute to read Listen"
    )


def test_an_article_nobody_has_signed_is_not_there(client, post, clinic):
    assert client.get(ADDRESS).status_code == 404


def test_an_article_signed_for_tomorrow_is_not_there_today(client, post, amara, now, clinic):
    factories.signed(post, by=amara, at=now + timedelta(days=1))

    assert client.get(ADDRESS).status_code == 404


def test_a_change_that_nobody_has_signed_does_not_show(client, edition, clinic):
    edition.post.title = "Changed and not signed"
    edition.post.save()

    assert "Changed and not signed" not in client.get(ADDRESS).content.decode()


def test_the_signature_names_the_signer_the_register_and_both_dates(client, edition, clinic):
    response = client.get(ADDRESS)

    assert words(signature(response)) == (
        "Signed off, word for word, by Dr Amara Okafor Consultant dermatologist. GMC 0000000 , register checked "
        f"{day(timezone.now())} . Signed and reviewed {day(edition.signed_at)} Next review {day(edition.review_due_at)}"
    )
    assert 'href="https://www.gmc-uk.org/registrants"' in signature(response)
    assert 'href="/people/dr-amara-okafor/"' in signature(response)


def test_a_small_change_is_signed_on_its_day_and_leaves_the_day_of_the_review(client, post, amara, clinic, now):
    whole = factories.signed(post, by=amara, at=now - timedelta(days=9))
    small = factories.signed(post, by=amara, is_whole_review=False)

    assert words(signature(client.get(ADDRESS))).endswith(
        f"Signed {day(small.signed_at)} Last reviewed {day(whole.signed_at)} Next review {day(whole.review_due_at)}"
    )


def test_who_signs_their_own_words_is_not_said_to_have_reviewed_them(client, topic, amara):
    factories.clinic(is_sole_practitioner=True)
    edition = factories.signed(factories.post(topic=topic, writer=amara), by=amara)

    assert f"Signed {day(edition.signed_at)} Next review" in words(signature(client.get(ADDRESS)))


def test_the_seal_is_drawn_from_the_signed_words(client, edition, publish, topic, clinic):
    other = publish("Other words", topic=topic)

    first, second = (part(client.get(each.get_absolute_url()), "<svg class=", "</svg>") for each in (edition, other))

    assert first != second


def test_the_signer_keeps_the_name_that_was_signed_with(client, edition, clinic):
    Practitioner.objects.update(name="Dr Amara Okafor-Bell", role="Professor", number="9999999")

    assert words(signature(client.get(ADDRESS))).startswith(
        "Signed off, word for word, by Dr Amara Okafor Consultant dermatologist. GMC 0000000 "
    )


@pytest.mark.parametrize(("days_ago", "has_seal"), [(365, True), (366, False)])
def test_a_register_that_was_not_checked_for_a_year_takes_seal_and_number_away(
    client, edition, clinic, days_ago, has_seal
):
    Practitioner.objects.update(checked_on=timezone.localdate() - timedelta(days=days_ago))

    response = client.get(ADDRESS)

    assert ('<svg class="seal"' in signature(response)) == has_seal
    assert ("GMC 0000000" in signature(response)) == has_seal
    assert ("register checked" in signature(response)) == has_seal
    assert words(signature(response)).startswith(
        "Signed off, word for word, by Dr Amara Okafor Consultant dermatologist."
    )


def test_a_page_that_passed_its_review_date_says_so(client, post, amara, now, clinic):
    edition = factories.signed(post, by=amara, at=now - timedelta(days=40), review_in_days=30)

    response = client.get(ADDRESS)

    assert words(part(response, '<p class="notice gap-small">', "</p>")) == (
        f"This page passed its review date on {day(edition.review_due_at)} . A clinician is reading it again."
    )
    assert "Next review" not in words(signature(response))


def test_a_page_before_its_review_date_carries_no_notice(client, edition, clinic):
    assert "passed its review date" not in client.get(ADDRESS).content.decode()


def test_a_page_says_when_the_same_clinician_wrote_and_signed_it(client, topic, amara):
    factories.clinic(is_sole_practitioner=True)
    factories.signed(factories.post(topic=topic, writer=amara), by=amara)

    assert "The same clinician wrote and signed this page, because only one works here." in words(
        signature(client.get(ADDRESS))
    )


def test_a_page_with_two_pairs_of_eyes_does_not_say_so(client, edition, clinic):
    Clinic.objects.update(is_sole_practitioner=True)

    assert "The same clinician" not in client.get(ADDRESS).content.decode()


def test_the_contents_lead_to_every_part_of_the_page(client, edition, clinic):
    response = client.get(ADDRESS)

    contents = part(response, '<nav class="contents"', "</nav>").split(">", 1)[1]
    page = response.content.decode()
    assert words(contents) == "On this page What it does Sources About this page Comments"
    for name in ("what-it-does", "sources", "about-this-page", "comments"):
        assert f'href="#{name}"' in contents
        assert page.count(f'id="{name}"') == 1


def test_a_source_stands_where_its_number_leads(client, topic, ben, amara, clinic):
    factories.signed(factories.post(topic=topic, writer=ben, sources=2), by=amara)

    response = client.get(ADDRESS)

    assert 'href="#source-1"' in part(response, '<div class="prose">', "</div>")
    assert words(part(response, '<li id="source-1">', "</li>")) == (
        f"Source 1 NHS, 2024. Checked {day(timezone.now())} . Back to the text at source 1"
    )
    assert 'id="source-2"' in response.content.decode()


def test_a_source_leads_back_to_the_place_that_cites_it(client, topic, ben, amara, clinic):
    factories.signed(factories.post(topic=topic, writer=ben, sources=2), by=amara)

    response = client.get(ADDRESS)

    assert 'id="cited-1"' in part(response, '<div class="prose">', "</div>")
    assert 'href="#cited-1"' in part(response, '<li id="source-1">', "</li>")
    assert "Back to the text" not in part(response, '<li id="source-2">', "</li>")


def test_an_article_without_sources_has_no_list_of_them(client, topic, ben, amara, clinic):
    factories.signed(factories.post(topic=topic, writer=ben, sources=0), by=amara)

    response = client.get(ADDRESS)

    assert 'id="sources"' not in response.content.decode()
    assert 'href="#sources"' not in response.content.decode()


def test_what_is_typed_into_an_article_is_shown_as_text(client, topic, ben, amara, clinic):
    title = 'Less <b>is</b> more & "more" isn\'t'
    factories.signed(
        factories.post(topic=topic, writer=ben, title=title, slug="less", interests="<i>None</i>"), by=amara
    )

    page = client.get("/posts/less/").content.decode()

    assert "Less &lt;b&gt;is&lt;/b&gt; more &amp; &quot;more&quot; isn&#x27;t</h1>" in page
    assert "&lt;i&gt;None&lt;/i&gt;" in page


def test_search_engines_and_shared_links_get_their_own_words(client, topic, ben, amara, clinic):
    post = factories.post(
        topic=topic, writer=ben, search_title="For engines", search_description="What engines show.",
        social_title="For friends", social_description="What friends see.",
    )  # fmt: skip
    factories.signed(post, by=amara)

    response = client.get(ADDRESS)

    assert words(part(response, "<title>", "</title>")) == "For engines – Alder Row"
    assert '<meta name="description" content="What engines show.">' in response.content.decode()
    assert '<meta property="og:title" content="For friends">' in response.content.decode()
    assert '<meta property="og:description" content="What friends see.">' in response.content.decode()


def test_without_words_of_their_own_they_get_title_and_standfirst(client, edition, clinic):
    page = client.get(ADDRESS).content.decode()

    assert '<meta name="description" content="The outermost layer does most of the work.">' in page
    assert '<meta property="og:title" content="Your skin barrier, in one page">' in page


def test_the_next_to_read_are_three_of_the_same_topic_first_and_then_the_newest(client, publish, edition, topic, now):
    elsewhere = factories.topic("Aftercare")
    publish("Same topic, old", topic=topic, at=now - timedelta(days=90))
    publish("Other topic, older", topic=elsewhere, at=now - timedelta(days=30))
    publish("Other topic, newer", topic=elsewhere, at=now - timedelta(days=1))
    publish("Other topic, oldest", topic=elsewhere, at=now - timedelta(days=60))

    response = client.get(ADDRESS)

    assert headlines(response) == ["Same topic, old", "Other topic, newer", "Other topic, older"]


def test_the_next_to_read_is_never_overdue_nor_unsigned_nor_the_page_itself(client, publish, edition, topic, ben, now):
    publish("Overdue", topic=topic, at=now - timedelta(days=40), how={"review_in_days": 30})
    publish("Tomorrow", topic=topic, at=now + timedelta(days=1))
    factories.post(topic=topic, writer=ben, title="Not signed")

    response = client.get(ADDRESS)

    assert headlines(response) == []
    assert "Read next" not in response.content.decode()


def test_a_visitor_gets_a_link_to_log_in_and_no_form(client, edition, clinic):
    page = client.get(ADDRESS).content.decode()

    assert "You must be logged in to post a comment." in page
    assert "<form" not in page
    assert "csrf" not in page


def test_a_member_gets_the_form(client, edition, clinic, priya):
    client.force_login(priya)

    page = client.get(ADDRESS).content.decode()

    assert "You must be logged in" not in page
    assert 'action="/posts/your-skin-barrier-in-one-page/comments/"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_an_article_takes_nine_queries_however_much_is_on_it(
    client, publish, edition, clinic, priya, amara, topic, now, django_assert_num_queries, count
):
    for number in range(count):
        publish(f"Article {number}", topic=topic)
        factories.comment(edition, by=priya, body=f"Comment {number}")
        factories.signed(edition.post, by=amara, change_note=f"Note {number}")
    client.get(ADDRESS)

    # the edition with its topic and signer, its stamp, change notes, the count of comments, comments, the last change,
    # related, the articles before and after, clinic
    with django_assert_num_queries(9):
        client.get(ADDRESS)


def test_only_the_edition_of_the_moment_is_shown(client, post, amara, now, clinic):
    factories.signed(post, by=amara, at=now - timedelta(days=2))
    type(post).objects.filter(pk=post.pk).update(standfirst="Better words.")
    factories.signed(post, by=amara, at=now - timedelta(days=1))

    response = client.get(ADDRESS)

    assert words(part(response, '<p class="standfirst">', "</p>")) == "Better words."
    assert Edition.objects.count() == 2
