"""Drawings that rooms hand in: SVG that may be shown and printed anywhere, because it holds nothing but shapes."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from balai.foundation.errors import Refused

SVG = "http://www.w3.org/2000/svg"
_REFUSED_TAGS = {"script", "foreignObject", "iframe", "image", "audio", "video", "animate", "set"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)


def check_drawing(svg: str) -> None:
    """Raises Refused DRAWING_BROKEN, DRAWING_ACTIVE for what is no SVG, or more than a drawing."""
    root = _root(svg)
    for element in root.iter():
        name = _local(str(element.tag))
        if name in _REFUSED_TAGS:
            raise _active(name)
        if name == "style" and _OUTSIDE.search(element.text or ""):
            raise _active("url")
        for attribute, value in element.attrib.items():
            _check_attribute(_local(attribute), value)


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _active(name)
    if (name == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
        raise _active(name)


def standalone(svg: str) -> str:
    """The drawing as a file of its own: with the name of its language, which a drawing inside a page may leave out."""
    root = _root(svg)
    if not str(root.tag).startswith("{"):
        return svg.replace("<svg", f'<svg xmlns="{SVG}"', 1)
    return svg


def proportion(svg: str) -> float:
    """Width by height, as its view box or its own size says; 2 where neither does."""
    root = _root(svg)
    box = [float(part) for part in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2] / box[3]
    sides = [re.match(r"[\d.]+", root.get(name, "")) for name in ("width", "height")]
    if all(sides) and float(sides[1].group()) > 0:
        return float(sides[0].group()) / float(sides[1].group())
    return 2.0


def _root(svg: str) -> Element:
    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused("DRAWING_BROKEN", "Gambar ini bukan SVG yang utuh.") from error
    if _local(str(root.tag)) != "svg":
        raise Refused("DRAWING_BROKEN", "Gambar ini bukan SVG yang utuh.")
    return root


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _active(name: str) -> Refused:
    return Refused("DRAWING_ACTIVE", 'Gambar ini memuat lebih dari bentuk: "{name}".', name=name)
