"""The names of the United Nations' list: one field may hold several, in two scripts, with words that are no name.

====================================================  ==========================================================
in ``ALIAS_NAME`` (list of February 2026)             names
====================================================  ==========================================================
``Azim Adhajani; Azim Agha-Jani``                     both
``Jin Tiesan (金铁三)``, ``Agha Jan Alizai اغا جان``  the Latin one and the native one
``حسن غول (Hassan Ghul; Hassan Gul)``                 the native one and each Latin one
``Ezatullah Haqqani (previously listed as)``          a former name
``EL PARA (COMBAT NAME)``                             ``EL PARA``; the bracket is kept as a remark
``"KOMID"``                                           ``KOMID``
====================================================  ==========================================================

The ``NOTE`` of an alias may hold further spellings, its original script, or that the party was formerly so listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from screening.lists.aliases import abbreviates, short_forms
from screening.lists.fields import name_kind
from screening.watchlist import Alias

__all__ = ["former", "noted_names", "taken_apart"]

_Kind = Literal["primary", "alias", "former", "native"]
_Strength = Literal["strong", "weak"]

_NO_NAME = re.compile(
    r",? born \d.*"
    r"|\s*\((?:birth name|combat name|third|martyrs|(?:previously|formerly) listed as|[^()]*\d[^()]*)\)[\s,]*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 2000
"""What is longer is no name or note, and not looked into."""
_SEPARATORS = re.compile(r"[;()]|\s[a-h]\)\s")
_LABELS = re.compile(r"\(?\boriginal script\b\s*:?\)?|\s+-\s+sub-unit name", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:previously|formerly) listed as\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()\d]*;[^()\d]*)\)")
_SPELLINGS = re.compile(r"[^();\d:]*;[^()\d:]*")


def former(text: str) -> bool:
    """Whether a note says that the party was listed under the name before."""
    return _FORMER.search(text) is not None


def taken_apart(text: str, kind: _Kind, strength: _Strength) -> tuple[list[Alias], str]:
    """The names in one field, and what in it is no name.

    >>> names, rest = taken_apart("Jin Tiesan (金铁三)", "alias", "strong")
    >>> [(name.name, name.kind) for name in names]
    [('Jin Tiesan', 'alias'), ('金铁三', 'native')]
    >>> taken_apart("EL PARA (COMBAT NAME)", "alias", "weak")
    ([Alias(name='EL PARA', kind='alias', strength='weak')], 'COMBAT NAME')
    """
    text = " ".join(text.split())
    cut = _NO_NAME.search(text) if len(text) <= _LONGEST else None
    rest = cut[0].strip(" ,()") if cut else ""
    if cut:
        text = text[: cut.start()]
    if former(rest):
        kind, rest = "former", ""
    names: list[Alias] = []
    for piece in _pieces(text):
        if names and abbreviates(piece, names[-1].name):
            names.append(Alias(piece, "alias", "weak"))
        else:
            said = "alias" if kind == "primary" and names else kind
            names += short_forms(Alias(piece, _by_script(piece, said), strength))
    return names, rest


def noted_names(note: str, name: str, strength: _Strength) -> Iterator[Alias]:
    """The names that the note to an alias holds: its native form, and spellings of a native one.

    >>> [alias.name for alias in noted_names("Previously listed as. In Arabic: أبوبكر الجزائري ", "Abu", "weak")]
    ['أبوبكر الجزائري']
    """
    if len(note) > _LONGEST:
        return
    spellings = _BRACKETED.search(note)
    listed = spellings[1] if spellings else note if name_kind(name) == "native" else ""
    if _SPELLINGS.fullmatch(listed):
        yield from taken_apart(listed, "alias", strength)[0]
    for native, words in groupby(note.split(), key=lambda word: name_kind(word) == "native"):
        if native:
            yield Alias(" ".join(words).strip(" .,;()"), "native", strength)


def _pieces(text: str) -> Iterator[str]:
    """The names between separators and between scripts."""
    if ";" not in text and not _two_scripts(text):
        yield from filter(None, [_bare(text)])
        return
    for chunk in _SEPARATORS.split(_LABELS.sub("", text)):
        for _, words in groupby(chunk.split(), key=lambda word: name_kind(word) == "native"):
            if piece := _bare(" ".join(words)):
                yield piece


def _bare(text: str) -> str:
    """Without the quotation marks around it; those around a part of it (``“General” Sidiki``) are the name's."""
    text = text.strip(" ,")
    bare = text.strip('"“”')
    return text if any(mark in bare for mark in '"“”') else bare.strip(" ,")


def _two_scripts(text: str) -> bool:
    kinds = {name_kind(word) for word in text.split() if any(map(str.isalpha, word))}
    return len(kinds) > 1


def _by_script(name: str, kind: _Kind) -> _Kind:
    """A name in another script is native, unless it is the primary one."""
    return "native" if kind != "primary" and name_kind(name) == "native" else kind
