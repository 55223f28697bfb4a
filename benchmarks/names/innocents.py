"""How often an innocent person gets a hit: invented people searched in the UN and OFAC lists.

Names come from Faker (seeded): one half American, the other spread evenly over all its languages with names of
persons; and apart from them Korean, Chinese, Russian and Vietnamese people, in their own script and in Latin
letters. A hit on exactly the same words, in any order, is told apart: no comparison of names can avoid that one.

    python -m benchmarks.names.innocents FOLDER [--people 100000] [--special 5000] [--seed 1] [--show] [--weak]

Without ``--weak`` the weak aliases of the lists are left out: a screening asks for a second identifier there.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from faker import Faker
from faker.config import AVAILABLE_LOCALES
from pypinyin import lazy_pinyin

from benchmarks.names import listed_names, spellings
from benchmarks.names.measures import wilson
from screening.names import Index, clean

SHOWN = 40
_TOGETHER = ("ja_", "ko_", "zh_")
"""Languages that write surname and given name together."""
_LEFT_OUT = frozenset({"en", "en_US", "fr_QC"})
"""Told apart above, or another name for one that is there."""


def _parts(fake: Faker) -> tuple[str, str]:
    """Given name and surname of a woman or a man. Asked for neither, some languages answer with John and Jane."""
    if fake.random.random() < 0.5:
        return str(fake.first_name_female()), str(fake.last_name_female())
    return str(fake.first_name_male()), str(fake.last_name_male())


def _person(fake: Faker, *, together: bool = False) -> str:
    given, surname = _parts(fake)
    return f"{surname}{given}" if together else f"{given} {surname}"


def _seeded(locale: str, seed: int) -> Faker:
    fake = Faker(locale)
    fake.seed_instance(f"{seed} {locale}")
    return fake


def american(number: int, seed: int) -> list[str]:
    """Names as Faker draws them for the United States, by their frequency."""
    fake = _seeded("en_US", seed)
    return [_person(fake) for _ in range(number)]


def worldwide(number: int, seed: int) -> list[str]:
    """Names of every language of Faker, each as often as the others, in the script of the language."""
    locales = [
        locale
        for locale in sorted(set(AVAILABLE_LOCALES) - _LEFT_OUT)
        if find_spec(f"faker.providers.person.{locale}")  # others would give American names
    ]
    found: list[str] = []
    for place, locale in enumerate(locales):
        share = number // len(locales) + (place < number % len(locales))
        fake = _seeded(locale, seed)
        found.extend(_person(fake, together=locale.startswith(_TOGETHER)) for _ in range(share))
    return found


def chinese(number: int, seed: int) -> tuple[list[str], list[str]]:
    """The same people in Han and in pinyin (given names written together)."""
    fake = _seeded("zh_CN", seed)
    parts = [_parts(fake)[::-1] for _ in range(number)]
    latin = [" ".join("".join(lazy_pinyin(part)).title() for part in person) for person in parts]
    return ["".join(part) for part in parts], latin


def russian(number: int, seed: int) -> tuple[list[str], list[str]]:
    """The same people in Cyrillic and as a passport writes them."""
    fake = _seeded("ru_RU", seed)
    names = [_person(fake) for _ in range(number)]
    return names, [spellings.from_cyrillic(name, "passport") for name in names]


def groups(people: int, special: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Each group and its names."""
    yield "American (en_US)", american(people - people // 2, seed)
    yield "worldwide, evenly", worldwide(people // 2, seed)
    chance = random.Random(seed)
    for label, spelling in (("Hangul", "hangul"), ("Seoul spelling", "south"), ("DPRK spelling", "north")):
        yield f"Korean, {label}", [spellings.korean_person(chance, spelling) for _ in range(special)]
    han, pinyin = chinese(special, seed)
    yield "Chinese, Han", han
    yield "Chinese, pinyin", pinyin
    cyrillic, passport = russian(special, seed)
    yield "Russian, Cyrillic", cyrillic
    yield "Russian, passport", passport
    fake = _seeded("vi_VN", seed)
    yield "Vietnamese", [_person(fake) for _ in range(special)]


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(str(clean(name)).split()))


def main(arguments: Sequence[str]) -> None:
    """Search them all, and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--special", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help=f"the {SHOWN} names found most often in each group")
    parser.add_argument("--weak", action="store_true", help="search the weak aliases too")
    given = parser.parse_args(arguments)
    rows = listed_names.read(given.folder, ("un", "ofac"))
    rows = [row for row in rows if row.kind == "person" and (given.weak or not row.weak)]
    names, kinds, _ = listed_names.searchable(rows)
    index = Index(names, kinds=kinds)
    print(f"{len(names):,} names of persons on the UN and OFAC lists\n")
    print("| people | number | any hit | 95 % interval | of them exact | seconds |")
    print("| --- | ---: | ---: | --- | ---: | ---: |")
    shown: list[tuple[str, Counter[tuple[str, str, float]]]] = []
    for label, people in groups(given.people, given.special, given.seed):
        start = time.perf_counter()
        hits = exact = 0
        frequent: Counter[tuple[str, str, float]] = Counter()
        for name, found in zip(people, index.search_many(people, limit=5, kind="person"), strict=True):
            if found:
                hits += 1
                exact += any(_words(name) == _words(names[position]) for position, _ in found)
                position, match = found[0]
                frequent[name, names[position], match.score] += 1
        low, high = wilson(hits, len(people))
        share = f"{100 * hits / max(1, len(people)):.2f} % | {100 * low:.2f} – {100 * high:.2f} %"
        print(
            f"| {label} | {len(people):,} | {share} | {exact:,} | {time.perf_counter() - start:.0f} |", flush=True
        )
        shown.append((label, frequent))
    for label, frequent in shown if given.show else ():
        print(f"\n{label}:")
        for (name, listed, score), count in frequent.most_common(SHOWN):
            print(f"{count:5}  {score:.3f}  {name} | {listed}")


if __name__ == "__main__":
    main(sys.argv[1:])
