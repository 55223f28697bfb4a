"""Reading a list of any supported format: what a file is, its content says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from screening.errors import WatchlistError
from screening.lists import ofac, ofac_files, own
from screening.lists.opening import Part, StrPath
from screening.watchlist import Watchlist

__all__ = ["read", "read_folder"]

_SAID: dict[ofac_files.Role, str] = {
    "primary": "a primary file",
    "alt": "an alias file",
    "add": "an address file",
    "comments": "a comments file",
}
_TABLE = re.compile(r"\.csv(\.gz)?$", re.IGNORECASE)
_NEEDED: tuple[tuple[ofac_files.Role, str], ...] = (("alt", "aliases"), ("add", "addresses"))
_FOREIGN = (
    (b"<", "XML or HTML"),
    (b"{", "JSON"),
    (b"[", "JSON"),
    (b"%PDF", "PDF"),
    (b"PK", "a zip archive or spreadsheet"),
)


def read(path: StrPath | Iterable[StrPath], *more: StrPath, partial: bool = False) -> Watchlist:
    """Read a watchlist: OFAC's CSV files (SDN or consolidated) or an own list; gzip is unpacked.

    What a file is, its content says, not its name. An OFAC primary file looks beside itself for its
    companions of the same affix: aliases and addresses, which it needs, and comments, which not every
    release has.

    Args:
        path: the file, or all files of one list.
        more: companions that lie elsewhere or are named otherwise.
        partial: go on without aliases or addresses. What is missing stands in ``problems``.

    Raises:
        WatchlistError: a file is absent, damaged, empty, in no known format, or without its companions.
    """
    first = [path] if isinstance(path, str | os.PathLike) else list(path)
    files = [Part(file) for file in (*first, *more)]
    if not files:
        raise WatchlistError("no file was given to read a watchlist from")
    roles = [ofac_files.role(part) for part in files]
    if roles[0] is None and own.looks_own(files[0]):
        if len(files) > 1:
            raise WatchlistError(f"{files[0].name}: an own list is one file, read the others by themselves")
        return own.parse(files[0])
    parts: dict[ofac_files.Role, Part] = {}
    for part, what in zip(files, roles, strict=True):
        if what is None:
            raise WatchlistError(f"{part.name}: {_unknown(part)}")
        if what in parts:
            raise WatchlistError(f"{part.name}: {_SAID[what]} of OFAC's list, as is {parts[what].name}")
        parts[what] = part
    return _ofac(parts, partial=partial)


def read_folder(folder: StrPath) -> tuple[Watchlist, ...]:
    """Read every list of a folder: its ``.csv`` and ``.csv.gz`` files, companions with the list they belong to.

    Args:
        folder: files of other kinds in it are passed over, folders too.

    Raises:
        WatchlistError: the folder is not there or holds no list, or a file in it cannot be read.
    """
    try:
        files = sorted(file for file in Path(folder).iterdir() if file.is_file() and _TABLE.search(file.name))
    except OSError as error:
        raise WatchlistError(f"{folder}: {error.strerror}") from None
    lists = tuple(read(file) for file in files if ofac_files.role(Part(file)) in {"primary", None})
    if not lists:
        raise WatchlistError(f"{folder}: holds no list, no .csv or .csv.gz file that is one")
    return lists


def _ofac(parts: dict[ofac_files.Role, Part], *, partial: bool) -> Watchlist:
    if "primary" not in parts:
        what, part = next(iter(parts.items()))
        raise WatchlistError(f"{part.name}: {_SAID[what]} of OFAC's list, give the primary file (sdn.csv) as well")
    primary = parts["primary"]
    for what, file in ofac_files.companions(primary.path).items():
        if what not in parts:
            part = Part(file)
            if ofac_files.role(part) != what:
                raise WatchlistError(
                    f"{part.name}: lies beside {primary.name} but is not {_SAID[what]} of OFAC's list"
                )
            parts[what] = part
    missing = [(what, said) for what, said in _NEEDED if what not in parts]
    if missing and not partial:
        names = [ofac_files.companion_name(primary.path, what) for what, _ in missing]
        raise WatchlistError(
            f"{primary.name}: its {' and '.join(said for _, said in missing)} are not there: put "
            f"{' and '.join(names)} beside it, name the files as further arguments, "
            "or say partial=True to screen without them"
        )
    watchlist = ofac.parse(parts)
    if missing:
        told = [f"{primary.name}: read in part, without its {said}" for _, said in missing]
        watchlist.problems = (*told, *watchlist.problems)
    return watchlist


def _unknown(part: Part) -> str:
    start = part.head.lstrip()
    looks = next((said for mark, said in _FOREIGN if start.startswith(mark)), "")
    return (
        f"in no format that can be read{looks and f' (it looks like {looks})'}; readable are OFAC's CSV "
        "files and own lists: CSV with a header that has the column 'name'"
    )
