"""Runs the service: the socket, the processes, the signals. Together with connections, the only part that listens.

=========  ====================================================================================================
SIGTERM,   running requests are finished, no longer than the time of grace; then the process ends with 0
SIGINT
SIGHUP     lists, policy and tokens are read again, in every worker; no request is dropped
=========  ====================================================================================================
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

from screening.errors import InputError
from screening.reports.escaping import visible
from screening.service.settings import TOKEN_VARIABLE, Settings, tokens
from screening.service.standing import Ready, Standing

try:
    from starlette.applications import Starlette
    from uvicorn import Config, Server
    from uvicorn.supervisors.multiprocess import Multiprocess

    from screening.service.app import Service
    from screening.service.connection import Connection
    from screening.service.metrics import SHARED
    from screening.service.waiting import Background
except ModuleNotFoundError as error:
    raise InputError(
        f"the service needs the extra 'serve' ({error.name}): pip install 'freelance-screening[serve]'"
    ) from error

__all__ = ["serve"]

_LOG = logging.getLogger("screening.service")
_KEEP_ALIVE = 75
"""Seconds; longer than proxies keep a connection (60), so that none sends into one that was just closed."""
_BACKLOG = 2_048
_SWITCH = 0.001
"""Seconds after which a thread that computes lets the event loop go on; Python's own are 0.005."""


def serve(make: Callable[[], Ready], settings: Settings) -> None:
    """Listen and answer until a signal ends it.

    Args:
        make: makes what profiles are scored by; worker processes get a copy, so it can be pickled.
        settings: how the service runs.

    Raises:
        InputError: it cannot listen there, or there is no token where one is needed.
        ScreeningError: there are no lists or no policy to begin with.
    """
    _log_plainly()
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until there is something to reload, in the workers too
    tokens(settings)
    listening = _socket(settings)
    host, port = listening.getsockname()[:2]
    if settings.workers == 1:
        service = _service(make, settings)
        _say_where(host, port, settings)
        _end_quietly()
        Server(_config(service, settings)).run([listening])
        return
    make()  # what is wrong with the lists is told once, before there are workers
    with tempfile.TemporaryDirectory(prefix="screening-metrics-") as folder:
        os.environ[SHARED] = folder
        _say_where(host, port, settings)
        _Workers(_config(partial(_worker, make, settings), settings, factory=True), [listening]).run()


def _worker(make: Callable[[], Ready], settings: Settings) -> Service:
    """The service of one worker process, which begins with nothing, and ends with the first process."""
    _log_plainly()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return _service(make, settings)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _service(make: Callable[[], Ready], settings: Settings) -> Service:
    sys.setswitchinterval(_SWITCH)
    standing = Standing(make, settings)
    background = Background(settings.seconds)
    return Service(standing, settings, background, partial(_upkeep, standing, settings, background))


def _config(app: Callable[..., object], settings: Settings, *, factory: bool = False) -> Config:
    return Config(
        app,
        factory=factory,
        workers=settings.workers,
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=settings.connections,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=max(1, round(settings.grace)),
        backlog=_BACKLOG,
    )


@asynccontextmanager
async def _upkeep(
    standing: Standing, settings: Settings, background: Background, _: Starlette
) -> AsyncIterator[None]:
    """Reload at SIGHUP, and when a watched file has changed, one reload at a time; at the end drop what waits."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, asked.set)

    async def keep() -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(settings.watch or None):
                    await asked.wait()
            if asked.is_set() or await asyncio.to_thread(standing.changed):
                asked.clear()
                await asyncio.to_thread(standing.reload)

    task = asyncio.create_task(keep())
    try:
        yield
    finally:
        task.cancel()
        background.close()


class _Workers(Multiprocess):
    """Worker processes; one that ends is replaced, and a reload reaches each."""

    def handle_hup(self) -> None:
        """Let every worker reload; one that is not up yet ignores it, and reads the lists anyway."""
        for process in self.processes:
            if process.pid is not None and process.exitcode is None:
                os.kill(process.pid, signal.SIGHUP)


def _socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        place = f"--host {settings.host} --port {settings.port}"
        raise InputError(f"{place}: cannot listen there: {error.strerror or error}") from None
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections inherit it, and end if nothing more is fetched
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(settings.seconds * 1_000))
    return listening


def _say_where(host: str, port: int, settings: Settings) -> None:
    shown = f"[{host}]" if ":" in host else host
    guard = "with a bearer token" if tokens(settings) else f"for this machine alone, without {TOKEN_VARIABLE}"
    workers = "1 worker" if settings.workers == 1 else f"{settings.workers} workers"
    _LOG.info("serving on http://%s:%d, %s, %s", shown, port, workers, guard)


def _end_quietly() -> None:
    """Uvicorn raises again the signals that ended it: let that be an end like any other, with exit code 0."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)


class _Line(logging.Formatter):
    """A record as one line that gives a terminal no orders."""

    def format(self, record: logging.LogRecord) -> str:
        """The message, without a traceback: that may hold values of a profile."""
        record.exc_info = record.exc_text = record.stack_info = None
        return f"screening: {visible(super().format(record))}"


def _log_plainly() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Line())
    for name, level in (("screening.service", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
