"""Reading the facts: one query, and row-level security leaves what was shared."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from api.accounts.sign_in import SignedInAs
from api.database import tx
from api.trends.answer import trends_of
from api.trends.measure_trend import Span
from api.trends.shapes import Trends
from api.trends.written import KINDS, read_written

# An author may look at their own entries, a therapist at those of an account that they have a care link
# with; what of them, row-level security says. Without a row there is no such account for this person. By way
# of the feed, so that the time it takes tells nothing of how much there is that is not shared.
# `session` is told as journal/pull.py tells it: only to who may see that session, or that course, too.
FACTS = """
SELECT e.id, e.signed,
    CASE WHEN e.session IS NULL OR e.author = $1 THEN e.session ELSE (
        SELECT s.entry FROM feed s WHERE s.account = $1 AND s.author = e.author AND s.entry = e.session
            AND NOT s.withdrawn AND (s.until IS NULL OR s.until > now())
    ) END AS session
FROM (
    SELECT $2::uuid WHERE $2 = me() UNION SELECT patient FROM care_link WHERE patient = $2
) author (id)
LEFT JOIN (
    feed f JOIN entry e ON e.author = f.author AND e.id = f.entry AND e.kind = ANY($3) AND NOT e.deleted
) ON f.account = me() AND f.author = author.id AND NOT f.withdrawn
"""


async def trends(account: SignedInAs, patient: UUID, span: Span) -> Trends | None:
    """None when there is no such patient for this person, whatever the reason."""
    async with tx(account.token_hash) as connection:
        rows = await connection.fetch(FACTS, account.id, patient, KINDS)
    if not rows:
        return None
    written = read_written((row["id"], row["session"], row["signed"]) for row in rows if row["id"])
    whose = "your" if patient == account.id else "their"
    # Ten years take a tenth of a second; meanwhile others are answered.
    return await asyncio.to_thread(trends_of, written, datetime.now(UTC), span, whose)
