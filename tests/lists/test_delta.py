"""What changed between two states of a list."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening.lists import read
from screening.lists.delta import Delta, diff
from screening.reports import changes
from screening.watchlist import Alias, Entity, Identifier, Watchlist

LISTS = Path(os.environ.get("SCREENING_LISTS", Path(__file__).parents[3] / "shared" / "lists"))
FIRM = Entity(
    id="1",
    list="ours",
    kind="organization",
    names=(Alias("Musterfirma", "primary"), Alias("Muster")),
    programmes=("A", "B"),
    identifiers=(Identifier("tax", "123"),),
)
OTHER = Entity(id="2", list="ours", kind="person", names=(Alias("Musterova", "primary"),))


def delta(old: list[Entity], new: list[Entity]) -> Delta:
    return diff(Watchlist(old, id="ours", as_of="2026-01-01", digest="a" * 64), Watchlist(new, id="ours"))


def changed(**fields: Any) -> list[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:  # noqa: ANN401 - any field
    found = delta([FIRM], [msgspec.structs.replace(FIRM, **fields)])
    return [(part.field, part.gone, part.come) for change in found.changed for part in change.fields]


def test_the_same_is_no_change() -> None:
    found = delta([FIRM, OTHER], [OTHER, FIRM])
    assert not found
    assert found.to_dict()["changed"] == []


def test_added_and_removed() -> None:
    found = delta([FIRM], [OTHER])
    assert ([e.id for e in found.added], [e.id for e in found.removed], found.changed) == (["2"], ["1"], ())


def test_only_what_differs_is_told() -> None:
    assert changed(programmes=("B", "C")) == [("programmes", ("A",), ("C",))]
    assert changed(remarks="new") == [("remarks", (), ("new",))]
    assert changed(identifiers=()) == [
        (
            "identifiers",
            ({"kind": "tax", "value": "123", "country": "", "currency": "", "note": "", "salt": ""},),
            (),
        )
    ]


def test_the_order_of_values_is_no_change() -> None:
    assert changed(programmes=("B", "A")) == []


def test_a_name_that_became_weak_is_a_change_of_names() -> None:
    names = (FIRM.names[0], Alias("Muster", "alias", "weak"))
    found = delta([FIRM], [msgspec.structs.replace(FIRM, names=names)])
    assert found.changed[0].names
    assert not delta([FIRM], [msgspec.structs.replace(FIRM, role="x")]).changed[0].names


def test_text_json_and_html_tell_the_same() -> None:
    hostile = msgspec.structs.replace(OTHER, names=(Alias("<script>alert(1)</script>\x1b[31m", "primary"),))
    found = delta([FIRM], [hostile, msgspec.structs.replace(FIRM, programmes=("B",))])
    text = "".join(changes.as_text(found))
    assert "1 added, 0 removed, 1 changed" in text
    assert "\x1b" not in text
    assert "    programmes - A" in text
    page = changes.as_html(found)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<del>A</del>" in page
    plain = json.loads(changes.as_json(found))
    assert plain["changed"][0]["fields"] == [{"field": "programmes", "gone": ["A"], "come": []}]
    assert plain["added"][0]["names"][0]["name"] == hostile.name


@pytest.mark.skipif(not LISTS.is_dir(), reason="needs the folder of real lists, SCREENING_LISTS")
def test_two_real_states_of_the_un_list() -> None:
    old, new = (read(LISTS / "un" / f"consolidated_{day}.xml.gz") for day in ("20250419", "20260227"))
    found = diff(old, new)
    before, after = ({entity.id for entity in w} for w in (old, new))
    assert (len(before), len(after)) == (877, 1_003)
    assert {e.id for e in found.added} == after - before
    assert {e.id for e in found.removed} == before - after
    assert len(found.added) - len(found.removed) == 1_003 - 877
    assert all(change.old.id == change.new.id and change.fields for change in found.changed)
