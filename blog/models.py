"""Every model of every part, gathered where Django looks for them. Parts import from each other, never from here."""

from blog.audit.models import Entry
from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import (
    Appeal,
    Block,
    CannedReply,
    Comment,
    Conversation,
    Decision,
    Report,
    Subscription,
    Visit,
    Wording,
)  # fmt: skip
from blog.complaints.models import Complaint
from blog.counts.models import Reads
from blog.editions.models import Edition, Tag, Topic, Withdrawal
from blog.following.models import Follower
from blog.house.models import Page
from blog.images.models import BeforeAfter, Image, ImageConsent, Rendition
from blog.outbox.models import Message
from blog.posts.models import Draft, GuardReading, LiveFinding, Override, Post, ReviewRequest, Source
from blog.search.models import Spelling
from blog.stamps.models import Stamp
from blog.usefulness.models import Answer

__all__ = [
    "Answer", "Appeal", "BeforeAfter", "Block", "CannedReply", "Clinic", "Comment", "Complaint", "Conversation",
    "Decision", "Draft", "Edition", "Entry", "Follower", "GuardReading", "Image", "ImageConsent", "LiveFinding",
    "Message", "Override", "Page", "Post", "Practitioner", "Reads", "Rendition", "Report", "ReviewRequest", "Source",
    "Spelling", "Stamp", "Subscription", "Tag", "Topic", "Visit", "Withdrawal", "Wording",
]  # fmt: skip
