"""Remote-control tools by their names, as endpoint inventories and people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["remote_tools_in"]

_MOST_CACHED = 4_096
_TOOLS = {
    "anydesk": r"any ?desk",
    "teamviewer": r"team ?viewer(?: ?(?:qs|quick ?support|host))?",
    "rustdesk": r"rust ?desk",
    "chrome remote desktop": r"chrome remote desktop|chrome ?remote|chromoting",
    "gotoremote": r"go ?to ?(?:my ?pc|remote|assist|resolve)",
    "logmein": r"log ?me ?in",
    "splashtop": r"splash ?top",
    "screenconnect": r"screen ?connect|connect ?wise control",
    "nomachine": r"no ?machine",
    "ultraviewer": r"ultra ?viewer",
    "vnc": r"(?:tight|real|ultra|tiger|x11)? ?vnc(?: ?(?:server|viewer|connect))?",
    "windows remote desktop": r"(?:windows |microsoft |ms )?remote ?desktop(?: connection)?|rdp|mstsc",
}
"""One spelling of each tool, and its names. The first seven are named in reports (MAND24, SW24, DOJ25); the others
are of the same kind and common."""
_NAMES = re.compile(
    "|".join(rf"(?P<{tool.replace(' ', '_')}>(?<![a-z])(?:{names})(?![a-z]))" for tool, names in _TOOLS.items())
)
_BETWEEN = re.compile(r"[;,/|+&\n]|\band\b")
_WITHOUT = re.compile(r"\([^)]*\)|\bv?[\d.]+\b|\bversion\b|\.(?:exe|app|msi|dmg)\b|[^\w ]")
_NO_TOOL = re.compile(r"|(?:none|no(?! machine)|not|nothing|never|without|na|nil|null|unknown|false)\b.*")
_MEETINGS = frozenset({
    "cisco webex", "discord", "google meet", "meet", "microsoft teams", "ms teams", "skype", "slack", "teams",
    "webex", "zoom", "zoom meetings",
})  # fmt: skip
"""Programs for meetings: every home office has one, and no report names them."""


@lru_cache(_MOST_CACHED)
def remote_tools_in(text: str) -> tuple[str, ...]:
    """The remote-control tools that a text names, each once; an unknown name is taken for a tool of that name.

    >>> remote_tools_in("AnyDesk 7.1.2"), remote_tools_in("Any Desk and TeamViewer.exe")
    (('anydesk',), ('anydesk', 'teamviewer'))
    >>> remote_tools_in("none detected"), remote_tools_in("Zoom, Microsoft Teams"), remote_tools_in("Otherdesk v2")
    ((), (), ('otherdesk',))
    """
    low = unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("n/a", "none")
    found: dict[str, None] = {}
    for part in _BETWEEN.split(low):
        plain = " ".join(_WITHOUT.sub(" ", part).split())
        if _NO_TOOL.fullmatch(plain) or plain in _MEETINGS:
            continue
        known = [(hit.lastgroup or "").replace("_", " ") for hit in _NAMES.finditer(plain)]
        found.update(dict.fromkeys(known or [plain]))
    return tuple(found)
