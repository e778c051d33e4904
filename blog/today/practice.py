"""The clocks of the practice itself: consents to pictures, register checks, and mail that did not go out."""

from datetime import timedelta

from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog import rules
from blog.clinic.models import Practitioner
from blog.complaints.models import Complaint
from blog.editions.models import Edition
from blog.images.models import Image, ImageConsent
from blog.outbox.models import Message
from blog.today.clocks import Clock, day, end_of

AHEAD_OF_CONSENTS = timedelta(days=60)
AHEAD_OF_CHECKS = timedelta(days=30)


def consents(user, at):
    """Consents that run out within sixty days, and pictures on live pages that nobody may show any more."""
    if rules.refusal_to_keep_consents(user):
        return
    pages = pages_by_picture(at)
    for consent in running_out(at):
        yield clock_of(
            consent.image, end_of(consent.expires_on), _("Consent ends:"), pages,
            _("It leaves every page after %(day)s unless a new consent is recorded.")
            % {"day": day(end_of(consent.expires_on))},
        )  # fmt: skip
    ended = Image.objects.consent_has_ended(at).filter(pk__in=pages)
    withdrawn = Max("consents__withdrawn_at", filter=Q(consents__withdrawn_at__lte=at))
    ran_out = Max("consents__expires_on", filter=Q(consents__expires_on__lt=timezone.localdate(at)))
    ended = ended.annotate(withdrawn=withdrawn, ran_out=ran_out)
    for image in ended:
        moments = [image.withdrawn, image.ran_out and end_of(image.ran_out)]
        yield clock_of(
            image, max(filter(None, moments)), _("Consent ended:"), pages,
            _("Readers do not see it any more. Record a new consent, or take it out of the article."),
        )  # fmt: skip


def complaints(user, at):
    """Complaints that have not been answered, until the day the law and we have promised."""
    if rules.refusal_to_manage(user):
        return
    for complaint in Complaint.objects.waiting():
        yield Clock(
            complaint.due_at,
            _("Complaint:"),
            complaint.reference,
            f"{complaint.get_about_display()}. {received(complaint)}",
            reverse("admin:blog_complaint_answer", args=[complaint.pk]),
            _("Answer"),
        )


def received(complaint):
    return _("Received on %(day)s.") % {"day": day(complaint.received_at)}


def running_out(at):
    """This will find the consents that end soon and that no later one of the same person for the picture follows."""
    today = timezone.localdate(at)
    later = ImageConsent.objects.valid(at).filter(
        Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on")),
        image=OuterRef("image"),
        reference=OuterRef("reference"),
    )
    soon = ImageConsent.objects.running_out(at, by=today + AHEAD_OF_CONSENTS)
    return soon.filter(~Exists(later)).select_related("image")


def pages_by_picture(at):
    """This will give the titles of the live editions in which each picture was signed, by the picture's key."""
    found = {}
    for title, pictures in Edition.objects.live(at).exclude(pictures=[]).values_list("title", "pictures"):
        for key in {details["id"] for details in pictures if "id" in details}:
            found.setdefault(key, []).append(title)
    return found


def clock_of(image, due, what, pages, why):
    titles = sorted(pages.get(image.pk, []))
    where = _("In %(titles)s.") % {"titles": ", ".join(titles)} if titles else _("No live page uses it.")
    address = reverse("admin:blog_image_change", args=[image.pk]) + "#consents"
    return Clock(due, what, str(image), f"{where} {why}", address, _("See consents"))


def register_checks(user, at):
    """Clinicians with a live article whose registration has to be looked up again within thirty days."""
    if rules.refusal_to_manage(user):
        return
    has_article = Exists(Edition.objects.live(at).filter(signed_by=OuterRef("pk")))
    for person in Practitioner.objects.filter(has_article).order_by(F("checked_on"), "pk"):
        last_day = end_of(person.checked_on + Practitioner.CHECK_HOLDS_FOR)
        if last_day <= at + AHEAD_OF_CHECKS:
            yield Clock(
                last_day,
                _("Register check:"),
                f"{person.name}, {person.register}",
                _("After %(day)s the number and the seal are hidden until you check again.") % {"day": day(last_day)},
                reverse("admin:blog_practitioner_change", args=[person.pk]),
                _("Check"),
            )


def mail_not_sent(user, at):
    """Mail that was tried for two days and given up: one line for all of it."""
    if rules.refusal_to_manage(user):
        return
    given_up = list(Message.objects.filter(given_up_at__isnull=False, sent_at=None).order_by("given_up_at", "pk"))
    if given_up:
        first = given_up[0]
        yield Clock(
            first.given_up_at,
            _("Mail not sent:"),
            first.subject,
            said_of(first, count=len(given_up)),
            reverse("admin:blog_message_changelist"),
            _("Look at it"),
            is_waiting=True,
        )


def said_of(message, *, count):
    """This will say why a mail did not go, and how many more there are."""
    said = _("To %(address)s: %(error)s.") % {"address": message.to, "error": message.last_error}
    if count < 2:
        return said
    more = ngettext("There is %(count)s such mail.", "There are %(count)s such mails.", count)
    return f"{said} {more % {'count': count}}"
