"""Everything that is kept about a person, as a ZIP: for a machine to read, and for the person."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from accounts.own_data.parts import everything_about


def archive(user, *, at, site):
    """This will give the bytes of a ZIP with `everything.json` and `everything.html`. site: the clinic's name."""
    parts = everything_about(user)
    said = {part.name: part.rows for part in parts}
    context = {"parts": parts, "at": at, "site": site, "person": user}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("everything.json", json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        made.writestr("everything.html", render_to_string("accounts/everything.html", context))
    return file.getvalue()
