"""The review page as a person uses it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from screening.cli import commands
from screening.decisions import exchange
from screening.decisions.disposition import Disposition
from screening.decisions.keys import subjects
from screening.profile import Link, Profile
from screening.reports.page import Result
from screening.screener import Screener

Opened = Callable[..., Any]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def window(opened: Opened, review: Path) -> Any:  # noqa: ANN401 - Playwright may not be installed
    return opened(review)


def ids(window: Any) -> list[str]:  # noqa: ANN401 - as above
    return [text.strip() for text in window.locator(".row .id").all_inner_texts()]


def find(window: Any, text: str) -> None:  # noqa: ANN401 - as above
    """Search, and open the first profile found, by keys alone."""
    window.keyboard.press("/")
    window.keyboard.type(text)
    window.keyboard.press("Enter")
    window.keyboard.press("Enter")


def test_the_queue_is_in_order_of_the_score(window: Any, examples: tuple[Result, ...]) -> None:  # noqa: ANN401
    assessments = [result[1].assessment for result in examples if isinstance(result, tuple)]
    assert window.locator("#shown").inner_text() == f"{len(assessments)} profiles"
    best = max(assessments, key=lambda a: a.score)
    first = window.locator(".row").first.inner_text()
    assert best.profile_id in first
    assert f"{best.score:.1f}" in first
    scores = [float(text) for text in window.locator(".row .score").all_inner_texts()]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) < len(assessments)


def test_it_says_who_decides_and_what_was_searched(window: Any) -> None:  # noqa: ANN401
    head = window.locator("header").inner_text()
    assert "a person decides" in head
    assert "no probability" in head
    assert "DPRK list only, not a full sanctions screening" in head
    window.click("#open-made")
    made = window.locator("#made").inner_text()
    assert "dprk_it_workers" in made
    assert "preset platform" in made


def test_filters_narrow_the_queue(window: Any, examples: tuple[Result, ...]) -> None:  # noqa: ANN401
    found = {result[0].id: result[1].assessment for result in examples if isinstance(result, tuple)}
    window.select_option("#family", "payment")
    payment = {i for i, a in found.items() if any(f.family == "payment" and f.points > 0 for f in a.findings)}
    assert set(ids(window)) == payment
    window.click("button[type=reset]")
    window.select_option("#listed", "ofac_sdn")
    listed = {i for i, a in found.items() if any(hit.list == "ofac_sdn" for hit in a.hits)}
    assert set(ids(window)) >= listed | {"listed-wallet", "listed-passport-number"}
    assert not {i for i, a in found.items() if i.startswith("plain-")} & set(ids(window))
    window.click("button[type=reset]")
    for band in ("review", "unknown", "clear"):
        window.uncheck(f"#band-{band}")
    assert set(ids(window)) <= {i for i, a in found.items() if a.band == "escalate"}
    window.fill("#text", "no such thing")
    assert "no profile passes these filters" in window.locator("#shown").inner_text()


def test_search_leaves_case_and_accents_aside(window: Any) -> None:  # noqa: ANN401
    window.fill("#text", "JOAO exemplo")
    assert ids(window) == ["plain-sao-paulo-editor"]
    window.fill("#text", "yanbian silverstar")
    assert "silver-star-vendor" in ids(window)


def test_a_profile_tells_rule_points_sources_gaps_and_ways(window: Any) -> None:  # noqa: ANN401
    find(window, "moved-laptop")
    text = window.locator("#profile").inner_text()
    assert "two strong findings in independent families" in text
    for heading in ("Where the points come from", "Findings", "Not checked, which is not clear"):
        assert heading.upper() in text.upper()
    assert "What would clear it".upper() in text.upper()
    assert "of 100 points" in text
    shares = [float(t.removeprefix("+")) for t in window.locator(".waterfall tbody .number").all_inner_texts()]
    assert sum(shares[:-1]) == pytest.approx(shares[-1], abs=0.3)
    assert window.locator(".waterfall svg rect.amount").count() == len(shares)
    links = window.locator(".sources a").evaluate_all("all => all.map(a => [a.href, a.rel])")
    assert links
    assert all(href.startswith("https://") and "noopener" in rel for href, rel in links)
    assert window.locator("#profile-title").evaluate("e => e === document.activeElement")


def test_where_only_something_required_is_missing_nothing_is_promised(window: Any) -> None:  # noqa: ANN401
    window.uncheck("#band-escalate")
    window.uncheck("#band-review")
    window.uncheck("#band-clear")
    window.locator(".row").first.click()
    text = window.locator("#profile .part", has_text="What would clear it").inner_text()
    assert "Required: " in text
    assert "What is required must be known to be clear, and what it shows counts then." in text
    assert "If nothing else were found" not in text


def test_a_hit_stands_side_by_side_with_its_listing(window: Any) -> None:  # noqa: ANN401
    find(window, "silver-star-vendor")
    party = window.locator(".party").first
    pairs = [row.split("\t") for row in party.locator(".aligned tbody tr").all_inner_texts()]
    assert ["silver star", "silverstar", "1.00", "joined"] in pairs
    sides = party.locator(".sides").inner_text()
    assert "延边银星网络科技有限公司" in sides
    assert "Changbaishan" in sides
    assert "DPRK" in sides
    assert "91222401MA0Y31E659" in party.inner_text()


def test_other_listings_of_the_party_are_told(window: Any) -> None:  # noqa: ANN401
    find(window, "sobaeksu-team")
    also = window.locator(".sides tr", has_text="Also listed").first.inner_text()
    assert "ofac_sdn" in also


def test_birth_dates_stand_side_by_side(window: Any) -> None:  # noqa: ANN401
    find(window, "namesake-same-birth-date")
    row = window.locator(".sides tr", has_text="Birth date")
    assert row.locator("td").all_inner_texts() == ["1970-02-05", "1970-02-05"]


def test_keys_lead_through_the_queue(window: Any) -> None:  # noqa: ANN401
    order = ids(window)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        window.keyboard.press(key)
        assert window.locator(".row[aria-selected=true] .id").inner_text() == order[place]
    window.keyboard.press("Enter")
    assert window.locator("#profile .head .id").inner_text() == order[1]
    assert f"#profile={order[1]}" in window.url
    window.keyboard.press("Escape")
    window.keyboard.press("End")
    last = window.locator(".row[aria-selected=true]")
    assert last.get_attribute("aria-posinset") == last.get_attribute("aria-setsize")
    assert window.locator("#list").get_attribute("aria-activedescendant") == last.get_attribute("id")
    window.keyboard.press("?")
    assert window.locator("#help").is_visible()
    window.locator("#help input").uncheck()
    window.keyboard.press("Escape")
    window.keyboard.press("?")
    assert not window.locator("#help").is_visible()


def test_an_address_opens_its_profile(opened: Opened, review: Path) -> None:
    window = opened(review)
    window.goto(review.as_uri() + "#profile=laptop-farm")
    assert window.locator("#profile .head .id").inner_text() == "laptop-farm"


def test_linked_accounts_lead_to_their_rows(
    opened: Opened, written: Callable[[list[Result]], Path], screener: Screener
) -> None:
    link = (Link(kind="payout", accounts=("u2", "elsewhere"), degree=3),)
    profiles = [Profile(id="u1", country="PL", links=link), Profile(id="u2", name="Marta Wzorowa", country="PL")]
    window = opened(written([(p, screener.examine(p, today=TODAY)) for p in profiles]))
    find(window, "u1 links.payout")
    others = window.locator(".others")
    assert others.inner_text() == "Accounts: u2 (clear), elsewhere"
    others.locator("button").click()
    assert window.locator("#profile .head .id").inner_text() == "u2"


def decide(window: Any, decision: str, reason: str, by: str, until: str = "") -> None:  # noqa: ANN401
    window.check(f"input[value={decision}]")
    window.fill("#reason", reason)
    window.fill("#by", by)
    window.fill("#until", until)
    window.click("#decide button[type=submit]")


def exported(window: Any, tmp_path: Path) -> Path:  # noqa: ANN401
    window.keyboard.press("e")
    with window.expect_download() as waiting:
        window.click("#download")
    file = tmp_path / "decisions.json"
    waiting.value.save_as(file)
    return file


def test_decisions_are_exported_as_they_are_imported(
    window: Any,  # noqa: ANN401
    tmp_path: Path,
    examples: tuple[Result, ...],
) -> None:
    find(window, "silver-star-vendor")
    window.locator(".party .decide").first.click()
    assert window.locator("input[value=accepted_risk]").is_disabled()
    assert "a second person" in window.locator(".choice", has_text="False positive").inner_text()
    decide(window, "true_match", "register number agrees", "a.reviewer")
    assert "True match by a.reviewer" in window.locator(".party .decision").inner_text()
    window.keyboard.press("Escape")
    window.fill("#text", "")
    window.keyboard.press("Enter")
    find(window, "laptop-farm")
    window.keyboard.press("d")
    decide(window, "false_positive", "a shared flat; asked", "a.reviewer", "2027-05-31")
    content = exported(window, tmp_path).read_bytes()

    found = list(exchange.read(content, name="decisions.json", today=dt.datetime.now(tz=dt.UTC).date()))
    assert all(isinstance(one, Disposition) for one in found), found
    given = {r[0].id: r for r in examples if isinstance(r, tuple)}
    for one in json.loads(content)["decisions"]:
        profile, examined = given[one["profile"]]
        subject = next(s for s in subjects(profile, examined.assessment, examined.alike) if s.key == one["key"])
        assert (one["profile_digest"], one["entry_digest"]) == (subject.profile_digest, subject.entry_digest)
        assert one["until"] == ("2027-05-31" if one["decision"] == "false_positive" else None)
    assert {one["profile"] for one in json.loads(content)["decisions"]} == {"silver-star-vendor", "laptop-farm"}

    store = str(tmp_path / "decisions.sqlite")
    done = CliRunner().invoke(commands, ["decide", "--from", str(tmp_path / "decisions.json"), "-s", store])
    assert done.exit_code == 0, done.output
    told = CliRunner().invoke(commands, ["audit", "export", "-s", store]).stdout
    assert "register number agrees" in told
    assert "a shared flat; asked" in told


def test_a_decision_needs_a_reason_and_a_name(window: Any) -> None:  # noqa: ANN401
    find(window, "laptop-farm")
    window.keyboard.press("d")
    window.click("#decide button[type=submit]")
    assert window.locator("#decide .complaint").inner_text() == "Missing: a decision, a reason, who decides."
    decide(window, "needs_information", "   ", "a.reviewer")
    assert window.locator("#decide .complaint").inner_text() == "Missing: a reason."
    decide(window, "needs_information", "asked for the lease", "a.reviewer")
    assert window.locator(".row .done").inner_text() == "1 decided"


def test_decisions_outlive_the_window_and_can_be_withdrawn(window: Any) -> None:  # noqa: ANN401
    find(window, "laptop-farm")
    window.keyboard.press("d")
    decide(window, "needs_information", "asked for the lease", "a.reviewer")
    window.reload()
    assert window.locator("#export-count").inner_text() == "1"
    window.select_option("#decided", "yes")
    assert ids(window) == ["laptop-farm"]
    window.locator(".row").click()
    window.locator(".decision.made .decide").click()
    window.click("#withdraw")
    assert window.locator("#export-count").inner_text() == "0"
    assert window.locator(".decision.made").count() == 0


def test_what_was_not_screened_is_told(window: Any) -> None:  # noqa: ANN401
    window.click("#open-refused")
    assert "bad-misspelled-key" in window.locator("#refused").inner_text()


@pytest.mark.parametrize("reading", [True, False], ids=["profile", "queue"])
def test_paper_carries_everything(window: Any, tmp_path: Path, *, reading: bool) -> None:  # noqa: ANN401
    if reading:
        find(window, "moved-laptop")
    window.emulate_media(media="print")
    window.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown = window.locator("body").inner_text()
    assert "a person decides" in shown
    assert ("innocent" in shown.lower()) is reading
    assert ("Casey Templeton" in shown) is True
    assert not window.locator("#filters").is_visible()
    if reading:
        assert window.locator("#profile details:not([open])").count() == 0
    else:
        assert window.locator("#print-queue tbody tr").count() > 60
    assert window.pdf().startswith(b"%PDF")


def test_narrow_windows_show_one_thing_at_a_time(opened: Opened, review: Path) -> None:
    window = opened(review, viewport={"width": 390, "height": 844})
    assert window.locator("#queue").is_visible()
    assert not window.locator("#profile").is_visible()
    window.locator(".row").first.click()
    assert not window.locator("#queue").is_visible()
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    window.click("#back")
    assert window.locator("#list").evaluate("e => e === document.activeElement")


def test_an_empty_run_is_a_page_too(opened: Opened, written: Callable[[list[Result]], Path]) -> None:
    window = opened(written([]))
    assert "No profile could be assessed" in window.locator("#profile").inner_text()
    window.keyboard.press("j")
    window.keyboard.press("Enter")


def test_in_a_narrow_window_bars_can_be_compared_and_dates_stay_whole(opened: Any, review: Path) -> None:  # noqa: ANN401
    narrow = opened(review, viewport={"width": 390, "height": 844})
    find(narrow, "sobaeksu-team")
    assert len(set(narrow.locator(".waterfall svg").evaluate_all("all => all.map(one => one.clientWidth)"))) == 1
    heights = narrow.locator(".lists td").evaluate_all("all => all.map(one => one.clientHeight)")
    assert max(heights) < 40
