"""Many profiles at once: a platform's accounts, every night.

* ``batch``: record batches in, record batches out, the core of every engine; between ``rows``, which reads Arrow
  rows as profiles, and ``results``, which writes assessments as Arrow rows and reads them back.
* ``run``: files scored by several processes (``workers``), in order, into one file; between ``sources`` and
  ``pieces``, which find the files and cut them, and ``parts``, the finished pieces on disk from which a run that
  was interrupted goes on.
* ``arrow``: pyarrow, with a clear word where it is missing.
"""
