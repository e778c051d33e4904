"""People: an e-mail address to log in with, and a public name that is never that address."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_display_name


class UserManager(BaseUserManager):
    """The ways to make a person from the command line and in tests; visitors join through allauth."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **fields | {"is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who may log in."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        help_text=_("Used to log in. Never shown to readers."),
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )
    display_name = models.CharField(
        _("public name"),
        max_length=50,
        validators=[validate_display_name],
        help_text=_("Shown beside comments. It need not be a real name."),
    )
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    said_adult_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When they said, joining, that they are 18 or over.")
    )
    warned_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When they were told that an account nobody uses is deleted.")
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="email_in_lower_case",
                violation_error_message=_("Write the e-mail address in small letters."),
            )
        ]

    def __str__(self):
        return self.display_name


class Leaving(models.Model):
    """The wish to delete an account, until it is done and its receipt is sent; then this row goes too."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="leaving")
    keep_words = models.BooleanField(default=False, help_text=_("What they wrote stays, without them."))
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    address = models.EmailField(blank=True, help_text=_("Where the receipt goes."))

    def __str__(self):
        return f"{self.user}: {self.due_at}"
