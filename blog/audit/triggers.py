"""The database's own word on the record: rows are only ever added."""

from blog import frozen


def install(using):
    frozen.append_only(using, table="blog_entry", sentence="The audit log only grows.")
