"""The steps between typing something on the log-in page and being logged in."""

from allauth.account import stages
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.stages import PasskeySignupStage

from accounts import second_factor


class LoginByCodeStage(stages.LoginByCodeStage):
    """Waiting for a code by e-mail."""

    def is_resumable(self, request):
        """This will leave the log-in page open to somebody who waits for a code, so that they can use a password."""
        return False


class SecondFactorStage(AuthenticateStage):
    """Waiting for the second factor."""

    def is_resumable(self, request):
        """This will leave the log-in page open to somebody who turns back, for it offers passkeys too."""
        return False

    def _should_handle(self, request):
        return super()._should_handle(request) and second_factor.is_asked_of(self.login.user)


class MakePasskeyStage(PasskeySignupStage):
    """Somebody new, whose address is proved, makes the passkey they want to join with."""

    def is_resumable(self, request):
        """This will leave the log-in page open to somebody who turns back, for a code lets them in too."""
        return False
