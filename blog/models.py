"""Every model of every part, gathered where Django looks for them. Parts import from each other, never from here."""

from blog.audit.models import Entry
from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import Comment, Conversation
from blog.editions.models import Edition, Topic, Withdrawal
from blog.images.models import BeforeAfter, Image, ImageConsent, Rendition
from blog.posts.models import Post, Source

__all__ = [
    "BeforeAfter", "Clinic", "Comment", "Conversation", "Edition", "Entry", "Image", "ImageConsent", "Post",
    "Practitioner", "Rendition", "Source", "Topic", "Withdrawal",
]  # fmt: skip
