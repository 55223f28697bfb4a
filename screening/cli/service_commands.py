"""The command ``serve``: what it takes; :mod:`screening.cli.serving` does the work."""

from __future__ import annotations

from typing import Any

import click

from screening.cli.options import choices, chosen_by

__all__ = ["serve"]


@click.command(short_help="Serve assessments over HTTP.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; other machines need a token."
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: a free one.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes.")
@click.option(
    "--token-file", metavar="FILE", help="Bearer tokens, one a line, instead of the variable SCREENING_TOKEN."
)
@click.option(
    "--watch",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Look that often whether lists or policy changed, and reload; 0: only at SIGHUP.",
)
@click.option(
    "--max-body",
    type=click.IntRange(1_000, 20_000_000),
    default=1 << 20,
    show_default=True,
    metavar="BYTES",
    help="A profile, or a line of a batch, has no more.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=10.0,
    show_default=True,
    help="A request may take so long to arrive, and to be scored.",
)
@click.option(
    "--grace",
    type=click.FloatRange(1, 3_600),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Running requests get so long when the service is stopped.",
)
@click.option(
    "--connections",
    type=click.IntRange(1, 100_000),
    default=1_000,
    show_default=True,
    help="Open connections of a worker; more are answered 503.",
)
@click.option("--access-log", is_flag=True, help="Tell every request on stderr: method, route, status, time.")
@choices
def serve(
    *,
    host: str,
    port: int,
    workers: int,
    token_file: str | None,
    watch: float,
    max_body: int,
    seconds: float,
    grace: float,
    connections: int,
    access_log: bool,
    **chosen: Any,  # noqa: ANN401
) -> int:
    """Serve assessments over HTTP: POST /score, /score/batch and /match, GET /openapi.json tells the rest.

    Without a token only this machine is answered. SIGHUP reads lists, policy and tokens again; SIGTERM finishes
    what runs.
    """
    from screening.cli import serving  # noqa: PLC0415 - see the module

    return serving.serve(
        chosen_by(**chosen),
        host=host,
        port=port,
        workers=workers,
        token_file=token_file,
        watch=watch,
        max_body=max_body,
        seconds=seconds,
        grace=grace,
        connections=connections,
        access_log=access_log,
    )
