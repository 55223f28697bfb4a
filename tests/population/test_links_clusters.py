"""Clusters: whom strong links join, what is told of them, and that no order, copy or chain changes it."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.errors import InputError
from screening.population.links import Cluster, Member, Tie, link, with_links
from screening.population.links.clusters import parse
from screening.population.links.embedded import Embedded
from screening.population.links.keys import About, Row
from screening.population.links.tables import ABOUT, KEYS
from screening.profile import Link, Login, Payout, Profile, Reference, Text, Wallet

IBAN = "PL61 1090 1014 0000 0712 1981 2874"
BIO = (
    "I build booking pages for museums and answer within a day, keep notes of every step and send drafts early. "
    "My work is on warehouse software for farms, mostly alone, with plain tools and at a fixed price."
)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def account(number: int) -> str:
    return f"PL{number:026}"


def chain(length: int) -> list[Profile]:
    """Each one shares an account with the one before."""
    return [
        Profile(id=f"u{n:04}", payouts=(Payout(account=account(n)), Payout(account=account(n + 1))))
        for n in range(length)
    ]


def ring() -> list[Profile]:
    return [
        Profile(
            id=f"r{n}",
            name=f"Persona {n}",
            legal_name="Marta Wzorowa" if n == 0 else None,
            country="US",
            created=f"2026-0{1 + n // 2}-03",
            payouts=(Payout(account=IBAN, country="US"),),
            logins=(Login(device=f"aa00{n // 2}11", country="RU" if n else "US"),),
        )
        for n in range(6)
    ]


def clusters(profiles: Sequence[Profile], least: int = 3) -> list[Cluster]:
    with link(profiles) as linked:
        return list(linked.clusters(least=least))


def test_a_cluster_tells_names_places_growth_and_what_is_shared() -> None:
    (found,) = clusters(ring())
    assert (found.id, found.size) == ("r0", 6)
    assert found.kinds == {"payout": 6, "device": 6}
    assert found.names == ("Persona 0", "Marta Wzorowa", *(f"Persona {n}" for n in range(1, 6)))
    assert (found.stated, found.observed) == ({"US": 6}, {"US": 6, "RU": 5})
    assert [member.elsewhere for member in found.members] == [(), *[("RU",)] * 5]
    assert found.growth == (("2026-01", 2), ("2026-02", 4), ("2026-03", 6))
    assert found.ties[0] == Tie("payout", tuple(f"r{n}" for n in range(6)), 6)


def test_a_long_chain_is_one_cluster() -> None:
    (found,) = clusters(chain(300))
    assert (found.id, found.size, len(found.members)) == ("u0000", 300, 300)


def test_neither_order_nor_a_copy_of_a_row_changes_anything() -> None:
    people = [*ring(), *chain(5)]
    expected = clusters(people)
    shuffled = [*people, people[2], people[7]]
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert clusters(shuffled) == expected


def test_two_weaker_kinds_join_and_one_does_not() -> None:
    phone = [Profile(id=f"u{n}", phones=("+48 512 345 678",)) for n in range(4)]
    assert clusters(phone) == []
    both = [msgspec.structs.replace(person, emails=("a@gmail.com",)) for person in phone]
    (found,) = clusters(both)
    assert found.kinds == {"phone": 4, "email": 4}


def test_a_referee_of_many_joins_those_who_share_a_text_as_well() -> None:
    """From fifteen on a referee is a hub: a teacher, of whom a few students have one text too."""

    def people(alike: int, number: int) -> list[Profile]:
        texts = (Text(kind="bio", body=BIO),)
        referee = (Reference(email="a.teacher@mail.example"),)
        return [
            Profile(id=f"u{n:02}", references=referee, texts=texts if n < alike else None) for n in range(number)
        ]

    (found,) = clusters(people(14, 20))
    assert (found.size, found.kinds) == (14, {"text": 14})
    assert clusters(people(9, 20)) == [], "not half of those who name the referee"
    assert clusters(people(20, 60)) == []


def test_who_shares_a_weaker_thing_with_most_of_a_cluster_follows() -> None:
    members = [msgspec.structs.replace(person, phones=("+48 512 345 678",)) for person in ring()[:3]]
    late = Profile(id="zz", phones=("+48 512 345 678",))
    (found,) = clusters([*members, late])
    assert found.members[-1] == Member("zz", observed=("PL",))
    strangers = [Profile(id=f"s{n}", phones=("+48 512 345 678",)) for n in range(4)]
    (found,) = clusters([*members, *strangers])
    assert found.size == 3, "three of seven are not half"


WALLETS = (Wallet(address="0x52908400098527886E0F7030069857D2E4169EE7"),)


def test_who_shares_a_weaker_thing_with_most_of_two_clusters_joins_them() -> None:
    texts = (Text(kind="bio", body=BIO),)
    one = [msgspec.structs.replace(person, texts=texts) for person in ring()[:3]]
    other = [Profile(id=f"w{n}", wallets=WALLETS, texts=texts if n < 2 else None) for n in range(3)]
    late = [Profile(id=f"zz{n}", texts=texts) for n in range(5)]
    (found,) = clusters([*one, *other, *late])
    assert found.size == 11, "five of ten who have the text are in clusters"
    assert [found.size for found in clusters([*one, *other, *late, Profile(id="zz5", texts=texts)])] == [3, 3]


def test_two_of_three_who_share_a_phone_are_enough_and_of_a_line_are_not() -> None:
    for shared, size in (({"phones": ("+48 512 345 678",)}, 4), ({"logins": (Login(ip="81.2.69.1"),)}, 3)):
        members = [Profile(id=f"w{n}", wallets=WALLETS, **(shared if n < 2 else {})) for n in range(3)]
        (found,) = clusters([*members, Profile(id="zz", **shared)])
        assert found.size == size, shared


def test_one_cluster_is_found_by_any_member() -> None:
    with link([*ring(), *chain(4)]) as linked:
        assert [found.id for found in linked.clusters()] == ["r0", "u0000"]
        assert [found.id for found in linked.clusters(of="u0003")] == ["u0000"]
        assert list(linked.clusters(of="nobody")) == []


def test_the_bounds_hold_for_a_cluster_of_thousands() -> None:
    (found,) = clusters(chain(1_500))
    assert (found.size, len(found.members), len(found.ties)) == (1_500, 1_000, 1_000)
    assert found.picture().count("<circle") == 60


def test_components_are_those_of_a_plain_search() -> None:
    rng = random.Random(11)  # noqa: S311 - a graph, no secret
    nodes = list(range(400))
    groups = [rng.sample(nodes, rng.choice([2, 2, 2, 3, 5])) for _ in range(170)]
    parent = list(nodes)

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for group in groups:
        for node in group[1:]:
            parent[max(root(group[0]), root(node))] = min(root(group[0]), root(node))
    keys = [Row(node, "payout", number) for number, group in enumerate(groups) for node in group]
    abouts = [About(node, f"u{node:03}") for node in nodes]
    with Embedded() as engine:
        for name, rows, schema in (("keys", keys, KEYS), ("abouts", abouts, ABOUT)):
            batch = pa.RecordBatch.from_pylist([row._asdict() for row in rows], schema=schema)
            engine.add(name, batch)
        assert engine.find() < 30
        found = dict(engine.rows("SELECT account, label FROM components"))
    assert found == {node: root(node) for group in groups for node in group}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sets(st.integers(0, 12), min_size=2, max_size=5), max_size=8))
def test_links_are_mutual_and_their_degree_is_right(groups: list[set[int]]) -> None:
    people = [
        Profile(
            id=f"u{n}",
            payouts=tuple(Payout(account=account(g)) for g, group in enumerate(groups) if n in group),
        )
        for n in range(13)
    ]
    expected = {
        f"u{n}": {
            (len(group), tuple(sorted(f"u{other}" for other in group - {n}))) for group in groups if n in group
        }
        for n in range(13)
    }
    with link(people) as linked:
        for person in people:
            assert {(one.degree, one.accounts) for one in linked.of(person.id)} == expected[person.id]


def test_links_go_into_profiles_in_the_place_of_older_ones() -> None:
    people = [*ring(), Profile(id="alone", links=(Link(kind="phone", accounts=("gone",)),))]
    with link(people) as linked:
        attached = {profile.id: profile.links for profile in linked.attached(iter(people))}
        column = linked.column(["alone", None, "r3"])
    assert attached["alone"] == (), "known to be none"
    assert {one.kind for one in attached["r3"] or ()} == {"payout", "device"}
    assert [len(item) for item in column.to_pylist()] == [0, 0, 2]
    assert with_links(people[0], ()).links == ()


def test_links_are_saved_in_the_order_of_ids_with_their_cluster(tmp_path: object) -> None:
    path = f"{tmp_path}/it's here.parquet"
    with link([*reversed(ring()), Profile(id="alone")]) as linked:
        assert len(linked) == 7
        assert linked.save(path) == 6
        with pytest.raises(InputError, match="no/such: cannot be written"):
            linked.save("no/such")
    saved = pq.read_table(path).to_pylist()
    assert [row["id"] for row in saved] == [f"r{n}" for n in range(6)]
    assert {row["cluster"] for row in saved} == {"r0"}
    assert saved[0]["links"][0] == {"kind": "device", "accounts": ["r1"], "degree": 2, "hub": False}


def test_the_database_leaves_nothing_behind(tmp_path: object) -> None:
    with link(ring(), folder=str(tmp_path)):
        pass
    with pytest.raises(InputError, match="memory 'much'"), link(ring(), folder=str(tmp_path), memory="much"):
        pass
    with pytest.raises(ZeroDivisionError), link((1 / 0 for _ in "a"), folder=str(tmp_path)):  # type: ignore[misc]
        pass
    assert not list(__import__("pathlib").Path(str(tmp_path)).iterdir())


def test_little_memory_is_enough() -> None:
    with link(chain(3_000), memory="200MB", threads=1) as linked:
        assert next(linked.clusters()).size == 3_000
    with pytest.raises(InputError, match="memory '1MB' is too little"), link(chain(3_000), memory="1MB"):
        pass


# -- pictures ------------------------------------------------------------------------------------------


def test_a_picture_is_one_image_with_a_title_a_description_and_no_markup_of_strangers() -> None:
    people = [msgspec.structs.replace(one, name='</svg><script>alert(1)</script>\u202e"') for one in ring()]
    (found,) = clusters(people)
    svg = found.picture()
    tree = ET.fromstring(svg)  # noqa: S314 - our own
    assert tree.get("role") == "img"
    assert (tree.findtext(f"{NAMESPACE}title") or "").startswith("Cluster r0: 6 accounts and what they share")
    assert "payout: r0" in (tree.findtext(f"{NAMESPACE}desc") or "")
    assert len(tree.findall(f"{NAMESPACE}circle")) == 6
    assert len(tree.findall(f"{NAMESPACE}rect")) == 4
    for text in (svg, found.html(), found._repr_html_()):
        assert "<script" not in text
        assert "\u202e" not in text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", found.html()), "nothing is fetched"


def test_the_same_cluster_is_the_same_picture() -> None:
    (first,) = clusters(ring())
    (second,) = clusters(ring()[::-1])
    assert first.html() == second.html()


def test_a_cluster_survives_its_file() -> None:
    (found,) = clusters(ring())
    assert parse(msgspec.json.encode(found)) == found
    with pytest.raises(InputError, match="line 3: no cluster"):
        parse("{}", place="line 3")
    with pytest.raises(InputError, match="no kind of link: 'shoe_size'"):
        parse(
            '{"id": "u", "size": 1, "members": [], "ties": [{"kind": "shoe_size", "accounts": [], "degree": 2}]}'
        )
