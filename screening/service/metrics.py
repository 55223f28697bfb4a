"""Counters for Prometheus: requests, assessments by band, reloads, and how the lists stand.

Nothing in them comes from a profile. Worker processes share their counters through files in a folder that the
first process makes (``PROMETHEUS_MULTIPROC_DIR``); how the lists stand is told by the worker that answers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from screening.freshness import age
from screening.service.settings import Settings
from screening.service.standing import Standing

__all__ = ["CONTENT_TYPE", "SHARED", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable by which worker processes find the folder of their counters."""
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The counters of a service; children for label values are looked up once.

    Args:
        standing: what is in use.
        settings: how the service runs.
    """

    def __init__(self, standing: Standing, settings: Settings) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        own = CollectorRegistry()
        requests = Counter("screening_http_requests", "Requests answered.", ("route", "status"), registry=own)
        seconds = Histogram(
            "screening_http_request_duration_seconds",
            "From the head of a request to the end of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=own,
        )
        assessments = Counter("screening_assessments", "Profiles scored.", ("band",), registry=own)
        self._refused = Counter("screening_records_refused", "Records that could not be screened.", registry=own)
        self._request = cache(lambda route, status: requests.labels(route, str(status)).inc)
        self._seconds = cache(lambda route: seconds.labels(route).observe)
        self._assessment = cache(lambda band: assessments.labels(band).inc)
        state = _State(standing, settings)
        if SHARED in os.environ:
            self._registry = CollectorRegistry()
            MultiProcessCollector(self._registry)  # type: ignore[no-untyped-call]
        else:
            self._registry = own
            ProcessCollector(registry=own)
        self._registry.register(state)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._request(route, status)()
        self._seconds(route)(seconds)

    def scored(self, band: str) -> None:
        """Count an assessment."""
        self._assessment(band)()

    def refused(self) -> None:
        """Count a record that could not be screened."""
        self._refused.inc()

    def text(self) -> bytes:
        """All of them in the text format of Prometheus."""
        return generate_latest(self._registry)


class _State(Collector):
    """How the lists stand, read when it is asked for."""

    def __init__(self, standing: Standing, settings: Settings) -> None:
        self._standing = standing
        self._settings = settings

    def collect(self) -> Iterator[GaugeMetricFamily]:
        standing, today = self._standing, self._settings.today
        health = standing.health()
        yield _gauge(
            "screening_degraded", "1 while a required list is missing or stale.", health.status == "degraded"
        )
        yield _gauge("screening_reload_failed", "1 if the last reload failed.", bool(standing.failed))
        yield _gauge("screening_reloads", "Reloads that succeeded, of this worker.", standing.reloads)
        yield _gauge("screening_reload_failures", "Reloads that failed, of this worker.", standing.failures)
        entries = GaugeMetricFamily("screening_list_entries", "Entries of a list.", labels=("list",))
        ages = GaugeMetricFamily(
            "screening_list_age_days", "Days since a list was last known to be current.", labels=("list",)
        )
        for watchlist in standing.ready.prepared:
            entries.add_metric((watchlist.id,), len(watchlist))
            if (days := age(watchlist, today)) is not None:
                ages.add_metric((watchlist.id,), days)
        yield entries
        yield ages


def _gauge(name: str, said: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, said, value=float(value))
