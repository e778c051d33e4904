"""How the language that the site speaks is named to machines."""

from django.conf import settings
from django.utils.translation import get_language


def language_tag():
    """This will give the language as pages and feeds name it, such as en-GB or cy. Source: BCP 47."""
    language, _, region = (get_language() or settings.LANGUAGE_CODE).partition("-")
    return f"{language}-{region.upper()}" if region else language


def language_and_country():
    """This will give the language as shared links name it, with a country always. Source: ogp.me."""
    return language_tag().replace("-", "_") if "-" in language_tag() else f"{language_tag()}_GB"
