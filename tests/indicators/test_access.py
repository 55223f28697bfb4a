"""Logins, networks and devices: what contradicts the stated place, and what only seems to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

PL = {"name": "Marta Wzorowa", "country": "PL"}
CN = {"name": "Wang Shili", "country": "CN"}
TRIGGERS: list[tuple[str, Record, str]] = [
    (
        "access.login_contradicts_country",
        {**PL, "logins": [{"country": "SE", "network": "home"}]},
        "1 of 1 logins from Sweden, profile states Poland",
    ),
    (
        "access.login_contradicts_country",
        {**CN, "logins": [{"country": "CN"}, {"country": "US", "network": "vpn"}]},
        "1 of 2 logins from United States",
    ),
    ("access.hidden_network", {**PL, "logins": [{"network": "tor"}]}, "1 login over tor"),
    (
        "access.hidden_network",
        {**PL, "logins": [{"network": "vpn", "provider": "Invented VPN"}]},
        "vpn (Invented VPN)",
    ),
    ("access.time_zone_contradicts_country", {**PL, "time_zone": "Asia/Shanghai"}, "Asia/Shanghai"),
    ("access.time_zone_contradicts_country", {**PL, "logins": [{"time_zone": "Asia/Vladivostok"}]}, "Poland"),
    ("access.remote_tool", {**PL, "logins": [{"remote_tool": "RustDesk"}]}, "remote-control tool rustdesk"),
    ("access.remote_tools", {**PL, "logins": [{"remote_tool": "AnyDesk; TeamViewer"}]}, "2 remote-control tools"),
    (
        "access.remote_tools",
        {**PL, "logins": [{"remote_tool": "AnyDesk"}, {"remote_tool": "Splashtop"}]},
        "anydesk, splashtop",
    ),
    ("access.reported_range", {**PL, "logins": [{"ip": "210.52.109.5"}]}, "210.52.109.0/24"),
    ("access.reported_range", {**PL, "logins": [{"ip": "77.94.35.5"}]}, "77.94.35.0/24"),
]
NEAR_MISSES: list[tuple[str, Record]] = [
    ("access.login_contradicts_country", {**PL, "logins": [{"country": "PL", "network": "vpn"}]}),
    ("access.login_contradicts_country", {**PL, "tax_country": "SE", "logins": [{"country": "SE"}]}),
    ("access.login_contradicts_country", {**PL, "addresses": [{"country": "SE"}], "logins": [{"country": "SE"}]}),
    ("access.login_contradicts_country", {"name": "Marta Wzorowa", "logins": [{"country": "SE"}]}),
    ("access.login_contradicts_country", {**PL, "logins": [{"ip": "192.0.2.1"}]}),
    ("access.hidden_network", {**PL, "logins": [{"network": "home"}, {"network": "mobile"}]}),
    ("access.hidden_network", {**CN, "logins": [{"network": "vpn"}]}),
    ("access.time_zone_contradicts_country", {**PL, "time_zone": "Europe/Berlin"}),
    ("access.time_zone_contradicts_country", {**PL, "time_zone": "UTC"}),
    ("access.time_zone_contradicts_country", {**CN, "time_zone": "Asia/Shanghai"}),
    ("access.time_zone_contradicts_country", {"name": "Marta Wzorowa", "time_zone": "Asia/Shanghai"}),
    ("access.remote_tool", {**PL, "logins": [{"remote_tool": ""}]}),
    ("access.remote_tool", {**PL, "logins": [{"remote_tool": "AnyDesk; TeamViewer"}]}),
    ("access.remote_tools", {**PL, "logins": [{"remote_tool": "AnyDesk"}, {"remote_tool": "ANYDESK"}]}),
    ("access.remote_tools", {**PL, "logins": [{"remote_tool": "AnyDesk 7.1"}, {"remote_tool": "AnyDesk 8.0"}]}),
    ("access.reported_range", {**PL, "logins": [{"ip": "192.0.2.1"}, {"ip": "210.52.108.255"}]}),
    ("access.reported_range", {**PL, "logins": [{"ip": "80.237.84.1"}]}),  # no stored source names this range
    ("access.reported_range", {**PL, "logins": [{"ip": "175.45.176.7"}]}),  # the family jurisdiction speaks of it
]
