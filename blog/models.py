"""Every model of every part, gathered where Django looks for them. Parts import from each other, never from here."""

from blog.clinic.models import Clinic, Practitioner
from blog.comments.models import Comment, Conversation
from blog.editions.models import Edition, Topic
from blog.posts.models import Post, Source

__all__ = ["Clinic", "Comment", "Conversation", "Edition", "Post", "Practitioner", "Source", "Topic"]
