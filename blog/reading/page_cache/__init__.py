"""Finished pages, kept in memory outside Django: the same for everybody, and never older than what they are made of."""

from blog.reading.page_cache.wsgi import PageCache

__all__ = ["PageCache"]
