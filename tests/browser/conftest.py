"""Review pages, and windows in which whatever goes wrong fails a test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from screening import inputs
from screening.errors import RecordError
from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Profile
from screening.reports.page import Result, page
from screening.screener import Screener

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = dt.date(2026, 11, 23)


class Opener:
    """Opens files, each in a window of its own, and remembers what went wrong in them."""

    def __init__(self, browser: Any) -> None:  # noqa: ANN401 - Playwright may not be installed
        self._browser = browser
        self.contexts: list[Any] = []
        self.troubles: list[str] = []

    def __call__(self, file: Path, **options: Any) -> Any:  # noqa: ANN401 - as above
        context = self._browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.contexts.append(context)
        window = context.new_page()
        window.set_default_timeout(5_000)
        window.on("console", self._told)
        window.on("pageerror", lambda error: self.troubles.append(str(error)))
        window.on("request", lambda request: self._asked(request.url, file))
        window.goto(file.as_uri())
        return window

    def _told(self, message: Any) -> None:  # noqa: ANN401 - as above
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def _asked(self, url: str, file: Path) -> None:
        """Anything but the file itself, and the export that the page makes in the browser's own memory."""
        if url.partition("#")[0] != file.as_uri() and not url.startswith("blob:"):
            self.troubles.append(url)


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    return Prepared(bundled())


@pytest.fixture(scope="session")
def screener(prepared: Prepared) -> Screener:
    return Screener(Policy(), prepared)


@pytest.fixture(scope="session")
def examples(screener: Screener) -> tuple[Result, ...]:
    """Every example, scored; those that are meant to be refused are among them."""
    files = [EXAMPLES / "profiles.jsonl", *sorted((EXAMPLES / "cases").glob("*.json"))]
    return tuple(scored(screener, (record for file in files for record in inputs.read(str(file)))))


def scored(screener: Screener, records: Iterable[Profile | RecordError]) -> Iterator[Result]:
    for record in records:
        yield record if isinstance(record, RecordError) else (record, screener.examine(record, today=TODAY))


@pytest.fixture(scope="session")
def written(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[Result]], Path]:
    """Writes a review page and says where."""

    def write(results: Iterable[Result]) -> Path:
        file = tmp_path_factory.mktemp("page") / "review.html"
        with file.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(page(results, Policy(), prepared))
        return file

    return write


@pytest.fixture(scope="session")
def review(written: Callable[[Iterable[Result]], Path], examples: tuple[Result, ...]) -> Path:
    """The page of all examples."""
    return written(examples)


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opener]:  # noqa: ANN401 - as above
    """Opens a file in a window of its own; whatever goes wrong in the page, or asks for the network, fails."""
    opener = Opener(chromium)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.troubles == []
