"""From a fresh repository to a pass: the hook, the action and the pipeline, run as far as they run on one machine.

500 real companies, the phone carriers of a public list, and four listed parties under changed spellings, one in
Chinese.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from phonenumbers.carrierdata import CARRIER_DATA

from screening.checking.allow import AllowList

ROOT = Path(__file__).resolve().parents[1]
ALLOW = ".screening-allow.toml"
DATE, AFTER = "2026-11-23", "2027-03-01"
CHECK = (sys.executable, "-m", "screening.cli", "check")
BASH = shutil.which("bash")
LISTED = {
    137: 'L-1,"Yanbian Silver-Star Network Technlogy Co., Limited",CN,',
    251: "L-2,Fortuna OOO,RU,",
    333: "L-3,Yanbian Un Song Network Technology,CN,",
    404: "L-4,延边银星网络科技有限公司,CN,91222401MA0Y31E659",
}
"""Changed spellings of listed parties, by their lines."""
LEFT_OUT = {"KP", "AC"}
"""The two carriers of North Korea, which are found as they should be; Ascension, which ISO 3166 does not know."""
DETECTED = {"L-1": 137, "L-2": 251, "L-3": 333, "L-4": 404}


def companies() -> list[str]:
    """500 real companies with their countries: the phone carriers of the public list in ``phonenumbers``."""
    found: dict[str, str] = {}
    for prefix, names in sorted(CARRIER_DATA.items()):
        codes = (int(prefix[:digits]) for digits in (1, 2, 3))
        country = next((code[0] for code in map(COUNTRY_CODE_TO_REGION_CODE.get, codes) if code), "")
        if country.isalpha() and country not in LEFT_OUT:
            found.update((name, country) for name in names.values() if '"' not in name)
    every = len(found) // 500
    return [f'"{name}",{country}' for name, country in found.items()][::every][:500]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh git repository with the vendor list, not committed yet."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "hooks"))
    git("init", "-q", "-b", "main")
    git("config", "user.name", "Test")
    git("config", "user.email", "test@example.com")
    lines = [f"V-{number},{name}," for number, name in enumerate(companies(), start=1)]
    for line, row in sorted(LISTED.items()):
        lines.insert(line - 2, row)
    assert len(lines) == 504
    Path("vendors.csv").write_text(
        "id,vendor,country,registration_number\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    return folder


def git(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    return ran("git", *arguments, code=code)


def ran(
    *arguments: str, code: int | None = 0, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        arguments, capture_output=True, text=True, check=False, env=None if env is None else {**os.environ, **env}
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def hook() -> dict[str, Any]:
    """The hook that the repository offers, with this very Python as its environment."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (found,) = yaml().safe_load(text)
    assert found["entry"].split() == ["screening", "check"]
    assert found["language"] == "python"
    del found["additional_dependencies"]
    return {**found, "language": "system", "entry": f"{' '.join(CHECK)} --today {DATE}"}


def yaml() -> Any:  # noqa: ANN401 - a module without types
    return pytest.importorskip("yaml", reason="PyYAML comes with pre-commit")


def install_hook() -> None:
    """The hook before commits, by pre-commit where it is installed, else by hand."""
    offered = hook()
    if importlib.util.find_spec("pre_commit") is None:
        script = f'#!/bin/sh\nfiles=$(git diff --cached --name-only | grep -E "{offered["files"]}") || exit 0\n'
        path = Path(".git/hooks/pre-commit")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{script}{offered['entry']} $files\n", encoding="utf-8")
        path.chmod(0o755)
        return
    config = {"repos": [{"repo": "local", "hooks": [offered]}]}
    Path(".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    git("add", ".pre-commit-config.yaml")
    ran(sys.executable, "-m", "pre_commit", "install")


def sign(subjects: Mapping[str, Mapping[str, str]]) -> None:
    """Finish the entries of the draft for some vendors; the others are left out."""
    lines = []
    for entry in tomllib.loads(Path(ALLOW).read_text(encoding="utf-8"))["allow"]:
        if signed := subjects.get(entry["subject"]):
            finished = {**entry, **signed}
            lines.append("[[allow]]")
            lines += [
                f"{key} = {value if key == 'expires' else json.dumps(value)}" for key, value in finished.items()
            ]
    Path(ALLOW).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_story_from_a_blocked_commit_to_an_expired_decision(repository: Path) -> None:
    install_hook()
    git("add", "vendors.csv")
    blocked = git("commit", "-m", "our vendors", code=1)
    said = blocked.stdout + blocked.stderr
    shown = set(re.findall(r"vendors\.csv:(\d+):\d+: (\S+): ", said))
    assert shown == {(str(line), vendor) for vendor, line in DETECTED.items()}
    git("rev-parse", "--verify", "--quiet", "HEAD", code=1)

    ran(*CHECK, "vendors.csv", "--today", DATE, "-f", "sarif", "-o", "out.sarif", code=1)
    source = Path("vendors.csv").read_text(encoding="utf-8").splitlines()
    log = json.loads(Path("out.sarif").read_text(encoding="utf-8"))
    for result in log["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        line = source[region["startLine"] - 1]
        vendor = result["message"]["text"].partition(":")[0]
        assert line.startswith(f"{vendor},")
        cell = line[region["startColumn"] - 1 : region["endColumn"] - 1]
        assert cell.strip('"') in LISTED[region["startLine"]]
        assert "," not in cell.replace("Co., ", "")

    ran(*CHECK, "vendors.csv", "--today", DATE, "--write-allow", code=1)
    decided = {
        "decision": "false positive",
        "reason": "compared with the register",
        "approved_by": "a@example.com",
    }
    short = {**decided, "second_approver": "b@example.com", "expires": "2027-01-31"}
    long = {**decided, "second_approver": "b@example.com", "expires": "2027-06-30"}
    sign({"L-2": short, "L-3": long})
    left = ran(*CHECK, "vendors.csv", "--today", DATE, code=1).stdout
    assert set(re.findall(r"^(?:escalate|review): \S+ (L-\d)", left, re.MULTILINE)) == {"L-1", "L-4"}
    assert set(re.findall(r"^allowed \(\w+\): \S+ (L-\d)", left, re.MULTILINE)) == {"L-2", "L-3"}

    Path("vendors.csv").write_text(
        "\n".join(line for line in source if not line.startswith(("L-1,", "L-4,"))) + "\n", encoding="utf-8"
    )
    git("add", "vendors.csv", ALLOW)
    git("commit", "-m", "our vendors, two of them looked into")

    late = ran(*CHECK, "vendors.csv", "--today", AFTER, "--allow-ref", "main", code=1).stdout
    assert set(re.findall(r"^(?:escalate|review): \S+ (L-\d)", late, re.MULTILINE)) == {"L-2"}
    assert set(re.findall(r"^allowed \(\w+\): \S+ (L-\d)", late, re.MULTILINE)) == {"L-3"}
    assert "'L-2' and 'ofac_sdn:53822' ended on 2027-01-31" in late


@pytest.mark.skipif(BASH is None, reason="the steps of the action need bash")
def test_the_steps_of_the_action_run(repository: Path, tmp_path: Path) -> None:
    action = yaml().safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    install, check = action["runs"]["steps"]
    assert set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"]))) == set(action["inputs"])
    assert "${{" not in install["run"] + check["run"], "no input stands in a script: it would be run"
    assert "[lists]" in install["run"]
    command = tmp_path / "runner" / "screening" / "bin" / "screening"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nshift\nexec {" ".join(CHECK)} --today {DATE} "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    env = dict.fromkeys(check["env"], "")
    env |= {"RUNNER_TEMP": str(tmp_path / "runner"), "FAIL_ON": "review", "SARIF": "out.sarif"}

    def step(code: int, **given: str) -> str:
        return ran(str(BASH), "-e", "-o", "pipefail", "-c", check["run"], code=code, env={**env, **given}).stdout

    shown = step(1, FILES="vendors.csv\n")
    assert set(re.findall(r",line=(\d+),", shown)) == {str(line) for line in DETECTED.values()}
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "no vendor list is named" in step(2, FILES="\n")
    assert "list.unreliable" in step(3, FILES="vendors.csv", REQUIRE="ofac_sdn,un_sc")
    assert "No such file" in step(2, FILES="--help\nmissing.csv")
    assert not Path("pwned").exists()
    step(2, FILES="$(touch pwned)")
    assert not Path("pwned").exists()


@pytest.mark.skipif(BASH is None, reason="the script of the pipeline needs bash")
def test_the_script_of_the_pipeline_runs(repository: Path, tmp_path: Path) -> None:
    job = yaml().safe_load((ROOT / "docs" / "gitlab-ci.yml").read_text(encoding="utf-8"))["vendors"]
    git("add", ".")
    git("commit", "-q", "-m", "vendors")
    git("init", "-q", "--bare", str(tmp_path / "origin.git"))
    git("remote", "add", "origin", str(tmp_path / "origin.git"))
    git("push", "-q", "origin", "main")
    (fetch,) = [line for line in job["before_script"] if line.startswith("git fetch")]
    (script,) = job["script"]
    path = tmp_path / "bin" / "screening"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nshift\nexec {" ".join(CHECK)} --today {DATE} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    env = {"CI_DEFAULT_BRANCH": "main", "PATH": f"{path.parent}{os.pathsep}{os.environ['PATH']}"}
    ran(str(BASH), "-e", "-c", fetch, env=env)
    shown = ran(str(BASH), "-e", "-c", script, code=1, env=env).stdout
    assert "origin/main has no .screening-allow.toml" in shown
    reports = job["artifacts"]["reports"]
    quality = json.loads(Path(reports["codequality"]).read_text(encoding="utf-8"))
    assert {issue["location"]["lines"]["begin"] for issue in quality} == set(DETECTED.values())
    assert Path(reports["junit"]).read_text(encoding="utf-8").count("<testcase") == 504
    for page in job["artifacts"]["paths"]:
        assert Path(page).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_hook_takes_the_files_that_it_is_for() -> None:
    pattern = re.compile(hook()["files"])
    for name in ("vendors.csv", "data/vendors.xlsx", "vendors.jsonl", "a/b/vendors.tsv"):
        assert pattern.search(name)
    for name in ("myvendors.csv", "vendors.csv.bak", "vendors.py"):
        assert not pattern.search(name)


# The page about it


def blocks(language: str) -> list[str]:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_every_command_of_the_page_runs(repository: Path) -> None:
    commands = [
        line for block in blocks("text") for line in block.splitlines() if line.startswith("screening check")
    ]
    assert len(commands) == 5
    for command in commands:
        lists = ["--lists", "lists"] if "--lists lists" in command else []
        arguments = [word for word in command.split()[2:] if not lists or word not in lists]
        done = ran(*CHECK, *arguments, "--today", DATE, code=None)
        assert done.returncode == (3 if lists else 1), command
    assert Path("out.sarif").is_file()
    assert Path("out.xml").is_file()


def test_the_configurations_of_the_page_fit_what_the_repository_offers() -> None:
    pre_commit, github, gitlab = map(yaml().safe_load, blocks("yaml"))
    (wanted,) = pre_commit["repos"][0]["hooks"]
    assert wanted["id"] == hook()["id"]
    action = yaml().safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in github["jobs"]["vendors"]["steps"] if "screening@" in step["uses"]]
    assert set(step["with"]) <= set(action["inputs"])
    assert github["jobs"]["vendors"]["steps"][-1]["with"]["sarif_file"] == action["inputs"]["sarif"]["default"]
    job = yaml().safe_load((ROOT / "docs" / "gitlab-ci.yml").read_text(encoding="utf-8"))["vendors"]
    assert gitlab["vendors"]["artifacts"]["reports"].items() <= job["artifacts"]["reports"].items()


def test_the_entry_of_the_page_is_one() -> None:
    (entry,) = blocks("toml")
    (found,) = AllowList.from_toml(entry, today=dt.date(2026, 11, 23)).allowances
    assert found.decision == "false positive"
