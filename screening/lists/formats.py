"""The formats that can be read, in the order in which a file is tried; what a file is, its content says.

A reader is a module with two functions, of which this is the whole list::

    recognises(part) -> bool          by a first look; another format is never mistaken for its own
    parse(part, intake) -> Iterator   the entities, in bounded memory; what is not understood goes to the intake
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from screening.lists import australia, canada
from screening.lists.eu import fsf_csv, fsf_xml, global_xml
from screening.lists.intake import Intake
from screening.lists.japan import asset_freezes, end_users
from screening.lists.ofac import advanced_xml, enhanced_xml, sdn_xml
from screening.lists.opening import Part
from screening.lists.opensanctions import ftm_json, senzing, targets_csv
from screening.lists.own import table as own_table
from screening.lists.own import toml as own_toml
from screening.lists.rok import announcements, fsc_annex
from screening.lists.switzerland import seco_xml
from screening.lists.threat import lines as threat_lines
from screening.lists.threat import misp, stix
from screening.lists.threat import table as threat_table
from screening.lists.uk import conlist, sanctions_csv, sanctions_xml
from screening.lists.un import consolidated_xml
from screening.lists.us import denied_persons, screening_list
from screening.watchlist import Entity

__all__ = ["FORMATS", "Format", "Reader", "recognised"]


class Reader(Protocol):
    """What a reader's module offers."""

    def recognises(self, part: Part, /) -> bool:
        """Whether a file is in this format."""

    def parse(self, part: Part, intake: Intake, /) -> Iterator[Entity]:
        """The listed parties."""


class Format(NamedTuple):
    """One format.

    Attributes:
        list: the key of the list in it; empty if the file decides, then its reader sets ``intake.list``.
        title: what it is called in messages and documentation.
        reader: the module that reads it.
        seen: on what real data it was tested: ``whole files``, ``an excerpt`` or ``documentation only``.
    """

    list: str
    title: str
    reader: Reader
    seen: str


FORMATS: tuple[Format, ...] = (
    Format("", "OFAC's XML (sdn.xml, consolidated.xml)", sdn_xml, "whole files"),
    Format("", "OFAC's enhanced XML", enhanced_xml, "an excerpt"),
    Format("", "OFAC's advanced XML", advanced_xml, "an excerpt"),
    Format("un_sc", "UN Security Council Consolidated List, XML", consolidated_xml, "whole files"),
    Format("eu_fsf", "EU consolidated list, FSF XML 1.1", fsf_xml, "documentation only"),
    Format("eu_fsf", "EU consolidated list, FSF CSV 1.1 and 1.0", fsf_csv, "an excerpt"),
    Format("eu_fsf", "EU consolidated list, global.xml (old layout)", global_xml, "whole files"),
    Format("uk_sanctions", "UK Sanctions List, CSV", sanctions_csv, "documentation only"),
    Format("uk_sanctions", "UK Sanctions List, XML", sanctions_xml, "documentation only"),
    Format("uk_ofsi", "OFSI consolidated list (ConList), CSV or XLSX", conlist, "whole files"),
    Format("us_csl", "US Consolidated Screening List, CSV or JSON", screening_list, "whole files"),
    Format("bis_dpl", "BIS Denied Persons List, text", denied_persons, "whole files"),
    Format("ca_sema", "Canada's SEMA list, XML or JSON", canada, "an excerpt"),
    Format("au_dfat", "Australia's DFAT list, XLSX or CSV", australia, "documentation only"),
    Format("ch_seco", "Switzerland's SECO list, XML", seco_xml, "an excerpt"),
    Format("jp_mof", "Japan's MOF asset freezes, CSV", asset_freezes, "an excerpt"),
    Format("jp_meti", "Japan's METI End User List, XLSX or CSV", end_users, "documentation only"),
    Format("rok_fsc", "Republic of Korea, FSC annex, XML or text", fsc_annex, "documentation only"),
    Format("rok_mofa", "Republic of Korea, MOFA tables, CSV or XLSX", announcements, "documentation only"),
    Format("", "OpenSanctions targets, CSV", targets_csv, "whole files"),
    Format("", "OpenSanctions FollowTheMoney, JSON", ftm_json, "whole files"),
    Format("", "OpenSanctions Senzing, JSON", senzing, "whole files"),
    Format("", "threat intelligence, STIX 2 bundle", stix, "documentation only"),
    Format("", "threat intelligence, MISP export", misp, "documentation only"),
    Format("", "threat intelligence, CSV with type and value", threat_table, "documentation only"),
    Format("", "threat intelligence, one identifier a line", threat_lines, "documentation only"),
    Format("", "own list, TOML", own_toml, "whole files"),
    Format("", "own list, CSV", own_table, "whole files"),
)


def recognised(part: Part) -> Format | None:
    """The format of a file, ``None`` if it is in none of them."""
    return next((form for form in FORMATS if form.reader.recognises(part)), None)
