"""Owners and staff: shares add up, at half it escalates; a merely reported owner is no listed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

SILVERSTAR = "Yanbian Silverstar Network Technology Co., Ltd."
SAENAL = "Korea Saenal Trading Corporation"
REPORTED = "Dandong Haotong Commercial Trading Co."


def owner(name: str, share: float | None = None, *owners: Record) -> Record:
    profile: dict[str, Any] = {"id": name, "kind": "organization", "name": name}
    return {"role": "owner", "share": share, "profile": {**profile, "related": list(owners)}}


def vendor(*related: Record) -> Record:
    return {
        "kind": "organization",
        "name": "Made-Up Paper Boats GmbH",
        "country": "DE",
        "related": list(related),
    }


def staff(**visa: object) -> Record:
    return {"role": "staff", "profile": {"id": "s", "name": "Bao Exempel", "visa": visa}}


TRIGGERS: list[tuple[str, Record, str]] = [
    ("organisation.majority_owned", vendor(owner(SILVERSTAR, 50)), "50 % owned by YANBIAN SILVERSTAR"),
    ("organisation.majority_owned", vendor(owner(SILVERSTAR, 30), owner(SAENAL, 25)), "55 % owned by"),
    ("organisation.majority_owned", vendor(owner("Shell One", 60, owner(SILVERSTAR, 70))), "60 % owned by"),
    ("organisation.part_owned", vendor(owner(SILVERSTAR, 49)), "49 % owned by"),
    ("organisation.part_owned", vendor(owner(SILVERSTAR)), "an unknown share owned by"),
    ("organisation.part_owned", vendor(owner("Shell One", 40, owner(SILVERSTAR, 70))), "40 % owned by"),
    ("organisation.part_owned", vendor(owner("Shell One", None, owner(SILVERSTAR, 70))), "an unknown share"),
    ("organisation.staff_on_visitor_visas", vendor(staff(kind="tourist")), "1 of 1 staff on tourist visas"),
    (
        "organisation.staff_on_visitor_visas",
        vendor(staff(kind="student"), staff(kind="work")),
        "1 of 2 staff on student visas",
    ),
    ("organisation.dprk_state_owner", {"work": {"dprk_state_owner": True}}, "noted"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("organisation.majority_owned", vendor(owner(SILVERSTAR, 49.9))),
    ("organisation.majority_owned", vendor(owner(SILVERSTAR))),
    ("organisation.majority_owned", vendor(owner("Shell One", 60, owner(SILVERSTAR, 40)))),
    ("organisation.majority_owned", vendor(owner(REPORTED, 100))),
    ("organisation.majority_owned", vendor({**owner(SILVERSTAR, 60), "role": "client"})),
    ("organisation.part_owned", vendor(owner(REPORTED, 20))),
    ("organisation.part_owned", vendor(owner("Invented Lanterns Sp. z o.o.", 20))),
    ("organisation.part_owned", vendor(owner(SILVERSTAR, 60))),
    ("organisation.staff_on_visitor_visas", vendor(staff(kind="work"))),
    ("organisation.staff_on_visitor_visas", vendor(staff(kind="tourist", permits_work=True))),
    ("organisation.staff_on_visitor_visas", vendor({**staff(kind="tourist"), "role": "director"})),
    ("organisation.dprk_state_owner", {"work": {"dprk_state_owner": False}}),
]
