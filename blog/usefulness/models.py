"""What readers answer when an article asks whether it was useful. Nothing is kept about who answered."""

from datetime import timedelta

from django.db import models


class Answer(models.Model):
    """One answer, for staff alone: to which article, in which words of it, yes or no, and why."""

    KEPT_FOR = timedelta(days=365)

    post = models.ForeignKey("blog.Post", on_delete=models.PROTECT, related_name="+", verbose_name="article")
    edition = models.ForeignKey("blog.Edition", on_delete=models.PROTECT, related_name="+")
    is_useful = models.BooleanField("useful")
    words = models.TextField("what they said", max_length=500, blank=True)
    at = models.DateTimeField("when", db_index=True)

    class Meta:
        verbose_name = "answer from a reader"
        verbose_name_plural = "answers from readers: was it useful?"

    def __str__(self):
        return f"{self.edition}: {'useful' if self.is_useful else 'not useful'}"
