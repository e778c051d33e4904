"""Everything on record about one article, as plain values: who wrote, who signed what, when, and on what grounds."""

from django.utils.translation import gettext as _

from blog.audit.models import Entry
from blog.editions.models import digest_of
from blog.guard import PACK_VERSION
from blog.images.models import ImageConsent
from blog.posts import checks

WRITING = (Entry.Act.WROTE, Entry.Act.RESTORED)


def dossier(post, *, at, with_references):
    """This will gather what a clinic shows to a regulator or an insurer about a post.

    with_references: whether the consents name the person in the clinic's filing and what they agreed to.
    """
    entries = list(Entry.objects.filter(post_id=post.pk).order_by("pk"))
    editions = list(post.editions.select_related("signer").order_by("signed_at", "pk"))
    consents = consents_by_picture(editions, with_references=with_references)
    return {
        "article": post.title,
        "post": post.pk,
        "made_at": at,
        "guard_rules": PACK_VERSION,
        "editions": [about_edition(edition, entries, consents, editions) for edition in editions],
        "withdrawals": [about_withdrawal(each) for each in post.withdrawals.select_related("by").order_by("at", "pk")],
        "requests": [
            about_request(each)
            for each in post.review_requests.select_related("asked_by", "asked_of").order_by("asked_at", "pk")
        ],
        "overrides": [
            about_override(each)
            for each in post.overrides.select_related("clinician", "manager").order_by("asked_at", "pk")
        ],
        "record": [about_entry(entry) for entry in entries],
    }


def about_edition(edition, entries, consents, editions):
    return {
        "number": edition.pk,
        "title": edition.title,
        "address": edition.get_absolute_url(),
        "public_from": edition.live_from,
        "public_until": edition.live_until,
        "was_cancelled": edition.live_until == edition.live_from,
        "printed_author": printed(edition.author_name, edition.author_role, edition.author_registration),
        "words_changed_by": writers(edition, entries, editions),
        "signed_by": printed(edition.signed_by_name, edition.signed_by_role, edition.signed_by_registration),
        "signed_with_account_of": edition.signer.display_name,
        "signed_at": edition.signed_at,
        "signed_own_words": edition.is_self_signed,
        "signed_in_an_emergency": edition.is_emergency,
        "whole_page_was_read": edition.is_whole_review,
        "last_reviewed_at": edition.last_reviewed_at,
        "review_due_at": edition.review_due_at,
        "digest": edition.digest,
        "digest_fits_the_words": edition.digest == digest_of(edition.words),
        "change_note": edition.change_note,
        "interests": edition.interests,
        "sources": edition.sources,
        "findings": [
            about_finding(each) for each in checks.findings(edition.words | {"change_note": edition.change_note})
        ],
        "consents": [consent for key in picture_keys(edition) for consent in consents.get(key, [])],
    }


def printed(*parts):
    return ", ".join(part for part in parts if part)


def writers(edition, entries, editions):
    """This will name those who changed the words between the signature before and this one, each once."""
    earlier = [other.signed_at for other in editions if other.signed_at < edition.signed_at]
    since = max(earlier, default=None)
    names = [
        entry.by_name
        for entry in entries
        if entry.act in WRITING and entry.at <= edition.signed_at and (since is None or entry.at > since)
    ]
    return list(dict.fromkeys(names))


def picture_keys(edition):
    """This will give the keys of the library's pictures that were signed, in their order, each once."""
    keys = [details.get(name) for details in edition.pictures for name in ("id", "before_id", "after_id")]
    return list(dict.fromkeys(key for key in keys if key))


def consents_by_picture(editions, *, with_references):
    """This will read every consent that was ever given for a picture of these editions, in one query."""
    keys = {key for edition in editions for key in picture_keys(edition)}
    found = {}
    for consent in ImageConsent.objects.filter(image__in=keys).select_related("image").order_by("signed_on", "pk"):
        found.setdefault(consent.image_id, []).append(about_consent(consent, with_references=with_references))
    return found


def about_consent(consent, *, with_references):
    named = {"reference": consent.reference, "agreed_to": consent.scope} if with_references else {}
    return {
        "consent": consent.pk,
        "picture": consent.image.original_name,
        "for": consent.channel_names,
        "form": consent.text_version,
        "signed_on": consent.signed_on,
        "expires_on": consent.expires_on,
        "withdrawn_at": consent.withdrawn_at,
    } | named


def about_finding(checked):
    return {
        "rule": checked.finding.rule,
        "severity": checked.finding.severity,
        "how_serious": checks.HOW_SERIOUS[checked.finding.severity],
        "where": checked.label,
        "matched": checked.matched,
        "why": checked.finding.reason,
    }


def about_withdrawal(withdrawal):
    return {
        "at": withdrawal.at,
        "by": withdrawal.by.display_name,
        "reason": withdrawal.reason,
        "outcome": withdrawal.get_outcome_display(),
        "ended_at": withdrawal.lifted_at,
    }


def about_request(request):
    return {
        "asked_at": request.asked_at,
        "asked_by": request.asked_by.display_name,
        "asked_of": request.asked_of.display_name,
        "note": request.note,
        "digest": request.digest,
        "answer": request.get_answer_display() or _("None yet"),
        "answered_at": request.answered_at,
        "answer_note": request.answer_note,
    }


def about_override(override):
    return {
        "rule": override.rule,
        "field": override.field,
        "matched": override.matched,
        "text_digest": override.text_digest,
        "reason": override.reason,
        "clinician": override.clinician and override.clinician.display_name,
        "manager": override.manager and override.manager.display_name,
        "asked_at": override.asked_at,
        "agreed_at": override.agreed_at,
    }


def about_entry(entry):
    return {
        "at": entry.at,
        "by": entry.by_name or _("The system"),
        "act": entry.get_act_display(),
        "digest": entry.digest,
        "detail": entry.detail,
    }
