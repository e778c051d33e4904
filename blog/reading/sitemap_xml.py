"""Sitemaps as XML (sitemaps.org, and Google's namespace for pictures)."""

from xml.etree import ElementTree

from blog.editions.addresses import in_full
from blog.reading.atom import moment

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PICTURES = "http://www.google.com/schemas/sitemap-image/1.1"
CONTENT_TYPE = "application/xml; charset=utf-8"

ElementTree.register_namespace("image", PICTURES)


def index(parts):
    """This will give the bytes of a list of parts."""
    return written("sitemapindex", "sitemap", parts)


def part(lines):
    """This will give the bytes of a list of pages."""
    return written("urlset", "url", lines)


def written(root_name, name, lines):
    root = ElementTree.Element(f"{{{SPACE}}}{root_name}")
    for line in lines:
        each = ElementTree.SubElement(root, f"{{{SPACE}}}{name}")
        ElementTree.SubElement(each, f"{{{SPACE}}}loc").text = in_full(line.path)
        if line.changed_at:
            ElementTree.SubElement(each, f"{{{SPACE}}}lastmod").text = moment(line.changed_at)
        for address in line.pictures:
            picture = ElementTree.SubElement(each, f"{{{PICTURES}}}image")
            ElementTree.SubElement(picture, f"{{{PICTURES}}}loc").text = address
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
