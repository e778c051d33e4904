"""What the head of each public page tells machines: its one address, its linked data, its picture for shared links."""

from django.urls import reverse
from django.utils.translation import gettext as _

from blog.clinic.context import clinic_of
from blog.editions.addresses import in_full
from blog.editions.moments import SHARED
from blog.reading import share
from blog.reading.linked.article import article_things, conversation
from blog.reading.linked.graph import graph, thing
from blog.reading.linked.things import clinic_thing, crumbs, practitioner, site_thing
from blog.stamps.lookup import read
from blog.stamps.models import of_post


def home(request, context):
    clinic, page = clinic_of(request), context["listing"].page
    return context | {
        "canonical": in_full(reverse("home"), page=page),
        "linked": graph(site_thing(clinic, with_search=page == 1), clinic_thing(clinic)),
    }


def about_article(context):
    """This will tell what stays the same of an article; `article` adds the conversation.

    Its picture for shared links is its photograph where everybody in it agreed.
    """
    clinic, edition = context["clinic"], context["edition"]
    picture = context["shared_picture"] or share.address_of(edition, clinic)
    return context | {
        "canonical": in_full(edition.get_absolute_url()),
        "drawn_picture": "" if context["shared_picture"] else picture,
        "things": [*article_things(context, picture=picture), site_thing(clinic), clinic_thing(clinic)],
    }


def article(context):
    """This will tell of an article and of the comments on its page that everybody can read: once for all readers."""
    post_id = context["edition"].post_id
    key = "linked", post_id, *read(of_post(post_id))
    return context | {"linked": SHARED.get(key, lambda: graph_of_article(context))}


def graph_of_article(context):
    page, article, *around = context["things"]
    return graph(page, article | conversation(context["conversation"]), *around)


def place(context, listed, *, over):
    """This will tell of a page that lists articles. over: the (name, path) of the page above it."""
    return context | {
        "canonical": in_full(listed.get_absolute_url(), page=context["listing"].page),
        "linked": graph(crumbs(over, (listed.name, ""))),
    }


def topic(context):
    return place(context, context["topic"], over=(_("Topics"), reverse("topics")))


def tag(context):
    return place(context, context["tag"], over=(_("Articles"), reverse("home")))


def person(request, context):
    shown, clinic = context["person"], clinic_of(request)
    about = practitioner(shown, has_current_check=context["has_current_check"])
    address = in_full(shown.get_absolute_url())
    profile = thing("ProfilePage", id_=address, url=address, mainEntity=about)
    linked = graph(profile, crumbs((_("People"), reverse("people")), (shown.name, "")), clinic_thing(clinic))
    return place(context, shown, over=(_("People"), reverse("people"))) | {"linked": linked}


def plain(context, name):
    """This will tell of a page that is alone at its address."""
    return context | {"canonical": in_full(reverse(name))}
