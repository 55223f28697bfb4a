"""How long one score takes: ``python -m benchmarks.score_speed [sdn.csv alt.csv add.csv]``.

The median of many calls for a handful of invented profiles, against the bundled list, and against an OFAC list as
well if its files are given; then where the time goes.
"""

from __future__ import annotations

import cProfile
import datetime as dt
import pstats
import statistics
import sys
import time
from typing import Any

from screening import Screener
from screening.lists import bundled, read

TODAY = dt.date(2026, 6, 1)
ROUNDS = 60
GOAL = 5_000.0
"""Microseconds, for the median profile, with an OFAC list loaded."""
TOP = 15

PROFILES: dict[str, dict[str, Any]] = {
    "sparse sign-up": {"id": "u1", "name": "Marta Wzorowa"},
    "plain freelancer": {
        "id": "u2",
        "name": "Joana Exemplo",
        "country": "PT",
        "phones": ["+351 912 345 678"],
        "emails": ["joana@example.com"],
        "logins": [{"ip": f"192.0.2.{n}", "country": "PT", "network": "home"} for n in range(10)],
        "payouts": [{"method": "bank", "country": "PT", "holder": "Joana Exemplo"}],
        "identity": {"document_verified": True, "document_name": "Joana Maria Exemplo"},
    },
    "Korean name": {"id": "u3", "name": "홍길동", "legal_name": "Hong Gildong", "country": "KR"},
    "Han name": {"id": "u4", "name": "张示例", "country": "CN", "companies": ["样例灯笼软件有限公司"]},
    "long history": {
        "id": "u5",
        "name": "Piotr Przykladowy",
        "country": "PL",
        "jobs": [{"company": f"Example Software Studio {n}"} for n in range(20)],
        "logins": [{"ip": f"198.51.100.{n % 250}", "country": "PL", "at": "2026-01-02"} for n in range(200)],
        "payments": [{"payer": f"Client {n % 7} Trading Ltd", "amount": 100.0} for n in range(100)],
    },
    "everything at once": {
        "id": "u6",
        "name": "Colin Sample",
        "legal_name": "Piotr Wzorowy",
        "country": "US",
        "time_zone": "Asia/Shanghai",
        "phones": ["+7 912 345 67 89"],
        "companies": ["Yanbian Silverstar Network Technology Co., Ltd."],
        "logins": [{"country": "CN", "network": "vpn", "remote_tool": "AnyDesk; TeamViewer"}] * 5,
        "payouts": [{"country": "CN", "holder": "Somebody Else"}],
        "addresses": [{"purpose": "shipping", "country": "US", "recipient": "Laptop Helper"}],
        "identity": {"document_verified": False, "photo_matches": False, "video_refused": True},
        "conduct": {"account_rented": True, "chat_only": True},
    },
    "vendor": {
        "id": "v1",
        "kind": "organization",
        "name": "Example General Trading Company Limited",
        "country": "CN",
        "registrations": [{"scheme": "USCC", "number": "91220000EXAMPLE000", "country": "CN"}],
        "related": [{"role": "owner", "share": 60, "profile": {"name": "Anna Exemplarna"}}],
    },
}


def microseconds(screener: Screener, profile: dict[str, Any]) -> tuple[float, float]:
    """The first call, and the median of the others."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter_ns()
        screener.score(profile, today=TODAY)
        times.append((time.perf_counter_ns() - start) / 1_000)
    return times[0], statistics.median(times[1:])


def table(label: str, screener: Screener) -> float:
    """Print one line for each profile; the median over the profiles."""
    print(f"\n{label}: {sum(map(len, screener.watchlists)):,} entities")
    print(f"{'':22}{'first, µs':>12}{'median, µs':>12}")
    medians = []
    for name, profile in PROFILES.items():
        first, median = microseconds(screener, profile)
        medians.append(median)
        print(f"{name:22}{first:12,.0f}{median:12,.0f}")
    return statistics.median(medians)


def cold_names(screener: Screener, number: int = 200) -> float:
    """Median µs for names that were never seen before, so that no cache of the search helps."""
    given = ("Anna", "Bert", "Carla", "Dario", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jana")
    times = []
    for n in range(number):
        ending = "".join(chr(97 + (n * k) % 26) for k in (3, 5, 7, 11))
        profile = {"id": "u", "name": f"{given[n % 10]}{ending[:2]} {ending.title()}owska", "country": "PL"}
        start = time.perf_counter_ns()
        screener.score(profile, today=TODAY)
        times.append((time.perf_counter_ns() - start) / 1_000)
    return statistics.median(times)


def where(screener: Screener) -> None:
    """Print the functions in which the time of all profiles is spent."""
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(10):
        for profile in PROFILES.values():
            screener.score(profile, today=TODAY)
    cold_names(screener)
    profiler.disable()
    print()
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(TOP)


def main(paths: list[str]) -> None:
    """Measure with the bundled list, and with the given one beside it."""
    start = time.perf_counter()
    screener = Screener()
    print(f"made ready in {time.perf_counter() - start:.2f} s")
    table("bundled list", screener)
    print(f"{'200 fresh names':34}{cold_names(screener):12,.0f}")
    if paths:
        start = time.perf_counter()
        official = read(*paths, partial=True)
        middle = time.perf_counter()
        screener = Screener(watchlists=[*bundled(), official])
        print(f"\nread in {middle - start:.2f} s, made ready in {time.perf_counter() - middle:.2f} s")
        median = table("with the official list", screener)
        print(f"{'200 fresh names':34}{cold_names(screener):12,.0f}")
        print(f"median {median:,.0f} µs, goal {GOAL:,.0f} µs: {'met' if median <= GOAL else 'MISSED'}")
    where(screener)


if __name__ == "__main__":
    main(sys.argv[1:])
