"""Trends over HTTP."""

import re
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.params import FromQuery, QueryParameter

from api.accounts.sign_in import Account
from api.errors import ApiError, Malformed
from api.trends import read
from api.trends.measure_trend import Span
from api.trends.shapes import Trends

From = Annotated[str | None, QueryParameter(name="from", description="A date: the first session's.")]
To = Annotated[str | None, QueryParameter(name="to", description="A date: the last session's.")]


class PatientNotFound(ApiError):
    status = 404
    type = "patient-not-found"
    detail = "There is no such person in your care."


@get("/api/trends")
async def trends(
    account: Account, patient: FromQuery[UUID | None] = None, start: From = None, end: To = None
) -> Trends:
    """What one's own facts say, or those that a patient in one's care has shared: baselines, the days around
    each session, what was felt. `from` and `to` are dates by the person's own calendar, both included, and
    say which sessions, days and questionnaires are answered for. 404 `patient-not-found`."""
    span = Span(_date(start, date.min), _date(end, date.max))
    if span.last < span.first:
        raise Malformed("`from` comes after `to`.")
    found = await read.trends(account, patient or account.id, span)
    if found is None:
        raise PatientNotFound
    return found


def _date(text: str | None, otherwise: date) -> date:
    if text is None:
        return otherwise
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Malformed("`from` and `to` are dates such as 2026-05-06.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed("`from` and `to` are dates such as 2026-05-06.") from None


ROUTES = [trends]
