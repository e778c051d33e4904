"""An article in schema.org's words, from what its page was given. What the page does not show is not said here."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.editions.addresses import in_full
from blog.language import language_tag
from blog.reading.linked.comments import comment_things
from blog.reading.linked.graph import thing
from blog.reading.linked.things import clinic_key, clinician, crumbs, site_key


def article_things(context, *, picture):
    """This will give the page with the way there, and the article on it. picture: the one for shared links."""
    edition, address = context["edition"], in_full(context["edition"].get_absolute_url())
    article_key = f"{address}#article"
    page = thing(
        "MedicalWebPage",
        id_=address,
        url=address,
        name=edition.title,
        description=edition.standfirst,
        inLanguage=language_tag(),
        isPartOf={"@id": site_key()},
        mainEntity={"@id": article_key},
        breadcrumb=crumbs(
            (_("Articles"), reverse("home")),
            (edition.topic_name, edition.topic.get_absolute_url()),
            (edition.title, ""),
        ),
        **review(context),
    )
    history = context["history"]
    article = thing(
        "BlogPosting",
        id_=article_key,
        headline=edition.title,
        description=edition.standfirst,
        inLanguage=language_tag(),
        mainEntityOfPage={"@id": address},
        image=picture,
        author=author(edition),
        publisher={"@id": clinic_key()},
        datePublished=day(history[-1].at) if history else "",
        dateModified=day(history[0].at) if history else "",
        articleSection=edition.topic_name,
        keywords=[name for name, address in context["tags"]],
        timeRequired=f"PT{edition.reading_minutes}M",
        creativeWorkStatus="Withdrawn" if edition.withdrawn_because else "",
        citation=[citation(source) for source in context["sources"]],
    )
    return page, article


def review(context):
    """This will say who reviewed the page and when, as far as the page does.

    Somebody who signed their own words has not reviewed them, and a withdrawn page is not vouched for. The day of the
    last review of the whole page, which a small change leaves as it was, is said until the next one is due.
    """
    edition = context["edition"]
    if edition.is_self_signed or edition.withdrawn_because:
        return {}
    signer = edition.signed_by
    said = {
        "reviewedBy": clinician(
            name=edition.signed_by_name,
            role=edition.signed_by_role,
            address=signer.get_absolute_url(),
            registration=edition.signed_by_registration if context["has_seal"] else "",
            register_address=signer.register_address,
        )
    }
    if not context["is_overdue"]:
        said["lastReviewed"] = day(edition.last_reviewed_at)
    return said


def author(edition):
    return thing(
        "Person", name=edition.author_name, jobTitle=edition.author_role, identifier=edition.author_registration
    )


def citation(source):
    return thing(
        "CreativeWork",
        name=source["title"],
        url=source["url"],
        publisher=thing("Organization", name=source["publisher"]),
        datePublished=str(source["year"]),
    )


def conversation(told):
    """This will say how many comments there are and what those on this page say; nothing where they are off."""
    if told.get("is_off"):
        return {}
    return {"commentCount": told["count"], "comment": comment_things(told["threads"])}


def day(moment):
    """This will give the day of a moment as the page shows it: by the clinic's own clock."""
    return timezone.localdate(moment).isoformat()
