"""The admin screens of every part, gathered where Django looks for them."""

from blog.clinic import admin as clinic
from blog.comments import admin as comments
from blog.editions import admin as editions
from blog.posts import admin as posts

__all__ = ["clinic", "comments", "editions", "posts"]
