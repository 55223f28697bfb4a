from __future__ import annotations

import re
from collections.abc import Callable

Checked = Callable[..., str]
COMMAND = re.compile(r"^::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)$")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Commands read as the runner of GitHub reads them."""
    found = []
    for line in text.splitlines():
        if line.startswith("::"):
            match = COMMAND.match(line)
            assert match, line
            properties = {
                name: _plain(value, properties=True)
                for name, _, value in (part.partition("=") for part in match[2].split(","))
            }
            found.append((match[1], properties, _plain(match[3])))
    return found


def _plain(text: str, *, properties: bool = False) -> str:
    for escaped, plain in (("%3A", ":"), ("%2C", ",")) if properties else ():
        text = text.replace(escaped, plain)
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_annotations_stand_at_their_cells(checked: Checked) -> None:
    found = commands(checked("github"))
    (kind, place, said) = next(command for command in found if "V-8: " in command[2])
    assert kind == "error"
    assert place == {
        "file": "our vendors/list,1.csv",
        "line": "10",
        "endLine": "10",
        "col": "5",
        "endColumn": "29",
        "title": "escalate: watchlist.company",
    }
    assert "listed as ofac_sdn:52175" in said
    over_lines = next(place for _, place, said in found if "V-4: " in said)
    assert (over_lines["line"], over_lines["endLine"], over_lines.get("col")) == ("5", "6", None)


def test_the_worst_come_first(checked: Checked) -> None:
    kinds = [kind for kind, _, _ in commands(checked("github"))]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert set(kinds) == {"error", "warning", "notice"}


def test_hostile_text_makes_no_command(checked: Checked) -> None:
    text = checked("github")
    assert len(commands(text)) == 7
    assert all(line.startswith(("::", "screening: ")) for line in text.splitlines())
    hostile = next(said for _, _, said in commands(text) if "V-7" in said)
    assert "::error::%0A" in hostile
    assert "\n" not in hostile
    assert "##[" not in checked("github", rows=("id,vendor,country\n", "##[add-mask]V,Fortuna LLC,RU\n"), code=1)


def test_what_concerns_a_whole_file_names_no_line(checked: Checked) -> None:
    (place,) = [
        place for _, place, _ in commands(checked("github", "missing.csv")) if place["file"] == "missing.csv"
    ]
    assert "line" not in place
