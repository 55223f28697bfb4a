"""Which of OFAC's CSV files a file is, and where its companions lie.

What stands around ``sdn`` in a file's name (``sdn_20231228.csv.gz``) is its affix; the companions carry the
same: ``alt_20231228.csv``, ``add_20231228.csv``, ``sdn_comments_20231228.csv``. The consolidated list's are
``cons_prim``, ``cons_alt``, ``cons_add``, ``cons_comments``. The files hold no date: a date in the affix is
the list's date, without one it is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Literal

from screening.lists.opening import Part
from screening.lists.rows import first_rows
from screening.watchlist import EntityKind

__all__ = [
    "ALIASES",
    "COLUMNS",
    "KINDS",
    "Role",
    "companion_name",
    "companions",
    "field",
    "fields",
    "is_consolidated",
    "role",
]

Role = Literal["primary", "alt", "add", "comments"]

COLUMNS: dict[Role, int] = {"primary": 12, "alt": 5, "add": 6, "comments": 2}
KINDS: dict[str, EntityKind] = {
    "": "organization",
    "entity": "organization",
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
ALIASES: dict[str, Literal["alias", "former"]] = {"aka": "alias", "nka": "alias", "fka": "former"}

_SDN = re.compile(r"(.*?)(?<![a-z])(sdn|cons_prim)(?![a-z])(.*?)(\.csv(?:\.gz)?)", re.IGNORECASE | re.DOTALL)
_NAMES: dict[str, dict[Role, str]] = {
    "sdn": {"alt": "alt", "add": "add", "comments": "sdn_comments"},
    "cons_prim": {"alt": "cons_alt", "add": "cons_add", "comments": "cons_comments"},
}


def role(part: Part) -> Role | None:
    """Which of OFAC's files this is, by the first lines of its content; ``None`` if it is none of them."""
    counts: Counter[Role] = Counter()
    for row in first_rows(part):
        number = row[0].strip() if row else ""
        if not number.isdecimal():
            continue
        if len(row) == COLUMNS["primary"] and field(row[2]).casefold() in KINDS:
            counts["primary"] += 1
        elif len(row) == COLUMNS["alt"] and row[2].strip().casefold() in ALIASES:
            counts["alt"] += 1
        elif len(row) == COLUMNS["add"] and row[1].strip().isdecimal():
            counts["add"] += 1
        elif len(row) == COLUMNS["comments"]:
            counts["comments"] += 1
    if len(counts) > 1:
        del counts["comments"]  # any number and text look like one: the other layouts say more
    return counts.most_common(1)[0][0] if counts else None


def companion_name(path: Path, what: Role) -> str:
    """What a companion of a primary file would be called.

    >>> companion_name(Path("sdn_20231228.csv.gz"), "alt")
    'alt_20231228.csv'
    """
    parts = _SDN.fullmatch(path.name)
    before, stem, after, _ = parts.groups() if parts else ("", "sdn", "", "")
    return f"{before}{_NAMES[stem.casefold()][what]}{after}.csv"


def companions(path: Path) -> dict[Role, Path]:
    """The files beside a primary file that carry the same affix, in any case, plain before gzip."""
    if _SDN.fullmatch(path.name) is None:
        return {}
    beside = {file.name.casefold(): file for file in sorted(path.parent.iterdir(), reverse=True)}
    found: dict[Role, Path] = {}
    for what in ("alt", "add", "comments"):
        plain = companion_name(path, what).casefold()
        file = beside.get(plain) or beside.get(f"{plain}.gz")
        if file is not None:
            found[what] = file
    return found


def is_consolidated(primary: Part) -> bool:
    """The non-SDN list has programmes of its own at its beginning; else its file name says it."""
    own = any("NS-PLC" in row[3] for row in first_rows(primary) if len(row) == COLUMNS["primary"])
    parts = _SDN.fullmatch(primary.name)
    return own or (parts is not None and parts[2].casefold() == "cons_prim")


def field(raw: str) -> str:
    """A field's text, empty where OFAC writes ``-0-``."""
    text = raw.strip()
    return "" if text == "-0-" else text


def fields(row: list[str]) -> list[str]:
    """The text of all fields; half of them are empty, so that case comes first."""
    return ["" if raw == "-0- " else field(raw) for raw in row]
