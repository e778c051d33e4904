#!/usr/bin/env python
"""The command line of the clinic's site."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings, so that a missing one is a sentence and not a traceback
    except ImproperlyConfigured as missing:
        sys.exit(f"This site is not set up: {missing}")
    execute_from_command_line(sys.argv)
