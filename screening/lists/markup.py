"""XML lists, element by element in bounded memory; what could blow up or reach out is refused.

A document type is refused wherever it stands: no list has one, and entity bombs and external entities need it.
So are encodings in which it could hide, nesting and attributes without end, and a single entry of more than
:data:`LARGEST_ENTRY` bytes. lxml (extra ``lists``) is loaded when the first XML file is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from screening.errors import WatchlistError
from screening.lists.intake import Intake
from screening.lists.opening import Part

if TYPE_CHECKING:
    from lxml.etree import XMLPullParser, _Element

__all__ = ["LARGEST_ENTRY", "elements", "root", "text", "texts"]

LARGEST_ENTRY = 1 << 24
"""Bytes of one entry, about: the longest of an official list has a few hundred thousand."""

_CHUNK = 1 << 18
_DOCTYPE = b"<!DOCTYPE"
_BEFORE_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ATTRIBUTE = re.compile(rb"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DEFAULT_NAMESPACE = re.compile(rb"\sxmlns\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([^\"'>]*)[\"']")
_READABLE = re.compile(rb"utf-?8|(?:us-)?ascii|iso-8859-\d+|(?:windows-|cp)125\d", re.IGNORECASE)
_SCHEMA = "http://www.w3.org/2001/XMLSchema"


def root(part: Part) -> tuple[str, dict[str, str]]:
    """Name and attributes of the root element, by a first look at the file; an empty name if it is no XML."""
    found = _root(part.head)
    if found is None:
        return "", {}
    pairs = _ATTRIBUTE.findall(found[2])
    return found[1].decode(), {k.decode(): (a or b).decode(errors="replace") for k, a, b in pairs}


def _root(head: bytes) -> re.Match[bytes] | None:
    start = _BEFORE_ROOT.match(head)
    return _ROOT.match(head, start.end() if start else 0)


def elements(part: Part, intake: Intake, *tags: str) -> Iterator[_Element]:
    """Each element of one of these local names, once it is complete; it is gone when the next one is asked for.

    An element of these names within another of them stays in it. Names are without namespace: all elements that
    are handed out had theirs taken off.

    Raises:
        WatchlistError: lxml is not installed; the file is no XML, damaged, cut off, in an encoding that is not
            its own, has a document type, or something in it has no end.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - an extra, and a tenth of a second
    except ImportError:
        raise WatchlistError(
            f"{part.name}: XML lists need lxml: pip install 'freelance-screening[lists]'"
        ) from None
    encoding = _ENCODING.match(part.head)
    if encoding and not _READABLE.fullmatch(encoding[1]):
        name = encoding[1].decode(errors="replace")
        raise WatchlistError(f"{part.name}: says that it is in {name[:40]}: save it as UTF-8")
    top = _root(part.head)
    if top is None:
        raise WatchlistError(f"{part.name}: not XML, or without an element in its first 64 KiB")
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in (top[1].decode(), *tags)],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    with part.stream(intake.digest) as file:
        try:
            yield from _complete(parser, _chunks(file, part, top), part, tags)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise WatchlistError(f"{part.name}: the XML is damaged or cut off ({error.msg})") from error


def _chunks(file: IO[bytes], part: Part, top: re.Match[bytes]) -> Iterator[bytes]:
    """The file in pieces, any document type refused, the root's default namespace left out.

    To take a namespace off a million elements costs more than to read them.
    """
    chunk = file.read(_CHUNK).removeprefix(b"\xef\xbb\xbf")
    bare = _DEFAULT_NAMESPACE.sub(b"", chunk[top.start(2) : top.end(2)])
    chunk = chunk[: top.start(2)] + bare + chunk[top.end(2) :]
    before = b""
    while chunk:
        if _DOCTYPE in chunk or _DOCTYPE in before + chunk[: len(_DOCTYPE)]:
            raise WatchlistError(
                f"{part.name}: has a document type (DOCTYPE), which no list has and which is refused"
            )
        yield chunk
        before = chunk[-len(_DOCTYPE) :]
        chunk = file.read(_CHUNK)


def _complete(
    parser: XMLPullParser, chunks: Iterator[bytes], part: Part, tags: tuple[str, ...]
) -> Iterator[_Element]:
    top: _Element | None = None
    begun: _Element | None = None
    waited = 0
    namespaces = False
    for chunk in chunks:
        parser.feed(chunk)
        for event, element in cast("Iterator[tuple[str, _Element]]", parser.read_events()):
            if top is None:
                top = element.getroottree().getroot()
                namespaces = any(not name.startswith(_SCHEMA) for name in top.nsmap.values())
            if str(element.tag).rpartition("}")[2] not in tags:  # the root, or an element of its name
                continue
            if event == "start":
                if begun is None:
                    begun, waited = element, 0
            elif element is begun:
                begun = None
                if namespaces or element.tag not in tags:
                    _without_namespace(element)
                yield element
        waited += len(chunk)
        if begun is not None and waited > LARGEST_ENTRY:
            raise WatchlistError(f"{part.name}: an entry of more than {LARGEST_ENTRY >> 20} MiB: <{begun.tag!s}>")
        _forget(top, begun)


def _without_namespace(element: _Element) -> None:
    for part in element.iter("{*}*"):
        name = str(part.tag)
        if name[0] == "{":
            part.tag = name[name.index("}") + 1 :]


def _forget(node: _Element | None, begun: _Element | None) -> None:
    """Frees all that is complete: what stands before the last element, on every level of the tree."""
    while node is not None and node is not begun and len(node):
        del node[:-1]
        node = node[-1]


def text(element: _Element, path: str) -> str:
    """The stripped text of the first descendant at ``path``, empty if there is none."""
    return (element.findtext(path) or "").strip()


def texts(element: _Element, path: str) -> list[str]:
    """The stripped texts of all descendants at ``path``, empty ones left out."""
    return [said for found in element.iterfind(path) if (said := (found.text or "").strip())]
