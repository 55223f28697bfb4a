"""XML in bounded memory, and everything in it that is refused."""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import markup
from screening.lists.intake import Intake
from screening.lists.markup import elements, root, text, texts
from screening.lists.opening import Part

LIST = "<list xmlns='urn:example' date='2026-01-08'><entry id='1'><name> A </name><name>B</name></entry>{}</list>"


def part(folder: Path, content: str | bytes, name: str = "list.xml") -> Part:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Part(path)


def taken(read: Part, *tags: str) -> list[str]:
    return [f"{found.tag} {text(found, 'name')}".strip() for found in elements(read, Intake(), *tags)]


def test_each_element_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = part(tmp_path, LIST.format("<note><name>C</name></note><entry id='2'/><entry><name>D</name></entry>"))
    assert taken(file, "entry", "note") == ["entry A", "note C", "entry", "entry D"]
    assert taken(file, "entry") == ["entry A", "entry", "entry D"]
    assert taken(file, "nothing") == []


def test_an_element_of_the_root_s_name_is_not_handed_out(tmp_path: Path) -> None:
    assert taken(part(tmp_path, LIST.format("<list><entry><name>C</name></entry></list>")), "entry") == [
        "entry A",
        "entry C",
    ]


def test_text_and_texts_are_stripped(tmp_path: Path) -> None:
    entry = next(elements(part(tmp_path, LIST.format("")), Intake(), "entry"))
    assert (text(entry, "name"), texts(entry, "name"), text(entry, "nothing")) == ("A", ["A", "B"], "")


@pytest.mark.parametrize(
    "content",
    [
        "<list xmlns='urn:x'><entry><name>A</name></entry></list>",
        '<?xml version="1.0"?>\n<list\n xmlns = "urn:x" xmlns:i="i"><entry><name>A</name></entry></list>',
        "<x:list xmlns:x='urn:x'><x:entry><x:name>A</x:name></x:entry></x:list>",
        "<list xmlns:x='urn:x'><entry><x:name>A</x:name></entry></list>",
        "<list><entry xmlns='urn:x'><name>A</name></entry></list>",
        "<list><entry><name>A</name></entry></list>",
    ],
)
def test_names_are_without_namespace(tmp_path: Path, content: str) -> None:
    file = part(tmp_path, content)
    assert root(file)[0] == "list"
    assert taken(file, "entry") == ["entry A"]


def test_root_and_its_attributes(tmp_path: Path) -> None:
    file = part(tmp_path, LIST.format(""))
    assert root(file) == ("list", {"xmlns": "urn:example", "date": "2026-01-08"})


@pytest.mark.parametrize(
    "content", ["name,city\r\nA,B\r\n", '{"a": 1}', "plain", "< list>", "<!-- nothing else -->"]
)
def test_what_is_no_xml_has_no_root(tmp_path: Path, content: str) -> None:
    file = part(tmp_path, content)
    assert root(file) == ("", {})
    with pytest.raises(WatchlistError, match=r"^list\.xml: not XML, or without an element"):
        taken(file, "entry")


def test_the_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + LIST.format(" " * 600_000).encode() + b"\n\n"
    intake = Intake()
    assert len(list(elements(part(tmp_path, gzip.compress(content)), intake, "entry"))) == 1
    assert intake.digest.hexdigest() == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "us-ascii", "iso-8859-1", "ISO-8859-15", "windows-1252"])
def test_encodings_that_are_read(tmp_path: Path, encoding: str) -> None:
    name = "Zoe" if encoding == "us-ascii" else "Zoë"
    content = f'<?xml version="1.0" encoding="{encoding}"?><list><entry><name>{name}</name></entry></list>'
    assert taken(part(tmp_path, content.encode(encoding)), "entry") == [f"entry {name}"]


BOMB = (
    "<!DOCTYPE list [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
FILLER = f"<!--{'x' * 70_000}-->"
HOSTILE = {
    "entity bomb": (BOMB + "<list><entry>&i;</entry></list>", "has a document type"),
    "entity bomb in an attribute": (BOMB + "<list a='&i;'><entry/></list>", "has a document type"),
    "external entity": (
        "<!DOCTYPE list [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><list><entry>&a;</entry></list>",
        "has a document type",
    ),
    "external subset": ("<!DOCTYPE list SYSTEM 'http://example.org/a.dtd'><list><entry/></list>", "document type"),
    "bare document type": ("<!DOCTYPE list><list><entry/></list>", "has a document type"),
    "document type behind a comment": ("<!-- -->\n<!DOCTYPE list><list><entry/></list>", "has a document type"),
    "document type after the first 64 KiB": (FILLER + BOMB + "<list/>", "without an element in its first 64 KiB"),
    "document type after the root": (
        "<list><entry/></list>" + FILLER * 5 + "<!DOCTYPE list>",
        "has a document type",
    ),
    "undefined entity": ("<list><entry>&nothing;</entry></list>", "damaged or cut off"),
    "cut off in an entry": ("<list><entry><name>A</na", "damaged or cut off"),
    "cut off after an entry": ("<list><entry><name>A</name></entry>", "damaged or cut off"),
    "tag not closed": ("<list><entry><name>A</entry></list>", "damaged or cut off"),
    "two roots": ("<list><entry/></list><list/>", "damaged or cut off"),
    "control character": ("<list><entry>\x01</entry></list>", "damaged or cut off"),
    "deep nesting": ("<list><entry>" + "<a>" * 5_000 + "</a>" * 5_000 + "</entry></list>", "damaged or cut off"),
    "endless nesting": ("<list>" + "<entry>" * 200_000, "damaged or cut off"),
    "huge attribute": (f"<list><entry a='{'x' * (11 << 20)}'/></list>", "damaged or cut off"),
    "huge text": (f"<list><entry>{'x' * (11 << 20)}</entry></list>", "damaged or cut off"),
    "huge name": (f"<list><{'x' * (11 << 20)}/></list>", "damaged or cut off"),
    "said to be UTF-16": (
        '<?xml version="1.0" encoding="UTF-16"?><list><entry/></list>',
        "in UTF-16: save it as UTF-8",
    ),
    "said to be UTF-7": ("<?xml version='1.0' encoding='UTF-7'?><list>+ADw-</list>", "says that it is in UTF-7"),
    "said to be EBCDIC": ('<?xml version="1.0" encoding="cp037"?><list/>', "says that it is in cp037"),
    "unknown encoding": ('<?xml version="1.0" encoding="none"?><list/>', "says that it is in none"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_with_a_message(tmp_path: Path, name: str) -> None:
    content, message = HOSTILE[name]
    with pytest.raises(WatchlistError, match=message) as refused:
        taken(part(tmp_path, content), "entry")
    assert str(refused.value).startswith("list.xml: ")
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("size", [1 << 18, (1 << 18) - 4, (1 << 18) - 40])
def test_a_document_type_between_two_reads_is_seen(tmp_path: Path, size: int) -> None:
    content = "<list><entry/>".ljust(size) + "<!DOCTYPE list></list>"
    with pytest.raises(WatchlistError, match="has a document type"):
        taken(part(tmp_path, content), "entry")


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match="damaged or cut off"):
        taken(part(tmp_path, b"<list><entry><name>Zo\xeb</name></entry></list>"), "entry")


def test_entries_before_the_damage_are_handed_out(tmp_path: Path) -> None:
    found = elements(part(tmp_path, "<list><entry/>" + " " * 300_000 + "<entry"), Intake(), "entry")
    assert next(found).tag == "entry"
    with pytest.raises(WatchlistError, match="cut off"):
        list(found)


def test_an_entry_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST_ENTRY", 1 << 20)
    assert len(taken(part(tmp_path, "<list>" + ("<entry><a/></entry>" * 200_000) + "</list>"), "entry")) == 200_000
    with pytest.raises(WatchlistError, match=r"list\.xml: an entry of more than 1 MiB: <entry>"):
        taken(part(tmp_path, "<list><entry>" + "<a/>" * 1_000_000), "entry")


@pytest.mark.parametrize("other", ["<other><deep>x</deep></other>", "<entry><deep>x</deep></entry>"])
def test_what_is_done_with_is_freed(tmp_path: Path, other: str) -> None:
    file = part(tmp_path, "<list>" + other * 100_000 + "<entry id='last'/></list>")
    (last,) = (found for found in elements(file, Intake(), "entry") if found.get("id"))
    parent = last.getparent()
    assert parent is not None
    assert len(parent) == 1


def test_while_reading_only_the_last_pieces_are_there(tmp_path: Path) -> None:
    file = part(tmp_path, "<list>" + "<other><deep>x</deep></other>" * 100_000 + "<entry/></list>")
    entry = next(elements(file, Intake(), "entry"))
    assert sum(1 for _ in entry.itersiblings(preceding=True)) < 15_000


def test_lxml_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(WatchlistError, match=r"need lxml: pip install 'freelance-screening\[lists\]'"):
        taken(part(tmp_path, LIST.format("")), "entry")
