"""Who may keep the list of people. As in the blog's rules, every function returns the sentence to show, or None."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

MANAGER = "Manager"


class Refused(PermissionDenied):
    """The refusal of an act, with its sentence."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


def refusal_to_manage_people(user):
    """Managers and superusers see who has an account and give people their roles."""
    if not (user.is_active and user.is_staff and (user.is_superuser or is_manager(user))):
        return _("Only a manager can see this.")


def refusal_to_change_person(user, person):
    """Superusers are changed by superusers only, or a manager could become one by way of another's account."""
    if refusal := refusal_to_manage_people(user):
        return refusal
    if person.is_superuser and not user.is_superuser:
        return _("Only a superuser can change a superuser.")


def refusal_to_end_access(user, person):
    """Nobody shuts themselves out by mistake: a practice whose last manager did could not let anybody in again."""
    if user.pk == person.pk:
        return _("You cannot end your own access. Ask another manager.")
    return refusal_to_change_person(user, person)


def refusal_to_reset_second_factor(user, person):
    """Nobody takes their own away so: a stolen session would be enough to get rid of what was to stop it."""
    if user.pk == person.pk:
        return _(
            "You cannot reset your own second factor here. Ask another manager, or change it on your account page."
        )
    return refusal_to_change_person(user, person)


def is_manager(user):
    """This will read the role once for each request: the admin asks again for every link on a page."""
    if not hasattr(user, "_is_manager"):
        user._is_manager = user.groups.filter(name=MANAGER).exists()
    return user._is_manager
