"""When a change for the better began (domain.md 5.2)."""

from collections.abc import Sequence

Gains = Sequence[tuple[int, float]]


def onset(gains: Gains, threshold: float) -> int | None:
    """The first day after the dose with a noticeable change for the better on 2 of 3 consecutive logged
    days, that day being the first of the three. None when there is none.

    `gains` are (day, points for the better) of the logged days from day 0 on, in order. Days without a
    reading are not logged, so they neither count nor stand between. When two are noticeable the third
    cannot undo it, so it need not be there yet.
    """
    for n, (day, points) in enumerate(gains):
        next_two = gains[n + 1 : n + 3]
        if points >= threshold and any(other >= threshold for _, other in next_two):
            return day
    return None
