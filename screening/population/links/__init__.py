"""Links between accounts: who shares a payout account, a device, a document, an address, a text.

* :mod:`~screening.population.links.definitions`: the kinds, in one table;
* :mod:`~screening.population.links.keys`: from a profile to its keys;
* :mod:`~screening.population.links.texts`: the same of texts, for many profiles at once;
* :mod:`~screening.population.links.tables`: both as Arrow batches;
* :mod:`~screening.population.links.steps`: hubs, links and clusters, as SQL for any engine, with its ``queries``;
* :mod:`~screening.population.links.embedded`: the engine in this process;
* :mod:`~screening.population.links.clusters`: what joined accounts have in common, and its picture;
* :mod:`~screening.population.links.linked`: :func:`link`, from profiles to all of it;
* :mod:`~screening.population.links.gathering`: the same from files, by several processes; and links put back in.
"""

from __future__ import annotations

from screening.population.links.clusters import Cluster, Member, Tie
from screening.population.links.definitions import LINKS, Definition
from screening.population.links.linked import Hub, Linked, link, with_links

__all__ = ["LINKS", "Cluster", "Definition", "Hub", "Linked", "Member", "Tie", "link", "with_links"]
