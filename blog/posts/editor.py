"""The editor in which staff write an article's body, and what its page needs to be told to browsers."""

from csp.constants import NONCE
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget, importmap, prose_editor_js, prose_editor_presets
from js_asset import Media

from blog.images.drawings import DRAWINGS
from blog.images.models import BeforeAfter, Image

# The editor puts this one <style> into its page. Without it, typed spaces would be stored as &nbsp;.
STYLE_HASH = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
POLICY = {"script-src": [NONCE], "style-src": [STYLE_HASH]}

# Whatever is allowed here `blog.editions.body` keeps, and nothing else. Callout and everything below it is ours.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "autolink": False, "defaultProtocol": "https"},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "TrailingNode": True,
    "Callout": True,
    "CalloutHeading": True,
    "FigureOfSteps": True,
    "Figcaption": True,
    "Drawing": {"drawings": DRAWINGS},
    "Picture": {"pictures": []},
    "BeforeAfter": {"pairs": []},
    "CleanPaste": True,
    "Toolbar": True,
    "Menu": False,
    "NoSpellCheck": False,
}


NEWEST = 200  # as many as anybody looks through; older ones can still be found in the library


def labels(rows):
    """This will name the newest rows of the library for the editor's list, each with its number first."""
    return [f"{row.pk}: {row}" for row in rows.order_by("-pk")[:NEWEST]]


def words():
    """This will give each extension the words it shows, in the language of the page."""
    picture, pair = _("Picture"), _("Before and after")
    return {
        "Toolbar": {"label": _("Formatting"), "names": button_names()},
        "CleanPaste": {"noPictures": _("Pictures are not pasted: add them with the Picture button.")},
        "FigureOfSteps": {
            "step": _("Step"),
            "happens": _("What happens in it."),
            "shows": _("What the figure shows."),
        },
        "Drawing": {"label": _("Drawing"), "choose": _("Choose a drawing")},
        "Picture": {"label": picture, "choose": _("Choose: picture")},
        "BeforeAfter": {"label": pair, "choose": _("Choose: before and after")},
        "Link": {
            "label": _("Link"),
            "address": _("Address"),
            "example": _("Such as https://www.nhs.uk/. Empty: no link."),
        },
    }


def button_names():
    """This will name the buttons of the toolbar, by what its script calls them."""
    return {
        "Heading": _("Heading"),
        "Subheading": _("Subheading"),
        "Bold": _("Bold"),
        "Emphasis": _("Emphasis"),
        "Superscript": _("Superscript"),
        "Link": _("Link"),
        "Bullets": _("Bullets"),
        "Numbers": _("Numbers"),
        "Quote": _("Quote"),
        "Callout": _("Callout"),
        "Table": _("Table"),
        "Figure": _("Figure"),
        "Picture": _("Picture"),
        "Before and after": _("Before and after"),
        "Drawing": _("Drawing"),
        "Delete figure": _("Delete figure"),
        "Row below": _("Row below"),
        "Column after": _("Column after"),
        "Header row": _("Header row"),
        "Header column": _("Header column"),
        "Delete row": _("Delete row"),
        "Delete column": _("Delete column"),
        "Delete table": _("Delete table"),
        "Undo": _("Undo"),
        "Redo": _("Redo"),
    }


class ArticleEditor(AdminProseEditorWidget):
    """A text area of HTML that a script turns into a rich text editor."""

    def __init__(self, attrs=None):
        super().__init__(attrs, config={"extensions": EXTENSIONS}, preset="configurable")

    def get_config(self):
        modules = [static(f"js/editor/{name}.js") for name in ("nodes", "paste", "toolbar")]
        config = super().get_config()
        pairs = BeforeAfter.objects.select_related("before", "after")
        chosen_from = {"Picture": {"pictures": labels(Image.objects.all())}, "BeforeAfter": {"pairs": labels(pairs)}}
        return config | {"extensions": with_options(config["extensions"], chosen_from, words()), "js_modules": modules}

    @property
    def media(self):
        return Media(
            importmap=importmap,
            css={"all": ["django_prose_editor/editor.css"]},
            js=[prose_editor_js, *prose_editor_presets()[self.preset]],
        )


def with_options(extensions, *options):
    """This will add options to extensions, each of which has some or is only True."""
    made = dict(extensions)
    for more in options:
        for name, added in more.items():
            made[name] = (made[name] if isinstance(made[name], dict) else {}) | added
    return made


def allow(response):
    """This will let a page that holds the editor run its import map and keep its one style."""
    response._csp_update = POLICY
    return response
