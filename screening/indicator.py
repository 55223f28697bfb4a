"""The shape of a check: one published red flag as a plain function, and the table row that weighs it.

An indicator's function takes a profile and a context and returns evidence or ``None``. Its docstring is its
documentation: the first line is its title; then why it is reported, and the innocent explanations. The row says
how strong it is, what it needs to be checked at all, and which public source it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import MappingProxyType

import msgspec

from screening.evidence import Evidence, Grade
from screening.hits import AddressHit, NumberHit, ProfileHit
from screening.places import Phone
from screening.profile import Profile
from screening.sources import Citation, cite

__all__ = ["GRADE_WEIGHTS", "Check", "Context", "Indicator", "Need", "note", "noted"]

GRADE_WEIGHTS = MappingProxyType({"weak": 8.0, "moderate": 20.0, "strong": 45.0, "conclusive": 95.0})
"""The starting weight of each grade, in points. Editorial: the published sources do not grade their red flags."""

Need = str | tuple[str, ...]
"""One field path, or a tuple of alternatives of which one is enough."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator may know besides the profile. It holds no clock, file or network.

    Attributes:
        today: the date of the assessment.
        name_threshold: 0..1; two names that match below it are different names.
        hits: listed parties that names of the profile point to, each once.
        numbers: numbers of the profile that a list publishes.
        addresses: street addresses of a company that a list publishes for a designated party.
        phones: the profile's phones, read, in their places; ``None`` where one could not be read.
    """

    today: dt.date
    name_threshold: float
    hits: tuple[ProfileHit, ...] = ()
    numbers: tuple[NumberHit, ...] = ()
    addresses: tuple[AddressHit, ...] = ()
    phones: tuple[Phone | None, ...] = ()


Check = Callable[[Profile, Context], Evidence | None]


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a family's table.

    Attributes:
        id: ``family.name``; never renamed, never reused.
        check: the function.
        grade: weak, moderate, strong or conclusive; it gives the starting weight.
        needs: all of these must be known for the check to be made.
        sources: ``KEY`` or ``KEY: section`` of :mod:`screening.sources`.
        flags: ids of the published red flags that it covers.
        kinds: the kinds of profile that it applies to.
        stands_alone: a finding of it escalates by itself.
        about: title and text, where the function is shared by several rows.
        why: why this grade and no other: the source's words, how common it is among honest people.
        expected: presets may expect the check; False for what only a person or a special tool can note.
    """

    id: str
    check: Check
    grade: Grade
    needs: tuple[Need, ...]
    sources: tuple[str, ...]
    flags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("person", "organization")
    stands_alone: bool = False
    about: str = ""
    why: str = ""
    expected: bool = True

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def weight(self) -> float:
        """The starting weight in points, 0 to 99."""
        return GRADE_WEIGHTS[self.grade]

    @property
    def documentation(self) -> str:
        """Title, reason, innocent explanations and example, as text."""
        return (self.about or self.check.__doc__ or "").strip()

    @property
    def title(self) -> str:
        """One sentence that names the check."""
        return self.documentation.partition("\n")[0].rstrip(".")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The public sources, in full."""
        return tuple(map(cite, self.sources))


def noted(path: str, seen: str) -> Check:
    """The check of one documented yes or no: evidence if the field at ``path`` says yes.

    >>> from screening.profile import Profile, Work
    >>> check = noted("work.housed_on_site", "workers are housed on the site")
    >>> check(Profile(id="v1", work=Work(housed_on_site=True)), None).summary
    'workers are housed on the site'
    """
    part, field = path.split(".")

    def check(profile: Profile, _context: Context) -> Evidence | None:
        if getattr(getattr(profile, part), field) is True:
            return Evidence(seen, (path,))
        return None

    return check


def note(
    path: str, grade: Grade, seen: str, about: str, *, why: str, sources: tuple[str, ...], flags: tuple[str, ...]
) -> Indicator:
    """The row of a noted yes or no that only a person or a special tool can know; its id is the path of its field.

    >>> row = note("work.underbids", "weak", "bids far below others", "Bids.", why="Common.", sources=(), flags=())
    >>> row.id, row.needs, row.expected
    ('work.underbids', ('work.underbids',), False)
    """
    return Indicator(
        id=path,
        check=noted(path, f"noted: {seen}"),
        about=about,
        grade=grade,
        needs=(path,),
        sources=sources,
        flags=flags,
        why=why,
        expected=False,
    )
