"""The steps between typing something on the log-in page and being logged in."""

from allauth.account import stages


class LoginByCodeStage(stages.LoginByCodeStage):
    """Waiting for a code by e-mail."""

    def is_resumable(self, request):
        """This will leave the log-in page open to somebody who waits for a code, so that they can use a password."""
        return False
