"""Arrow columns made of whole arrays: texts from pools, numbers with leading zeros, lists of structs."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["choose", "digits", "hexadecimal", "hidden", "joined", "lists", "one_each", "plain", "struct", "taken"]

_BLOCK = 4


def taken(pool: Any, positions: NDArray[Any]) -> Any:  # noqa: ANN401 - Arrow has no types
    """The texts at these positions of a pool, an Arrow array or a list of texts."""
    return (pool if isinstance(pool, pa.Array) else pa.array(pool)).take(pa.array(positions.astype(np.int64)))


def joined(*parts: Any, by: str = "") -> Any:  # noqa: ANN401
    """Texts put together, row by row."""
    return pc.binary_join_element_wise(*parts, by)


def choose(mask: NDArray[np.bool_], first: Any, second: Any) -> Any:  # noqa: ANN401
    """The first where the mask is true, else the second; either may be one value for all, or ``None``."""
    if second is None:
        second = pa.scalar(None, first.type)
    return pc.if_else(pa.array(mask), first, second)


def hidden(values: Any, known: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """The values that are known; null for the others."""
    return choose(known, values, None)


def plain(numbers: NDArray[Any]) -> Any:  # noqa: ANN401
    """Whole numbers as text."""
    return pc.cast(pa.array(numbers.astype(np.int64)), pa.string())


def digits(numbers: NDArray[np.uint64], width: int) -> Any:  # noqa: ANN401
    """The last ``width`` digits of numbers, with leading zeros."""
    return _blocks(numbers, width, 10, "d")


def hexadecimal(numbers: NDArray[np.uint64], width: int) -> Any:  # noqa: ANN401
    """The last ``width`` hexadecimal digits."""
    return _blocks(numbers, width, 16, "x")


def _blocks(numbers: NDArray[np.uint64], width: int, base: int, form: str) -> Any:  # noqa: ANN401
    parts = []
    rest = numbers
    while width > 0:
        size = min(width, _BLOCK)
        parts.append(taken(_written(base**size, size, form), rest % np.uint64(base**size)))
        rest = rest // np.uint64(base**size)
        width -= size
    return joined(*reversed(parts)) if len(parts) > 1 else parts[0]


@cache
def _written(number: int, width: int, form: str) -> Any:  # noqa: ANN401
    return pa.array([f"{i:0{width}{form}}" for i in range(number)])


def struct(**fields: Any) -> Any:  # noqa: ANN401
    """A struct of columns."""
    return pa.StructArray.from_arrays(list(fields.values()), list(fields))


def lists(counts: NDArray[Any], values: Any, known: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """Lists of so many values each; null where they are not known, and then of none."""
    ends = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), values, mask=pa.array(~known))


def one_each(values: Any, known: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """A list of the one value, of those that are known."""
    return lists(known.astype(np.int64), values.filter(pa.array(known)), known)
