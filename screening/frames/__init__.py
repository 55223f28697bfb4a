"""Tables of profiles in memory: pandas, polars and pyarrow in, the same kind out.

Columns are named as in a CSV file (:mod:`screening.columns`), or their meaning is given. A column of whole parts
(``logins``, ``identity``, ``related``) may hold lists and structs, as Parquet files do. Nulls and NaN are *not
known*.
"""

from screening.frames.reading import records
from screening.frames.scoring import ADDED, EXPLODED, score_frame, scored_rows

__all__ = ["ADDED", "EXPLODED", "records", "score_frame", "scored_rows"]
