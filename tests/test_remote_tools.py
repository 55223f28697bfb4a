"""Remote-control tools are told by their names, however an inventory or a person writes them."""

from __future__ import annotations

import time

import pytest

from screening.signals.remote_tools import remote_tools_in


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("AnyDesk 7.1.2", ["anydesk"]),
        ("anydesk.exe", ["anydesk"]),
        ("Any-Desk (installed)", ["anydesk"]),
        ("ＡｎｙＤｅｓｋ", ["anydesk"]),
        ("AnyDesk\nTeamViewer", ["anydesk", "teamviewer"]),
        ("Team Viewer and any_desk", ["teamviewer", "anydesk"]),
        ("TeamViewerQS.exe", ["teamviewer"]),
        ("TightVNC; RealVNC Server", ["vnc"]),
        ("Microsoft Remote Desktop Connection, RDP", ["windows remote desktop"]),
        ("Chrome Remote Desktop (host)", ["chrome remote desktop"]),
        ("NoMachine", ["nomachine"]),
        ("Otherdesk v2", ["otherdesk"]),
        ("none detected", []),
        ("Not installed", []),
        ("n/a", []),
        ("-", []),
        ("Zoom, Microsoft Teams; Slack", []),
        ("Zoom, AnyDesk", ["anydesk"]),
    ],
)
def test_one_tool_has_one_name(text: str, tools: list[str]) -> None:
    assert list(remote_tools_in(text)) == tools


def test_hostile_names_take_no_time() -> None:
    begun = time.perf_counter()
    for text in ("(" * 200, "remote " * 28, "a and " * 33, "vnc" * 66):
        remote_tools_in(text)
    assert time.perf_counter() - begun < 1
