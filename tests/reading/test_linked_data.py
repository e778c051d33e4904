"""What an article's page tells machines is what it tells people: nothing else, and nothing differently."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import Comment, Conversation
from blog.editions.actions import withdraw
from blog.editions.models import Withdrawal
from blog.reading.linked.graph import graph
from tests import factories
from tests.reading.linked import texts, things
from tests.reading.page import part, words

ADDRESS = "/posts/your-skin-barrier-in-one-page/"
HERE = "http://localhost:8000"
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@pytest.fixture
def page(client, clinic):
    """This will give a function that asks for the article and gives (the page, its things)."""

    def ask(address=ADDRESS):
        response = client.get(address)
        return response, things(response)

    return ask


@pytest.fixture
def conversation(clinic, edition, priya, sam, amara, joan, now):
    first = factories.comment(
        edition, by=priya, body="Is <b>this</b> & that so?\nTwo lines.\n\nAnd https://nhs.uk/ too."
    )
    factories.comment(edition, by=joan, body="It is.", parent=first)
    factories.comment(edition, by=sam, body="Words not read yet.", held=True)
    return first


def day(moment):
    return timezone.localdate(moment).isoformat()


def in_words(iso_day):
    return f"{date.fromisoformat(iso_day):%-d %B %Y}"


def test_the_page_is_told_as_it_is_shown(page, edition):
    response, told = page()
    medical, article = told["MedicalWebPage"], told["BlogPosting"]

    assert medical["name"] == article["headline"] == words(part(response, "<h1>", "</h1>"))
    assert medical["description"] == words(part(response, '<p class="standfirst">', "</p>"))
    assert medical["url"] == HERE + ADDRESS
    assert medical["mainEntity"] == {"@id": article["@id"]}
    assert article["author"] == {"@type": "Person", "name": "Ben Hartley"}
    assert article["timeRequired"] == "PT1M"
    assert [step["name"] for step in medical["breadcrumb"]["itemListElement"]] == [
        "Articles", "How skin works", "Your skin barrier, in one page",
    ]  # fmt: skip
    assert article["citation"] == [
        {
            "@type": "CreativeWork", "name": "Source 1", "url": "https://www.nhs.uk/",
            "publisher": {"@type": "Organization", "name": "NHS"}, "datePublished": "2024",
        }
    ]  # fmt: skip


def test_every_text_that_machines_get_stands_on_the_page(page, conversation, edition, priya, amara, clinic):
    Clinic.objects.update(address="1 Alder Row, York", strapline="Skin, explained.")
    factories.signed(edition.post, by=amara, change_note="A new paragraph.")

    response, told = page()

    shown = words(response)
    codes = {"en-GB", "GMC", "0000000", "PT1M"}
    for text in texts(told):
        if text in codes or text.startswith(("http://", "https://")):
            continue
        if ISO_DAY.match(text):
            assert in_words(text[:10]) in shown
        else:
            assert " ".join(text.split()) in shown, text
    assert "GMC 0000000" in shown


def test_the_signer_and_both_dates_are_those_of_the_signature(page, edition):
    response, told = page()

    signature = words(part(response, '<section class="signed-by', "</section>"))
    reviewer = told["MedicalWebPage"]["reviewedBy"]
    assert f"by {reviewer['name']} {reviewer['jobTitle']}." in signature
    assert f"{reviewer['identifier']['propertyID']} {reviewer['identifier']['value']}" in signature
    assert f"Signed and reviewed {in_words(told['MedicalWebPage']['lastReviewed'])}" in signature
    assert reviewer["url"] == f"{HERE}/people/dr-amara-okafor/"


def test_a_number_whose_check_is_too_old_is_not_told(page, edition):
    Practitioner.objects.update(checked_on=timezone.localdate() - timedelta(days=366))

    reviewer = page()[1]["MedicalWebPage"]["reviewedBy"]

    assert reviewer["name"] == "Dr Amara Okafor"
    assert "identifier" not in reviewer


def test_the_day_of_the_review_is_not_told_of_a_page_that_is_overdue(page, post, amara, now):
    factories.signed(post, by=amara, at=now - timedelta(days=40), review_in_days=30)

    response, told = page()

    assert "passed its review date" in words(response)
    assert "reviewedBy" in told["MedicalWebPage"]
    assert "lastReviewed" not in told["MedicalWebPage"]


def test_a_small_change_is_no_review(page, post, amara, now):
    whole = factories.signed(post, by=amara, at=now - timedelta(days=9))
    factories.signed(post, by=amara, is_whole_review=False)

    response, told = page()

    last = told["MedicalWebPage"]["lastReviewed"]
    assert last == timezone.localdate(whole.signed_at).isoformat()
    assert f"Last reviewed {in_words(last)}" in words(part(response, '<section class="signed-by', "</section>"))


def test_nobody_is_told_to_have_reviewed_their_own_words(client, topic, amara):
    factories.clinic(is_sole_practitioner=True)
    factories.signed(factories.post(topic=topic, writer=amara), by=amara)

    told = things(client.get(ADDRESS))

    assert told["BlogPosting"]["author"]["name"] == "Dr Amara Okafor"
    assert {"reviewedBy", "lastReviewed"} & set(told["MedicalWebPage"]) == set()


def test_a_withdrawn_page_is_not_vouched_for(page, edition, amara, now):
    withdraw(edition_id=edition.pk, by=amara, at=now, reason="It is wrong.", outcome=Withdrawal.Outcome.KEPT)

    response, told = page()

    assert "We withdrew this article" in words(response)
    assert told["BlogPosting"]["creativeWorkStatus"] == "Withdrawn"
    assert {"reviewedBy", "lastReviewed"} & set(told["MedicalWebPage"]) == set()


def test_the_dates_are_those_of_the_change_notes(page, post, amara, now):
    factories.signed(post, by=amara, at=now - timedelta(days=9))
    factories.signed(post, by=amara, at=now - timedelta(days=2), change_note="New source.")
    factories.signed(post, by=amara, at=now - timedelta(hours=1))

    response, told = page()

    notes = words(part(response, '<dl class="notes">', "</dl>"))
    assert f"{in_words(told['BlogPosting']['dateModified'])} New source." in notes
    assert told["BlogPosting"]["dateModified"] == day(now - timedelta(days=2))
    assert in_words(told["BlogPosting"]["datePublished"]) in notes


def test_the_comments_are_those_of_the_page(page, conversation, edition):
    response, told = page()

    first, answer = told["BlogPosting"]["comment"]
    assert told["BlogPosting"]["commentCount"] == 2
    assert first["text"] == "Is <b>this</b> & that so?\nTwo lines.\n\nAnd https://nhs.uk/ too."
    assert first["author"] == {"@type": "Person", "name": "Priya"}
    assert f'<time datetime="{first["dateCreated"]}">' in response.content.decode()
    assert answer["author"] == {"@type": "Person", "name": "Joan Ellery", "jobTitle": "Nurse prescriber"}
    assert answer["parentItem"] == {"@id": first["@id"]}
    assert datetime.fromisoformat(first["dateCreated"]).utcoffset() is not None


def test_what_only_its_writer_sees_is_not_told_even_to_them(page, client, conversation, sam):
    client.force_login(sam)

    response, told = page()

    assert "Words not read yet." in response.content.decode()
    assert "Words not read yet." not in json.dumps(told)


def test_a_comment_that_went_is_not_told(page, conversation):
    Comment.objects.filter(pk=conversation.pk).update(state=Comment.State.REMOVED)

    (answer,) = page()[1]["BlogPosting"]["comment"]

    assert answer["text"] == "It is."
    assert "parentItem" not in answer


def test_where_comments_are_off_none_are_told(page, conversation, edition):
    Conversation.objects.update(policy=Conversation.Policy.OFF)

    assert {"comment", "commentCount"} & set(page()[1]["BlogPosting"]) == set()


def test_tags_and_the_clinic_are_told_as_they_are_shown(page, clinic, topic, publish):
    Clinic.objects.update(address="1 Alder Row, York")
    publish("Labelled", topic=topic, tags=["First days", "Sun"])

    response, told = page("/posts/labelled/")

    assert told["BlogPosting"]["keywords"] == ["First days", "Sun"]
    assert told["MedicalClinic"] == {
        "@type": "MedicalClinic", "@id": f"{HERE}/#clinic", "name": "Alder Row Skin Clinic", "url": f"{HERE}/",
        "address": "1 Alder Row, York", "telephone": "01632 960114",
    }  # fmt: skip
    assert "Alder Row Skin Clinic 1 Alder Row, York 01632 960114" in words(response)


@pytest.mark.parametrize("letters", ["</script><script>alert(1)</script>", "<!--", "a & b", "\u2028\u2029"])
def test_no_letters_can_end_the_block_or_begin_another(letters):
    block = graph({"@type": "Thing", "name": letters})

    assert not re.search("[<>&\u2028\u2029]", block)
    assert json.loads(block)["@graph"] == [{"@type": "Thing", "name": letters}]


def test_a_title_that_means_harm_stays_a_title(page, publish, topic):
    publish("</script><script>alert(1)</script>", topic=topic, slug="harm")

    response, told = page("/posts/harm/")

    assert told["BlogPosting"]["headline"] == "</script><script>alert(1)</script>"
    assert response.content.decode().count("<script") == 2  # this and the button that shares


def test_home_tells_how_to_search_on_its_first_page_alone(client, clinic, publish, topic, now):
    for number in range(12):
        publish(f"Article {number}", topic=topic, at=now - timedelta(days=number))

    first, second = (things(client.get(address)) for address in ("/", "/?page=2"))

    target = first["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{HERE}/search/?q={{search_term_string}}"
    assert first["WebSite"]["name"] == "Alder Row"
    assert "potentialAction" not in second["WebSite"]


@pytest.mark.parametrize(("days", "number"), [(0, "0000000"), (366, None)])
def test_a_person_is_told_as_their_page_shows_them(client, clinic, edition, days, number):
    Practitioner.objects.update(about="Skin & scars.", checked_on=timezone.localdate() - timedelta(days=days))

    response = client.get("/people/dr-amara-okafor/")

    person = things(response)["ProfilePage"]["mainEntity"]
    shown = words(response)
    assert [person["name"], person["jobTitle"], person["description"]] == [
        "Dr Amara Okafor", "Consultant dermatologist", "Skin & scars.",
    ]  # fmt: skip
    assert all(text in shown for text in (person["name"], person["jobTitle"], person["description"]))
    assert person.get("identifier", {}).get("value") == number
    assert ("GMC 0000000" in shown) == (number is not None)


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("/topics/how-skin-works/", ["Topics", "How skin works"]),
        ("/tags/sun/", ["Articles", "Sun"]),
        ("/people/dr-amara-okafor/", ["People", "Dr Amara Okafor"]),
    ],
)
def test_the_way_to_a_list_is_the_one_it_shows(client, clinic, publish, topic, address, steps):
    publish("One", topic=topic, tags=["Sun"])

    response = client.get(address)

    told = things(response)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in told] == steps
    assert words(part(response, '<nav class="breadcrumb"', "</nav>").split(">", 1)[1]) == steps[0]
    assert words(part(response, "<h1>", "</h1>")) == steps[1]


@pytest.mark.parametrize(
    "address", ["/no/such/page/", "/posts/nothing-here/", "/search/?q=barrier", "/accounts/login/"]
)
def test_other_pages_tell_nothing(client, clinic, edition, address):
    assert things(client.get(address)) == {}


def test_a_preview_tells_nothing(client, clinic, post, ben):
    client.force_login(ben)

    assert things(client.get(f"/admin/blog/post/{post.pk}/preview/")) == {}
