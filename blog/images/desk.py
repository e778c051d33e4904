"""The library's own pages in the admin: upload, one picture's file, and the consents of the people in it.

`screen` is the ModelAdmin they belong to. They are reached through the admin's gate, so the user is staff and no answer
is kept by a browser.
"""

from contextlib import contextmanager
from functools import wraps
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from blog import rules
from blog.images import actions, keeping
from blog.images.consents import ImageConsent
from blog.images.forms import ConsentForm, ReferenceForm, UploadForm, WithdrawForm
from blog.images.models import Image, Rendition
from blog.images.uses import used_in
from blog.images.views import not_now

SHOWN_OR_SENT = require_http_methods(["GET", "HEAD", "POST"])
AWAY = "away"  # the code of an error that is the store's


def waits_for_the_store(view):
    """This will decorate a view that hands out a file, which may be there and not to be had just now."""

    @wraps(view)
    def answered(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except keeping.Away:
            return not_now()

    return answered


@SHOWN_OR_SENT
def upload(request, screen, **kwargs):
    """This will show the form for a new picture, or take one into the library."""
    rules.require(rules.refusal_to_keep_images(request.user))
    form = filled_in(UploadForm, request)
    if request.method == "POST" and form.is_valid():
        with trying_again_later(form, "file"):
            return keep_upload(request, screen, form)
    return page(request, screen, "upload.html", form=form, title=_("Add a picture"))


def keep_upload(request, screen, form):
    details = dict(form.cleaned_data)
    known = Image.objects.filter(sha256=details["file"].sha256).exists()
    image = actions.add_image(by=request.user, at=timezone.now(), name=form.file_name, **details)
    if known:
        said = _("This picture was in the library already, as “%(picture)s”. What it says there was kept.")
        messages.info(request, said % {"picture": image})
    else:
        screen.log_addition(request, image, _("Added the picture."))
        messages.success(request, _("The picture is in the library."))
    return redirect("admin:blog_image_change", image.pk)


@require_safe
@waits_for_the_store
def picture(request, pk, width, **kwargs):
    """This will give staff a picture's file of at least this width, whether readers may see it or not."""
    rules.require(rules.refusal_to_keep_images(request.user))
    files = Rendition.objects.filter(image_id=pk, format=Rendition.Format.JPEG).order_by("width")
    rendition = files.filter(width__gte=width).first() or files.last()
    if rendition is None:
        raise Http404
    return private_file(default_storage, rendition.file, content_type="image/jpeg")


def about_consents(request, pk):
    """This will give a picture's page what it says about people: each consent and what may be done with it."""
    if not str(pk).isdecimal() or rules.refusal_to_keep_consents(request.user):
        return {"may_keep_consents": False}
    ended = ImageConsent.objects.ended(timezone.now()).filter(pk=OuterRef("pk"))
    consents = ImageConsent.objects.filter(image_id=pk).select_related("recorded_by", "withdrawn_by")
    return {
        "may_keep_consents": True,
        "may_read_proofs": not rules.refusal_to_read_proof(request.user),
        "consents": consents.annotate(has_ended=Exists(ended)).order_by("-signed_on", "-pk"),
    }


@SHOWN_OR_SENT
def give_consent(request, screen, pk, **kwargs):
    rules.require(rules.refusal_to_keep_consents(request.user))
    image = get_object_or_404(Image, pk=pk)
    form = filled_in(ConsentForm, request)
    if request.method == "POST" and form.is_valid():
        with trying_again_later(form, "proof"):
            actions.give_consent(image=image, by=request.user, at=timezone.now(), **form.cleaned_data)
            return done(request, screen, image, _("Recorded a consent."))
    return page(
        request,
        screen,
        "consent.html",
        image=image,
        form=form,
        title=_("Record a consent"),
        verb=_("Record the consent"),
    )


@SHOWN_OR_SENT
def withdraw_consent(request, screen, pk, consent_pk, **kwargs):
    """This will ask for the reason, or withdraw the consent. Looking at the page does nothing."""
    rules.require(rules.refusal_to_keep_consents(request.user))
    consent = find_consent(pk, consent_pk)
    pages = used_in(consent.image)
    form = filled_in(WithdrawForm, request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withdraw_consent(consent=consent, by=request.user, at=timezone.now(), reason=reason, used_in=pages)
        return done(request, screen, consent.image, _("Withdrew consent %(number)s.") % {"number": consent.pk})
    return page(
        request, screen, "consent.html", image=consent.image, consent=consent, form=form, title=_("Withdraw a consent"),
        verb=_("Withdraw it now"), is_withdrawal=True, pages=pages,
    )  # fmt: skip


@SHOWN_OR_SENT
def mend_reference(request, screen, pk, consent_pk, **kwargs):
    """This will put right who a consent is from, where it was typed wrong."""
    rules.require(rules.refusal_to_keep_consents(request.user))
    consent = find_consent(pk, consent_pk)
    form = ReferenceForm(request.POST if request.method == "POST" else None, instance=consent)
    if request.method == "POST" and form.is_valid():
        actions.correct_reference(consent=consent, by=request.user, **form.cleaned_data)
        return done(
            request, screen, consent.image, _("Corrected who consent %(number)s is from.") % {"number": consent.pk}
        )
    return page(
        request,
        screen,
        "consent.html",
        image=consent.image,
        form=form,
        title=_("Correct who it is from"),
        verb=_("Correct it"),
    )


@require_safe
@waits_for_the_store
def proof(request, pk, consent_pk, **kwargs):
    """This will hand a manager the signed form, as a file to save and never as a page, and record that they had it."""
    rules.require(rules.refusal_to_read_proof(request.user))
    consent = find_consent(pk, consent_pk)
    file = consent.proof
    if not file:
        raise Http404
    name = f"consent-{consent_pk}.{file.name.rpartition('.')[2]}"
    response = private_file(
        file.storage, file.name, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    actions.note_proof_read(consent=consent, by=request.user, at=timezone.now())
    return response


def find_consent(pk, consent_pk):
    return get_object_or_404(ImageConsent.objects.select_related("image"), pk=consent_pk, image_id=pk)


def private_file(storage, name, **how):
    try:
        content = keeping.read(storage, name)
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return FileResponse(BytesIO(content), headers=headers, **how)


@contextmanager
def trying_again_later(form, field):
    """This will say at the field of the file that the store does not answer; whatever was typed stays in the form."""
    try:
        yield
    except keeping.Away:
        form.add_error(field, ValidationError(keeping.TRY_AGAIN, code=AWAY))


def filled_in(form, request):
    return form(request.POST, request.FILES) if request.method == "POST" else form()


def done(request, screen, image, what):
    """This will note an act in the picture's history, which editors read too, so it names nobody."""
    screen.log_change(request, image, what)
    messages.success(request, what)
    return redirect(reverse("admin:blog_image_change", args=[image.pk]) + "#consents")


def page(request, screen, template, *, form, **context):
    context |= screen.admin_site.each_context(request) | {"opts": screen.opts, "form": form, "media": screen.media}
    return render(request, f"admin/blog/image/{template}", context, status=status_of(form))


def status_of(form):
    """This will tell whose fault it is that a form is shown again: the store's, or something in the form."""
    errors = [error for each in form.errors.as_data().values() for error in each]
    return 503 if any(error.code == AWAY for error in errors) else 422 if errors else 200
