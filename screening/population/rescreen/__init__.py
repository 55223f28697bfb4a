"""What changed of a population, scored again: list deltas, policy deltas, changed profiles.

::

    lists then, now ── touched ──> names, numbers, addresses of the parties that changed ─┐
    policy then, now ─ rules ────> indicators of another weight, or everything ───────────┤
    files then, now ───────────────> changed, new and gone profiles ──────────────────────┤
                                                                                          v
    snapshot: segments (who bears which name or number) ── who is concerned ──> score again ──> changes

* ``states``: what is kept of one profile: what it is found by, and what was found.
* ``searching``, ``processes``: who of them is concerned by a change, looked for by several processes.
* ``segments``: many states in one mapped file, and which of them have a name, a number or a finding.
* ``snapshot``: the folder: segments, lists, policy, and where each profile stands in which file.
* ``touched``, ``rules``: what a list delta and a policy delta concern.
* ``changes``: hits that are new or gone, and bands that moved, each with its reason.
* ``report``: what is given and what is told; ``decided``: what the store of decisions says of it.
* ``surveying``: records read and scored, by processes or here; ``writer``: the next state of a snapshot.
* ``rescreening``: all of it together.
"""
