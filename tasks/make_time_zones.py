"""Write watchlists/time_zones.csv from the IANA time zone database.

Run: ``python tasks/make_time_zones.py``. Needs the package ``tzdata``, whose files are read directly, so
that the result does not depend on the zone files of the machine.

Countries are those of ``zone.tab``; an older name has those of the zone that it links to. Offsets are
all that occur in the year `YEAR`. Names that stand for an offset and no place (``EST``, ``Etc/UTC``) have
no country.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

YEAR = 2026
TARGET = Path(__file__).parent.parent / "watchlists" / "time_zones.csv"
DATA = resources.files("tzdata") / "zoneinfo"

NO_PLACE = {"CET", "EET", "EST", "HST", "MET", "MST", "WET"}
"""Offsets that the database links to the zone of one city, for the sake of brevity."""

PLACES = {
    "Africa/Asmera": "ER",
    "Africa/Timbuktu": "ML",
    "America/Coral_Harbour": "CA",
    "America/Virgin": "VI",
    "Antarctica/South_Pole": "AQ",
    "Atlantic/Jan_Mayen": "SJ",
    "Iceland": "IS",
    "Pacific/Johnston": "UM",
    "Pacific/Ponape": "FM",
    "Pacific/Truk": "FM",
    "Pacific/Yap": "FM",
}
"""Older names that link to a zone of another country which keeps the same time (comments in ``backward``)."""

ALSO = {"Europe/Belgrade": "XK"}
"""Users that ``zone.tab`` cannot name, since their code is user-assigned."""


def lines(name: str) -> Iterator[str]:
    """The lines of a file of the database that are no comments."""
    text = (DATA / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def countries() -> dict[str, set[str]]:
    """The countries of every zone and of every older name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines("zone.tab"):
        code, _, zone = line.split("\t")[:3]
        found[zone].add(code)
    for zone, code in ALSO.items():
        found[zone].add(code)
    named = dict(found)
    result: dict[str, set[str]] = {}
    for line in lines("tzdata.zi"):
        match line.split():
            case ["Z", zone, *_] if zone != "Factory":
                result[zone] = named.get(zone, set())
            case ["L", target, zone]:
                result[zone] = named.get(zone) or named.get(target, set())
    result.update((zone, {code}) for zone, code in PLACES.items())
    result.update((zone, set()) for zone in NO_PLACE)
    return result


def offsets(zone: str) -> list[int]:
    """Every offset in force on some day of the year, in minutes east of UTC, ascending."""
    with DATA.joinpath(*zone.split("/")).open("rb") as file:
        rules = ZoneInfo.from_file(file, key=zone)
    noon = datetime(YEAR, 1, 1, 12, tzinfo=UTC)
    found = {(noon + timedelta(days=day)).astimezone(rules).utcoffset() for day in range(365)}
    return sorted(int(offset.total_seconds()) // 60 for offset in found if offset is not None)


def render() -> str:
    """The whole file."""
    file = io.StringIO()
    release = (DATA / "tzdata.zi").read_text(encoding="utf-8").split(maxsplit=3)[2]
    print(f"# IANA time zone database {release} (PyPI tzdata {version('tzdata')})", file=file)
    print("# https://www.iana.org/time-zones, public domain; made by tasks/make_time_zones.py", file=file)
    print(f"# offsets: minutes east of UTC that occur in {YEAR}, daylight saving time included", file=file)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["zone", "countries", "offsets"])
    for zone, codes in sorted(countries().items()):
        writer.writerow([zone, " ".join(sorted(codes)), " ".join(map(str, offsets(zone)))])
    return file.getvalue()


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
