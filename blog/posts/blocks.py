"""An article taken apart into blocks of plain text: paragraphs, headings, list items, table rows, sources."""

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog.editions import body

HOLDERS = {"ul", "ol", "li", "blockquote", "table", "tbody", "aside", "figure"}
LEAVES = {"p", "h2", "h3", "tr", "figcaption"}
KINDS = {
    "paragraph": _("Paragraph"),
    "heading": _("Heading"),
    "small heading": _("Small heading"),
    "small heading in a callout": _("Small heading in a callout"),
    "bullet": _("Bullet"),
    "bullet in a callout": _("Bullet in a callout"),
    "numbered item": _("Numbered item"),
    "numbered item in a callout": _("Numbered item in a callout"),
    "step": _("Step of a figure"),
    "quote": pgettext_lazy("a block of a text", "Quote"),
    "row": _("Table row"),
    "callout": _("Callout"),
    "figure": _("Figure"),
    "caption": _("Caption of a figure"),
}


@dataclass(frozen=True)
class Block:
    """One line or paragraph of an article. `source` tells apart what reads the same but is made otherwise."""

    kind: str
    text: str
    source: str = ""


def blocks_of_text(text):
    """This will split a plain field at its line ends."""
    return [Block("", line, line) for line in text.splitlines() if line.strip()]


def blocks_of_sources(sources):
    """This will give one block for each source, with its number."""
    return [Block(gettext("Source"), printed(number, source), "") for number, source in enumerate(sources, 1)]


def blocks_of_tags(tags):
    """This will give one block for each label, by its name."""
    return [Block(gettext("Tag"), name, name) for name in tags]


def printed(number, source):
    checked_on = date_format(date.fromisoformat(source["checked_on"]), "j F Y")
    where = f"{source['publisher']}, {source['year']}. {source['url']}"
    checked = gettext("Checked on %(day)s.") % {"day": checked_on}
    return f"{number}. {source['title']}. {where} {checked}"


def blocks_of_body(html):
    """This will split an article's HTML into its blocks, with links, drawings and source numbers written out."""
    return list(walk(body.parse(body.clean(html)), "paragraph"))


def walk(holder, kind):
    """This will yield the blocks inside an element; words that stand in it without a block of their own are one too."""
    loose = ET.Element("p")
    loose.text = holder.text
    for child in holder:
        if child.tag not in HOLDERS | LEAVES:
            loose.append(child)
            continue
        yield from leaf(loose, kind)
        loose = ET.Element("p")
        loose.text = child.tail
        yield from (leaf if child.tag in LEAVES else walk)(child, kind_of(child, kind))
    yield from leaf(loose, kind)


def kind_of(element, inside):
    """This will tell which of KINDS a block is, after its tag and what it stands in."""
    callout = " in a callout" if "callout" in inside else ""
    return {
        "h2": "heading",
        "h3": f"small heading{callout}",
        "ul": f"bullet{callout}",
        "ol": f"numbered item{callout}" if inside != "figure" else "step",
        "blockquote": "quote",
        "tr": "row",
        "aside": "callout",
        "figure": "figure",
        "figcaption": "caption",
    }.get(element.tag, inside)


def leaf(element, kind):
    text = " ".join(" | ".join(cells(element)).split())
    if text:
        yield Block(str(KINDS[kind]), text, ET.tostring(without_tail(element), encoding="unicode"))


def without_tail(element):
    element.tail = None
    return element


def cells(element):
    if element.tag == "tr":
        return ["".join(written_out(cell)) for cell in element]
    return ["".join(written_out(element))]


def written_out(element):
    """This will yield an element's words, with what a reader sees but text does not say put in brackets."""
    if element.tag == "img":
        number = element.get("data-image-id")
        yield picture_mark(number) if number else drawing_mark(element.get("data-drawing"))
    if element.get("data-before-after"):
        yield pair_mark(element.get("data-before-after"))
    if element.tag == "sup":
        yield "["
    yield element.text or ""
    for child in element:
        yield from written_out(child)
        yield child.tail or ""
        yield " " if child.tag in LEAVES | HOLDERS | {"br"} else ""
    if element.tag == "sup":
        yield "]"
    if element.tag == "a":
        yield f" ({element.get('href', '')})"


def blocks_of_pictures(pictures):
    """This will give a block for each picture and each pair, with all that is signed about it."""
    return [block_of_picture(details) for details in pictures]


def block_of_picture(details):
    is_pair = "pair" in details
    name = pair_mark(details["pair"]) if is_pair else picture_mark(details["id"])
    name = cover_mark(details["id"]) if details.get("is_cover") else name
    alt = gettext("decoration") if details.get("is_decorative") else details.get("alt", "")
    said = ". ".join(filter(None, [alt, details["caption"], details.get("credit", "")]))
    return Block(
        gettext("Before and after") if is_pair else gettext("Picture"), f"{name} {said}", repr(sorted(details.items()))
    )


def picture_mark(number):
    return gettext("[picture %(number)s]") % {"number": number}


def cover_mark(number):
    return gettext("[cover: picture %(number)s]") % {"number": number}


def pair_mark(number):
    return gettext("[before and after %(number)s]") % {"number": number}


def drawing_mark(name):
    return gettext("[drawing: %(name)s]") % {"name": name}
