"""The clinic, its site, its clinicians, and the way to a page."""

from django.conf import settings
from django.urls import reverse

from blog.editions.addresses import in_full
from blog.language import language_tag
from blog.reading.linked.graph import thing


def clinic_key():
    return f"{settings.SITE_URL}/#clinic"


def site_key():
    return f"{settings.SITE_URL}/#website"


def clinic_thing(clinic):
    """This will say what stands at the foot of every page."""
    return thing(
        "MedicalClinic",
        id_=clinic_key(),
        name=clinic.name,
        url=in_full("/"),
        address=clinic.address,
        telephone=clinic.phone,
    )


def site_thing(clinic, *, with_search=False):
    """This will describe the site; with_search: and how to search it, which home alone says."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{in_full(reverse('search'))}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return thing(
        "WebSite",
        id_=site_key(),
        name=clinic.short_name,
        description=clinic.strapline if with_search else "",
        url=in_full("/"),
        inLanguage=language_tag(),
        publisher={"@id": clinic_key()},
        potentialAction=search if with_search else None,
    )


def clinician(*, name, role, address, registration="", register_address=""):
    """This will name a clinician; registration: such as "GMC 0000000", only where the page shows it."""
    register, _, number = registration.partition(" ")
    identifier = thing("PropertyValue", propertyID=register, value=number, url=register_address) if number else None
    return thing("Person", name=name, jobTitle=role, url=address and in_full(address), identifier=identifier)


def practitioner(person, *, has_current_check):
    """This will say what a practitioner's own page says; the number goes when its check is a year old."""
    return clinician(
        name=person.name,
        role=person.role,
        address=person.get_absolute_url(),
        registration=person.registration if has_current_check else "",
        register_address=person.register_address,
    ) | thing("Person", description=person.about, worksFor={"@id": clinic_key()})


def crumbs(*steps):
    """This will make the list of the way to a page from (name, path) steps; the page itself comes last, without one."""
    items = [
        thing("ListItem", position=number, name=name, item=path and in_full(path))
        for number, (name, path) in enumerate(steps, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items)
