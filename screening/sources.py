"""The public documents that indicators, lists and figures rest on, by short key."""

from __future__ import annotations

import msgspec

__all__ = ["SOURCES", "Citation", "cite"]


class Citation(msgspec.Struct, frozen=True, gc=False):
    """Where a statement comes from: document, date, section and address.

    Attributes:
        key: short key of the document, for example ``US22``.
        document: its title and publisher.
        date: ISO date of publication, partial where only that is known.
        section: the part that is meant; empty if the document is short.
        url: its public address.
    """

    key: str
    document: str
    date: str
    section: str
    url: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.date, self.section, self.url) if part)


SOURCES = {
    "UPI20": Citation(
        "UPI20",
        "UPI: North Korea tech workers earn $20M for regime, U.N. report says (on S/2020/151)",
        "2020-04-21",
        "",
        "https://www.upi.com/Top_News/World-News/2020/04/21/North-Korea-tech-workers-earn-20M-for-regime-UN-report-says/3031587482279/",
    ),
    "US22": Citation(
        "US22",
        "US State, Treasury and FBI: Guidance on the DPRK Information Technology Workers",
        "2022-05-16",
        "",
        "https://home.treasury.gov/system/files/126/20220516_dprk_it_worker_advisory.pdf",
    ),
    "PSA23": Citation(
        "PSA23",
        "FBI IC3 PSA231018: Additional Guidance on the DPRK IT Workers",
        "2023-10-18",
        "",
        "https://www.ic3.gov/PSA/2023/PSA231018",
    ),
    "PSA25-01": Citation(
        "PSA25-01",
        "FBI IC3 PSA250123: North Korean IT Workers Conducting Data Extortion",
        "2025-01-23",
        "",
        "https://www.ic3.gov/PSA/2025/PSA250123",
    ),
    "PSA25-07": Citation(
        "PSA25-07", "FBI IC3 PSA250723-4", "2025-07-23", "", "https://www.ic3.gov/PSA/2025/PSA250723-4"
    ),
    "DOJ24": Citation(
        "DOJ24",
        "US v. Jong Song Hwa et al., 4:24-cr-00648 (E.D. Mo.)",
        "2024-12-12",
        "",
        "https://www.justice.gov/archives/opa/pr/fourteen-north-korean-nationals-indicted-carrying-out-multi-year-fraudulent-information",
    ),
    "DOJ25": Citation(
        "DOJ25",
        "US DOJ: US v. Jin et al. (S.D. Fla.)",
        "2025-01-23",
        "",
        "https://www.justice.gov/opa/pr/two-north-korean-nationals-and-three-facilitators-indicted-multi-year-fraudulent-remote",
    ),
    "MAND24": Citation(
        "MAND24",
        "Mandiant on UNC5267, Staying a Step Ahead: Mitigating the DPRK IT Worker Threat",
        "2024-09-23",
        "",
        "https://cloud.google.com/blog/topics/threat-intelligence/mitigating-dprk-it-worker-threat",
    ),
    "RF26": Citation(
        "RF26",
        "Recorded Future, Insikt Group: PurpleDelta fraudulent employment operations",
        "2026-08-18",
        "",
        "https://www.recordedfuture.com/research/purpledelta-fraudulent-employment-operations",
    ),
    "SEAL": Citation(
        "SEAL",
        "Security Alliance, frameworks: DPRK IT workers",
        "2026-05",
        "",
        "https://frameworks.securityalliance.dev",
    ),
    "OFAC": Citation(
        "OFAC",
        "US Treasury, OFAC: Specially Designated Nationals list",
        "",
        "",
        "https://sanctionslistservice.ofac.treas.gov",
    ),
    "OFAC50": Citation(
        "OFAC50",
        "US Treasury, OFAC: revised guidance on entities owned by blocked persons (79 Fed. Reg. 47726)",
        "2014-08-13",
        "",
        "https://ofac.treasury.gov",
    ),
    "UN2397": Citation(
        "UN2397",
        "UN Security Council resolution 2397 (2017)",
        "2017-12-22",
        "",
        "https://unscr.com/en/resolutions/2397",
    ),
    "UN": Citation(
        "UN",
        "UN Security Council Consolidated List",
        "",
        "",
        "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    ),
    "APNIC": Citation(
        "APNIC",
        "APNIC blog: The Internet in North Korea, hanging by a single thread (175.45.176.0/22, AS131279)",
        "2015-08-31",
        "",
        "https://blog.apnic.net/2015/08/31/the-internet-in-north-korea-hanging-by-a-single-thread",
    ),
    "RF17": Citation(
        "RF17",
        "Infosecurity Magazine on a Recorded Future study of DPRK traffic",
        "2017-07",
        "",
        "https://infosecurity-magazine.com/news/report-north-korean-cyber-attacks",
    ),
}
"""Every document, by key. Dates and addresses as the reviewed reference table gives them."""


def cite(reference: str) -> Citation:
    """The citation of ``KEY`` or ``KEY: section``.

    >>> cite("US22: red flags for platforms").section
    'red flags for platforms'

    Raises:
        KeyError: there is no such document.
    """
    key, _, section = reference.partition(": ")
    source = SOURCES[key]
    return msgspec.structs.replace(source, section=section) if section else source
