"""The database's own word on decisions: rows are only ever added."""

from blog import frozen


def install(using):
    frozen.append_only(using, table="blog_decision", sentence="Decisions on comments are only ever added.")
