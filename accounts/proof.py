"""Proof that somebody owns an address: they typed a code that was sent to it."""

JOINING = "account_email_verification_sent"


def forget_unproved_password(request, email_address, **kwargs):
    """This will drop the password of a new account whose address is proved elsewhere than where it was joined.

    Whoever joined may not own the address. Without this they could choose a password, wait until the owner comes to
    the account with a code, and share it from then on.
    """
    user = email_address.user
    if user.last_login is None and user.has_usable_password() and request.resolver_match.url_name != JOINING:
        user.set_unusable_password()
        user.save(update_fields=["password"])
