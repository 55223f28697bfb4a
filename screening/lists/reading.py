"""Reading a list of any supported format: what a file is, its content says."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from screening.errors import InputError, WatchlistError
from screening.lists import dprk
from screening.lists.catalogue import published
from screening.lists.fields import date_in_name
from screening.lists.formats import FORMATS, recognised
from screening.lists.intake import Intake
from screening.lists.ofac import companions as ofac_files
from screening.lists.ofac import delimited as ofac
from screening.lists.opening import Part, StrPath, opened
from screening.names import clean
from screening.watchlist import Entity, Watchlist

__all__ = ["read", "read_folder"]

_SAID: dict[ofac_files.Role, str] = {
    "primary": "a primary file",
    "alt": "an alias file",
    "add": "an address file",
    "comments": "a comments file",
}
_LIST_FILE = re.compile(r"\.(csv|xml|json|jsonl|txt|tsv|toml|xlsx|zip)(\.gz)?$", re.IGNORECASE)
_NEEDED: tuple[tuple[ofac_files.Role, str], ...] = (("alt", "aliases"), ("add", "addresses"))
_SURELY_COMPARED = 64
"""Characters: so many are within the bounds of a comparison, whatever they are."""
_FOREIGN = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<", "XML"),
    (b"{", "JSON"),
    (b"[", "JSON"),
    (b"%PDF", "PDF"),
)


def read(
    path: StrPath | Iterable[StrPath], *more: StrPath, partial: bool = False, strict: bool = False
) -> Watchlist:
    """Read a watchlist of any supported format; gzip and zip are unpacked in memory.

    What a file is, its content says, not its name. An OFAC primary CSV file looks beside itself for its
    companions of the same affix: aliases and addresses, which it needs, and comments, which not every
    release has.

    Args:
        path: the file, or all files of one list.
        more: companions that lie elsewhere or are named otherwise.
        partial: go on without aliases or addresses. What is missing stands in ``problems``.
        strict: raise if anything in the list is not understood.

    Raises:
        WatchlistError: a file is absent, damaged, empty, in no known format, or without its companions; or
            ``strict`` and something was not understood.
    """
    first = [path] if isinstance(path, str | os.PathLike) else list(path)
    parts = [part for file in (*first, *more) for part in opened(file)]
    if not parts:
        raise WatchlistError("no file was given to read a watchlist from")
    intake = Intake()
    if ofac_files.role(parts[0]) is None:
        if len(parts) > 1:
            raise WatchlistError(
                f"{parts[0].name}: not a file of OFAC's CSV list, and other lists are one file each: "
                "read the others by themselves"
            )
        watchlist = _one_file(parts[0], intake)
    else:
        watchlist = _ofac(parts, intake, partial=partial)
    if strict and watchlist.problems:
        problems = watchlist.problems
        more_of_them = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
        raise WatchlistError(f"not everything was understood: {problems[0]}{more_of_them}")
    return watchlist


def read_folder(folder: StrPath) -> tuple[Watchlist, ...]:
    """Read every list of a folder, companions with the list they belong to.

    Args:
        folder: hidden files and files that no list has by their ending are passed over, folders too.

    Raises:
        WatchlistError: the folder is not there or holds no list, or a file in it cannot be read.
    """
    try:
        files = sorted(file for file in Path(folder).iterdir() if file.is_file() and _LIST_FILE.search(file.name))
    except OSError as error:
        raise WatchlistError(f"{folder}: {error.strerror}") from None
    own_file = "lists.json"  # the folder's own account of what was fetched
    lists = tuple(
        read(file)
        for file in files
        if file.name != own_file and ofac_files.role(opened(file)[0]) in {"primary", None}
    )
    if not lists:
        raise WatchlistError(f"{folder}: holds no list, no file that is one by its ending")
    return lists


def _one_file(part: Part, intake: Intake) -> Watchlist:
    form = recognised(part)
    if form is None:
        raise WatchlistError(f"{part.name}: {_unknown(part)}")
    entities = tuple(_comparable(form.reader.parse(part, intake), intake, part.name))
    if not entities:
        reason = intake.problems[0] if intake.problems else "it holds no entry"
        raise WatchlistError(f"{part.name}: no entry can be read ({reason})")
    intake.as_of = intake.as_of or date_in_name(part.name)
    return _watchlist(entities, intake, intake.list or form.list, part.name, form.title)


def _watchlist(entities: Iterable[Entity], intake: Intake, key: str, name: str, what: str = "") -> Watchlist:
    about = published().get(key)
    return Watchlist(
        dprk.marked(entities),
        id=key,
        title=about.title if about else f"{what} {name}",
        publisher=about.publisher if about else "",
        url=about.page if about else "",
        licence=about.licence if about else "",
        as_of=intake.as_of,
        digest=intake.digest.hexdigest(),
        official=about is not None and intake.whole,
        problems=intake.problems,
        skipped=intake.skipped,
    )


def _comparable(entities: Iterable[Entity], intake: Intake, file: str) -> Iterator[Entity]:
    """The entities with the names that a search can compare; a longer one goes to the remarks, and is told."""
    for entity in entities:
        long = tuple(alias.name for alias in entity.names if not _can_be_compared(alias.name))
        if not long:
            yield entity
            continue
        left = tuple(alias for alias in entity.names if alias.name not in long)
        lost = not left and not entity.identifiers
        for name in long:
            tell = intake.skip if lost else intake.tell
            tell(file, entity.id, "name", "too long to be compared, it is found by no search", name)
        if not lost:
            remarks = "\n".join(filter(None, (entity.remarks, *long)))
            yield msgspec.structs.replace(entity, names=left, remarks=remarks)


def _can_be_compared(name: str) -> bool:
    plain = name if name.isascii() or len(name) > _SURELY_COMPARED else unicodedata.normalize("NFKC", name)
    if len(plain) <= _SURELY_COMPARED:
        return True
    try:
        clean(name)
    except InputError:
        return False
    return True


def _ofac(files: Sequence[Part], intake: Intake, *, partial: bool) -> Watchlist:
    parts: dict[ofac_files.Role, Part] = {}
    for part in files:
        what = ofac_files.role(part)
        if what is None:
            raise WatchlistError(f"{part.name}: {_unknown(part)}")
        if what in parts:
            raise WatchlistError(f"{part.name}: {_SAID[what]} of OFAC's list, as is {parts[what].name}")
        parts[what] = part
    if "primary" not in parts:
        what, part = next(iter(parts.items()))
        raise WatchlistError(f"{part.name}: {_SAID[what]} of OFAC's list, give the primary file (sdn.csv) as well")
    primary = parts["primary"]
    for what, part in _beside(primary):
        if what not in parts:
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
    if missing:
        intake.whole = False
        intake.problems.append(f"{primary.name}: read in part, without its {' and '.join(s for _, s in missing)}")
    entities = tuple(_comparable(ofac.parse(parts, intake), intake, primary.name))
    return _watchlist(entities, intake, intake.list, primary.name)


def _beside(primary: Part) -> Iterator[tuple[ofac_files.Role, Part]]:
    if not primary.member:
        for what, file in ofac_files.companions(primary.path).items():
            yield what, Part(file)


def _encoded(part: Part) -> str:
    """What to say of a text that is not UTF-8, such as one that a spreadsheet saved in Japan or Korea."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part.head)  # it may end within a character
    except UnicodeDecodeError:
        return "a text in another encoding: save it as UTF-8"
    return ""


def _unknown(part: Part) -> str:
    start = part.head.lstrip().lower()
    looks = next((said for mark, said in _FOREIGN if start.startswith(mark)), "") or _encoded(part)
    return (
        f"in no format that can be read{looks and f' (it looks like {looks})'}; readable are OFAC's CSV files, "
        f"{', '.join(form.title for form in FORMATS)} with a header that has the column 'name'"
    )
