"""What an organisation decides: weights, caps, thresholds, and which checks it expects.

A policy is a TOML file. What it does not name keeps the published default, and what would make a screening
unsafe is refused when the policy is read, not when it fails.
"""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from screening.drawing import markup, svg
from screening.errors import PolicyError, shown
from screening.evidence import LOCATION
from screening.indicator import GRADE_WEIGHTS
from screening.indicators import FAMILIES, INDICATORS
from screening.lists.catalogue import published
from screening.names import THRESHOLD

__all__ = ["PRESETS", "Policy", "Preset", "Required"]


class Required(msgspec.Struct, frozen=True):
    """A check without which a profile is *unknown*, never *clear*.

    Attributes:
        name: what is missing, in words, if it is.
        needs: one of these field paths must be known.
    """

    name: str
    needs: tuple[str, ...]


class Preset(msgspec.Struct, frozen=True):
    """What one kind of user can be expected to know.

    Attributes:
        expected: ids of the indicators whose checks are expected.
        required: checks without which the band is ``unknown``.
    """

    expected: frozenset[str]
    required: tuple[Required, ...]


_NAME = Required("a name, searched in the lists", ("name", "legal_name", "native_name", "identity.document_name"))
_PLACE = Required("one of country, phone or login", ("country", "phones", "logins.country", "logins.ip"))
_CHECKED = Required("an identity check", ("identity.document_verified", "identity.document_refused"))
_SEAT = Required(
    "one of country, address or registration number", ("country", "addresses.country", "registrations")
)


def _expected(families: Iterable[str], *, but: Iterable[str] = ()) -> frozenset[str]:
    wanted, left_out = set(families), set(but)
    return frozenset(i.id for i in INDICATORS if i.expected and i.family in wanted and i.id not in left_out)


_LATER = (
    *("location.login", "location.payout", "identity.photo_differs"),
    *("identity.acts_at_once", "identity.reawakened", "contact.data_change"),
)
"""What a sign-up cannot show yet."""
_SIGNUP = ("identity", LOCATION, "jurisdiction", "contact", "watchlist")
_PLATFORM = (*_SIGNUP, "access", "payment", "conduct")
PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "signup": Preset(
            _expected(_SIGNUP, but=_LATER),
            (_NAME, _PLACE),
        ),
        "platform": Preset(_expected(_PLATFORM), (_NAME, _PLACE)),
        "employer": Preset(_expected((*_PLATFORM, "logistics", "work", "claims")), (_NAME, _PLACE, _CHECKED)),
        "vendor": Preset(
            _expected(("organisation", "watchlist", "jurisdiction", LOCATION, "work")), (_NAME, _SEAT)
        ),
    }
)
"""The published presets, by name."""

_HIGHEST_POINTS = 99
_HIGHEST_LIMIT = 95
_CONCLUSIVE_FAMILIES = frozenset({"watchlist", "jurisdiction"})
_CAPS = MappingProxyType(
    {f: 25.0 if f == LOCATION else 99.0 if f in _CONCLUSIVE_FAMILIES else 60.0 for f in FAMILIES}
)
_WEIGHTS = MappingProxyType({indicator.id: indicator.weight for indicator in INDICATORS})
_STAND_ALONE = frozenset(i.id for i in INDICATORS if i.stands_alone)
_NEVER_MODERATE = frozenset(
    i.id for i in INDICATORS if i.family in _CONCLUSIVE_FAMILIES and i.grade in {"strong", "conclusive"}
)
_OLDEST_LIST = 366
_DIGEST = 12
_LOWEST_THRESHOLD, _HIGHEST_THRESHOLD = 0.6, 0.95
_FEW = 20
"""Words of which all are told where none is like the one that was given."""


class _Type(NamedTuple):
    """What a value of a setting is, in Python and in words."""

    of: tuple[type, ...]
    needed: str


_TEXT = _Type((str,), "text in quotes is needed")
_TYPES: Mapping[str, _Type] = MappingProxyType(
    {
        "preset": _Type((str,), f"one of {', '.join(PRESETS)} is needed, in quotes"),
        "review_at": _Type((int, float), "a number of points is needed, such as 40"),
        "escalate_at": _Type((int, float), "a number of points is needed, such as 75"),
        "name_threshold": _Type(
            (int, float), f"a number from {_LOWEST_THRESHOLD} to {_HIGHEST_THRESHOLD} is needed"
        ),
        "required_lists": _Type((tuple,), 'keys of lists are needed, such as ["ofac_sdn", "un_sc"]'),
        "max_list_age": _Type((int,), f"a whole number of days is needed, 1 to {_OLDEST_LIST}"),
        "approved_by": _TEXT,
        "effective_from": _Type((str,), "a date is needed, such as 2026-01-31"),
        "reason": _TEXT,
    }
)
_TABLES = MappingProxyType({"weights": '"access.hidden_network" = 4', "caps": "conduct = 50"})
"""The settings that are tables of points, with a row of each."""


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Weights, caps, thresholds and required checks.

    Attributes:
        preset: ``signup``, ``platform``, ``employer`` or ``vendor``.
        weights: points (0..99) by indicator id, where they differ from the published ones; 0 switches off.
        caps: points (0..99) by family, where they differ.
        review_at, escalate_at: thresholds in points, read against the score without location.
        name_threshold: 0..1; two names that match below it are different names.
        required_lists: keys of official lists (``ofac_sdn``, ``un_sc`` ...) without which nobody is screened.
        max_list_age: days after which an official list counts as stale.
        approved_by, effective_from, reason: who decided this, since when (ISO date), and why.
    """

    preset: str = "platform"
    weights: dict[str, float] = {}
    caps: dict[str, float] = {}
    review_at: float = 40.0
    escalate_at: float = 75.0
    name_threshold: float = THRESHOLD
    required_lists: tuple[str, ...] = ()
    max_list_age: int = 30
    approved_by: str = ""
    effective_from: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if problems := list(_type_problems(msgspec.structs.asdict(self))) or list(_problems(self)):
            raise PolicyError("policy: " + "; ".join(problems))

    @classmethod
    def load(cls, path: str | Path) -> Policy:
        """Read a policy from a TOML file.

        Raises:
            PolicyError: the file cannot be read, is no TOML, or the policy is malformed or unsafe.
        """
        try:
            return cls.from_toml(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise PolicyError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
        except PolicyError as error:
            raise PolicyError(f"{path}: {error}") from None

    @classmethod
    def from_toml(cls, text: str) -> Policy:
        """Read a policy from TOML text.

        >>> Policy.from_toml('review_at = 30').review_at
        30.0
        """
        try:
            table = tomllib.loads(text)
        except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
            raise PolicyError(f"not TOML: {error}") from None
        except RecursionError:
            raise PolicyError("not TOML: nested too deeply") from None
        if isinstance(table.get("effective_from"), dt.date):
            table["effective_from"] = table["effective_from"].isoformat()
        if problems := list(_type_problems(table)):
            raise PolicyError("policy: " + "; ".join(problems))
        try:
            return msgspec.convert(table, cls)
        except msgspec.ValidationError as error:  # of what is unsafe: the types are right
            raise PolicyError(str(error)) from None

    def weight(self, indicator: str) -> float:
        """The points of an indicator at full strength."""
        return self.weights.get(indicator, _WEIGHTS[indicator])

    @property
    def all_caps(self) -> dict[str, float]:
        """The cap of every family."""
        return {**_CAPS, **self.caps}

    @property
    def expects(self) -> Preset:
        """The checks that the preset expects and requires."""
        return PRESETS[self.preset]

    @property
    def usual_kind(self) -> str | None:
        """The kind of records that do not state one: vendors are organizations, all others what a profile is."""
        return "organization" if self.preset == "vendor" else None

    def settings(self) -> dict[str, Any]:
        """Every setting in force, the published ones included, in a fixed order."""
        return {
            **msgspec.to_builtins(self),
            "review_at": float(self.review_at),
            "escalate_at": float(self.escalate_at),
            "name_threshold": float(self.name_threshold),
            "weights": {i: float(self.weight(i)) for i in sorted(_WEIGHTS)},
            "caps": {family: float(cap) for family, cap in sorted(self.all_caps.items())},
        }

    def to_toml(self) -> str:
        """Every setting in force as TOML, from which :meth:`from_toml` makes a policy of the same digest.

        >>> Policy.from_toml(Policy(review_at=30).to_toml()).digest == Policy(review_at=30).digest
        True
        """
        settings = self.settings()
        lines = [f"{key} = {_quoted(value)}" for key, value in settings.items() if not isinstance(value, dict)]
        for key, values in settings.items():
            if isinstance(values, dict):
                lines += ["", f"[{key}]"]
                lines += [f"{_quoted(name)} = {_quoted(value)}" for name, value in values.items()]
        return "\n".join(lines) + "\n"

    @property
    def digest(self) -> str:
        """SHA-256 over every setting in force: the same digest, the same judgement."""
        return hashlib.sha256(msgspec.json.encode(self.settings())).hexdigest()

    def diff(self, other: Policy) -> dict[str, tuple[Any, Any]]:
        """What another policy decides otherwise: setting → (here, there).

        >>> Policy().diff(Policy(review_at=30))
        {'review_at': (40.0, 30.0)}
        """
        here, there = _flat(self.settings()), _flat(other.settings())
        return {key: (here[key], there[key]) for key in here if here[key] != there[key]}

    def _repr_html_(self) -> str:
        limits = [("review at", self.review_at), ("escalate at", self.escalate_at)]
        caps = [(family, float(cap), 100.0, f"{cap:g}") for family, cap in sorted(self.all_caps.items())]
        own = [(f"weights.{i}", f"{w:g}", f"{_WEIGHTS[i]:g}") for i, w in sorted(self.weights.items())]
        own += [(f"caps.{family}", f"{cap:g}", f"{_CAPS[family]:g}") for family, cap in sorted(self.caps.items())]
        return markup.card(
            f"Policy, preset {self.preset}",
            svg.scale(limits, title="points without location, from which a person looks"),
            markup.facts(
                [
                    ("required", "; ".join(required.name for required in self.expects.required)),
                    ("checks expected", str(len(self.expects.expected))),
                    ("names match from", f"{self.name_threshold:g}"),
                    ("required lists", ", ".join(self.required_lists)),
                    ("lists are stale after", f"{self.max_list_age} days"),
                ]
            ),
            markup.part("Other than published", markup.table(("setting", "here", "published"), own, right=[1, 2])),
            markup.part(
                "Most points of a family", svg.bars(caps, title="caps of the families, in points"), shut=True
            ),
            lead=self.reason,
            foot=f"approved by {self.approved_by or 'nobody named'}; in force from"
            f" {self.effective_from or 'no date named'}; digest {self.digest[:_DIGEST]}",
        )


def _flat(settings: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in settings.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": number for inner, number in value.items()})
        else:
            flat[key] = value
    return flat


def _guess(name: str, known: Collection[str]) -> str:
    """An unknown word, with the one that may be meant, or with all that there are if they are few."""
    near = difflib.get_close_matches(name[:100], known, n=1)
    if near:
        return f"{shown(name)}, did you mean {near[0]!r}?"
    return shown(name) + (f" (there are {', '.join(known)})" if len(known) <= _FEW else "")


def _type_problems(settings: Mapping[str, object]) -> Iterator[str]:
    """Settings that do not exist, and values that are not of their type, with what is needed instead."""
    for key, value in settings.items():
        if key in _TABLES:
            yield from _table_problems(key, value)
        elif key not in _TYPES:
            yield f"unknown setting {_guess(key, Policy.__struct_fields__)}"
        elif not _fits(value, (found := _TYPES[key]).of):
            yield f"{key} = {shown(value)}: {found.needed}"


def _table_problems(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{key} = {shown(value)}: a table is needed, [{key}] and below it rows such as {_TABLES[key]}"
        return
    for name, points in value.items():
        if isinstance(points, Mapping):  # [weights.access] or access.shared_device = 3, as TOML reads them
            whole = _cut(f"{name}.{next(iter(points), '...')}")
            yield f'{key}.{_cut(name)}: a table, where points are needed: say "{whole}" = 20, in quotes'
        elif not isinstance(name, str) or not _fits(points, (int, float)):
            yield f"{key}.{_cut(str(name))} = {shown(points)}: a number of points is needed, such as 20"


def _fits(value: object, kinds: tuple[type, ...]) -> bool:
    """Whether a value, or each of a list of texts, is of one of these types; a yes is no number."""
    if isinstance(value, bool):
        return False
    if tuple in kinds:
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    return isinstance(value, kinds)


def _cut(name: str) -> str:
    return shown(name)[1:-1]


def _problems(policy: Policy) -> Iterator[str]:
    """What is malformed, unknown or unsafe."""
    if policy.preset not in PRESETS:
        yield f"unknown preset {_guess(policy.preset, PRESETS)}"
    yield from _weight_problems(policy)
    yield from _cap_problems(policy)
    low, high = policy.review_at, policy.escalate_at
    if not 0 < low <= high <= _HIGHEST_LIMIT:
        order = f"0 < review_at <= escalate_at <= {_HIGHEST_LIMIT}"
        yield f"review_at = {low}, escalate_at = {high}: need {order}"
    if not _LOWEST_THRESHOLD <= policy.name_threshold <= _HIGHEST_THRESHOLD:
        span = f"{_LOWEST_THRESHOLD} to {_HIGHEST_THRESHOLD}"
        yield f"name_threshold = {policy.name_threshold}: unsafe outside {span}"
    if not 1 <= policy.max_list_age <= _OLDEST_LIST:
        yield f"max_list_age = {policy.max_list_age}: unsafe outside 1 to {_OLDEST_LIST} days"
    for key in policy.required_lists:
        if key not in published():
            yield f"required_lists: unknown list {_guess(key, published())}"
    if policy.effective_from:
        try:
            dt.date.fromisoformat(policy.effective_from)
        except ValueError:
            yield f"effective_from = {shown(policy.effective_from)}: not an ISO date"


def _weight_problems(policy: Policy) -> Iterator[str]:
    for name, weight in policy.weights.items():
        if name not in _WEIGHTS:
            yield f"unknown indicator {_guess(name, _WEIGHTS)}"
        elif not 0 <= weight <= _HIGHEST_POINTS:
            yield f"weights.{name} = {weight}: points go from 0 to {_HIGHEST_POINTS}"
        elif name in _STAND_ALONE and weight < policy.review_at:
            yield f"weights.{name} = {weight}: unsafe, a conclusive finding must at least reach review_at"
        elif name in _NEVER_MODERATE and weight <= GRADE_WEIGHTS["moderate"]:
            yield f"weights.{name} = {weight}: unsafe, it would no longer ask for a review"


def _cap_problems(policy: Policy) -> Iterator[str]:
    for family, cap in policy.caps.items():
        if family not in _CAPS:
            yield f"unknown family {_guess(family, _CAPS)}"
        elif not 0 <= cap <= _HIGHEST_POINTS:
            yield f"caps.{family} = {cap}: points go from 0 to {_HIGHEST_POINTS}"
        elif family == LOCATION and cap > _CAPS[LOCATION]:
            yield f"caps.location = {cap}: unsafe, location is context and is capped at {_CAPS[LOCATION]:g}"
        elif family in _CONCLUSIVE_FAMILIES and cap < policy.escalate_at:
            yield f"caps.{family} = {cap}: unsafe, it would hide a confirmed match"


def _quoted(value: object) -> str:
    """A text or a number as TOML, which escapes as JSON does, and one character more."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
