"""Noted conduct: a documented yes is evidence, a documented no is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

TRIGGERS: list[tuple[str, Record, str]] = [
    ("conduct.uses_other_identity", {"conduct": {"uses_other_identity": True}}, "another person's identity"),
    ("conduct.account_rented", {"conduct": {"account_rented": True}}, "rented"),
    ("conduct.chat_only", {"conduct": {"chat_only": True}}, "text only"),
    ("conduct.avoids_meeting", {"conduct": {"avoids_meeting": True}}, "avoids every meeting"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("conduct.uses_other_identity", {"conduct": {"uses_other_identity": False, "account_rented": True}}),
    ("conduct.account_rented", {"conduct": {"account_rented": False, "uses_other_identity": True}}),
    ("conduct.chat_only", {"conduct": {"chat_only": False, "avoids_meeting": True}}),
    ("conduct.avoids_meeting", {"conduct": {"avoids_meeting": False}, "identity": {"video_refused": True}}),
]
