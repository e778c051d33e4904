"""An article taken apart into blocks of plain text: paragraphs, headings, list items, table rows, sources."""

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from django.utils.formats import date_format

from blog.editions import body

HOLDERS = {"ul", "ol", "li", "blockquote", "table", "tbody", "aside", "figure"}
LEAVES = {"p", "h2", "h3", "tr", "figcaption"}


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
    return [Block("Source", printed(number, source), "") for number, source in enumerate(sources, 1)]


def blocks_of_tags(tags):
    """This will give one block for each label, by its name."""
    return [Block("Tag", name, name) for name in tags]


def printed(number, source):
    checked_on = date_format(date.fromisoformat(source["checked_on"]), "j F Y")
    where = f"{source['publisher']}, {source['year']}. {source['url']}"
    return f"{number}. {source['title']}. {where} Checked on {checked_on}."


def blocks_of_body(html):
    """This will split an article's HTML into its blocks, with links, drawings and source numbers written out."""
    return list(walk(body.parse(body.clean(html)), "Paragraph"))


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
    """This will name a block for people, after its tag and what it stands in."""
    callout = " in a callout" if "callout" in inside.lower() else ""
    return {
        "h2": "Heading",
        "h3": f"Small heading{callout}",
        "ul": f"Bullet{callout}",
        "ol": f"Numbered item{callout}" if inside != "Figure" else "Step of a figure",
        "blockquote": "Quote",
        "tr": "Table row",
        "aside": "Callout",
        "figure": "Figure",
        "figcaption": "Caption of a figure",
    }.get(element.tag, inside)


def leaf(element, kind):
    text = " ".join(" | ".join(cells(element)).split())
    if text:
        yield Block(kind, text, ET.tostring(without_tail(element), encoding="unicode"))


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
        yield f"[picture {number}]" if number else f"[drawing: {element.get('data-drawing')}]"
    if element.get("data-before-after"):
        yield f"[before and after {element.get('data-before-after')}]"
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
    name = f"[before and after {details['pair']}]" if is_pair else f"[picture {details['id']}]"
    name = f"[cover: picture {details['id']}]" if details.get("is_cover") else name
    alt = "decoration" if details.get("is_decorative") else details.get("alt", "")
    said = ". ".join(filter(None, [alt, details["caption"], details.get("credit", "")]))
    return Block("Before and after" if is_pair else "Picture", f"{name} {said}", repr(sorted(details.items())))
