"""The answers of 0 to 10 that trends are computed for, and which way is better (domain.md 3.1).

Hours of sleep are no answer of 0 to 10, so the rule of two points says nothing about them.
"""

from typing import Final, Literal, get_args

MeasureSlug = Literal["mood", "anxiety", "energy", "sleep_quality", "pain", "connected"]
Better = Literal["higher", "lower"]

MEASURES: Final[tuple[MeasureSlug, ...]] = get_args(MeasureSlug)

BETTER: Final[dict[MeasureSlug, Better]] = {
    "mood": "higher",
    "anxiety": "lower",
    "energy": "higher",
    "sleep_quality": "higher",
    "pain": "lower",
    "connected": "higher",
}


# As a sentence says it: "your … was usually 5".
SPOKEN: Final[dict[MeasureSlug, str]] = {
    "mood": "mood",
    "anxiety": "anxiety",
    "energy": "energy",
    "sleep_quality": "sleep quality",
    "pain": "pain",
    "connected": "connection to people",
}


def gain(change: float, better: Better) -> float:
    """A change as points for the better: above 0 is better, whatever the measure."""
    return change if better == "higher" else -change
