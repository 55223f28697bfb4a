from __future__ import annotations

import sys

import pytest

from screening.drawing.progress import watched


def test_the_bar_of_tqdm_counts_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")

    assert list(watched(iter("abc"), total=3, label="letters")) == ["a", "b", "c"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "letters: 100%" in told.err
    assert "3/3" in told.err


def test_without_tqdm_it_is_that_of_rich(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)

    assert list(watched(iter("abc"), total=3, label="letters")) == ["a", "b", "c"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "letters" in told.err


def test_without_both_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tqdm.auto", "rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(ImportError):
        list(watched(iter("abc"), total=3, label="letters"))
