"""The review page: one HTML file with a queue of profiles, the reasons of each, and decisions to export."""

from screening.reports.page.collecting import Result
from screening.reports.page.writing import page

__all__ = ["Result", "page"]
