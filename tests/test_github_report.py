"""Reports of gh-fake-analyzer, in both of their forms, and hostile ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening.errors import InputError
from screening.github_report import GithubReport, read_github_report
from screening.profile import Handle, Profile, Repository, Work
from screening.records import profile_from


def commit(date: str, name: str = "T. Testov") -> dict[str, Any]:
    author = {"name": name, "email": "t@example.org", "date": date}
    return {"sha": "0" * 40, "commit": {"author": author, "committer": author, "message": "work"}}


REPORT: dict[str, Any] = {
    "profile_info": {"login": "testov-dev", "id": 1, "name": None, "created_at": "2024-01-22T19:54:22Z"},
    "original_repos_count": 2,
    "repo_list": ["shop", "bare"],
    "forked_repo_list": ["docs"],
    "unique_emails": [{"email": "t@example.org", "name": "T. Testov"}],
    "repos": [
        {
            "name": "shop",
            "html_url": "https://github.com/testov-dev/shop",
            "fork": False,
            "created_at": "2024-02-01T08:00:00Z",
        },
        {"name": "docs", "html_url": "https://github.com/testov-dev/docs", "fork": True},
    ],
    "commits": {
        "shop": [
            commit("2024-03-01T10:00:00+09:00"),
            commit("2024-02-03T10:30:00+05:30", "B. Sample"),
            commit("2021-05-04T10:00:00+09:00"),
            commit("no date"),
        ]
    },
    "errors": [{"repo_name": "bare", "clone_url": "https://example.org", "reason": "DMCA"}],
    "commit_filter": [
        {"target_repo": "shop", "target_commit": "work", "search_results": 3, "matching_repos": ["x/y"]}
    ],
}
OLD: dict[str, Any] = {
    "profile_info": {"login": "testov-dev", "created_at": "2024-01-22T19:54:22Z"},
    "unique_emails": {"t@example.org": "T. Testov"},
    "repo_list": ["shop"],
    "forked_repo_list": ["docs"],
    "contributors": {"shop": ["testov-dev"]},
    "potential_copy": [{"repo": "shop", "reason": "earlier", "commit_date": "2021-05-04T10:00:00+09:00"}],
}


def test_a_report_gives_the_handle_and_each_repository_that_is_no_fork() -> None:
    report = read_github_report(REPORT)
    assert report.handle == Handle(service="github", name="testov-dev", created="2024-01-22T19:54:22+00:00")
    shop, bare = report.repositories
    assert shop == Repository(
        url="https://github.com/testov-dev/shop",
        created="2024-02-01T08:00:00+00:00",
        first_commit="2021-05-04T10:00:00+09:00",
        last_commit="2024-03-01T10:00:00+09:00",
        commits=4,
        authors=("T. Testov", "B. Sample"),
        utc_offsets=(9.0, 5.5, 9.0),
    )
    assert bare == Repository(url="https://github.com/testov-dev/bare")


def test_an_older_report_gives_what_it_has() -> None:
    (shop,) = read_github_report(OLD).repositories
    assert shop.first_commit == "2021-05-04T10:00:00+09:00"
    assert shop.commits is None
    assert shop.utc_offsets is None


def test_equal_commit_messages_are_not_taken_for_a_copy() -> None:
    assert all(repository.cloned is None for repository in read_github_report(REPORT).repositories)


def test_a_file_and_its_bytes_are_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(REPORT), encoding="utf-8-sig")
    assert read_github_report(file) == read_github_report(str(file)) == read_github_report(file.read_bytes())
    assert read_github_report(file) == read_github_report(REPORT)


def test_what_a_profile_gives_stays_and_what_it_does_not_is_filled() -> None:
    given = Profile(
        id="u",
        handles=(Handle(service="GitHub", name="Testov-Dev"), Handle(service="other", name="x")),
        work=Work(
            bids=3, repositories=(Repository(url="https://github.com/Testov-Dev/shop/", commits=900, cloned=True),)
        ),
    )
    filled = read_github_report(REPORT).fill(given)
    assert filled.handles == (
        Handle(service="GitHub", name="Testov-Dev", created="2024-01-22T19:54:22+00:00"),
        Handle(service="other", name="x"),
    )
    assert filled.work is not None
    assert filled.work.repositories is not None
    shop, bare = filled.work.repositories
    assert (filled.work.bids, shop.commits, shop.cloned) == (3, 900, True)
    assert shop.first_commit == "2021-05-04T10:00:00+09:00"
    assert bare.url == "https://github.com/testov-dev/bare"
    assert given.work is not None
    assert len(given.work.repositories or ()) == 1


def test_a_filled_profile_is_a_valid_one() -> None:
    filled = read_github_report(REPORT).fill(Profile(id="u"))
    assert profile_from(msgspec.to_builtins(filled)) == filled


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "not JSON"),
        (b"[]", "an object is needed"),
        (b"{}", "profile_info.login is missing"),
        (b'{"profile_info": {"login": 7}}', "profile_info.login is missing"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff\xfe{}", "not JSON"),
    ],
)
def test_anything_else_is_an_error_that_says_so(source: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_github_report(source)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        read_github_report(tmp_path / "none.json")


@pytest.mark.parametrize("wrong", [None, 7, "x", [], {}, [[]], [None], {"shop": 3}, {"shop": [{"commit": []}, 4]}])
@pytest.mark.parametrize("field", ["repos", "commits", "repo_list", "potential_copy"])
def test_malformed_parts_are_not_known(field: str, wrong: object) -> None:
    assert isinstance(read_github_report({**REPORT, field: wrong}), GithubReport)


def test_hostile_reports_stay_within_the_bounds_of_a_profile() -> None:
    names = [f"r{i}" for i in range(600)]
    many = [commit(f"2024-03-01T10:00:00+{i % 16:02}:00", f"author {i}") for i in range(6_000)]
    report = read_github_report({**REPORT, "repo_list": [*names, "x" * 500], "commits": {"shop": many}})
    assert (len(report.repositories), report.left_out) == (500, 101)
    assert len(report.repositories[0].authors or ()) == 100
    assert len(report.repositories[0].utc_offsets or ()) == 5_000
    assert max(report.repositories[0].utc_offsets or ()) == 14
    filled = report.fill(Profile(id="u"))
    assert profile_from(msgspec.to_builtins(filled)) == filled
