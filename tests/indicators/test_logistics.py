"""Where things are sent and who receives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

DE = {"name": "Jonas Beispiel", "country": "DE"}
TRIGGERS: list[tuple[str, Record, str]] = [
    (
        "logistics.recipient_differs",
        {**DE, "addresses": [{"purpose": "shipping", "recipient": "Carla Sampleton"}]},
        "shipments go to 'Carla Sampleton', the account is 'Jonas Beispiel'",
    ),
    (
        "logistics.ships_abroad",
        {**DE, "addresses": [{"purpose": "shipping", "country": "US"}]},
        "shipping address in United States, profile states Germany",
    ),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    (
        "logistics.recipient_differs",
        {**DE, "addresses": [{"purpose": "shipping", "recipient": "BEISPIEL Jonas"}]},
    ),
    (
        "logistics.recipient_differs",
        {**DE, "addresses": [{"purpose": "residence", "recipient": "Carla Sampleton"}]},
    ),
    (
        "logistics.recipient_differs",
        {
            **DE,
            "companies": ["Made-Up Paper Boats GmbH"],
            "addresses": [{"purpose": "shipping", "recipient": "Made-Up Paper Boats"}],
        },
    ),
    ("logistics.recipient_differs", {**DE, "addresses": [{"purpose": "shipping", "recipient": ""}]}),
    ("logistics.ships_abroad", {**DE, "addresses": [{"purpose": "shipping", "country": "Germany"}]}),
    (
        "logistics.ships_abroad",
        {**DE, "tax_country": "US", "addresses": [{"purpose": "shipping", "country": "US"}]},
    ),
    (
        "logistics.ships_abroad",
        {"name": "Jonas Beispiel", "addresses": [{"purpose": "shipping", "country": "US"}]},
    ),
]
