"""FollowTheMoney, the data model of OpenSanctions: what its schemata, properties and topics mean here.

Everything is an entity with a schema: parties, and what is said of them (sanctions, passports, addresses, shares)
as entities of their own that point to a party. A property always holds a list of values.

Official description: https://followthemoney.tech/explorer/ and https://www.opensanctions.org/docs/topics/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from screening.lists.fields import country, imo_number, name_kind
from screening.watchlist import Alias, EntityKind

__all__ = [
    "DESCRIBES",
    "DESIGNATED",
    "EDGES",
    "IDENTIFIERS",
    "ISSUERS",
    "KINDS",
    "LINKS",
    "Edge",
    "alias",
    "as_listed",
    "code_of",
    "list_key",
    "references",
]

KINDS: dict[str, EntityKind] = {
    "Person": "person",
    "LegalEntity": "organization",
    "Company": "organization",
    "Organization": "organization",
    "PublicBody": "organization",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "other",
    "Vehicle": "other",
    "Security": "other",
    "CryptoWallet": "other",
    "BankAccount": "other",
    "RealEstate": "other",
    "Thing": "other",
}
"""The schemata of parties."""

_NUMBERS = (
    "accountNumber", "bikCode", "bvdId", "cageCode", "callSign", "cikCode", "coatoCode", "crsNumber",
    "dunsCode", "figiCode", "giiNumber", "iban", "icaoCode", "ipoCode", "isin", "isinCode", "mmsi",
    "npiCode", "permId", "pfrNumber", "ricCode", "serialNumber", "ticker", "uniqueEntityId",
)  # fmt: skip

IDENTIFIERS = {
    "registrationNumber": "registration",
    "licenseNumber": "registration",
    "ogrnCode": "registration",
    "okpoCode": "registration",
    "kppCode": "registration",
    "fnsCode": "registration",
    "uscCode": "registration",
    "voenCode": "tax",
    "jibCode": "registration",
    "mbsCode": "registration",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "irsCode": "tax",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "passportNumber": "passport",
    "leiCode": "lei",
    "swiftBic": "swift",
    "bic": "swift",
    "imoNumber": "imo",
    "email": "email",
    "phone": "phone",
    "website": "website",
    "publicKey": "wallet",
    "cryptoAddress": "wallet",
    **dict.fromkeys(_NUMBERS, "other"),
}
"""Properties that single a party out."""

ISSUERS = {"ogrnCode": "RU", "innCode": "RU", "okpoCode": "RU", "kppCode": "RU", "uscCode": "CN", "voenCode": "AZ"}

DESCRIBES = frozenset({
    "accountId", "accountType", "alephUrl", "amount", "amountEur", "amountUsd", "appearance", "area",
    "balance", "balanceDate", "bankAddress", "bankName", "biography", "birthCountry", "birthPlace",
    "blockchain", "brightQueryId", "brightQueryOrgId", "buildDate", "cadastralCode", "caemCode", "capital",
    "censusCode", "classification", "closingDate", "createdAt", "creationDate", "currency", "currencySymbol",
    "custodyType", "deadweightTonnage", "deathDate", "deregistrationDate", "dissolutionDate", "education",
    "encumbrance", "ethnicity", "eyeColor", "fatherName", "firstName", "fssCode", "gender",
    "grossRegisteredTonnage", "hairColor", "height", "icijId", "incorporationDate", "indexText", "issueDate",
    "keywords", "landType", "lastName", "latitude", "legalForm", "longitude", "managingExchange",
    "manufacturer", "maturityDate", "maxBalance", "maxBalanceDate", "middleName", "model", "modifiedAt",
    "motherName", "nameChangeDate", "nameSuffix", "navigationArea", "okopfCode", "oksmCode", "okvedCode",
    "opencorporatesUrl", "openingDate", "pastFlags", "pastTypes", "political", "positionOccupancies",
    "profession", "proof", "publisher", "publisherUrl", "registrationDate", "registrationPort", "religion",
    "retrievedAt", "riskSource", "sayariId", "secondName", "sector", "spokenLanguage", "status", "taxStatus",
    "tenure", "tonnage", "type", "unknownLinkTo", "weight", "wikidataId", "wikipediaUrl",
})  # fmt: skip
"""Properties that are known and neither name nor single out a party, or repeat what others say."""

LINKS = {"parent": "owned_by", "owner": "owned_by", "operator": "controlled_by", "issuer": "linked_to"}
"""Properties of a party that point to another one."""

DESIGNATED = frozenset(
    ("sanction", "sanction.counter", "debarment", "export.control", "invest.ban", "asset.frozen", "corp.disqual")
)
"""Topics of parties that an authority listed; all others (politically exposed, wanted, linked) are reported."""


class Edge(NamedTuple):
    """An entity that stands for a relation.

    Attributes:
        source, target: the properties that point to the two parties.
        forth, back: the kind of the relation as the source has it to the target, and the target to the source.
        label: what the relation is, where the entity does not say it by itself.
    """

    source: str
    target: str
    forth: str
    back: str
    label: str = ""


EDGES = {
    "Ownership": Edge("owner", "asset", "owner_of", "owned_by"),
    "Control": Edge("controller", "controlled", "linked_to", "controlled_by", "control"),
    "Directorship": Edge("director", "organization", "linked_to", "linked_to", "directorship"),
    "Membership": Edge("member", "organization", "linked_to", "linked_to", "membership"),
    "Employment": Edge("employee", "employer", "linked_to", "linked_to", "employment"),
    "Representation": Edge("agent", "client", "acting_for", "linked_to", "representation"),
    "Family": Edge("person", "relative", "family_of", "family_of"),
    "Associate": Edge("person", "associate", "associate_of", "associate_of"),
    "Succession": Edge("predecessor", "successor", "linked_to", "linked_to", "succession"),
    "UnknownLink": Edge("subject", "object", "linked_to", "linked_to"),
    "Similar": Edge("candidate", "match", "probably_same_as", "probably_same_as"),
}

_PLACES = frozenset(("suhh", "cshh", "yucs", "ddde", "eu", "un", "zz", "xx"))
_OFAC = re.compile(r"ofac-(\d+)|https?://sanctionssearch\.ofac\.treas\.gov/Details\.aspx\?id=(\d+)")
_UK = re.compile(r"gb-fcdo-([a-z]{2,4}\d+)")
_EU = re.compile(r"eu-fsf-eu-(\d+)-(\d+)")
_UNSC = re.compile(r"[A-Z]{2}[ei]\.\d+")
_WORD = re.compile(r"\W+")


def code_of(text: str) -> str | None:
    """The ISO code of a country; empty for one that is no more, or a union; ``None`` if the text is no country.

    >>> code_of("kp"), code_of("gb-nir"), code_of("suhh"), code_of("nowhere")
    ('KP', 'GB', '', None)
    """
    lower = text.strip().lower()
    return "" if lower in _PLACES else country(lower.partition("-")[0].upper()) or country(text) or None


def alias(name: str, *, person: bool) -> Alias:
    """Another name, which the exports do not grade: one word of Latin letters is weak for a person.

    >>> alias("Testy", person=True).strength, alias("Testy", person=False).strength
    ('weak', 'strong')
    """
    kind = name_kind(name)
    return Alias(name, kind, "weak" if person and kind == "alias" and " " not in name else "strong")


def as_listed(kind: str, value: str) -> str:
    """A number as other lists write it: of ``IMO9999993`` the digits.

    >>> as_listed("imo", "IMO9999993"), as_listed("imo", "unknown"), as_listed("passport", "IMO9999993")
    ('9999993', 'unknown', 'IMO9999993')
    """
    return (imo_number(value) if kind == "imo" else "") or value


def list_key(datasets: Iterable[str]) -> str:
    """The key of the list that holds these datasets: their own if it is one, else that of a collection.

    >>> list_key(["Ukraine War and Sanctions"]), list_key(["us_ofac_sdn", "un_sc_sanctions"])
    ('os:ukraine_war_and_sanctions', 'os:collection')
    """
    names = {_WORD.sub("_", dataset.strip().casefold()).strip("_") for dataset in datasets} - {""}
    return f"os:{names.pop()}" if len(names) == 1 else "os:collection"


def references(values: Iterable[str], datasets: Iterable[str] = ()) -> tuple[str, ...]:
    """Entries of official lists, as far as ids and addresses show them.

    OFAC numbers both its lists together; which one is meant, the datasets tell.

    >>> references(["NK-abc", "ofac-24977", "gb-fcdo-dpr0061", "eu-fsf-eu-4094-64", "KPe.050"])
    ('ofac_sdn:24977', 'uk_sanctions:DPR0061', 'eu_fsf:EU.4094.64', 'un_sc:KPe.050')
    """
    ofac = "ofac_cons" if "us_ofac_cons" in (known := set(datasets)) and "us_ofac_sdn" not in known else "ofac_sdn"
    found: dict[str, None] = {}
    for value in values:
        if match := _OFAC.fullmatch(value):
            found[f"{ofac}:{match[1] or match[2]}"] = None
        elif match := _UK.fullmatch(value):
            found[f"uk_sanctions:{match[1].upper()}"] = None
        elif match := _EU.fullmatch(value):
            found[f"eu_fsf:EU.{match[1]}.{match[2]}"] = None
        elif _UNSC.fullmatch(value):
            found[f"un_sc:{value}"] = None
    return tuple(found)
