"""Invented honest freelancers in 40 countries, from Faker with fixed seeds, with the variety of real lives.

Nothing is wrong with any of them. Names come from Faker's tables; employers, addresses and accounts are made up,
and phones are the examples of each country's numbering plan.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from anyascii import anyascii
from faker import Faker
from pypinyin import lazy_pinyin

from benchmarks.names import spellings
from screening.places.example_phones import example_phone
from screening.profile import Profile
from screening.records import profile_from

__all__ = ["OTHERS", "PEOPLE", "SPECIAL", "TODAY", "VARIATIONS", "Person", "people", "record"]

TODAY = dt.date(2026, 11, 23)
PEOPLE = 2_000
SPECIAL = {"KR": "ko_KR", "CN": "zh_CN", "RU": "ru_RU", "VN": "vi_VN"}
"""Countries of 15 % of the people each, and their language in Faker."""
OTHERS = {
    "US": "en_US", "GB": "en_GB", "CA": "en_US", "AU": "en_GB", "DE": "de_DE", "FR": "fr_FR", "ES": "es_ES",
    "MX": "es_MX", "AR": "es_AR", "CO": "es_CO", "BR": "pt_BR", "PT": "pt_PT", "IT": "it_IT", "NL": "nl_NL",
    "PL": "pl_PL", "UA": "uk_UA", "TR": "tr_TR", "JP": "ja_JP", "IN": "en_IN", "NP": "ne_NP", "ID": "id_ID",
    "TH": "th_TH", "NG": "en_NG", "KE": "en_KE", "EG": "ar_AA", "IR": "fa_IR", "IL": "he_IL", "SE": "sv_SE",
    "DK": "da_DK", "FI": "fi_FI", "CZ": "cs_CZ", "HU": "hu_HU", "RO": "ro_RO", "GR": "el_GR", "PK": "en_PK",
    "BD": "bn_BD",
}  # fmt: skip
ZONES = {
    "KR": "Asia/Seoul", "CN": "Asia/Shanghai", "RU": "Europe/Moscow", "VN": "Asia/Ho_Chi_Minh",
    "US": "America/Chicago", "GB": "Europe/London", "CA": "America/Toronto", "AU": "Australia/Sydney",
    "DE": "Europe/Berlin", "FR": "Europe/Paris", "ES": "Europe/Madrid", "MX": "America/Mexico_City",
    "AR": "America/Argentina/Buenos_Aires", "CO": "America/Bogota", "BR": "America/Sao_Paulo",
    "PT": "Europe/Lisbon", "IT": "Europe/Rome", "NL": "Europe/Amsterdam", "PL": "Europe/Warsaw",
    "UA": "Europe/Kyiv", "TR": "Europe/Istanbul", "JP": "Asia/Tokyo", "IN": "Asia/Kolkata",
    "NP": "Asia/Kathmandu", "ID": "Asia/Jakarta", "TH": "Asia/Bangkok", "NG": "Africa/Lagos",
    "KE": "Africa/Nairobi", "EG": "Africa/Cairo", "IR": "Asia/Tehran", "IL": "Asia/Jerusalem",
    "SE": "Europe/Stockholm", "DK": "Europe/Copenhagen", "FI": "Europe/Helsinki", "CZ": "Europe/Prague",
    "HU": "Europe/Budapest", "RO": "Europe/Bucharest", "GR": "Europe/Athens", "PK": "Asia/Karachi",
    "BD": "Asia/Dhaka",
}  # fmt: skip
VARIATIONS = {
    "nomad": 0.06,
    "vpn": 0.09,
    "refugee": 0.02,
    "no_video": 0.04,
    "crypto": 0.05,
    "family": 0.06,
    "new_name": 0.04,
    "two_scripts": 0.10,
    "part_time": 0.08,
    "moved": 0.06,
    "sparse": 0.05,
}
"""How many people in a hundred each concerns, independently of the others. Guesses, on the high side."""
_TRADES = ("web developer", "designer", "translator", "data analyst", "mobile developer", "writer", "tester")
_MAIL = ("gmail.com", "outlook.com", "proton.me", "yahoo.com")
_NOMADS = ("TH", "PT", "MX", "ID", "VN", "ES", "CO", "TR")
_JOURNEY = 2
"""Days on the way, without a login."""
_TOGETHER = ("ja_", "ko_", "zh_")
_RUSSIAN_FIRMS = (
    "Ромашка",
    "Берёза",
    "Лесной",
    "Пример",
    "Ручей",
    "Дизайн",
    "Студия",
    "Образец",
    "Фонарь",
    "Облако",
)
_HAN_FIRMS = "华盛瑞鑫恒达宏远嘉诚博创海天云星龙腾飞翔泰和兴隆新明德信安康凯利丰源金宇中联"
"""Characters that Chinese firms like in their names."""
_READABLE = ("ru_", "uk_", "el_")
"""Languages in other scripts that a general table turns into the usual Latin spelling, more or less."""
_LATIN = {str(entry[0]): str(entry[1]) for entry in (*spellings.KOREAN_SURNAMES, *spellings.KOREAN_SYLLABLES)}


class Person:
    """The draws of one person: a source of chance of their own, and names of their language.

    Args:
        number: which person; with the seed it fixes every draw.
        country: where they live.
        locale: their language in Faker.
        fake: the shared generator of that language.
        seed: of the whole run.
    """

    def __init__(self, number: int, country: str, locale: str, fake: Faker, seed: int) -> None:
        self.number = number
        self.country = country
        self.locale = locale
        self.fake = fake
        fake.seed_instance(f"{seed} {number}")
        self.chance = random.Random(f"{seed} {number}")
        self.female = self.chance.random() < 0.5
        self.given = str(fake.first_name_female() if self.female else fake.first_name_male())
        self.surname = self._surname()

    def _surname(self) -> str:
        return str(self.fake.last_name_female() if self.female else self.fake.last_name_male())

    def name(self, surname: str | None = None) -> str:
        """The name in its own script."""
        surname = surname or self.surname
        if self.locale.startswith(_TOGETHER):
            return f"{surname}{self.given}"
        return f"{surname} {self.given}" if self.country in {"VN", "HU"} else f"{self.given} {surname}"

    def latin(self, surname: str | None = None) -> str:
        """The name in Latin letters; in its own script where no table here writes it as people do."""
        surname = surname or self.surname
        if self.locale == "zh_CN":
            return " ".join("".join(lazy_pinyin(part)).title() for part in (surname, self.given))
        if self.locale == "ko_KR":
            family, given = (
                "".join(_LATIN.get(letter) or anyascii(letter).lower() for letter in part)
                for part in (surname, self.given)
            )
            return f"{given.title()} {family.title()}" if self.number % 3 else f"{family.title()} {given.title()}"
        if self.locale == "ru_RU":
            return spellings.from_cyrillic(self.name(surname), "passport")
        if self.locale.startswith(_READABLE) or self.name(surname).isascii() or self.country == "VN":
            return str(anyascii(self.name(surname)))
        return self.name(surname)

    def spelled(self) -> str:
        """The name as a bank or an authority may write it: capitals, another order, another system."""
        name = self.latin()
        if self.locale == "ru_RU" and self.chance.random() < 0.3:
            name = spellings.from_cyrillic(self.name(), "BGN")
        if self.chance.random() < 0.3 and len(name.split()) == 2:
            name = " ".join(reversed(name.split()))
        return name.upper() if self.chance.random() < 0.4 else name

    def company(self) -> str:
        """An invented employer. Faker's Russian companies are real ones, some listed; its Chinese ones are few."""
        if self.locale == "zh_CN":
            brand = "".join(self.chance.sample(_HAN_FIRMS, self.chance.choice([2, 2, 3])))
            return f"{brand}{self.fake.company_suffix()}"
        if self.locale == "ru_RU":
            return f"ООО «{self.chance.choice(_RUSSIAN_FIRMS)} {self.chance.choice(_RUSSIAN_FIRMS)}»"
        return str(self.fake.company())

    def day(self, first: int, last: int = 1) -> dt.date:
        """A day so many days ago."""
        return TODAY - dt.timedelta(days=self.chance.randint(last, first))


def people(number: int = PEOPLE, seed: int = 1) -> Iterator[Profile]:
    """The people, one country after the other.

    Args:
        number: how many.
        seed: of all draws; the same seed gives the same people.
    """
    each = number * 15 // 100
    rest = number - each * len(SPECIAL)
    shares = dict.fromkeys(SPECIAL, each)
    shares |= {c: rest // len(OTHERS) + (i < rest % len(OTHERS)) for i, c in enumerate(OTHERS)}
    count = 0
    for country, share in shares.items():
        locale = (SPECIAL | OTHERS)[country]
        fake = Faker(locale)
        for _ in range(share):
            yield profile_from(record(Person(count, country, locale, fake, seed)))
            count += 1


def record(person: Person) -> dict[str, Any]:
    """One person: first as plain as can be, then with what their life brought."""
    chance = person.chance
    kinds = [kind for kind, share in VARIATIONS.items() if chance.random() < share]
    found = _plain(person)
    for kind in kinds:
        _LIVES[kind](person, found)
    found["tags"] = [f"culture:{person.country if person.country in SPECIAL else 'other'}"]
    found["tags"] += [f"life:{kind}" for kind in kinds or ["plain"]]
    return found


def _plain(person: Person) -> dict[str, Any]:
    chance, fake, country = person.chance, person.fake, person.country
    name, zone = person.latin(), ZONES[country]
    city = str(fake.city()) if hasattr(fake, "city") else None
    born = dt.date(1966, 1, 1) + dt.timedelta(days=chance.randint(0, 38 * 365))
    created = person.day(2_500, 40)
    address = {
        "purpose": "residence",
        "country": country,
        "city": city,
        "line": f"Example Street {chance.randint(1, 200)}",
    }
    account = "".join(chance.choices("0123456789", k=12))
    ip = f"198.51.100.{chance.randint(1, 250)}"
    local = "".join(c for c in anyascii(name).lower() if c.isalnum())[:20] or "user"
    found: dict[str, Any] = {
        "id": f"{country.lower()}-{person.number}",
        "name": name,
        "birth_date": born.isoformat() if chance.random() < 0.8 else None,
        "country": country,
        "city": city,
        "time_zone": zone if chance.random() < 0.7 else None,
        "addresses": [address] if chance.random() < 0.7 else None,
        "phones": [example_phone(country, number=chance.randint(0, 300))] if chance.random() < 0.9 else None,
        "emails": [f"{local}{chance.randint(1, 99)}@{chance.choice(_MAIL)}"],
        "identity": {
            "document_verified": True,
            "document_kind": chance.choice(["passport", "identity card", "driving licence"]),
            "document_name": person.spelled(),
            "document_country": country,
            "document_birth_date": born.isoformat(),
            "document_expires": (TODAY + dt.timedelta(days=chance.randint(30, 3_000))).isoformat(),
            "liveness_verified": True,
            "photo_present": True,
            "photo_matches": True,
        },
        "jobs": list(_jobs(person, born)),
        "studies": _studies(person, born) if chance.random() < 0.6 else None,
        "logins": list(_logins(person, ip, created)),
        "payouts": [{"method": "bank", "country": country, "holder": person.spelled(), "account": account}],
        "payments": list(_payments(person, created)),
        "work": _work(person, zone),
        "texts": [{"kind": "bio", "body": _bio(person), "at": created.isoformat()}],
        "created": created.isoformat(),
    }
    if chance.random() < 0.3:
        found["legal_name"] = person.latin()
    return found


def _jobs(person: Person, born: dt.date) -> Iterator[dict[str, Any]]:
    """Jobs one after the other from about twenty years of age."""
    chance = person.chance
    start = born + dt.timedelta(days=365 * 20 + chance.randint(0, 2_000))
    for _ in range(chance.randint(0, 4)):
        end = start + dt.timedelta(days=chance.randint(200, 1_500))
        if end >= TODAY:
            return
        yield {
            "company": person.company(),
            "title": chance.choice(_TRADES),
            "country": person.country,
            "start": start.isoformat()[:7],
            "end": end.isoformat()[:7],
            "full_time": True if chance.random() < 0.6 else None,
        }
        start = end + dt.timedelta(days=chance.randint(31, 400))


def _studies(person: Person, born: dt.date) -> list[dict[str, Any]]:
    year = born.year + 18
    school = f"{person.fake.city() if hasattr(person.fake, 'city') else 'City'} University"
    return [{"school": school, "country": person.country, "start": str(year), "end": str(year + 4)}]


def _logins(person: Person, ip: str, created: dt.date) -> Iterator[dict[str, Any]]:
    """Logins of the last months at home, in waking hours and on some working days."""
    chance, zone = person.chance, ZONES[person.country]
    device = f"device-{person.number}"
    east = _east(zone)
    days = sorted(person.day(min(200, (TODAY - created).days - 1), 1) for _ in range(chance.randint(5, 30)))
    for day in days:
        moment = dt.datetime.combine(day, dt.time(chance.randint(8, 21), chance.randint(0, 59))) - east
        yield {
            "at": moment.isoformat(),
            "ip": ip,
            "country": person.country,
            "network": "home" if chance.random() < 0.8 else "mobile",
            "time_zone": zone,
            "device": device,
            "duration_hours": round(chance.uniform(0.2, 7), 1),
        }


def _east(zone: str) -> dt.timedelta:
    return ZoneInfo(zone).utcoffset(dt.datetime(2026, 6, 1)) or dt.timedelta()  # noqa: DTZ001 - local noon


def _payments(person: Person, created: dt.date) -> Iterator[dict[str, Any]]:
    chance = person.chance
    client = Faker("en_US")
    client.seed_instance(f"clients {person.number}")
    clients = [str(client.company()) for _ in range(3)]
    for _ in range(chance.randint(0, 12)):
        day = person.day((TODAY - created).days - 10, 1)
        amount = round(chance.lognormvariate(6, 1), 2)
        yield {"at": day.isoformat(), "amount": amount, "currency": "USD", "payer": chance.choice(clients)}


def _work(person: Person, zone: str) -> dict[str, Any]:
    chance = person.chance
    bids = chance.randint(5, 80)
    hires = max(1, int(bids * chance.uniform(0.05, 0.4)))
    east = _east(zone) / dt.timedelta(hours=1)
    ratings = [
        {
            "client": f"client-{chance.randint(1, 900)}",
            "stars": chance.choice([4, 5, 5, 5, 3]),
            "at": str(person.day(600)),
        }
        for _ in range(min(hires, chance.randint(0, 8)))
    ]
    found: dict[str, Any] = {"bids": bids, "hires": hires, "ratings": ratings}
    if chance.random() < 0.3:
        first = person.day(2_000, 300)
        found["repositories"] = [
            {
                "url": f"https://code.example/{person.number}/tool",
                "created": first.isoformat(),
                "first_commit": first.isoformat(),
                "last_commit": str(person.day(200)),
                "commits": chance.randint(10, 300),
                "authors": [person.latin()],
                "utc_offsets": [east] * chance.randint(10, 40),
            }
        ]
    return found


def _bio(person: Person) -> str:
    chance = person.chance
    years = chance.randint(2, 20)
    return chance.choice(
        [
            f"I have worked as a {chance.choice(_TRADES)} for {years} years and like small, clear projects.",
            f"{years} years of experience. I answer within a day and work with teams in Europe and Asia.",
            f"Freelance {chance.choice(_TRADES)}. Two children, so I am offline in the late afternoon.",
            "I started during my studies and stayed with it. References on request.",
        ]
    )


# What lives bring


def _nomad(person: Person, found: dict[str, Any]) -> None:
    """Some weeks each in two to four other countries, with the laptop's clock set to the place."""
    stops = person.chance.sample([c for c in _NOMADS if c != person.country], person.chance.randint(2, 4))
    logins: list[dict[str, Any]] = found["logins"]
    part = max(1, len(logins) // (len(stops) + 1))
    kept: list[dict[str, Any]] = []
    for i, login in enumerate(logins):
        if 0 < i // part <= len(stops):
            stop = stops[i // part - 1]
            login |= {"country": stop, "time_zone": ZONES[stop], "ip": f"203.0.113.{i % 250}", "network": "home"}
        if not kept or kept[-1]["country"] == login["country"] or _days(kept[-1], login) >= _JOURNEY:
            kept.append(login)
    found["logins"] = kept


def _days(one: dict[str, Any], other: dict[str, Any]) -> int:
    first, second = (dt.datetime.fromisoformat(login["at"]) for login in (one, other))
    return (second - first).days


def _vpn(person: Person, found: dict[str, Any]) -> None:
    """A VPN for privacy in about half of the logins, mostly through the own country or a neighbour."""
    exits = [person.country, person.country, "NL", "SE", "US"]
    for login in found["logins"]:
        if person.chance.random() < 0.5:
            login |= {
                "network": "vpn",
                "country": person.chance.choice(exits),
                "ip": f"192.0.2.{person.chance.randint(1, 250)}",
            }


def _refugee(person: Person, found: dict[str, Any]) -> None:
    """No papers to show: never asked for, or asked for and not to be had; a phone from before."""
    found["identity"] = {"photo_present": True}
    if person.chance.random() < 0.5:
        found["identity"]["document_refused"] = True
    found["studies"] = None
    found["tax_country"] = person.country


def _no_video(person: Person, found: dict[str, Any]) -> None:
    """No camera, for a reason."""
    found["identity"] = {**found.get("identity", {}), "video_refused": True}
    reason = person.chance.choice(["My connection is too slow for video.", "I am deaf and prefer to write."])
    found["texts"] = [*(found.get("texts") or []), {"kind": "message", "body": reason}]


def _crypto(person: Person, found: dict[str, Any]) -> None:
    """Pay in digital currency, where banks are slow or refuse."""
    found["payouts"] = [{"method": "crypto", "holder": None}]
    found["wallets"] = [{"currency": "USDT", "address": f"Texample{person.number:024}"}]
    for payment in found.get("payments") or []:
        payment["currency"] = "USDT"


def _family(person: Person, found: dict[str, Any]) -> None:
    """One or two more freelancers at the same address and line, some on the same computer."""
    others = [f"family-{person.number}-{n}" for n in range(person.chance.randint(1, 2))]
    found["links"] = [{"kind": "ip", "accounts": others, "degree": len(others) + 1}]
    if person.chance.random() < 0.3:
        found["links"].append({"kind": "device", "accounts": others[:1], "degree": 2})


def _new_name(person: Person, found: dict[str, Any]) -> None:
    """Married: the account bears the new surname, the document still the old one, or the other way round."""
    married = person.latin(person._surname())  # noqa: SLF001 - a second draw of the same person
    found["changes"] = [{"field": "name", "old": found["name"], "new": married, "at": person.day(300).isoformat()}]
    found["name"] = married
    if person.chance.random() < 0.5:
        found["aliases"] = [person.latin()]
    found.pop("legal_name", None)


def _two_scripts(person: Person, found: dict[str, Any]) -> None:
    """The name in its own script beside the Latin one, on the document or the bank account too."""
    own = person.name()
    found["native_name"] = own
    where = person.chance.random()
    if where < 0.4 and found.get("identity", {}).get("document_name"):
        found["identity"]["document_name"] = own
    elif where < 0.8:
        for payout in found["payouts"]:
            payout["holder"] = payout["holder"] and own


def _part_time(person: Person, found: dict[str, Any]) -> None:
    """Two or three part-time jobs at once."""
    for _ in range(person.chance.randint(2, 3)):
        start = person.day(1_500, 700)
        found["jobs"] = [
            *found["jobs"],
            {
                "company": person.company(),
                "title": person.chance.choice(_TRADES),
                "country": person.country,
                "full_time": False if person.chance.random() < 0.7 else None,
                "start": start.isoformat()[:7],
                "end": (start + dt.timedelta(days=person.chance.randint(300, 600))).isoformat()[:7],
            },
        ]


def _moved(person: Person, found: dict[str, Any]) -> None:
    """Moved abroad last year: everything is in the new country but the phone, the document and some accounts."""
    old = person.chance.choice([c for c in ZONES if c != person.country])
    found["phones"] = [example_phone(old, number=person.chance.randint(0, 300))]
    if found.get("identity", {}).get("document_name"):
        found["identity"]["document_country"] = old
    for part in (*(found.get("jobs") or []), *(found.get("studies") or [])):
        part["country"] = old
    day = person.day(360, 200).isoformat()
    found["changes"] = [
        *(found.get("changes") or []),
        {"field": "country", "old": old, "new": person.country, "at": day},
    ]
    if person.chance.random() < 0.25:
        for payout in found["payouts"]:
            payout["country"] = payout.get("country") and old


def _sparse(person: Person, found: dict[str, Any]) -> None:
    """Next to nothing is known: name and country, and for some not even a country."""
    keep = {"id", "name", "emails", "created"} | ({"country"} if person.chance.random() < 0.8 else set())
    for field in set(found) - keep:
        del found[field]


_LIVES = {
    "nomad": _nomad,
    "vpn": _vpn,
    "refugee": _refugee,
    "no_video": _no_video,
    "crypto": _crypto,
    "family": _family,
    "new_name": _new_name,
    "two_scripts": _two_scripts,
    "part_time": _part_time,
    "moved": _moved,
    "sparse": _sparse,
}
