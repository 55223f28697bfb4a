"""What the lists of the US Departments of Commerce and State put into one name, and what kind of party it is.

These lists have no column for the kind of a party and write other names into the name itself::

    FUYI SUN A/K/A FRANK SUN
    Gazprom Telekom, OOO (f.k.a. Zakrytoe Aktsionernoe Obshchestvo Gaztelekom)
    PEARL (A.K.A. NEI-CHIEN CHU) LI
    Example Plant and any successor, sub-unit, or subsidiary thereof
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from screening.errors import InputError
from screening.lists.aliases import distinct
from screening.names import text as spelling
from screening.names.legal_forms import strip
from screening.watchlist import Alias, EntityKind

__all__ = ["entry_id", "kind_of", "names_of"]

_Kind = Literal["alias", "former"]

# Between words only with full stops or strokes: Aka, Fka and Nka are names as well.
_MARK = r"([afn]\.k\.?a\.?|[afn]/k/a|d\.b\.?a\.?|d/b/a)(?=[\s,]),?\s+"
_PLAIN = _MARK.replace("(", "([afn]ka|dba|", 1)
_INSIDE = re.compile(rf"\s*[(\[]\s*{_PLAIN}((?:[^()\[\]]|\([^()]*\))*)[)\]]", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:^|[\s,]+){_MARK}", re.IGNORECASE)
_HEIRS = re.compile(r",?\s+and any successors?,? sub-?units?,? or subsidiar(?:y|ies) thereof", re.IGNORECASE)
_PERSONAL = re.compile(r"[\s,](?:JR|SR)\.?$", re.IGNORECASE)
_IN_PRISON = re.compile(r"\bINMATE NUMBER\b|\bINMATE #|\bINCARCERATED\b|\bREGISTER NUMBER\b", re.IGNORECASE)
_PRINTED = str.maketrans({"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\xa0": " "})


def names_of(name: str, others: Iterable[str] = ()) -> tuple[Alias, ...]:
    """All names of a party, the primary one first, each once.

    Args:
        name: the name as listed, other names possibly in it.
        others: what the list gives as other names; the last one of an enumeration begins with ``and``.

    >>> [(a.name, a.kind) for a in names_of("Testov Oil OOO (f.k.a., Probe Oil)", ["and TOL", "f.k.a. Old"])]
    [('Testov Oil OOO', 'primary'), ('Probe Oil', 'former'), ('TOL', 'alias'), ('Old', 'former')]
    >>> [a.name for a in names_of("PEARL (A.K.A. NEI-CHIEN CHU) LI")]
    ['PEARL LI', 'NEI-CHIEN CHU']
    >>> [a.name for a in names_of("Testov Institute [a.k.a., Probe (PRB) Centre]")]
    ['Testov Institute', 'Probe (PRB) Centre']
    """
    parts = [*(_apart(name) or [(name.strip(), "alias")]), *(part for other in others for part in _apart(other))]
    return distinct(Alias(said, kind if number else "primary") for number, (said, kind) in enumerate(parts))


def _apart(name: str) -> list[tuple[str, _Kind]]:
    name = " ".join(name.translate(_PRINTED).split())
    name = _HEIRS.sub("", name.removeprefix("and ").removeprefix("DBA "))
    found: list[tuple[str, _Kind]] = []
    for mark, inside in _INSIDE.findall(name):
        found += [(other, _kind(mark)) for other in inside.split(";")]
    before, *rest = _BEHIND.split(_INSIDE.sub("", name))
    pairs = zip(rest[::2], rest[1::2], strict=True)
    parts: list[tuple[str, _Kind]] = [(before, "alias"), *((other, _kind(mark)) for mark, other in pairs), *found]
    return [(said, kind) for part, kind in parts if (said := part.strip(" ,;"))]


def _kind(mark: str) -> _Kind:
    return "former" if mark[0] in "fF" else "alias"


def kind_of(name: str, addresses: Iterable[str] = ()) -> EntityKind:
    """What a party is, where the list does not say it: ``other`` if nothing solid tells.

    A legal form makes it an organization; ``Jr.``, or an address in a prison, a person.

    >>> kind_of("Testov Trading Co., Ltd."), kind_of("Testov Example"), kind_of("Testov Example, Jr.")
    ('organization', 'other', 'person')
    >>> kind_of("TESTOV EXAMPLE", ["INMATE NUMBER: 12345-678, FCI NOWHERE"])
    'person'
    """
    if _PERSONAL.search(name) or any(map(_IN_PRISON.search, addresses)):
        return "person"
    try:
        forms = strip(spelling.read(name))[1]
    except InputError:  # a name beyond the engine's bounds
        return "other"
    return "organization" if forms else "other"


def entry_id(name: str, effective: str) -> str:
    """The id of an entry of the Denied Persons List, which has no numbers: the name and the order's date.

    >>> entry_id(" TESTOV  EXAMPLE", "2020-03-16")
    'TESTOV EXAMPLE (2020-03-16)'
    """
    plain = " ".join(name.split())
    return f"{plain} ({effective})" if effective else plain
