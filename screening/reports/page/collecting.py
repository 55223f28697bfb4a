"""What goes into the page, gathered result by result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from screening.decisions.standing import Decision
from screening.errors import RecordError
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.reports.escaping import visible
from screening.reports.page.detail import Details
from screening.reports.page.queue import BANDS, KINDS, Queue
from screening.reports.page.shared import Shared
from screening.reports.page.tables import encoded
from screening.screener import Examined
from screening.version import __version__

__all__ = ["Collected", "Result"]

Result: TypeAlias = tuple[Profile, Examined] | RecordError
"""A profile as it was given with what was found, or a record that could not be screened."""
BLOCK = 100
"""Profiles whose details are read together."""
_MOST_REFUSED = 1_000
_LONGEST_ERROR = 2_000


class Collected:
    """The data of the page: what is read at once, and the details in blocks.

    Args:
        results: of one run.
        policy, prepared: what they were made with.
        pictures: SVG of links between accounts, by the id of a profile.
        decisions: that were recorded, by the id of a profile.

    Attributes:
        count: profiles.
        about: what holds for the whole page.
        blocks: the details of :data:`BLOCK` profiles each, encoded.
    """

    def __init__(
        self,
        results: Iterable[Result],
        policy: Policy,
        prepared: Prepared,
        pictures: Mapping[str, str],
        decisions: Mapping[str, Sequence[Decision]],
    ) -> None:
        self._pictures, self._decisions = pictures, decisions
        self._shared, self._queue = Shared(policy), Queue()
        self._details = Details(policy, self._shared)
        self._refused: list[str] = []
        self._waiting: list[dict[str, Any]] = []
        self.blocks: list[str] = []
        self.about: dict[str, Any] = {
            "today": "",
            "versions": {},
            "notes": {},
            "refused": self._refused,
            "refused_count": 0,
            "bands": BANDS,
            "kinds": KINDS,
            "block": BLOCK,
            "version": __version__,
            **_made_with(policy, prepared),
        }
        for result in results:
            if isinstance(result, RecordError):
                self._refuse(result)
            else:
                self._add(*result)
        self._seal()
        self.count = len(self._queue)

    def data(self) -> dict[str, str]:
        """The blocks that are read at once, encoded, by name."""
        data = {
            "queue": encoded(self._queue.columns()),
            "tables": encoded(self._shared.tables()),
            "texts": encoded(self._queue.texts()),
        }
        digest = hashlib.sha256("".join(data.values()).encode())
        for block in self.blocks:
            digest.update(block.encode())
        about = {**self.about, "notes": list(self.about["notes"]), "digest": digest.hexdigest()}
        return {"about": encoded(about), **data}

    def _add(self, profile: Profile, examined: Examined) -> None:
        assessment = examined.assessment
        found = self._details.of(profile, examined, self._decisions.get(profile.id, ()))
        if picture := self._pictures.get(profile.id):
            found["picture"] = picture
        hits, findings = found.get("hits", ()), found.get("findings", ())
        self._queue.add(
            profile,
            assessment,
            [key for hit in hits for key in hit["listings"]],
            {one["stands"]["state"] for one in (*hits, *findings) if "stands" in one},
        )
        self.about["notes"] |= dict.fromkeys(map(visible, assessment.notes))
        self.about |= {"today": assessment.today, "versions": assessment.versions | self.about["versions"]}
        self._waiting.append(found)
        if len(self._waiting) == BLOCK:
            self._seal()

    def _seal(self) -> None:
        if self._waiting:
            self.blocks.append(encoded(self._waiting))
            self._waiting.clear()

    def _refuse(self, error: RecordError) -> None:
        self.about["refused_count"] += 1
        if len(self._refused) < _MOST_REFUSED:
            self._refused.append(visible(str(error), _LONGEST_ERROR))


def _made_with(policy: Policy, prepared: Prepared) -> dict[str, Any]:
    changes = Policy(preset=policy.preset).diff(policy).items()
    return {
        "lists": [
            {
                **{name: visible(getattr(w, name)) for name in ("id", "title", "as_of", "checked_on", "digest")},
                "entries": len(w),
            }
            for w in prepared.watchlists
        ],
        "policy": {
            **{name: visible(getattr(policy, name)) for name in ("approved_by", "effective_from", "reason")},
            "preset": policy.preset,
            "digest": policy.digest,
            "review_at": policy.review_at,
            "escalate_at": policy.escalate_at,
            "name_threshold": policy.name_threshold,
            "changes": [[setting, visible(str(old)), visible(str(new))] for setting, (old, new) in changes],
        },
    }
