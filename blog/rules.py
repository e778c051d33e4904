"""Who may do what, each rule once, with the sentence for the refused.

Every function returns the sentence to show, or None where there is nothing against it. The actions ask these
functions themselves and raise `Refused`, so no view, template or script can go round them.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

EDITOR = "Editor"
CLINICIAN = "Clinician"
MODERATOR = "Moderator"
MANAGER = "Manager"
ROLES = (EDITOR, CLINICIAN, MODERATOR, MANAGER)


class Refused(PermissionDenied):
    """The refusal of an act, with its sentence. `come_back_to` is where to go on after logging in."""

    def __init__(self, sentence, *, come_back_to=None):
        super().__init__(sentence)
        self.sentence = sentence
        self.come_back_to = come_back_to


def require(refusal):
    """This will raise `Refused` if a rule returned a sentence."""
    if refusal:
        raise Refused(refusal)


def has_role(user, *roles):
    """This will tell whether someone who may log in holds one of the roles; a superuser holds them all but Clinician.

    The exception is on purpose: running the machine does not make anybody a clinician.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    if user.is_superuser and set(roles) - {CLINICIAN}:
        return True
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))
    return not user._role_names.isdisjoint(roles)


def refusal_to_comment(user, *, closed_because=None, blocked_because=None):
    """Only logged-in users may leave a comment, and only where comments are open.

    closed_because: the sentence that says why an article's comments are closed, or None while they are open;
    blocked_because: the sentence that tells a member that they may not comment at present, or None.
    """
    if not (user.is_authenticated and user.is_active):
        return _("You must be logged in to post a comment.")
    return closed_because or blocked_because


def refusal_to_reply(user, parent, *, post_id):
    """A reply answers a comment that readers can see, on the same article."""
    if refusal := refusal_to_comment(user):
        return refusal
    if parent.post_id != post_id:
        return _("The comment you answered belongs to another article.")
    if not parent.is_public:
        return _("The comment you answered is no longer there. You can leave yours as a new comment.")


def refusal_to_see_comment(user, comment):
    """What readers cannot see is for its writer and for those who moderate."""
    if comment.is_public or (user.is_authenticated and user.pk == comment.author_id):
        return None
    return refusal_to_moderate(user)


def refusal_to_edit_comment(user, comment, *, at, minutes):
    """A writer may change a comment for some minutes, and one that was not published at any time.

    minutes: how long after it was sent, as the clinic has it.
    """
    if not (user.is_authenticated and user.is_active and user.pk == comment.author_id):
        return _("Only its writer can change a comment.")
    if comment.state in ("removed", "hidden", "deleted"):
        return _("This comment cannot be changed any more.")
    if comment.state != "rejected" and at >= comment.created_at + timedelta(minutes=minutes):
        return ngettext(
            "A comment can be changed for %(minutes)d minute. You can delete it and write a new one.",
            "A comment can be changed for %(minutes)d minutes. You can delete it and write a new one.",
            minutes,
        ) % {"minutes": minutes}


def refusal_to_delete_comment(user, comment):
    """A writer may delete a comment at any time: it is their own data, and may say something about their health."""
    if not (user.is_authenticated and user.is_active and user.pk == comment.author_id):
        return _("Only its writer can delete a comment.")
    if comment.state == "deleted":
        return _("This comment was deleted already.")


def refusal_to_report(user, comment):
    """Any member may report what others wrote and everybody can read."""
    if not (user.is_authenticated and user.is_active):
        return _("You must be logged in to report a comment.")
    if not comment.is_public:
        return _("This comment is no longer there.")
    if user.pk == comment.author_id:
        return _("You wrote this comment yourself. You can delete it.")


def refusal_to_answer_decision(user, decision, *, was_answered):
    """The writer of a comment may answer once, where it was not published or was removed."""
    if not (user.is_authenticated and user.is_active and user.pk == decision.comment.author_id):
        return _("Only its writer can answer this.")
    if decision.act not in ("rejected", "removed"):
        return _("There is nothing to answer here.")
    if was_answered and decision.comment.is_appealed:
        return _("You have answered this already. We will read it and tell you.")
    if was_answered:
        return _("You have answered already, and we have looked at it again.")


def refusal_to_write(user):
    """Editors, clinicians and managers write posts."""
    if not (user.is_authenticated and user.is_staff and has_role(user, EDITOR, CLINICIAN, MANAGER)):
        return _("Only editors, clinicians and managers can work on articles.")


def refusal_to_see_unsigned(user):
    """Unsigned words are for the people who write or sign them."""
    return refusal_to_write(user)


def refusal_to_sign(user, *, practitioner, writer_ids, is_sole_practitioner, is_emergency=False):
    """A named clinician signs, and not their own words, unless they are the clinic's only one or it cannot wait.

    practitioner: the signer's own Practitioner or None; writer_ids: keys of everyone who changed the words since
    they were last signed. The second pair of eyes is our rule, after the NHS standard for creating health content;
    what was signed in an emergency is owed one.
    """
    if not (user.is_authenticated and user.is_staff and has_role(user, CLINICIAN)):
        return _("Only a clinician can sign an article.")
    if practitioner is None:
        return _("Your account is not linked to a practitioner's name and number. Ask a manager to link it.")
    if user.pk in writer_ids and not (is_sole_practitioner or is_emergency):
        return _("You wrote some of these words, so another clinician has to sign them.")


def refusal_to_answer(user, review, *, digest, at):
    """A request to sign is for one person, one week and the words that were sent.

    review: a ReviewRequest; digest: of the post's words now.
    """
    if user.pk != review.asked_of_id:
        return _("This link is for %(name)s. Log in as the person it was sent to.") % {
            "name": review.asked_of.display_name
        }
    if review.answer:
        return _("This was answered already: %(answer)s.") % {"answer": review.get_answer_display().lower()}
    if review.expires_at <= at:
        return _("This link is older than seven days. Ask for a new one.")
    if review.digest != digest:
        return _("The article was changed after this link was sent. Ask for a new one.")


def refusal_to_override(user, *, role, other_id=None):
    """What the guard stops, a clinician and a manager can let stand together: two roles, two people.

    role: the one of the two that the user speaks for; other_id: the key of whoever speaks for the other, if anybody.
    """
    if not (user.is_authenticated and user.is_staff and role in (CLINICIAN, MANAGER) and has_role(user, role)):
        return _("Only a clinician and a manager together can let this stand.")
    if user.pk == other_id:
        return _("You have agreed already. It takes two people: a clinician and a manager.")


def refusal_to_withdraw(user):
    """Whoever may write may also take an article down or cancel what is planned: it must be quick when it matters."""
    return refusal_to_write(user)


def refusal_to_manage(user):
    """Managers keep the clinic's own details, its topics, its people and their roles."""
    if not (user.is_authenticated and user.is_staff and has_role(user, MANAGER)):
        return _("Only a manager can change this.")


def refusal_to_moderate(user):
    """Moderators and managers read all comments."""
    if not (user.is_authenticated and user.is_staff and has_role(user, MODERATOR, MANAGER)):
        return _("Only moderators and managers can see this.")


def refusal_to_see_desk(user):
    """Moderators and managers clear the queue of comments; clinicians see what one of them has to look at."""
    if not (user.is_authenticated and user.is_staff and has_role(user, MODERATOR, MANAGER, CLINICIAN)):
        return _("Only moderators, managers and clinicians can see this.")


def refusal_to_see_case(user, comment):
    """Moderators read and decide on every comment; a clinician on what may be urgent and what was passed to them."""
    if refusal := refusal_to_see_desk(user):
        return refusal
    if refusal_to_moderate(user) and not (comment.is_urgent or comment.escalated_at):
        return _("This comment was not passed to a clinician, or has been dealt with.")


def refusal_to_undo(user, decision):
    """Whoever decided can take it back, and nobody for them."""
    if refusal := refusal_to_see_desk(user):
        return refusal
    if user.pk != decision.by_id:
        return _("Only whoever decided this can undo it.")


def refusal_to_set_conversation(user):
    """Editors, moderators and managers choose whether readers may comment on an article."""
    if not (user.is_authenticated and user.is_staff and has_role(user, EDITOR, MODERATOR, MANAGER)):
        return _("Only editors, moderators and managers can change this.")


def refusal_to_block(user, member):
    """Moderators and managers block members. The clinic's own people are a matter for their manager."""
    if refusal := refusal_to_moderate(user):
        return refusal
    if member.is_staff:
        return _("This account belongs to somebody at the clinic. A manager can close it.")


def refusal_to_keep_images(user):
    """Editors, clinicians and managers keep the library of pictures."""
    if not (user.is_authenticated and user.is_staff and has_role(user, EDITOR, CLINICIAN, MANAGER)):
        return _("Only editors, clinicians and managers can work on pictures.")


def refusal_to_keep_consents(user):
    """Clinicians and managers record consents to pictures and withdraw them."""
    if not (user.is_authenticated and user.is_staff and has_role(user, CLINICIAN, MANAGER)):
        return _("Only clinicians and managers can work on consents.")


def refusal_to_read_proof(user):
    """A signed consent form is health data with a name on it: managers only."""
    if not (user.is_authenticated and user.is_staff and has_role(user, MANAGER)):
        return _("Only a manager can open a signed consent form.")


def refusal_to_say_nobody_is_shown(user, *, has_consents):
    """A picture of a person stays one, or anybody could take the need for consent away.

    A clinician or a manager may mend a mistake as long as nobody has given consent for it.
    """
    if has_consents:
        return _("A consent was recorded for this picture, so it goes on counting as a picture of a person.")
    if refusal_to_keep_consents(user):
        return _("Only a clinician or a manager can say that this picture shows nobody after all.")
