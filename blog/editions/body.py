"""An article's body: `clean` is the one policy on what HTML we keep, `render` makes of it what a page shows."""

import math
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import nh3
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blog.images.drawings import DRAWINGS

TAGS = {
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "strong", "em", "sup", "br",
    "table", "tbody", "tr", "th", "td", "aside", "figure", "figcaption", "img",
}  # fmt: skip
VOID = {"br", "img"}
ATTRIBUTES = {
    "*": set(), "a": {"href"}, "img": {"data-drawing", "data-image-id"}, "figure": {"data-before-after"},
    "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
WORDS_A_MINUTE = 200

LONGEST = 200_000  # characters of HTML, some 30,000 words: ten times the longest article anybody reads
DEEPEST = 20  # elements inside each other; whatever walks a body does so by recursion


def keep_attribute(tag, name, value):
    """This will give the value to keep of an attribute that is allowed by name, or None to drop it."""
    if name == "data-drawing" and value not in DRAWINGS:
        return None
    if name in ("data-image-id", "data-before-after") and not re.fullmatch("[1-9][0-9]{0,17}", value):
        return None
    if name in ("colspan", "rowspan") and not re.fullmatch("[2-9]|1[0-9]", value):
        return None  # 1 says nothing, and a span of thousands would stall the editor
    return value


cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "title", "iframe", "object", "svg", "math", "template", "noscript"},
    attributes=ATTRIBUTES,
    attribute_filter=keep_attribute,
    allowed_classes={"aside": {"callout"}},
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)
BLOCK_TAG = r"</?(?:p|h2|h3|ul|ol|li|blockquote|table|tbody|tr|th|td|aside|figure|figcaption)(?: [^>]*)?>"
SPACES = re.compile(r"[ \t\n\r\f]+")
ROUND_BLOCKS = re.compile(f" ?({BLOCK_TAG}|<br>) ?")
ASIDE = re.compile("<aside[^>]*>")
EMPTY_CELL = re.compile("(<(td|th)(?: [^>]*)?>)(</\\2>)")
EMPTY = "(?:<br>|&nbsp;| )*"
EMPTY_HEADING = re.compile(rf"<(h[23])>{EMPTY}</\1>")
EMPTY_PARAGRAPH = re.compile(f"<p>{EMPTY}</p>")


def clean(source):
    """This will keep the HTML an article may hold and drop the rest; what it returns it would return again.

    White space that a browser would not show goes, so that the editor's HTML and ours are the same to the letter.
    Where a tag that was dropped had held two others apart, the second reading puts them in their places.
    """
    kept = clean_once(source.replace("\0", ""))
    for _attempt in range(5):
        kept, before = clean_once(kept), kept
        if kept == before:
            break
    return kept


def clean_once(source):
    kept = SPACES.sub(" ", cleaner.clean(source).replace("<img>", ""))
    kept = ASIDE.sub('<aside class="callout">', kept)
    kept = EMPTY_HEADING.sub("", ROUND_BLOCKS.sub(r"\1", kept)).strip()
    kept = EMPTY_CELL.sub(r"\1<p></p>\3", kept)
    while kept.endswith("</p>") and EMPTY_PARAGRAPH.fullmatch(kept, kept.rfind("<p>")):
        kept = kept[: kept.rfind("<p>")].rstrip()
    return kept


def refusal(source):
    """This will give the sentence against a body that is too long or too deep to keep, or None."""
    if len(source) > LONGEST:
        return _("The article is too long: there is room for %(longest)s characters of text and formatting.") % {
            "longest": number_format(LONGEST, force_grouping=True)
        }
    if depth(clean(source)) > DEEPEST:
        return _("Lists, quotes or tables stand too deep inside each other. Take some of them apart.")


def depth(html):
    """This will count how many elements of cleaned HTML stand inside each other at the deepest place."""
    deepest = now_open = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", html):
        if tag not in VOID:
            now_open += -1 if closing else 1
            deepest = max(deepest, now_open)
    return deepest


@dataclass
class Body:
    """What is made of a body: HTML, contents as [id, heading] pairs, plain text, minutes to read."""

    html: str
    contents: list
    text: str
    reading_minutes: int


def render(source, *, source_count=0):
    """This will turn a body's source into what the page shows.

    Headings get an id and stand in the contents; a superscript number up to `source_count` becomes a link to that
    source, and the first to each has an id to come back to; a table gets its header cells, a caption from the bold
    line above it, and a scroll region; drawings are put in by name.
    """
    root = parse(clean(source))
    text = plain_text(root)
    contents = name_headings(root)
    link_sources(root, source_count)
    dress_tables(root)
    dress_asides(root)
    dress_figures(root)
    html = "".join(ET.tostring(child, encoding="unicode", method="html") for child in root)
    return Body(put_in_drawings(html), contents, text, max(1, math.ceil(len(text.split()) / WORDS_A_MINUTE)))


class TreeMaker(HTMLParser):
    """Builds an element tree from HTML that has been cleaned, so every tag is known and closed."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.builder = ET.TreeBuilder()
        self.builder.start("div", {})

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, text):
        self.builder.data(text)


def parse(html):
    """This will give the root of a tree whose children are the body's blocks."""
    maker = TreeMaker()
    maker.feed(html)
    maker.close()
    maker.builder.end("div")
    return maker.builder.close()


BLOCKS = {"p", "h2", "h3", "li", "blockquote", "tr", "figcaption"}


def plain_text(root):
    """This will give the words alone, a block to a line, for search and for counting. Source numbers are left out."""

    def words(element):
        if element.tag == "sup":
            yield element.tail or ""
            return
        yield element.text or ""
        for child in element:
            yield from words(child)
        yield "\n" if element.tag in BLOCKS else " " if element.tag in ("td", "th", "br") else ""
        yield element.tail or ""

    lines = (" ".join(line.split()) for line in "".join(words(root)).splitlines())
    return "\n".join(line for line in lines if line)


def plain_text_of(source):
    """This will give the words of a body's source, as the guard and search read them."""
    return plain_text(parse(clean(source)))


OTHERS_ID = re.compile("(aside|cited|comment|source|table)-[0-9]+")  # given to other things on the page


def name_headings(root):
    """This will give every second-level heading an id of its own and return the contents list."""
    contents, taken = [], {"comments", "sources", "about-this-page", "leave-a-comment", "main"}
    for heading in root.iter("h2"):
        text = "".join(heading.itertext()).strip()
        name = base = slugify(text)[:60].strip("-") or "part"
        if OTHERS_ID.fullmatch(name):
            name = base = f"part-{name}"
        count = 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        heading.set("id", name)
        contents.append([name, text])
    return contents


def link_sources(root, source_count):
    cited = set()
    for mark in root.iter("sup"):
        number = (mark.text or "").strip()
        if len(mark) == 0 and re.fullmatch("[1-9][0-9]?", number) and int(number) <= source_count:
            mark.text = None
            label = _("Source %(number)s") % {"number": number}
            link = ET.SubElement(mark, "a", {"href": f"#source-{number}", "aria-label": label})
            link.text = number
            if number not in cited:
                link.set("id", f"cited-{number}")
                cited.add(number)


def dress_tables(root):
    """This will give every table its caption and a region to scroll in; a bold line before a table is its caption."""
    captions = 0
    for parent in list(root.iter()):
        taken_out = 0
        for place, table in enumerate(list(parent)):
            if table.tag != "table":
                continue
            place -= taken_out
            before = parent[place - 1] if place else None
            region = ET.Element("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": _("Table")})
            if is_one_bold_line(before):
                captions, taken_out, place = captions + 1, taken_out + 1, place - 1
                add_caption(table, region, "".join(before.itertext()).strip(), f"table-{captions}")
                parent.remove(before)
            name_header_cells(table)
            table.set("class", "table")
            region.tail, table.tail = table.tail, None
            parent[place] = region
            region.append(table)


def add_caption(table, region, text, name):
    caption = ET.Element("caption", {"id": name})
    caption.text = text
    table.insert(0, caption)
    del region.attrib["aria-label"]
    region.set("aria-labelledby", name)


def is_one_bold_line(element):
    return (
        element is not None
        and element.tag == "p"
        and not (element.text or "").strip()
        and [child.tag for child in element] == ["strong"]
        and not (element[0].tail or "").strip()
    )


def name_header_cells(table):
    """This will tell assistive technology what each header cell heads, and set off a first row of headers."""
    rows = table.findall("./tbody/tr")
    for number, row in enumerate(rows):
        for cell in row.findall("th"):
            cell.set("scope", "col" if number == 0 else "row")
    if rows and len(rows) > 1 and all(cell.tag == "th" for cell in rows[0]):
        body = table.find("tbody")
        body.remove(rows[0])
        head = ET.Element("thead")
        head.append(rows[0])
        table.insert(list(table).index(body), head)


def dress_asides(root):
    for number, aside in enumerate(root.iter("aside"), 1):
        heading = aside.find("h3")
        if heading is not None:
            heading.set("id", f"aside-{number}")
            aside.set("aria-labelledby", f"aside-{number}")


def dress_figures(root):
    for figure in root.iter("figure"):
        figure.set("class", "figure")
        for steps in figure.findall("ol"):
            steps.set("class", "steps")


def put_in_drawings(html):
    return re.sub(r'<img data-drawing="([a-z0-9-]+)">', lambda found: DRAWINGS[found[1]], html)
