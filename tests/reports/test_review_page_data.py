"""The review page as a file: what is in it, that it stands by itself, and the command that writes it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from screening import inputs
from screening.cli import commands
from screening.lists import bundled
from screening.policy import Policy
from screening.prepared import Prepared
from screening.profile import Job, Profile, Related, Text
from screening.reports import page as page_room
from screening.reports.page import facts, page
from screening.reports.page.queue import BANDS
from screening.reports.page.writing import _FOLDER, _SCRIPTS
from screening.screener import Screener

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = dt.date(2026, 11, 23)
_DATA = re.compile(r'<script type="application/json" id="data-([\w-]+)">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared(bundled())


@pytest.fixture(scope="module")
def screener(prepared: Prepared) -> Screener:
    return Screener(Policy(), prepared)


def made(screener: Screener, prepared: Prepared, *profiles: Profile) -> str:
    scored = [(profile, screener.examine(profile, today=TODAY)) for profile in profiles]
    return "".join(page(scored, screener.policy, prepared))


def data(text: str) -> dict[str, Any]:
    return {name: json.loads(content) for name, content in _DATA.findall(text)}


def test_it_stands_by_itself(screener: Screener, prepared: Prepared) -> None:
    text = made(screener, prepared, Profile(id="u1", country="PL"))
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy"\s+content="([^"]+)"', text)
    style, script = (
        "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        for content in (
            *re.findall(r"<style>(.*?)</style>", text, re.DOTALL),
            *re.findall(r"<script>(.*?)</script>", text, re.DOTALL),
        )
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src '{script}'",
        f"style-src '{style}'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    outside = _DATA.sub("", text)
    assert not re.search(r"\s(?:src|href|action|style|on\w+)\s*=\s*[\"']", outside.partition("<script>")[0])
    assert "url(" not in outside
    assert "@import" not in outside
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp", outside)


def test_every_file_of_the_page_is_used() -> None:
    files = {file.name for file in _FOLDER.iterdir() if file.suffix in {".js", ".css", ".j2"}}
    assert files == {"page.css", "page.html.j2", *(f"{name}.js" for name in _SCRIPTS)}
    assert Path(page_room.__file__).parent == _FOLDER


def test_no_text_leaves_its_element(screener: Screener, prepared: Prepared) -> None:
    evil = "</script><!--<script>&amp;\u2028\u202e"
    text = made(screener, prepared, Profile(id=evil, name=evil, country=evil, tags=(evil,)))
    for content in (content for _, content in _DATA.findall(text)):
        assert not re.search("[<>&\u2028\u202e]", content)
    found = data(text)
    assert found["queue"]["name"] == ["</script><!--<script>&amp;\\u2028\\u202e"]
    assert found["queue"]["raw"] == {"0": evil}


def test_the_same_results_give_the_same_bytes(screener: Screener, prepared: Prepared) -> None:
    files = [str(EXAMPLES / "profiles.jsonl"), *map(str, sorted((EXAMPLES / "cases").glob("*.json")))]
    profiles = [record for file in files for record in inputs.read(file) if isinstance(record, Profile)]
    first = made(screener, prepared, *profiles)
    assert made(Screener(Policy(), Prepared(bundled())), prepared, *profiles) == first
    assert len(data(first)["queue"]["id"]) == len(profiles)


def test_tables_are_shared_and_blocks_are_small(screener: Screener, prepared: Prepared) -> None:
    many = [Profile(id=f"u{n}", country="PL", phones=("+850 2 381 0000",)) for n in range(250)]
    found = data(made(screener, prepared, *many))
    assert [len(found[f"block-{n}"]) for n in range(3)] == [100, 100, 50]
    assert [check["id"] for check in found["tables"]["checks"]][:1] == ["jurisdiction.dprk_record"]
    assert len(found["tables"]["gaps"]) == 1
    assert len(found["queue"]["whys"]) == 1
    assert found["about"]["bands"] == [band.value for band in BANDS]


def test_an_owner_is_compared_with_the_listed_person(screener: Screener, prepared: Prepared) -> None:
    owner = Profile(id="o", name="Jong Song Hwa", birth_date="1970-02-05")
    firm = Profile(
        id="f", kind="organization", name="Invented Lanterns", country="PL", birth_date="1999-01-01",
        related=(Related(role="owner", profile=owner, share=60.0),),
    )  # fmt: skip
    (hit,) = data(made(screener, prepared, firm))["block-0"][0]["hits"]
    assert hit["own"]["born"] == ["1970-02-05"]
    assert hit["records"][0].startswith("related[0].profile.")


def test_records_are_shown_part_by_part() -> None:
    text = Text(kind="bio", body="one\ntwo\u202e")
    profile = Profile(id="u", country="PL", texts=(text,), jobs=(Job(company="A", verified=False),))
    found = facts.records(profile, ["texts[0]", "jobs[0].verified", "jobs[7]", "country", "nothing[0]"])
    assert found == {
        "texts[0]": [("kind", ["bio"]), ("body", ["one\ntwo\\u202e"])],
        "jobs[0].verified": [("", ["no"])],
        "country": [("", ["PL"])],
    }


def test_longer_records_than_a_page_holds_are_left_out() -> None:
    profile = Profile(id="u", texts=tuple(Text(body="x" * 50_000) for _ in range(50)))
    found = facts.records(profile, [f"texts[{n}]" for n in range(50)])
    assert len(found) == 40


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["report", *arguments, "--today", "2026-11-23"])


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "review.html"
    done = run(str(EXAMPLES / "profiles.jsonl"), "-o", str(target))
    assert done.exit_code == 2
    assert f"{target}: 50 profiles scored: " in done.stderr
    assert "not screened: 4" in done.stderr
    found = data(target.read_text(encoding="utf-8"))
    assert found["about"]["refused_count"] == 4
    assert found["about"]["today"] == "2026-11-23"


@pytest.mark.parametrize(("country", "code"), [("PL", 0), ("KP", 1)])
def test_the_exit_code_is_that_of_a_score(tmp_path: Path, country: str, code: int) -> None:
    source = tmp_path / "one.jsonl"
    source.write_text(f'{{"id": "u", "name": "Marta Wzorowa", "country": "{country}"}}\n', encoding="utf-8")
    assert run(str(source), "-o", str(tmp_path / "out.html")).exit_code == code
    done = run(str(source), "-o", str(tmp_path / "out.html"), "--require", "ofac_sdn")
    assert done.exit_code == 3
    assert "ofac_sdn" in done.stderr


def test_nothing_is_written_over_and_nothing_half(tmp_path: Path) -> None:
    source = tmp_path / "one.jsonl"
    source.write_text('{"id": "u", "name": "Marta Wzorowa"}\n', encoding="utf-8")
    done = run(str(source), "-o", str(source))
    assert done.exit_code == 2
    assert "would be written over" in done.stderr
    done = run(str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "out.html"))
    assert done.exit_code == 2
    assert "No such file" in done.stderr
    assert (tmp_path / "out.html").read_text(encoding="utf-8").endswith("</html>")
