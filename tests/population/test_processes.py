"""Processes end with their parent, and an interrupt is the parent's to answer, whatever they are doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of POSIX systems")

PARENT = """
import sys, time
from screening.population.processes import started
if __name__ == "__main__":
    try:
        with started(2, int) as pool:
            waiting = [pool.submit(pow, 2, number) for number in range(4)]
            if sys.argv[1] == "begun":
                assert [one.result() for one in waiting] == [1, 2, 4, 8]
            print("ready", flush=True)
            time.sleep(60)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def parent(folder: Path, when: str) -> subprocess.Popen[str]:
    script = folder / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), when],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    process = parent(tmp_path, "begun")
    process.kill()
    process.communicate(timeout=10)  # the children have the pipes too: they end when all have


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_an_interrupt_meets_no_process_that_begins(tmp_path: Path, after: float) -> None:
    process = parent(tmp_path, "beginning")
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 130
