"""Compare the shipped watchlists with their digests in the manifest, or bring the digests up to date.

python tasks/check_watchlists.py            tells which digests are stale; exit code 1 if any is
python tasks/check_watchlists.py --write    writes the digests after a reviewed change
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

WATCHLISTS = Path(__file__).resolve().parent.parent / "watchlists"
_FILE = re.compile(r'^"(?P<file>[^"]+)" = "(?P<digest>[0-9a-f]*)"$', re.MULTILINE)


def fresh(manifest: str, folder: Path) -> tuple[str, list[str]]:
    """The manifest with the digests of the files as they are, and the files whose digest was stale."""
    stale: list[str] = []

    def renewed(found: re.Match[str]) -> str:
        digest = hashlib.sha256((folder / found["file"]).read_bytes()).hexdigest()
        if digest != found["digest"]:
            stale.append(found["file"])
        return f'"{found["file"]}" = "{digest}"'

    return _FILE.sub(renewed, manifest), stale


def main() -> int:
    """Check, or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="bring the digests up to date")
    arguments = parser.parse_args()
    path = WATCHLISTS / "manifest.toml"
    manifest, stale = fresh(path.read_text(encoding="utf-8"), WATCHLISTS)
    if arguments.write and stale:
        path.write_text(manifest, encoding="utf-8", newline="\n")
    for file in stale:
        print(f"{file}: digest {'written' if arguments.write else 'stale'}")
    return 1 if stale and not arguments.write else 0


if __name__ == "__main__":
    sys.exit(main())
