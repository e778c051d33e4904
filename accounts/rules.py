"""Who may keep the list of people. As in the blog's rules, every function returns the sentence to show, or None."""

MANAGER = "Manager"


def refusal_to_manage_people(user):
    """Managers and superusers see who has an account and give people their roles."""
    if not (user.is_active and user.is_staff and (user.is_superuser or is_manager(user))):
        return "Only a manager can see this."


def refusal_to_change_person(user, person):
    """Superusers are changed by superusers only, or a manager could become one by way of another's account."""
    if refusal := refusal_to_manage_people(user):
        return refusal
    if person.is_superuser and not user.is_superuser:
        return "Only a superuser can change a superuser."


def is_manager(user):
    """This will read the role once for each request: the admin asks again for every link on a page."""
    if not hasattr(user, "_is_manager"):
        user._is_manager = user.groups.filter(name=MANAGER).exists()
    return user._is_manager
