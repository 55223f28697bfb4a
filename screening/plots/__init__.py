"""Pictures of many assessments, of two policies, and of one profile's logins, as Altair charts.

What is counted is counted here: a chart holds sums, never the profiles, so it stays small and can be shown to
those who may not see them. Only :func:`what_if` names profiles, if asked, and :func:`logins` is about one.
Backgrounds are transparent and text is grey, so that charts stand on light and dark pages. Bands are told apart by
place and label as well as by colour, and their colours differ to colour-blind readers too.
"""

from screening.plots.dress import COLOURS
from screening.plots.many import bands, coverage, indicators
from screening.plots.one import logins
from screening.plots.two import what_if

__all__ = ["COLOURS", "bands", "coverage", "indicators", "logins", "what_if"]
