"""The spellings of words that were ever signed: where to look for what a mistyped word may have meant."""

from django.db import models


class Spelling(models.Model):
    """Three letters of a word. Which words are public now is not kept here: it is asked of the live editions."""

    letters = models.CharField(max_length=3)
    word = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letters", "word"], name="one_spelling")]
        indexes = [models.Index(fields=["word"], name="spellings_by_word")]

    def __str__(self):
        return f"{self.letters} in {self.word}"
