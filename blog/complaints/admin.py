"""The manager's screen for complaints: what waits, by when, and one place to answer."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from blog import rules
from blog.complaints import actions
from blog.complaints.models import Complaint
from blog.screens import ReadOnlyAdmin


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("What we found, and what we do about it"),
        max_length=5000,
        error_messages={"required": _("Write what came of it: this is sent to whoever complained.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@admin.register(Complaint)
class ComplaintAdmin(ReadOnlyAdmin):
    list_display = ["reference", "about", "received_at", "due_at", "answered_at"]
    list_filter = ["about"]
    search_fields = ["reference"]
    ordering = ["-received_at", "-pk"]
    fields = ["reference", "about", "name", "email", "words", "received_at", "due_at", "answer", "answered_at"]
    change_form_template = "blog/complaints/change_form.html"

    def refusal(self, user):
        return rules.refusal_to_manage(user)

    def get_urls(self):
        answer_view = self.admin_site.admin_view(answer)
        return [path("<int:pk>/answer/", answer_view, name="blog_complaint_answer"), *super().get_urls()]


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """This will show a complaint with the form for its answer, and send the answer."""
    rules.require(rules.refusal_to_manage(request.user))
    complaint = Complaint.objects.filter(pk=pk).first()
    if complaint is None or (complaint.answered_at and request.method != "POST"):
        return redirect("admin:blog_complaint_changelist")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer(complaint_id=pk, by=request.user, at=timezone.now(), answer=form.cleaned_data["answer"])
        messages.success(
            request, gettext("Answered. The mail to %(email)s is on its way.") % {"email": complaint.email}
        )
        return redirect("admin:blog_complaint_change", pk)
    context = admin.site.each_context(request) | {
        "title": gettext("Answer a complaint"),
        "complaint": complaint,
        "form": form,
    }
    return render(request, "blog/complaints/answer.html", context, status=422 if request.method == "POST" else 200)
