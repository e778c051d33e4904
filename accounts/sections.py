"""What stands on somebody's account page. Other apps add their own: `sections.add(my_comments)` in `ready()`.

A section is a function that is given the request and returns a dictionary with its `title`, an `id` for its address
on the page, the `template` that shows it and, as `context`, what the template finds in `here`; or None where there is
nothing to show to this person. Sections stand in the order in which they were added.
"""

SECTIONS = []


def add(section):
    """This will put a section on the account page, once however often it is asked."""
    if section not in SECTIONS:
        SECTIONS.append(section)
    return section


def of(request):
    """This will give the sections of the account page of whoever sent the request."""
    return [shown for shown in (section(request) for section in SECTIONS) if shown]
