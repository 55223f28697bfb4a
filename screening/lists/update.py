"""Fetching the lists that authorities publish into a folder. Nothing else in the library opens a connection.

A list is taken over only after all of its files arrived whole, were read, and hold what they should; until
then, and whenever that fails, the list of the last time stays. See :mod:`screening.lists.folder` for what the
folder holds. Proxies are those of the environment (``HTTPS_PROXY``, ``HTTP_PROXY``, ``NO_PROXY``),
certificates are checked by the system's store, and by certifi's where the system has none.
"""

from __future__ import annotations

import datetime as dt
import itertools
import ssl
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

import msgspec

from screening.errors import InputError, WatchlistError, shown
from screening.lists.catalogue import Published, published
from screening.lists.fetching.answers import (
    PassingError,
    conditions,
    followed,
    unpacked,
    validator,
    wait_asked_for,
)
from screening.lists.fetching.gathering import Answer, Limits, Wanted, copied, local_path, public_address, wanted
from screening.lists.fetching.release import Outcome, Settings, failed, taken
from screening.lists.fetching.snapshots import StoredFile, held, stored
from screening.lists.folder import book
from screening.lists.opening import StrPath
from screening.version import __version__

try:
    import urllib3
    from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError, SSLError
    from urllib3.exceptions import TimeoutError as TimedOut
except ModuleNotFoundError as error:
    raise WatchlistError("fetching lists needs urllib3: pip install 'freelance-screening[lists]'") from error

__all__ = ["USER_AGENT", "Limits", "Outcome", "update"]

USER_AGENT = (
    f"Mozilla/5.0 (compatible; freelance-screening/{__version__}; +https://pypi.org/project/freelance-screening/)"
)
"""What is sent as our name. Two services turn away a name in any other form: OFAC's answers 403 unless it begins
as a browser's does and has 40 characters (since 30 July 2026), Australia's does not answer at all."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_CLOSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_PAGES = ("text/html", "application/xhtml+xml")
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
_CHUNK = 1 << 18


Progress = Callable[[str, int], None]
"""Is told the name of a file and how many of its bytes have come so far, in the thread that receives them."""


def update(
    folder: StrPath,
    *,
    today: dt.date,
    now: dt.datetime,
    only: Collection[str] | None = None,
    urls: Mapping[str, str] | None = None,
    accept_shrink: bool = False,
    keep: int = 5,
    pinned: Collection[str] = (),
    client: urllib3.PoolManager | None = None,
    on_progress: Progress | None = None,
    catalogue: Mapping[str, Published] | None = None,
    limits: Limits | None = None,
) -> list[Outcome]:
    """Fetch what changed since the last time, one list after the other; a list that fails stays as it was.

    Args:
        folder: where the lists are kept; made if it is not there.
        today: no date that a server states is later; ages are counted to it.
        now: the time, with its zone, that is recorded.
        only: keys of lists; all that can be fetched if not given.
        urls: by key, where to fetch a list instead: a folder or base address that ends in ``/`` and holds its
            files under their names in the catalogue, or the address of the one file of a list. ``file://`` is
            fine.
        accept_shrink: take a list even if it lost more than a tenth of its entities or names.
        keep: how many snapshots of each list stay; at least 2 if others read the folder meanwhile.
        pinned: digests or folder names of snapshots that stay besides those, as do those in ``keep.txt``.
        client: instead of connections by the environment's proxies and the system's certificates.
        on_progress: is told how a download goes.
        catalogue: instead of the published lists.
        limits: instead of the usual ones.

    Raises:
        InputError: a key is not known.
        WatchlistError: another update is running, or the folder cannot be used.
    """
    catalogue = published() if catalogue is None else catalogue
    urls, now = urls or {}, now.astimezone(dt.UTC)
    keys = _chosen(only, urls, catalogue)
    place = Path(folder)
    outcomes = []
    with held(place, now) as check, _connections(client, limits or Limits(), on_progress) as connections:
        settings = Settings(place, check, today, now, accept_shrink, keep, pinned)
        for key in keys:
            kept = book(place).lists.get(key)
            before = kept.current if kept else None
            try:
                files = wanted(key, catalogue[key], urls.get(key))
                outcome = taken(key, files, before, connections.fetch, settings)
            except (WatchlistError, OSError) as error:
                outcome = failed(key, error, before, settings)
            outcomes.append(outcome)
    return outcomes


def _chosen(
    only: Collection[str] | None, urls: Mapping[str, str], catalogue: Mapping[str, Published]
) -> list[str]:
    """The lists to fetch, in the order of the catalogue."""
    there = [key for key, about in catalogue.items() if about.files]
    for key in (*(only or ()), *urls):
        if key not in there:
            near = get_close_matches(key, there, n=1)
            hint = f"; do you mean {near[0]}?" if near else ""
            reason = "has no file to download, see its page" if key in catalogue else "is not a list that is known"
            raise InputError(f"{shown(key)} {reason}{hint} (there are {', '.join(there)})")
    return there if only is None else [key for key in there if key in only]


@contextmanager
def _connections(
    client: urllib3.PoolManager | None, limits: Limits, on_progress: Progress | None
) -> Iterator[_Connections]:
    connections = _Connections(client, limits, on_progress or (lambda _name, _size: None))
    try:
        yield connections
    finally:
        connections.close()


class _Connections:
    """Fetches files, keeping pools of connections: by proxy, and by whether they are secure."""

    def __init__(self, client: urllib3.PoolManager | None, limits: Limits, tell: Progress) -> None:
        self._given = client
        self._limits = limits
        self._tell = tell
        self._pools: dict[tuple[str, bool], urllib3.PoolManager] = {}
        self._closed = threading.Event()

    def close(self) -> None:
        """Close what was opened here; a download that was given up on goes no further."""
        self._closed.set()
        for pool in self._pools.values():
            pool.clear()

    def fetch(self, file: Wanted, place: Path, known: StoredFile | None) -> Answer:
        """Get a file: see :class:`~screening.lists.gathering.Fetch`."""
        try:
            if local_path(file.address) is not None:
                return copied(file, place, self._limits.unpacked)
            end = self._limits.clock() + self._limits.deadline
            return self._by(end, lambda: self._patiently(file, place, known, end))
        except WatchlistError as error:
            raise WatchlistError(f"{file.name} from {_origin(file)}: {error}") from error

    def _by(self, end: float, work: Callable[[], Answer]) -> Answer:
        """What the work gives, which is given up on at the end of its time.

        A server that sends a byte now and then keeps the reading of a header or of a chunk's size waiting for
        ever, since every byte renews the time for the next. So another thread waits for it; if it is given up on,
        it ends by itself with the next header or piece that comes, and writes nothing any more.
        """
        done: list[Answer] = []
        faults: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                faults.append(error)

        worker = threading.Thread(target=run, name="screening lists update", daemon=True)
        worker.start()
        worker.join(self._left(end))
        if faults:
            raise faults[0]
        if not done:
            raise self._too_late()
        return done[0]

    def _patiently(self, file: Wanted, place: Path, known: StoredFile | None, end: float) -> Answer:
        limits = self._limits
        for tried in itertools.count(1):
            try:
                return self._once(file, place, known, end)
            except PassingError as error:
                wait = limits.backoff * 2 ** (tried - 1) if error.after is None else error.after
                wait = min(wait, limits.longest_wait)
                if tried >= limits.tries or limits.clock() + wait >= end:
                    times = f" ({tried} times)" if tried > 1 else ""
                    raise WatchlistError(f"{error}{times}") from error
                limits.sleep(wait)
        raise AssertionError  # pragma: no cover - the loop has no end

    def _once(self, file: Wanted, place: Path, known: StoredFile | None, end: float) -> Answer:
        url, asked = file.address, conditions(file.address, known)
        for _ in range(self._limits.redirects + 1):
            response = self._answer(url, asked, end)
            try:
                self._left(end)  # nothing is written by one that was given up on
                if response.status not in _REDIRECTS:
                    return self._taken(file, place, response, end, asked=bool(asked))
                url = followed(url, response.headers.get("Location", ""))
            finally:
                response.close()
        raise WatchlistError(f"redirected more than {self._limits.redirects} times")

    def _answer(self, url: str, asked: Mapping[str, str], end: float) -> urllib3.BaseHTTPResponse:
        left = self._left(end)
        try:
            return self._pool(url).request(
                "GET",
                url,
                headers={**_HEADERS, **asked},
                timeout=urllib3.Timeout(
                    connect=min(self._limits.connect, left), read=min(self._limits.read, left)
                ),
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        except SSLError as error:
            reason = getattr(error.args[0], "verify_message", "") or shown(str(error))
            raise WatchlistError(f"the server cannot be trusted ({reason})") from error
        except ValueError as error:
            secret = isinstance(error, LocationParseError)  # it repeats the address
            reason = "" if secret else f" ({shown(str(error))})"
            raise WatchlistError(f"not an address that can be fetched{reason}") from error
        except HTTPError as error:
            self._left(end)  # a wait that was cut short by the end of the whole is not the server's pause
            raise PassingError(_fault(error)) from error

    def _taken(
        self, file: Wanted, place: Path, response: urllib3.BaseHTTPResponse, end: float, *, asked: bool
    ) -> Answer:
        status, headers = response.status, response.headers
        if status == HTTPStatus.NOT_MODIFIED and asked:
            return "same"
        if status in _ABSENT and file.optional:
            return "absent"
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise PassingError(_said(status), wait_asked_for(headers))
        if status != HTTPStatus.OK:
            hint = ": fetch the list by hand, or name a mirror" if status in _CLOSED else ""
            raise WatchlistError(f"{_said(status)}{hint}")
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind in _PAGES:
            raise WatchlistError(f"a web page, not a list: a login or an error (got {shown(kind)})")
        pieces = unpacked(self._pieces(file.name, response, end), headers.get("Content-Encoding", ""))
        got = stored(place / file.name, pieces, self._limits.unpacked)
        if not got.size and not file.optional:
            raise WatchlistError("an empty answer")
        return msgspec.structs.replace(
            got,
            url=public_address(file.address),
            etag=validator(headers.get("ETag", "")),
            last_modified=validator(headers.get("Last-Modified", "")),
        )

    def _pieces(self, name: str, response: urllib3.BaseHTTPResponse, end: float) -> Iterator[bytes]:
        size = 0
        while True:
            try:
                piece = response.read1(_CHUNK)
            except HTTPError as error:
                self._left(end)
                raise PassingError(_fault(error)) from error
            if not piece:
                return
            self._left(end)
            size += len(piece)
            if size > self._limits.received:
                raise WatchlistError(f"more than {self._limits.received:,} bytes, no list has that")
            self._tell(name, size)
            yield piece

    def _left(self, end: float) -> float:
        left = end - self._limits.clock()
        if left <= 0 or self._closed.is_set():
            raise self._too_late()
        return left

    def _too_late(self) -> WatchlistError:
        return WatchlistError(f"not there after {self._limits.deadline:g} seconds")

    def _pool(self, url: str) -> urllib3.PoolManager:
        if self._given is not None:
            return self._given
        proxy = _proxy(url)
        secure = "https" in {urlsplit(url).scheme, urlsplit(proxy).scheme}
        if (proxy, secure) not in self._pools:
            self._pools[proxy, secure] = _new_pool(proxy, _trust() if secure else None)
        return self._pools[proxy, secure]


def _new_pool(proxy: str, trust: ssl.SSLContext | None) -> urllib3.PoolManager:
    if not proxy:
        return urllib3.PoolManager(ssl_context=trust)
    user = urllib3.util.parse_url(proxy).auth
    headers = urllib3.util.make_headers(proxy_basic_auth=unquote(user)) if user else None
    return urllib3.ProxyManager(proxy, proxy_headers=headers, ssl_context=trust)


def _trust() -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if not trust.get_ca_certs():
        with suppress(ModuleNotFoundError):
            trust.load_verify_locations(import_module("certifi").where())
    return trust


def _proxy(url: str) -> str:
    """The proxy that the environment names for an address, empty if none."""
    parts = urlsplit(url)
    if proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    proxies = getproxies_environment()
    found = proxies.get(parts.scheme) or proxies.get("all", "")
    return found if "://" in found or not found else f"http://{found}"


def _said(status: int) -> str:
    try:
        return f"answered {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"answered {status}"


def _fault(error: HTTPError) -> str:
    if isinstance(error, TimedOut) and not isinstance(error, NewConnectionError):
        return "no answer in time"
    return f"the connection failed ({shown(str(error.__cause__ or error))})"


def _origin(file: Wanted) -> str:
    """The server, the folder or, if it is called otherwise than the list's, the file, for messages."""
    path = local_path(file.address)
    if path is None:
        return urlsplit(file.address).netloc.rpartition("@")[2]
    return str(path.parent if path.name == file.name else path)
