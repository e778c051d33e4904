"""The stamps: numbers that rise with every change that a public page could show."""

from django.db import models

SITE = "site"


class Stamp(models.Model):
    """One number. It rises in the transaction of the change itself, so who reads it sees both or neither."""

    key = models.CharField(max_length=40, primary_key=True)
    n = models.BigIntegerField(default=1)

    def __str__(self):
        return f"{self.key}={self.n}"


def of_post(post_id):
    """This will give the key of an article's conversation."""
    return f"post:{post_id}"
