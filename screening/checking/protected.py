"""A file as a protected git ref has it, whatever the working tree says: a pull request cannot approve itself.

Nothing else starts a program. Refs are held to plain names, so that none is an option or an expression, and git is
asked for the bare object: no filter, pager or converter of the repository's configuration runs.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from screening.errors import InputError, shown

__all__ = ["read"]

_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}")
_SECONDS = 30
_MOST_BYTES = 10_000_000


def read(ref: str, path: Path) -> bytes | None:
    """The content of a file at a ref; ``None`` if the ref does not have it.

    Args:
        ref: a branch, tag or commit, for example ``origin/main``.
        path: the file, in a working tree of the repository.

    Raises:
        InputError: the ref is no plain name or unknown here, there is no repository or no git.
    """
    if not _REF.fullmatch(ref) or ".." in ref or ref.endswith((".lock", "/", ".")):
        raise InputError(f"ref {shown(ref)}: a plain name of a branch, tag or commit is needed")
    folder = path.parent.resolve()  # not of what a link in the working tree points to
    commit = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    listed = _git(folder, "ls-tree", "-z", commit, "--", f"./{path.name}")
    if not listed:
        return None
    mode, kind, name = listed.partition(b"\t")[0].split()
    if kind != b"blob" or mode == b"120000":
        raise InputError(f"{path} of {ref}: a plain file is needed")
    if int(_git(folder, "cat-file", "-s", name.decode())) > _MOST_BYTES:
        raise InputError(f"{path} of {ref}: more than {_MOST_BYTES:,} bytes")
    return _git(folder, "cat-file", "blob", name.decode())


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says.

    Raises:
        InputError: it says no, or cannot be asked.
    """
    try:
        done = subprocess.run(  # noqa: S603 - arguments are checked above or come from git
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InputError(f"git could not be asked: {getattr(error, 'strerror', None) or 'no answer'}") from None
    if done.returncode != 0:
        why = done.stderr.decode(errors="replace").partition("\n")[0]
        raise InputError(f"git refuses ({shown(why)}); a ref that is not here must be fetched first")
    return done.stdout
