"""Mail addresses and their domains: whose they are, and which of them imitate another.

Nothing is looked up and no mail is sent. A domain is held against the domains that the same profile names, never
against all the domains of the world: somewhere there is a neighbour one letter away from everybody's.

Table: ``watchlists/mail_domains.csv``.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import msgspec

from screening import contacts, shipped
from screening.errors import InputError
from screening.names.disguise import one_script
from screening.names.scripts import scripts

__all__ = ["Imitation", "imitates", "label", "local_part", "mail_domain", "provider", "site", "site_domain"]

_SECOND = frozenset(
    ("ac", "co", "com", "edu", "gob", "gov", "go", "gouv", "ltd", "ne", "net", "nom", "or", "org", "plc")
)
"""What stands before a country's ending where nobody registers directly under it: ``example.co.uk``."""
_COUNTRY_ENDING = 2

_BUILDERS = (
    "github.io", "gitlab.io", "netlify.app", "vercel.app", "pages.dev", "web.app", "herokuapp.com",
    "webflow.io", "blogspot.com", "wordpress.com", "wixsite.com", "weebly.com", "notion.site",
    "sites.google.com", "github.com", "linkedin.com", "facebook.com",
)  # fmt: skip
"""Where anybody puts a site under somebody else's domain: such a domain is nobody's own."""

_EXTRA = frozenset({
    "app", "apply", "career", "careers", "co", "company", "corp", "corporation", "dev", "digital", "eu", "gmbh",
    "global", "group", "hire", "hiring", "hq", "hr", "inc", "int", "intl", "it", "job", "jobs", "labs",
    "limited", "llc", "ltd", "mail", "office", "official", "online", "recruit", "recruiting", "remote", "soft",
    "software", "solutions", "staff", "studio", "support", "team", "tech", "uk", "us", "usa", "work",
})  # fmt: skip
"""Words that are put beside a firm's name to make a second one that looks official. Editorial."""

_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("å", "aa"), ("æ", "ae"))

_ALIKE = str.maketrans("01i3457", "olleast")
_ALIKE_PAIRS = (("rn", "m"), ("vv", "w"))
"""What a hurried reader takes for one another. Both sides are written so, hence ``i``, ``1`` and ``l`` are one."""

_ONE_SLIP, _TWO_SLIPS = 6, 11
"""Letters of the shorter name from which one or two slips count: short names have too many honest neighbours."""
_SHORTEST = 4


class Imitation(msgspec.Struct, frozen=True, gc=False):
    """How one domain imitates another.

    Attributes:
        how: said so that it stands between the two: "reads like", "is one letter from" ...
        strength: 0..1; a firm may own a name with a word added, hardly one with letters exchanged.
    """

    how: str
    strength: float


@cache
def _providers() -> dict[str, str]:
    return {row["domain"]: row["kind"] for row in shipped.rows("mail_domains.csv")}


def provider(domain: str) -> str:
    """What kind of provider for everybody a mail domain is; empty for any other domain.

    ``disposable`` boxes last minutes or days; ``free`` and ``privacy`` are ordinary mail; ``forwarding`` ones are
    made for one purpose.

    >>> provider("yopmail.com"), provider("gmail.com"), provider("proton.me"), provider("workshop.example")
    ('disposable', 'free', 'privacy', '')
    """
    kinds = _providers()
    while domain:
        if kind := kinds.get(domain):
            return kind
        domain = domain.partition(".")[2]
    return ""


def mail_domain(address: str) -> str:
    """The domain of a mail address in ASCII, or empty if the address cannot be read.

    >>> mail_domain("Marta@Müller.example"), mail_domain("write to me")
    ('xn--mller-kva.example', '')
    """
    return _read(address)[1]


def local_part(address: str) -> str:
    """What stands before the ``@`` in lower case, or empty if the address cannot be read.

    >>> local_part("Marta.W@example.org")
    'marta.w'
    """
    return _read(address)[0]


@lru_cache(maxsize=16_384)
def _read(address: str) -> tuple[str, str]:
    try:
        local, _, domain = contacts.form("email", address).rpartition("@")
    except InputError:
        return "", ""
    return local, domain


@lru_cache(maxsize=16_384)
def site_domain(url: str) -> str:
    """The domain of a web address that is somebody's own; empty for an IP address, a site builder or no address.

    >>> site_domain("https://www.Workshop.example/team"), site_domain("marta.github.io")
    ('workshop.example', '')
    """
    try:
        domain = contacts.host(url.strip())
    except InputError:
        return ""
    if domain.replace(".", "").isdigit() or ":" in domain:
        return ""
    return "" if any(domain == one or domain.endswith(f".{one}") for one in _BUILDERS) else domain


def site(domain: str) -> str:
    """The part of a domain that somebody registered: its label and ending.

    Read by rule and without the list of all public endings: what stands before a country's ending is one of ours.

    >>> site("mail.workshop.example"), site("mail.workshop.co.uk")
    ('workshop.example', 'workshop.co.uk')
    """
    parts = domain.split(".")
    ending = 2 if len(parts) > 2 and len(parts[-1]) == _COUNTRY_ENDING and parts[-2] in _SECOND else 1  # noqa: PLR2004
    return ".".join(parts[-ending - 1 :])


def label(domain: str) -> str:
    """The name in a domain, as people read it.

    >>> label("mail.workshop.co.uk"), label("xn--mller-kva.example")
    ('workshop', 'müller')
    """
    name = site(domain).partition(".")[0]
    if not name.startswith("xn--"):
        return name
    try:
        return name.encode().decode("idna")
    except UnicodeError:
        return name


@lru_cache(maxsize=16_384)
def imitates(domain: str, real: str) -> Imitation | None:
    """How a domain imitates the real one, ``None`` if it does not.

    The same name under another ending is no imitation: firms hold several, and so do their countries' offices.

    >>> imitates("exarnplesoft.example", "examplesoft.example").how
    'reads like'
    >>> imitates("examplesoft-careers.example", "examplesoft.example").how
    "adds 'careers' to"
    >>> imitates("examplesoft.com.mail-service.example", "examplesoft.com").how
    'contains the whole of'
    >>> imitates("examplesoft.co.uk", "examplesoft.com") is None
    True
    """
    one, other = label(domain), label(real)
    if one != other and f".{domain}".find(f".{site(real)}.") >= 0:
        return Imitation("contains the whole of", 0.8)
    if one == other or min(len(one), len(other)) < _SHORTEST or _expanded(one) == _expanded(other):
        return None
    if _plain(one) == other or _plain(other) == one:
        return Imitation("differs by an accent from", 0.5)
    if one.replace("-", "") == other.replace("-", ""):
        return Imitation("differs by a hyphen from", 0.4)
    if _alike(one, other) == _alike(other, one):
        return Imitation("reads like", 1.0)
    if added := _added(one, other):
        return Imitation(f"adds {added!r} to", 0.4)
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= _TWO_SLIPS else 1 if shorter >= _ONE_SLIP else 0
    slips = _slips(one, other) if abs(len(one) - len(other)) <= allowed else allowed + 1
    if not slips or slips > allowed:
        return None
    return Imitation("is one letter from" if slips == 1 else "is two letters from", 0.8)


def _expanded(name: str) -> str:
    """German and Nordic letters as firms write them in ASCII: ``müller`` and ``mueller`` are one name."""
    for letter, pair in _UMLAUTS:
        name = name.replace(letter, pair)
    return name


def _plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _alike(name: str, beside: str) -> str:
    """The name as a reader sees it who expects ``beside``: look-alike letters of any script are one."""
    name = _plain(unicodedata.normalize("NFKC", name).casefold())
    if not name.isascii():  # set beside the real name, so that letters of a whole word are read in its script too
        name = one_script(name + beside, scripts(name + beside), []).casefold()[: len(name)]
    name = name.translate(_ALIKE)
    for pair, letter in _ALIKE_PAIRS:
        name = name.replace(pair, letter)
    return name


def _added(name: str, real: str) -> str:
    """The word that was put before or behind the real name, if it is one that makes a name look official."""
    joined, wanted = name.replace("-", ""), real.replace("-", "")
    if joined.startswith(wanted):
        rest = joined[len(wanted) :]
    elif joined.endswith(wanted):
        rest = joined[: -len(wanted)]
    else:
        return ""
    return rest if rest in _EXTRA else ""


def _slips(a: str, b: str) -> int:
    """Letters inserted, dropped, exchanged or swapped between two short names."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row, older = row, [i], before
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
