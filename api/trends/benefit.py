"""How long a benefit lasted, or how long at least (domain.md 5.2)."""

from api.trends.onset import Gains
from api.trends.shapes import Benefit


def benefit(gains: Gains, onset: int, zero: int, *, followed: bool) -> Benefit:
    """The first of two consecutive logged days, after the onset, on which less than half of the best gain
    so far remains. When a new session or the end of the data comes first, it is "at least N days" and
    never a point estimate: N is the last logged day on which half of it was still there.

    `gains` are the logged days from day 0 to the day before the next session, however long after: the
    21 days are for looking (5.1) and end nothing. `followed` says that there is a next session. Counted
    from `zero`, the day of the curve's last session; what was lost before that was lost before a new
    session came, which is no end either.
    """
    best = 0.0
    held = onset
    since = [(day, points) for day, points in gains if day >= onset]
    for n, (day, points) in enumerate(since):
        if points >= best / 2:
            held = day
        elif day > zero and n + 1 < len(since) and since[n + 1][1] < best / 2:
            return Benefit(max(held - zero, 0), day - zero, "loss")
        best = max(best, points)
    return Benefit(max(held - zero, 0), None, "next_session" if followed else "end_of_data")
