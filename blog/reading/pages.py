"""What the patients' templates are given."""


def not_found():
    return {}
