"""The chain by itself: whatever is changed in it is found and named, and a purge leaves it whole."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.decisions.chain import PURGE, Entry, Head, ranges, sealed, subject_of, verify
from screening.decisions.keys import canonical

CONTENTS = st.lists(st.dictionaries(st.sampled_from(["profile", "n"]), st.text(max_size=5)), max_size=12)


def chain(contents: list[dict[str, object]], kinds: dict[int, str] | None = None) -> list[Entry]:
    entries: list[Entry] = []
    head = Head()
    for number, content in enumerate(contents, start=1):
        kind = (kinds or {}).get(number, "decision")
        made = sealed(number=number, kind=kind, at="2026-11-24", content=canonical(content), previous=head.seal)
        entries.append(made)
        head = Head(number, made.seal)
    return entries


def five() -> list[Entry]:
    return chain([{"profile": f"u{n}", "n": n} for n in range(1, 6)])


def changed(entries: list[Entry], number: int, **fields: object) -> list[Entry]:
    return [msgspec.structs.replace(e, **fields) if e.number == number else e for e in entries]


def faults(entries: list[Entry]) -> str:
    return "; ".join(verify(entries).faults)


@given(CONTENTS)
def test_a_chain_holds(contents: list[dict[str, object]]) -> None:
    entries = chain(contents)
    head = Head(len(entries), entries[-1].seal) if entries else Head()
    verdict = verify(entries, ends=head, noted=head)
    assert (verdict.head, verdict.faults, verdict.purged) == (head, (), 0)


@given(CONTENTS.filter(bool), st.data())
def test_one_changed_byte_is_found(contents: list[dict[str, object]], data: st.DataObject) -> None:
    entries = chain(contents)
    place = data.draw(st.integers(0, len(entries) - 1))
    entry = entries[place]
    field = data.draw(st.sampled_from(["content", "digest", "previous", "seal", "kind", "at"]))
    before = getattr(entry, field)
    position = data.draw(st.integers(0, len(before) - 1))
    if isinstance(before, bytes):
        after: object = before[:position] + bytes([before[position] ^ 1]) + before[position + 1 :]
    else:
        after = before[:position] + chr(ord(before[position]) ^ 1) + before[position + 1 :]
    tampered = changed(entries, entry.number, **{field: after})
    assert f"entry {entry.number}: " in faults(tampered)


@given(CONTENTS.filter(lambda contents: len(contents) > 1), st.data())
def test_what_is_missing_in_the_middle_is_named(contents: list[dict[str, object]], data: st.DataObject) -> None:
    entries = chain(contents)
    gone = data.draw(st.integers(1, len(entries) - 1))
    assert f"entry {gone}: missing" in faults([e for e in entries if e.number != gone])


@given(CONTENTS.filter(bool), st.data())
def test_a_purge_leaves_the_chain_whole(contents: list[dict[str, object]], data: st.DataObject) -> None:
    numbers = sorted(data.draw(st.sets(st.integers(1, len(contents)), min_size=1)))
    entries = chain([*contents, {"numbers": ranges(numbers)}], {len(contents) + 1: PURGE})
    purged = [
        msgspec.structs.replace(e, content=None, subject=None) if e.number in numbers else e for e in entries
    ]
    verdict = verify(purged)
    assert (verdict.faults, verdict.purged) == ((), len(numbers))
    assert verdict.head == verify(entries).head, "the head is the one from before"
    if still := [e for e in entries if e.number == numbers[0]]:
        kept = [still[0] if e.number == numbers[0] else e for e in purged]
        assert f"entry {numbers[0]}: was purged by entry {len(entries)}" in faults(kept)


def test_content_that_no_purge_accounts_for() -> None:
    assert "entry 2: its content is gone, and no purge says so" in faults(
        changed(five(), 2, content=None, subject=None)
    )


def test_reordered_entries_are_named() -> None:
    entries = five()
    second, third = entries[1], entries[2]
    entries[1:3] = [msgspec.structs.replace(third, number=2), msgspec.structs.replace(second, number=3)]
    found = faults(entries)
    assert "entry 2: " in found
    assert "entry 3: " in found


def test_an_inserted_entry_is_named() -> None:
    entries = five()
    forged = sealed(
        number=3, kind="decision", at="2026-11-24", content=b'{"profile":"x"}', previous=entries[1].seal
    )
    rest = [msgspec.structs.replace(e, number=e.number + 1) for e in entries[2:]]
    assert "entry 4: does not follow the one before it" in faults([*entries[:2], forged, *rest])


def test_an_entry_filed_under_another_profile_is_named() -> None:
    assert "entry 4: it is filed under another profile" in faults(changed(five(), 4, subject=subject_of(b"{}")))


@pytest.mark.parametrize("kept", [0, 3])
def test_a_cut_tail_is_found_by_a_noted_head_alone(kept: int) -> None:
    entries = five()
    noted = Head(5, entries[-1].seal)
    cut = entries[:kept]
    ends = Head(kept, cut[-1].seal) if cut else Head()
    assert verify(cut, ends=ends).faults == ()
    assert verify(cut, ends=ends, noted=noted).faults == (
        f"the chain has {kept} entries, at least 5 were noted: its tail was cut off",
    )


def test_a_chain_written_anew_is_found_by_a_noted_head_alone() -> None:
    noted = Head(4, five()[3].seal)
    anew = chain([{"profile": f"u{n}", "n": -n} for n in range(1, 6)])
    assert verify(anew).faults == ()
    assert verify(anew, noted=noted).faults == (
        "entry 4: is not the one whose seal was noted: the chain was written anew",
    )
    assert verify(five(), noted=noted).faults == (), "the chain may have grown since"
