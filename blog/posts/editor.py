"""The editor in which staff write an article's body, and what its page needs to be told to browsers."""

from csp.constants import NONCE
from django.templatetags.static import static
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


class ArticleEditor(AdminProseEditorWidget):
    """A text area of HTML that a script turns into a rich text editor."""

    def __init__(self, attrs=None):
        super().__init__(attrs, config={"extensions": EXTENSIONS}, preset="configurable")

    def get_config(self):
        modules = [static(f"js/editor/{name}.js") for name in ("nodes", "paste", "toolbar")]
        config = super().get_config()
        pairs = BeforeAfter.objects.select_related("before", "after")
        chosen_from = {"Picture": {"pictures": labels(Image.objects.all())}, "BeforeAfter": {"pairs": labels(pairs)}}
        return config | {"extensions": config["extensions"] | chosen_from, "js_modules": modules}

    @property
    def media(self):
        return Media(
            importmap=importmap,
            css={"all": ["django_prose_editor/editor.css"]},
            js=[prose_editor_js, *prose_editor_presets()[self.preset]],
        )


def allow(response):
    """This will let a page that holds the editor run its import map and keep its one style."""
    response._csp_update = POLICY
    return response
