"""What the details of an OFAC party mean, in the words that all of OFAC's formats share.

In the CSV files a detail is a phrase of the remarks (``Tax ID No. 7 (Russia)``), in the XML files an element with
a type (``Tax ID No.``), a value and perhaps a country. A detail of an XML file is turned into the phrase that the
CSV file has for it, and read by the same table: so the same number is the same identifier in every format.
"""

from __future__ import annotations

import re

__all__ = ["BARE", "CONSOLIDATED_FILE", "FIELDS", "PHRASED", "PHRASES", "REMARKED", "UNUSED", "meaning"]

CONSOLIDATED_FILE = re.compile(r"(?<![a-z])cons", re.IGNORECASE)
"""In the name of a file of the consolidated list: ``CONSOLIDATED.XML``, ``CONS_ADVANCED.XML``."""

# What a phrase begins with, and what it gives: from the releases of December 2023 and May 2024, and the
# reference sets of the advanced and the enhanced XML of 2024.
PHRASES = {
    "a.k.a. ": "alias",
    "n.k.a. ": "alias",
    "f.k.a. ": "former",
    "DOB ": "birth",
    "nationality ": "nationality",
    "citizen ": "nationality",
    "Nationality of Registration ": "country",
    "Registration Country ": "country",
    "Other Vessel Flag ": "country",
    "Linked To: ": "linked",
    "Digital Currency Address - ": "wallet",
    "Website ": "website",
    "Website: ": "website",
    "Email Address ": "email",
    "Email ": "email",
    "EMAIL ": "email",
    "Phone Number ": "phone",
    "Phone No. ": "phone",
    "PHONE ": "phone",
    "Telephone No. ": "phone",
    "Telephone ": "phone",
    "Telephone: ": "phone",
    "Alt. Telephone: ": "phone",
    "Fax No. ": "phone",
    "Fax: ": "phone",
    "Alt. Fax: ": "phone",
    "Fax ": "phone",
    "FAX ": "phone",
    "SWIFT/BIC ": "swift",
    "Legal Entity Number ": "lei",
    "Vessel Registration Identification IMO ": "imo",
    "Identification Number IMO ": "imo",
    "Company Number IMO ": "imo",
    "Vessel Registration Identification ": "other",
    "MMSI ": "other",
    "Other Vessel Call Sign ": "other",
    "Aircraft Tail Number ": "other",
    "Previous Aircraft Tail Number ": "other",
    "Aircraft Manufacturer's Serial Number (MSN) ": "other",
    "Aircraft Serial Identification ": "other",
    "Aircraft Construction Number (also called L/N or S/N or F/N) ": "other",
    "Aircraft Mode S Transponder Code ": "other",
    "D-U-N-S Number ": "other",
    "Driver's License No. ": "other",
    "BIK (RU) ": "other",
    "ISIN ": "other",
    "Serial No. ": "other",
    "Trademark number ": "other",
    "Pilot License Number ": "other",
    "Passport ": "passport",
    "Diplomatic Passport ": "passport",
    "Stateless Person Passport ": "passport",
    "British National Overseas Passport ": "passport",
    "Travel Document Number ": "passport",
    "Seafarer's Identification Document ": "passport",
    "National ID No. ": "national_id",
    "Identification Number ": "national_id",
    "Cedula No. ": "national_id",
    "C.U.R.P. ": "national_id",
    "C.U.I. ": "national_id",
    "D.N.I. ": "national_id",
    "N.I.E. ": "national_id",
    "I.F.E. ": "national_id",
    "SSN ": "national_id",
    "LE Number ": "national_id",
    "C.U.I.P. ": "national_id",
    "Numero de Identidad ": "national_id",
    "Electoral Registry No. ": "national_id",
    "Credencial electoral ": "national_id",
    "Cartilla de Servicio Militar Nacional ": "national_id",
    "National Foreign ID Number ": "national_id",
    "Personal ID Card ": "national_id",
    "Residency Number ": "national_id",
    "Refugee ID Card ": "national_id",
    "Birth Certificate Number ": "national_id",
    "Citizen's Card Number ": "national_id",
    "Kenyan ID No. ": "national_id",
    "Bosnian Personal ID No. ": "national_id",
    "Moroccan Personal ID No. ": "national_id",
    "CNP (Personal Numerical Code) ": "national_id",
    "Immigration No. ": "national_id",
    "Public Security and Immigration No. ": "national_id",
    "Romanian Permanent Resident ": "national_id",
    "Stateless Person ID Card ": "national_id",
    "Military Registration Number ": "national_id",
    "VisaNumberID ": "national_id",
    "Turkish Identification Number ": "national_id",
    "UAE Identification ": "national_id",
    "Tazkira National ID Card ": "national_id",
    "Tax ID No. ": "tax",
    "NIT # ": "tax",
    "RUC # ": "tax",
    "RIF # ": "tax",
    "R.F.C. ": "tax",
    "RFC ": "tax",
    "RTN ": "tax",
    "C.U.I.T. ": "tax",
    "C.I.F. ": "tax",
    "N.I.F. ": "tax",
    "US FEIN ": "tax",
    "V.A.T. Number ": "tax",
    "Fiscal Code ": "tax",
    "Numero Unico de Identificacao Tributaria (NUIT) ": "tax",
    "Italian Fiscal Code ": "tax",
    "Italian Fiscal Code: ": "tax",
    "Romanian Tax Registration ": "tax",
    "Paraguayan tax identification number ": "tax",
    "Registration Number ": "registration",
    "Registration ID ": "registration",
    "Business Registration Number ": "registration",
    "Business Registration Document # ": "registration",
    "Business Number ": "registration",
    "Public Registration Number ": "registration",
    "MSB Registration Number ": "registration",
    "Company Number ": "registration",
    "UK Company Number ": "registration",
    "Unified Social Credit Code (USCC) ": "registration",
    "United Social Credit Code Certificate (USCCC) ": "registration",
    "Organization Code ": "registration",
    "Government Gazette Number ": "registration",
    "Commercial Registry Number ": "registration",
    "Central Registration System Number ": "registration",
    "Chamber of Commerce Number ": "registration",
    "Istanbul Chamber of Comm. No. ": "registration",
    "Dubai Chamber of Commerce Membership No. ": "registration",
    "Economic Register Number (CBLS) ": "registration",
    "Enterprise Number ": "registration",
    "Branch Unit Number ": "registration",
    "Certificate of Incorporation Number ": "registration",
    "C.R. No. ": "registration",
    "Romanian C.R. ": "registration",
    "Folio Mercantil No. ": "registration",
    "Matricula Mercantil No ": "registration",
    "Registered Charity No. ": "registration",
    "Trade License No. ": "registration",
    "License ": "registration",
    "Tourism License No. ": "registration",
    "Afghan Money Service Provider License Number ": "registration",
    "SRE Permit No. ": "registration",
    "Permit Number ": "registration",
    "File Number ": "registration",
}

BARE = frozenset(("linked", "website", "email", "phone", "swift"))
"""Meanings whose value is all that follows: no country of issue, no dates."""

PHRASED = {
    "Birthdate": "DOB",
    "Citizenship Country": "citizen",
    "Nationality Country": "nationality",
    "Place of Birth": "POB",
}
"""Types of the XML files whose phrase in the CSV file begins with another word."""

FIELDS = {
    "Title": "title",
    "VESSEL TYPE": "vessel type",
    "Vessel Call Sign": "call sign",
    "Vessel Flag": "flag",
    "Vessel Owner": "owner",
}
"""Types that have a column of their own in the CSV file."""

UNUSED = frozenset(("Vessel Tonnage", "Vessel Gross Registered Tonnage"))
"""Types that say nothing about who a party is."""

REMARKED = (
    "Additional Sanctions Information",
    "Aircraft Manufacture Date",
    "Aircraft Model",
    "Aircraft Operator",
    "CAATSA Section 235 Information",
    "Chinese Commercial Code",
    "Effective Date (",
    "Equity Ticker",
    "Executive Order ",
    "Former Vessel Flag",
    "Gender",
    "IFCA Determination",
    "Issuer Name",
    "Listing Date (",
    "MICEX Code",
    "Organization Established Date",
    "Organization Type",
    "Other Vessel Type",
    "PEESA Information",
    "Place of Birth",
    "Purchase/Sales For Divestment Date",
    "Secondary sanctions risk",
    "Target Type",
    "Transactions Prohibited",
    "UN/LOCODE",
    "Vessel Year of Build",
)
"""Beginnings of types that are kept in the remarks, as in the CSV file."""

_BY_FIRST_WORD: dict[str, tuple[tuple[str, str], ...]] = {}
for _phrase in sorted(PHRASES, key=len, reverse=True):
    _word = _phrase.partition(" ")[0]
    _BY_FIRST_WORD[_word] = (*_BY_FIRST_WORD.get(_word, ()), (_phrase, PHRASES[_phrase]))


def meaning(phrase: str) -> tuple[str, str]:
    """What a phrase gives and the value in it; both empty if it has no meaning here.

    >>> meaning("Tax ID No. 7 (Russia)"), meaning("Digital Currency Address - XBT 1Example")
    (('tax', '7 (Russia)'), ('wallet', 'XBT 1Example'))
    >>> meaning("Gender Male")
    ('', '')
    """
    for start, kind in _BY_FIRST_WORD.get(phrase.partition(" ")[0], ()):
        if phrase.startswith(start):
            return kind, phrase[len(start) :].strip()
    return "", ""
