"""Seed the demonstration clinic: fictional people, twelve articles, signed and discussed. Safe to repeat."""

import tomllib
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import CannedReply, Comment
from blog.editions.body import clean
from blog.editions.models import Edition, Topic
from blog.management.demo.conversations import Conversations
from blog.outbox.models import Message
from blog.posts import actions as posts
from blog.posts.models import Post, Source

CONTENT = Path(__file__).resolve().parent.parent / "demo"
PASSWORD = "alder-row-demo"

CLINIC = {
    "name": "Alder Row Skin Clinic",
    "short_name": "Alder Row",
    "strapline": "Skin and its treatments, explained in plain words. Every page is signed by a clinician you can name.",
    "address": "12 Alder Row, Harrowby HB1 2AR",
    "phone": "01632 960114",
    "opening_hours": "Monday to Saturday, 9am to 6pm",
    "booking_address": "https://alder-row.example/book/",
}
TOPICS = [
    ("how-skin-works", "How skin works", "layers"),
    ("regenerative-skincare", "Regenerative skincare", "vesicles"),
    ("light-and-lasers", "Light and lasers", "light"),
    ("aftercare", "Aftercare", "mosaic"),
    ("safety-and-the-law", "Safety and the law", "fibres"),
]
STAFF = [
    ("ben", "Ben Hartley", "Editor", "writes"),
    ("amara", "Dr Amara Okafor", "Clinician", "signs"),
    ("joan", "Joan Ellery", "Clinician", "signs"),
    ("mo", "Mo Lindqvist", "Moderator", "moderates"),
    ("grace", "Grace Adeyemi", "Manager", "manages"),
]
PRACTITIONERS = {
    "amara": ("Dr Amara Okafor", "Consultant dermatologist", "GMC", "0000000"),
    "joan": ("Joan Ellery", "Nurse prescriber", "NMC", "00A0000E"),
}


class Command(BaseCommand):
    help = "Fill the site with the demonstration clinic. Safe to repeat: what is there already is left alone."

    def handle(self, **options):
        if not settings.IS_LAPTOP:
            raise CommandError(
                "The demonstration has log-ins with a password that everybody knows, so it runs on a laptop only: "
                "unset DEBUG, SITE_URL and ALLOWED_HOSTS to use it."
            )
        with transaction.atomic():
            Seeder().seed()
        self.stdout.write(f"Log-ins of the demonstration, all with the password {PASSWORD}:")
        for key, name, role, what in STAFF:
            self.stdout.write(f"  {address(key):28} {name}, {role.lower()}: {what}")
            self.stdout.write(f"  {'':28} second step: one of {', '.join(second_steps(key))}")
        self.stdout.write(f"  {address('priya'):28} Priya, a reader: comments")
        self.stdout.write("Staff need a second step: type a code, which works once. Start again for more of them.")


class Seeder:
    """Makes what is missing, through the same actions that staff and readers use."""

    def __init__(self):
        self.now = timezone.now()
        self.people = {}
        self.topics = {}

    def seed(self):
        Clinic.objects.get_or_create(pk=1, defaults=CLINIC)
        for slug, name, motif in TOPICS:
            self.topics[slug] = Topic.objects.get_or_create(slug=slug, defaults={"name": name, "motif": motif})[0]
        for key, name, role, _ in STAFF:
            self.people[key] = person(key, name, role)
        for key, (name, role, register, number) in PRACTITIONERS.items():
            self.practitioner(key, name, role, register, number)
        for article in sorted(map(read_article, CONTENT.glob("articles/*.html")), key=lambda a: -a["signed_days_ago"]):
            self.article(article)
        self.conversation(tomllib.loads((CONTENT / "comments.toml").read_text()))

    def practitioner(self, key, name, role, register, number):
        Practitioner.objects.get_or_create(
            slug=name.lower().replace(" ", "-"),
            defaults={
                "user": self.people[key],
                "name": name,
                "role": role,
                "register": register,
                "number": number,
                "checked_on": (self.now - timedelta(days=19)).date(),
            },
        )

    def article(self, article):
        """This will write one article and sign it on its day, unless that edition is there already."""
        signed_at = self.day(article["signed_days_ago"])
        number = article["number_of_edition"]
        if Edition.objects.filter(slug=article["slug"]).count() >= number:
            return
        post = self.write(article)
        posts.sign(
            post_id=post.pk,
            shown_digest=Post.objects.get(pk=post.pk).digest,
            signer=self.people[article["signed_by"]],
            at=signed_at,
            change_note=article["change_note"],
            is_whole_review=article["is_whole_review"],
            review_in_days=article["review_in_days"],
        )

    def write(self, article):
        words = {name: article[name] for name in WRITTEN}
        post, _ = Post.objects.update_or_create(
            slug=article["slug"],
            defaults=words | {"body": clean(article["body"]), "topic": self.topics[article["topic"]]},
        )
        post.sources.all().delete()
        for position, source in enumerate(article.get("sources", []), 1):
            checked_on = self.day(source.pop("checked_days_ago")).date()
            Source.objects.create(post=post, position=position, checked_on=checked_on, **source)
        posts.note_writer(post=post, writer=self.people["ben"])
        return post

    def conversation(self, script):
        """This will let the members say their lines, each once, replies after what they answer.

        Nobody gets mail about what is told of the past.
        """
        for member in script["members"]:
            self.people[member["key"]] = person(member["key"], member["name"])
        for reply in script["canned_replies"]:
            CannedReply.objects.get_or_create(name=reply["name"], defaults={"body": reply["body"].strip()})
        if Comment.objects.exists():
            return
        sent_before = list(Message.objects.values_list("pk", flat=True))
        Conversations(self.people, self.now).hold(script)
        Message.objects.exclude(pk__in=sent_before).delete()

    def day(self, days_ago):
        return self.now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)


WRITTEN = (
    "title", "standfirst", "author_name", "author_role", "interests", "search_title", "search_description",
    "social_title", "social_description",
)  # fmt: skip


def read_article(path):
    """This will read an article's file: TOML between two lines of +++, then HTML."""
    _, head, body = path.read_text().split("+++\n", 2)
    number = 1 if path.name.endswith(".first.html") else 1 + path.with_suffix(".first.html").exists()
    return tomllib.loads(head) | {"body": body, "number_of_edition": number}


def address(key):
    return f"{key}@alder-row.example"


def person(key, name, role=None):
    """This will find or make somebody with a verified address; staff if they have a role."""
    user = User.objects.filter(email=address(key)).first()
    if user is None:
        password = PASSWORD if role or key == "priya" else None  # the others never log in
        user = User.objects.create_user(address(key), password, display_name=name, is_staff=bool(role))
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if role:
            user.groups.add(Group.objects.get(name=role))
    return user


def second_steps(key, most=3):
    """This will give codes for the second step of one of the staff that were not used yet, making it where it lacks.

    Nobody has the app that it pretends; a passkey or an app of one's own can be added on the page of the account.
    """
    user = User.objects.get(email=address(key))
    kinds = Authenticator.Type
    if not Authenticator.objects.filter(user=user).exclude(type=kinds.RECOVERY_CODES).exists():
        TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user)
    if len(codes.get_unused_codes()) < most:
        Authenticator.objects.filter(user=user, type=kinds.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user)
    return codes.get_unused_codes()[:most]
