"""Medians, ranges and spreads of a few values, where there are enough to be fair (domain.md 5.3).

Nothing else is ever computed of a person's numbers: no mean, no slope, no p-value.
"""

from collections.abc import Sequence

LEAST_FOR_A_MEDIAN = 3
LEAST_FOR_A_RANGE = 5


def median(values: Sequence[float]) -> float:
    """The value in the middle, or halfway between the two in the middle. There is at least one."""
    if len(values) == 1:  # most days have one check-in
        return values[0]
    ordered = sorted(values)
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2


def fair_median(values: Sequence[float]) -> float | None:
    """None below 3 values (5.3): then the dots alone are shown."""
    return median(values) if len(values) >= LEAST_FOR_A_MEDIAN else None


def fair_range(values: Sequence[float]) -> tuple[float, float] | None:
    """The lowest and the highest; None below 5 values (5.3)."""
    return (min(values), max(values)) if len(values) >= LEAST_FOR_A_RANGE else None


def spread(values: Sequence[float]) -> float | None:
    """The interquartile range (the "IQR" of 5.2); None below 5 values, as for a range.

    The quartiles are the medians of the lower and of the upper half; of an odd number of values the
    one in the middle belongs to neither.
    """
    if len(values) < LEAST_FOR_A_RANGE:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return median(ordered[-half:]) - median(ordered[:half])
