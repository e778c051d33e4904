"""The admin screens of every part, gathered where Django looks for them."""

from blog.audit import admin as audit
from blog.clinic import admin as clinic
from blog.comments import admin as comments
from blog.complaints import admin as complaints
from blog.counts import admin as counts
from blog.editions import admin as editions
from blog.following import admin as following
from blog.images import admin as images
from blog.outbox import admin as outbox
from blog.posts import admin as posts
from blog.posts import standing_pages as house
from blog.usefulness import admin as usefulness

__all__ = [
    "audit",
    "clinic",
    "comments",
    "complaints",
    "counts",
    "editions",
    "following",
    "house",
    "images",
    "outbox",
    "posts",
    "usefulness",
]
