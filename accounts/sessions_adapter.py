"""How allauth's list of sessions behaves here: whoever ends the others is told of it by mail."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        """This will also tell the owner: somebody in their account could shut them out so."""
        super().end_sessions(sessions)
        if sessions:
            get_adapter().send_notification_mail("account/email/sessions_ended", sessions[0].user)
