"""Letting a blocking finding stand: a clinician and a manager together, with a reason, for these words alone."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog import rules
from blog.audit.actions import record
from blog.audit.models import Entry
from blog.posts import checks
from blog.posts.models import Override, Post

GONE = _("The text has changed since, so this finding is no longer there. Look again.")
NEEDS_A_REASON = _("Say why this may stand, in a sentence that you would show to a regulator.")


def stopping(post):
    """This will give every finding that may stop signing, once for each rule and text, whoever let it stand."""
    found = {checked.key: checked for checked in checks.findings_of(post) if checked.may_stop}
    return list(found.values())


def side_of(user, override):
    """This will tell for which of the two roles a user may speak now: a rules' role, or None."""
    for role, name in ((rules.CLINICIAN, "clinician_id"), (rules.MANAGER, "manager_id")):
        is_open = override is None or getattr(override, name) is None
        if is_open and not rules.refusal_to_override(user, role=role, other_id=other_of(override)):
            return role


def other_of(override):
    return override and (override.clinician_id or override.manager_id)


@transaction.atomic
def let_stand(*, post_id, key, by, reason, at):
    """This will note that somebody lets a finding stand, and agree it when both have. Returns the Override.

    key: as `Checked.key` gives it. The first of the two gives the reason, the second agrees to it. Raises `Refused`.
    """
    post = Post.objects.select_for_update().get(pk=post_id)
    checked = next((found for found in stopping(post) if found.key == key), None)
    if checked is None:
        raise rules.Refused(GONE)
    override = checked.override or begun(post, checked, reason=reason, at=at)
    role = side_of(by, override)
    if role is None:
        refusal = rules.refusal_to_override(by, role=rules.MANAGER, other_id=other_of(override))
        raise rules.Refused(refusal or gettext("A clinician has to agree to this too."))
    setattr(override, "clinician" if role == rules.CLINICIAN else "manager", by)
    override.agreed_at = at if override.clinician and override.manager else None
    override.save()
    record(
        at=at, by=by, act=Entry.Act.OVERRODE, subject=post, post_id=post.pk, digest=override.text_digest,
        rule=override.rule, matched=override.matched, reason=override.reason, role=role,
        is_agreed=override.is_agreed,
    )  # fmt: skip
    return override


def begun(post, checked, *, reason, at):
    rule, field, text_digest = checked.key
    return Override(
        post=post,
        rule=rule,
        field=field,
        text_digest=text_digest,
        matched=checked.matched[:300],
        reason=reason,
        asked_at=at,
    )
