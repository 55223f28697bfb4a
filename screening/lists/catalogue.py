"""The lists that authorities publish, from the reviewed table ``watchlists/official_lists.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from screening import shipped
from screening.errors import WatchlistError

__all__ = ["Download", "Published", "published"]

_TABLE = "official_lists.toml"


class Download(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a published list.

    Attributes:
        name: what it is called beside the others, ``sdn.csv``; readers find companions by it.
        url: the publisher's address.
        optional: not every release has it, or it may be empty.
    """

    name: str
    url: str
    optional: bool = False


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published list.

    Attributes:
        title, publisher, page, licence: for people.
        files: what to download, the primary file first; empty if the list must be fetched by hand.
        checked: how the addresses were verified.
    """

    title: str
    publisher: str
    page: str
    licence: str
    files: tuple[Download, ...] = ()
    checked: str = ""


@cache
def published() -> Mapping[str, Published]:
    """The published lists by key.

    Raises:
        WatchlistError: the shipped table is damaged.

    >>> published()["un_sc"].title
    'United Nations Security Council Consolidated List'
    """
    try:
        return msgspec.toml.decode(shipped.path(_TABLE).read_bytes(), type=dict[str, Published])
    except msgspec.DecodeError as error:
        raise WatchlistError(f"{_TABLE}: {error}") from error
