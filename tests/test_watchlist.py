"""The search of one list: nobody hides another, whatever else stands on it."""

from __future__ import annotations

from screening.watchlist import Alias, Entity, EntityKind, Watchlist


def party(number: int, kind: EntityKind, *names: str) -> Entity:
    return Entity(id=str(number), list="ours", kind=kind, names=tuple(map(Alias, names)))


def test_parties_of_another_kind_hide_nobody() -> None:
    ships = [party(number, "vessel", "Example Star") for number in range(50)]
    watchlist = Watchlist([*ships, party(50, "organization", "Example Star")], id="ours")
    assert [hit.entity.id for hit in watchlist.search("Example Star", kind="organization", limit=1)] == ["50"]
    assert len(watchlist.search("Example Star", kind="vessel", limit=20)) == 20


def test_the_spellings_of_one_party_hide_no_other() -> None:
    many = party(1, "person", *(f"Testov Anatoli{letter}" for letter in "abcdefghijkl"))
    watchlist = Watchlist([many, party(2, "person", "Testov Anatol")], id="ours")
    assert [hit.entity.id for hit in watchlist.search("Testov Anatoli", limit=2)] == ["1", "2"]


def test_a_limit_of_nothing_and_a_list_without_names() -> None:
    assert Watchlist([party(1, "person", "Testov Anatoli")], id="ours").search("Testov Anatoli", limit=0) == []
    assert Watchlist([], id="ours").search("Testov Anatoli") == []
