"""How far a day is from the baseline, and when that is noticeable (domain.md 5.2)."""

from api.trends.shapes import Baseline

NOTICEABLE_POINTS = 2.0


def change(value: float, baseline: Baseline) -> float | None:
    """The day's value minus the baseline; below 0 is lower, whichever way is better. None without one."""
    return None if baseline.value is None else value - baseline.value


def noticeable(baseline: Baseline) -> float | None:
    """From how many points on a change is noticeable: 2, or the baseline's interquartile range where that
    is larger. A baseline of fewer than 5 days has no such range to speak of (5.3), so 2 it is."""
    if baseline.value is None:
        return None
    return max(NOTICEABLE_POINTS, baseline.spread or 0)
