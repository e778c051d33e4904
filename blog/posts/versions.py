"""What keeps one person's save from writing over another's: a form knows the version it was opened at."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from blog.posts.models import Post

MEANWHILE = "meanwhile"  # the code of the error of a form that was opened before somebody else's save


class VersionField(forms.IntegerField):
    """How many saves a form has seen. None at all counts as none seen, so that such a form writes over nothing."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=0, max_value=2**31 - 1, **kwargs)

    def clean(self, value):
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0

    def has_changed(self, initial, data):
        return False


class Versioned(forms.ModelForm):
    """A form of a post that is refused once if the post was saved after the form was opened.

    Shown again it carries the newer version: whoever saves it then has been told. The post must be read under `hold`.
    Opened anew it shows what was `typed` before and not saved, if there is any, with the version that began from.
    """

    version = VersionField()
    typed = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        for name, field in self.fields.items() if self.typed is not None else ():
            if not field.widget.value_omitted_from_data(self.typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(self.typed, {}, name)

    def clean(self):
        cleaned = super().clean()
        stored = self.instance.version
        if self.instance.pk and self.cleaned_data["version"] != stored:
            self.data = self.data.copy()
            self.data["version"] = str(stored)
            self.add_error(None, ValidationError(_("Nothing is stored yet."), code=MEANWHILE))
        return cleaned


def version_in(typed):
    """This will read the version out of a form as a browser sent it."""
    return VersionField().clean(typed.get("version"))


def hold(pk):
    """This will keep everybody else from saving a post until the transaction ends, if there is a transaction."""
    if transaction.get_connection().in_atomic_block and str(pk).isdecimal():
        list(Post.objects.select_for_update().filter(pk=pk).values_list("pk"))
