"""JSON by lines and by items: what is whole is read, what is damaged is told or refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from screening.errors import WatchlistError
from screening.lists import json_items
from screening.lists.intake import Intake
from screening.lists.opening import Part


def part(tmp_path: Path, content: str | bytes) -> Part:
    path = tmp_path / "list.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Part(path)


def read(tmp_path: Path, content: str | bytes, key: str = "results") -> tuple[list[object], Intake]:
    intake = Intake()
    return [value for _, value in json_items.items(part(tmp_path, content), intake, key)], intake


class TestLines:
    def test_each_line_with_its_number(self, tmp_path: Path) -> None:
        found = list(json_items.lines(part(tmp_path, '\ufeff{"a": 1}\n\n{"a": 2}'), Intake()))
        assert found == [(1, {"a": 1}), (3, {"a": 2})]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ('{"a": 1', "line 2: no JSON ("),
            ("[1]", "line 2: no JSON object (got '[1]')"),
            ('{"a": "\\ud800"}', "line 2: no JSON ("),
            ("[" * 100_000, "line 2: nested too deep"),
            ('{"a": 1} {"a": 2}', "line 2: no JSON ("),
        ],
    )
    def test_a_bad_line_costs_itself(self, tmp_path: Path, line: str, message: str) -> None:
        intake = Intake()
        found = list(json_items.lines(part(tmp_path, f'{{"a": 1}}\n{line}\n{{"a": 3}}\n'), intake))
        assert [number for number, _ in found] == [1, 3]
        assert intake.skipped == intake.problems
        assert message in intake.skipped[0]

    def test_a_line_in_another_encoding_is_told(self, tmp_path: Path) -> None:
        intake = Intake()
        assert list(json_items.lines(part(tmp_path, b'{"a": 1}\n{"a": "\xe9"}\n'), intake)) == [(1, {"a": 1})]
        assert "line 2: no JSON (" in intake.skipped[0]

    def test_another_digest_leaves_that_of_the_intake(self, tmp_path: Path) -> None:
        intake, other = Intake(), hashlib.sha256()
        list(json_items.lines(part(tmp_path, '{"a": 1}\n'), intake, digest=other))
        assert intake.digest.hexdigest() == hashlib.sha256().hexdigest()
        assert other.hexdigest() == hashlib.sha256(b'{"a": 1}\n').hexdigest()


class TestItems:
    @pytest.mark.parametrize(
        "content",
        [
            '[{"a": 1}, {"a": 2}]',
            ' \n[ {"a":1}\n,{"a":2} ] \n',
            '\ufeff[{"a": 1}, {"a": 2}]',
            '{"results": [{"a": 1}, {"a": 2}]}',
            '{"total": 2.5, "results": 3, "more": {"results": [9]}, "results": [{"a": 1}, {"a": 2}], "x": 1}',
        ],
    )
    def test_array_alone_or_under_its_key(self, tmp_path: Path, content: str) -> None:
        found, intake = read(tmp_path, content)
        assert found == [{"a": 1}, {"a": 2}]
        assert intake.problems == []
        assert intake.digest.hexdigest() == hashlib.sha256(content.encode()).hexdigest()

    def test_an_empty_array(self, tmp_path: Path) -> None:
        assert read(tmp_path, "[ ]")[0] == []

    def test_items_over_the_ends_of_what_is_read_at_once(self, tmp_path: Path) -> None:
        items = [{"name": f"{number}" * (number % 7) + "é", "text": "x" * 1000} for number in range(3000)]
        items.append({"name": "long", "text": "y" * 3_000_000})
        content = json.dumps({"before": "z" * 300_000, "results": items}, ensure_ascii=False, indent=1)
        found, intake = read(tmp_path, content)
        assert found == items
        assert intake.digest.hexdigest() == hashlib.sha256(content.encode()).hexdigest()

    def test_an_item_that_is_no_object_is_told(self, tmp_path: Path) -> None:
        found, intake = read(tmp_path, '[{"a": 1}, 2, {"a": 3}]')
        assert found == [{"a": 1}, {"a": 3}]
        assert intake.skipped == ["list.json, item 2: no JSON object (got 2)"]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ('[{"a": 1}, {"a": 2}', "damaged or cut off at its end"),
            ('[{"a": 1}, {"a"', r"damaged after 1 values \(at"),
            ('[{"a": 1} {"a": 2}]', "damaged after 1 values"),
            ('[{"a": nope}]', "damaged after 0 values"),
            ('{"other": [1]}', "the JSON has no array 'results'"),
            ('{"results" [1]}', "damaged"),
            ('{"results": {"a": 1}}', "the JSON has no array 'results'"),
            ('"text"', "no JSON object or array"),
            ("[" + "[" * 100_000, "nested too deep"),
            ('[{"a": ' + "9" * 10_000 + "}]", "damaged after 0 values"),
            (b'[{"a": "\xe9"}]', "not in UTF-8"),
            (r'[{"a": "\ud83d\ude00 \\ud800"}, {"a": "\ud800"}]', "damaged after 1 values"),
        ],
    )
    def test_damage_is_an_error_that_names_the_place(
        self, tmp_path: Path, content: str | bytes, message: str
    ) -> None:
        with pytest.raises(WatchlistError, match=message) as caught:
            read(tmp_path, content)
        assert "list.json" in str(caught.value)

    def test_an_endless_item_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(WatchlistError, match="damaged after 0 values"):
            read(tmp_path, '[{"a": "' + "x" * (40 << 20))


def test_first_items_of_lines_longer_than_a_first_look(tmp_path: Path) -> None:
    long = '{"schema": "Person", "properties": {"name": ["' + "x" * 100_000 + '"]}}'
    assert json_items.first_items(part(tmp_path, long)) == [{"schema": {}, "properties": {}, "name": {}}]
    assert json_items.first_items(part(tmp_path, "<x/>")) == []
