"""``screening links``: files in; links, profiles with links, clusters and pictures out; and its page."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from screening.cli import commands
from screening.population.links import LINKS

PAGE = (Path(__file__).parents[2] / "docs" / "links.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for kind, text in BLOCKS if kind == "text" for line in text.splitlines() if line.startswith("screening")
]
IBAN = "PL61 1090 1014 0000 0712 1981 2874"
RING = [
    {"id": f"u{n}", "name": f"Persona {n} <b>", "country": "US", "payouts": [{"account": IBAN}]} for n in range(6)
]
ALONE = {"id": "u7", "name": "Marta Wzorowa", "country": "PL", "payouts": [{"account": "PL00 0000 0001"}]}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the page names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCREENING_SALT", raising=False)
    pq.write_table(pa.Table.from_pylist([*RING, ALONE]), "accounts.parquet")
    lines = "".join(json.dumps(record) + "\n" for record in [*RING, ALONE])
    Path("accounts.jsonl").write_text(lines, encoding="utf-8")
    Path("pictures.csv").write_text(
        "account,kind,key,at\nu0,avatar,p:1,2026-01-02\nu7,avatar,p:1,\n", encoding="utf-8"
    )


def run(command: str, code: int = 0) -> Result:
    result = CliRunner().invoke(commands, shlex.split(command)[1:])
    assert result.exit_code == code, result.output
    return result


def test_the_page_names_every_kind() -> None:
    assert {kind for kind in LINKS if f"`{kind}`" not in PAGE} == set()


def test_the_commands_of_the_page_run() -> None:
    assert len(COMMANDS) >= 6
    for command in COMMANDS:
        if "score" in command:
            run(command, 1)
        else:
            run(command)
    for name in ("links.parquet", "with_links.parquet", "clusters.jsonl", "cluster.svg"):
        assert Path(name).stat().st_size


def test_the_code_of_the_page_runs() -> None:
    code = [text for kind, text in BLOCKS if kind == "python"]
    assert code
    for text in code:
        exec(compile(text, "docs/links.md", "exec"), {})  # noqa: S102 - what a reader would run


@pytest.mark.parametrize("target", ["out.parquet", "out.jsonl"])
def test_profiles_with_their_links_are_scored_by_the_indicators(target: str) -> None:
    run(f"screening links accounts.parquet --attach {target}")
    scored = json.loads(run(f"screening score {target} --format json --today 2026-11-23", 1).stdout)
    bands = {a["profile_id"]: (a["band"], [f["id"] for f in a["findings"]]) for a in scored}
    assert bands["u2"] == ("review", ["links.payout"])
    assert bands["u7"][0] == "clear"


def test_attached_columns_are_those_of_the_file_and_run_again() -> None:
    run("screening links accounts.parquet --attach once.parquet")
    run("screening links once.parquet --attach twice.parquet")
    once, twice = pq.read_table("once.parquet"), pq.read_table("twice.parquet")
    assert once.equals(twice)
    assert once.drop_columns(["links"]).equals(pq.read_table("accounts.parquet"))


def test_the_summary_names_hubs_and_clusters_and_no_value() -> None:
    shown = run("screening links accounts.jsonl --keys pictures.csv").stdout
    assert "7 accounts; linked by avatar 2, payout 6" in shown
    assert re.search(r"u0 +6 +payout 6", shown)
    assert "2874" not in shown
    assert "no verdict" in shown
    told = json.loads(run("screening links accounts.jsonl --format json").stdout)
    assert told["clusters"] == [{"id": "u0", "size": 6, "kinds": {"payout": 6}}]


def test_several_processes_and_a_salt_give_the_same_links() -> None:
    run("screening links accounts.jsonl -o one.parquet --workers 1")
    run("screening links accounts.jsonl -o two.parquet --workers 2 --salt 'kept apart'")
    assert pq.read_table("one.parquet").equals(pq.read_table("two.parquet"))


def test_a_cluster_is_shown_in_every_format_from_accounts_or_from_a_file() -> None:
    run("screening links accounts.jsonl --clusters clusters.jsonl")
    for form in ("text", "json", "html", "svg"):
        fresh = run(f"screening links accounts.jsonl --cluster u3 --format {form}").stdout
        assert run(f"screening links --clusters clusters.jsonl --cluster u3 --format {form}").stdout == fresh
        assert "u3" in fresh
        assert "2874" not in fresh
        assert "<b>" not in fresh or form in {"text", "json"}


def test_records_that_cannot_be_read_are_told_and_the_rest_is_linked() -> None:
    with Path("accounts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "u8", "nmae": "x"}\n')
    shown = run("screening links accounts.jsonl -o links.parquet", 2)
    assert "accounts.jsonl, line 8" in shown.stderr
    assert "did you mean 'name'" in shown.stderr
    assert len(pq.read_table("links.parquet")) == 6


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("links", "name files of accounts"),
        ("links accounts.jsonl --format svg", "name a member of it with --cluster"),
        ("links accounts.jsonl --cluster nobody", "no cluster has the account 'nobody'"),
        ("links accounts.jsonl -o accounts.jsonl", "is read and would be written over"),
        ("links accounts.jsonl --attach accounts.jsonl", "is read and would be written over"),
        ("links accounts.jsonl --attach out.csv", "go to .jsonl"),
        ("links accounts.jsonl --attach out.parquet", "go to .jsonl"),
        ("links accounts.jsonl -o .", "is a folder"),
        ("links accounts.jsonl --memory much", "memory 'much'"),
        ("links accounts.jsonl --temp nowhere/at/all", "no place for temporary files"),
        ("links accounts.jsonl --keys none.csv", "not readable"),
        ("links accounts.jsonl --keys accounts.jsonl", "keys are a table"),
        ("links accounts.jsonl --keys bad.csv", "bad.csv, row 1, column kind: 'shoe' is none of"),
        ("links accounts.jsonl --keys short.csv", "short.csv, row 1, column key: missing"),
        ("links nothing.jsonl", "nothing.jsonl"),
        ("links --clusters accounts.jsonl --cluster u1", "accounts.jsonl, line 1: no cluster"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_clear_line(command: str, said: str) -> None:
    Path("bad.csv").write_text("account,kind,key\nu1,shoe,42\n", encoding="utf-8")
    Path("short.csv").write_text("account,kind\nu1,avatar\n", encoding="utf-8")
    result = run(f"screening {command}", 2)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_review_page_shows_the_clusters() -> None:
    run("screening links accounts.jsonl -o links.parquet --attach with_links.jsonl --clusters clusters.jsonl")
    run("screening report with_links.jsonl --clusters clusters.jsonl -o review.html", 1)
    page = Path("review.html").read_text(encoding="utf-8")
    assert page.count("Cluster u0: 6 accounts") == len(RING)
    assert "Cluster u7" not in page
