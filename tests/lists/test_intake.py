"""What a reading tells besides its entities."""

from __future__ import annotations

from screening.lists.intake import Intake


def test_what_is_not_known_is_told_once_in_an_order_of_its_own() -> None:
    intake = Intake()
    intake.unknown("list.xml", "7", "an element", {"mood", "colour"})
    intake.unknown("list.xml", 8, "an element", ["mood", "size", "size"])
    assert intake.problems == [
        "list.xml, 7, colour: an element that is not known and not read",
        "list.xml, 7, mood: an element that is not known and not read",
        "list.xml, line 8, size: an element that is not known and not read",
    ]
    assert intake.skipped == []
