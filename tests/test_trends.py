"""GET /api/trends: the rules over one's own facts, or over those that a patient in one's care has shared."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.facts import check_in, course, effects, measure, reflection, session
from tests.people import Json, Person, new_therapist, refusal
from tests.sealing import uuid7, write_edit
from tests.sitemap import id_of
from tests.test_trend_rules import cases, holds

# The worked cases, in a year that is over wherever this runs.
CASES = {
    case["name"]: case for case in json.loads(json.dumps(cases("before", "after")).replace("2026-", "2021-"))
}
SENTENCE = CASES["the sentence of 5.4, with the days it stands on"]
CURVE = CASES["a whole curve, from before to the loss"]


async def trends(person: Person, **query: str) -> Json:
    answer = await person.http.get("/api/trends", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def of_ana(theo: Person, ana: Person, **query: str) -> Json:
    return await trends(theo, patient=ana.id, **query)


def wrote(ana: Person, at: str, facts: Json, **more: Any) -> Json:
    time = at if len(at) > 22 else f"{at[:16]}:00{at[16:]}"
    return write_edit(ana.keys, facts, occurred_at=time, recorded_at=time, **more)


def entries_of(ana: Person, case: Json, **more: Any) -> list[Json]:
    """A worked case as ana writes it: its sessions first."""
    sessions = [wrote(ana, at, session(), **more) for _, at in case["sessions"]]
    return sessions + [
        wrote(ana, at, check_in(**{case["measure"]: value}), **more) for at, value in case["readings"]
    ]


async def save(ana: Person, edits: list[Json]) -> None:
    assert {result["result"] for result in await ana.push(*edits)} == {"saved"}


def measured(found: Json, slug: str) -> Json:
    return next(dict(of) for of in found["measures"] if of["measure"] == slug)


def with_letters(found: Json, edits: list[Json]) -> Json:
    """The first entry is the vectors' session "a"."""
    return dict(json.loads(json.dumps(found).replace(id_of(edits[0]), "a")))


@pytest.mark.parametrize("case", [SENTENCE, CURVE], ids=lambda case: case["name"])
async def test_ones_own_entries_are_told_by_the_rules(ana: Person, case: Json) -> None:
    edits = entries_of(ana, case)
    await save(ana, edits)
    found = with_letters(await trends(ana), edits)
    holds(measured(found, "mood"), case["trend"])
    assert found["rules"] == 1
    assert found["sessions"] == [
        {"id": "a", "at": "2021-05-06T10:00:00+02:00", "route": "iv", "course": None}
    ]
    # What was not answered is nowhere.
    assert [of["measure"] for of in found["measures"]] == ["mood", "anxiety", "energy"]


async def test_nobody_has_trends_before_they_write(ana: Person) -> None:
    found = await trends(ana)
    assert found["completion"] == {"days": 0, "of": 0}
    assert [key for key, value in found.items() if value == []] == [
        "sessions",
        "measures",
        "intervals",
        "effects",
        "questionnaires",
        "events",
        "days",
    ]


async def test_theo_gets_what_was_shared_by_the_same_rules(ana: Person, theo: Person, linked: None) -> None:
    edits = entries_of(ana, SENTENCE, readers=[theo.keys])
    await save(ana, edits)
    found = with_letters(await of_ana(theo, ana), edits)
    expected = SENTENCE["trend"] | {"said": SENTENCE["trend"]["said"].replace("your", "their")}
    holds(measured(found, "mood"), expected)
    assert await trends(ana) | {"measures": []} == await of_ana(theo, ana) | {"measures": []}


async def test_what_is_not_shared_changes_nothing_of_what_theo_gets(
    ana: Person, theo: Person, linked: None
) -> None:
    """No number, no count, no completion: what is not shared is as if it were not there."""
    await save(ana, entries_of(ana, CURVE, readers=[theo.keys]))
    before = await theo.http.get("/api/trends", params={"patient": ana.id})
    await save(
        ana,
        [
            wrote(ana, "2021-04-01T10:00+02:00", session(route="nasal")),
            wrote(ana, "2021-05-10T10:00+02:00", session()),
            *[wrote(ana, f"2021-05-{day:02}T07:00+02:00", check_in(mood=10, pain=9)) for day in range(1, 30)],
            wrote(ana, "2021-05-07T10:00+02:00", effects()),
            wrote(ana, "2021-05-07T10:00+02:00", measure()),
            # From the day after all that is shared: not even today's date may tell of it.
            wrote(ana, "2021-06-30T10:00+02:00", check_in()),
        ],
    )
    after = await theo.http.get("/api/trends", params={"patient": ana.id})
    assert after.content == before.content
    assert len((await trends(ana))["sessions"]) == 3


async def test_a_withdrawn_reader_sees_nothing_at_once(ana: Person, theo: Person, linked: None) -> None:
    edits = entries_of(ana, SENTENCE, readers=[theo.keys])
    nothing = await of_ana(theo, ana)
    await save(ana, edits)
    assert (await of_ana(theo, ana))["days"] != []
    await save(ana, [{"edit": uuid7(), "id": id_of(edit), "withdraw": theo.id} for edit in edits])
    assert await of_ana(theo, ana) == nothing
    assert nothing["days"] == nothing["measures"] == nothing["sessions"] == []


async def test_when_the_care_link_has_ended_there_is_no_such_patient(
    ana: Person, theo: Person, linked: None
) -> None:
    await save(ana, entries_of(ana, SENTENCE, readers=[theo.keys]))
    [care_link] = await theo.care_links()
    await ana.http.delete(f"/api/care-links/{care_link['id']}")
    answer = await theo.http.get("/api/trends", params={"patient": ana.id})
    assert refusal(answer) == (404, "patient-not-found")


async def test_mallory_cannot_tell_ana_from_nobody(
    client: httpx.AsyncClient, ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    await save(ana, entries_of(ana, SENTENCE, readers=[theo.keys]))
    for stranger in (mallory, await new_therapist(client, "mallory")):
        answers = [
            await stranger.http.get("/api/trends", params={"patient": id})
            for id in (ana.id, theo.id, str(uuid4()))
        ]
        assert {refusal(answer) for answer in answers} == {(404, "patient-not-found")}
        assert len({answer.content for answer in answers}) == 1
    assert (await trends(mallory))["days"] == []


async def test_a_patient_does_not_read_their_therapist(ana: Person, theo: Person, linked: None) -> None:
    answer = await ana.http.get("/api/trends", params={"patient": theo.id})
    assert refusal(answer) == (404, "patient-not-found")


async def test_one_may_name_oneself(ana: Person, linked: None, second_therapist: Person) -> None:
    await save(ana, entries_of(ana, CURVE))
    assert await trends(ana, patient=ana.id) == await trends(ana)


async def test_effects_stand_under_the_session_they_were_written_about(ana: Person) -> None:
    first, second = (wrote(ana, f"2021-05-{day}T10:00+02:00", session()) for day in ("06", "20"))
    about = [
        wrote(ana, "2021-05-06T20:00+02:00", effects(severity=1), session=id_of(first)),
        wrote(ana, "2021-05-07T20:00+02:00", effects(severity=3), session=id_of(first)),
        wrote(ana, "2021-05-20T20:00+02:00", effects(severity=0, interference=None), session=id_of(second)),
        wrote(ana, "2021-05-20T20:00+02:00", effects(slug="headache")),
    ]
    await save(ana, [second, first, *about])
    found = await trends(ana)
    cells = [{"session": id_of(first), "severity": 3}, {"session": id_of(second), "severity": 0}]
    assert found["effects"] == [{"slug": "nausea", "cells": cells}]


async def test_an_urgent_effect_needs_no_severity_to_be_told(ana: Person) -> None:
    about = wrote(ana, "2021-05-06T10:00+02:00", session())
    urgent = effects(slug="chest_pain", severity=None, interference=None)
    known = effects(slug="chest_pain", severity=1, interference=None)
    await save(ana, [about, wrote(ana, "2021-05-06T12:00+02:00", urgent, session=id_of(about))])
    [row] = (await trends(ana))["effects"]
    assert row == {"slug": "chest_pain", "cells": [{"session": id_of(about), "severity": None}]}
    await save(ana, [wrote(ana, "2021-05-06T13:00+02:00", known, session=id_of(about))])
    [row] = (await trends(ana))["effects"]
    assert row["cells"] == [{"session": id_of(about), "severity": 1}]


async def test_an_effect_of_a_session_that_is_not_shared_does_not_tell_of_it(
    ana: Person, theo: Person, linked: None
) -> None:
    hidden = wrote(ana, "2021-05-06T10:00+02:00", session())
    felt = wrote(ana, "2021-05-06T20:00+02:00", effects(), session=id_of(hidden), readers=[theo.keys])
    await save(ana, [hidden, felt])
    answer = await theo.http.get("/api/trends", params={"patient": ana.id})
    assert answer.json()["effects"] == []
    assert id_of(hidden) not in answer.text


async def test_questionnaires_are_told_with_their_course(ana: Person) -> None:
    def phq(at: str, *items: int) -> Json:
        given = [*items, *[0] * (9 - len(items))]
        return wrote(ana, at, measure(items=given, total=sum(given)))

    unfinished = measure(items=[1] * 8 + [None], total=None)
    await save(
        ana,
        [
            phq("2021-05-04T20:00+02:00", 3, 3, 3, 3),
            wrote(ana, "2021-05-06T10:00+02:00", session()),
            phq("2021-05-20T20:00+02:00", 3, 1),
            wrote(ana, "2021-05-27T20:00+02:00", unfinished),
        ],
    )
    [found] = (await trends(ana))["questionnaires"]
    assert found["instrument"] == "phq_9"
    holds(
        found["totals"],
        [
            {"total": 12, "change": None, "at": "2021-05-04T20:00:00+02:00"},
            {"total": 4, "change": -8, "notable": -8, "response": True, "remission": True},
        ],
    )
    # The items, the ninth above all, are not a part of it.
    assert set(found["totals"][0]) == {
        "at",
        "total",
        "change",
        "percent",
        "response",
        "remission",
        "notable",
        "worsening",
        "risen_again",
    }


async def test_other_changes_are_told_beside_the_sessions(ana: Person, theo: Person, linked: None) -> None:
    ill = wrote(ana, "2021-05-08T10:00+02:00", {"kind": "event", "what": "illness"}, readers=[theo.keys])
    pill = wrote(ana, "2021-05-07T10:00+02:00", {"kind": "event", "what": "medicine_new"})
    await save(ana, [ill, pill])
    assert [event["what"] for event in (await trends(ana))["events"]] == ["medicine_new", "illness"]
    [seen] = (await of_ana(theo, ana))["events"]
    assert seen == {"id": id_of(ill), "at": "2021-05-08T10:00:00+02:00", "what": "illness"}
    assert (await trends(ana, to="2021-05-06"))["events"] == []


async def test_sessions_name_their_course(ana: Person) -> None:
    its = uuid7()
    days = ["2021-05-06", "2021-06-03"]
    await save(ana, [wrote(ana, f"{day}T10:00+02:00", session(), session=its) for day in days])
    found = await trends(ana)
    assert [one["course"] for one in found["sessions"]] == [its, its]
    [between] = found["intervals"]
    assert (between["course"], between["gaps"]) == (its, [28])


async def test_theo_is_told_a_course_only_when_it_is_shared_too(
    ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    its = wrote(ana, "2021-05-01T10:00+02:00", course())
    dose = wrote(ana, "2021-05-06T10:00+02:00", session(), readers=[theo.keys], session=id_of(its))
    unshared = wrote(ana, "2021-05-06T09:00+02:00", session())
    felt = wrote(ana, "2021-05-06T11:00+02:00", effects(), readers=[theo.keys], session=id_of(unshared))
    mood = wrote(ana, "2021-05-07T10:00+02:00", check_in(), readers=[theo.keys])
    await save(ana, [its, dose, unshared, felt, mood])
    assert id_of(its) in json.dumps(await trends(ana))
    found = await of_ana(theo, ana)
    assert [(one["id"], one["course"]) for one in found["sessions"]] == [(id_of(dose), None)]
    assert id_of(its) not in json.dumps(found)
    assert id_of(unshared) not in json.dumps(found)
    answer = await mallory.http.get("/api/trends", params={"patient": ana.id})
    assert answer.status_code == 404
    assert id_of(its) not in answer.text

    again = {"id": id_of(its), "revision": 2, "readers": [theo.keys]}
    await save(ana, [wrote(ana, "2021-05-01T10:00+02:00", course(), **again)])
    found = await of_ana(theo, ana)
    assert [one["course"] for one in found["sessions"]] == [id_of(its)]
    assert [one["course"] for one in found["intervals"]] == [id_of(its)]
    assert [one["course"] for one in found["measures"][0]["courses"]] == [id_of(its)]

    await save(ana, [{"edit": uuid7(), "id": id_of(its), "withdraw": theo.id}])
    assert id_of(its) not in json.dumps(await of_ana(theo, ana))


async def test_what_did_not_take_place_or_was_deleted_is_not_there(ana: Person) -> None:
    planned = wrote(ana, "2021-05-06T10:00+02:00", session(planned=True))
    gone = wrote(ana, "2021-05-06T10:00+02:00", session())
    mood = wrote(ana, "2021-05-07T10:00+02:00", check_in())
    await save(ana, [planned, gone, mood, wrote(ana, "2021-05-07T11:00+02:00", reflection())])
    await save(ana, [{"edit": uuid7(), "id": id_of(gone), "revision": 2, "deleted": True}])
    found = await trends(ana)
    assert found["sessions"] == found["measures"][0]["curves"] == []
    assert found["days"] == [{"day": "2021-05-07", "readings": 1, "mood": 5, "anxiety": 3, "energy": 4}]


async def test_what_lies_ahead_makes_no_days_without_a_reading(ana: Person) -> None:
    """Neither a plan nor a clock that is far off."""
    await save(ana, [wrote(ana, "2021-05-07T10:00+02:00", check_in())])
    before = await trends(ana)
    ahead = [session(planned=True), {"kind": "event", "what": "medicine_stopped"}]
    await save(ana, [wrote(ana, "2099-05-07T10:00+02:00", facts) for facts in ahead])
    after = await trends(ana)
    assert after["completion"] == before["completion"]
    assert after["today"] == before["today"]
    await save(ana, [wrote(ana, "2099-05-07T10:00+02:00", check_in())])
    assert (await trends(ana))["completion"]["of"] in (
        before["completion"]["of"],
        before["completion"]["of"] + 1,
    )


async def test_a_day_is_that_of_the_persons_own_clock(ana: Person) -> None:
    await save(
        ana,
        [
            wrote(ana, "2021-05-05T23:30-10:00", check_in(mood=2)),
            wrote(ana, "2021-05-07T00:30+14:00", check_in(mood=8)),
        ],
    )
    # An hour apart by the sun, two days by her calendars.
    assert [(day["day"], day["mood"]) for day in (await trends(ana))["days"]] == [
        ("2021-05-05", 2),
        ("2021-05-07", 8),
    ]


async def test_a_span_chooses_what_is_answered_and_changes_no_number(ana: Person) -> None:
    await save(ana, [*entries_of(ana, CURVE), wrote(ana, "2021-09-01T10:00+02:00", session())])
    whole, part = await trends(ana), await trends(ana, **{"from": "2021-05-06", "to": "2021-05-06"})
    assert part["sessions"] == whole["sessions"][:1]
    assert measured(part, "mood")["curves"] == measured(whole, "mood")["curves"][:1]
    assert [day["day"] for day in part["days"]] == ["2021-05-06"]
    assert part["completion"] == {"days": 1, "of": 1}
    outside = await trends(ana, **{"from": "2022-01-01"})
    assert outside["sessions"] == outside["days"] == outside["intervals"] == []


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2021-05-06T10:00:00Z",
        "to=20210506",
        "to=2021-W18-4",
        "to=2021-02-30",
        "from=0000-01-01",
        "from=%D9%A2021-05-06",
        "from=2021-05-07&to=2021-05-06",
        "from=",
        "patient=ana",
        "patient=",
    ],
)
async def test_a_wrong_question_is_refused(ana: Person, query: str) -> None:
    answer = await ana.http.get(f"/api/trends?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "2021" not in answer.text.replace("2026-05-06", "")


async def test_an_emergency_of_which_nobody_said_how_strong_is_in_the_strip(ana: Person) -> None:
    given = wrote(ana, "2021-05-06T14:00+02:00", session())
    unsaid = effects(slug="chest_pain", severity=None, interference=None)
    mild = effects(slug="breathing", severity=1)
    felt = [
        wrote(ana, "2021-05-06T20:00+02:00", facts, session=id_of(given))
        for facts in (unsaid, mild, effects(slug="breathing", severity=None, interference=None))
    ]
    await save(ana, [given, *felt])
    rows = {row["slug"]: row["cells"] for row in (await trends(ana))["effects"]}
    assert rows["chest_pain"] == [{"session": id_of(given), "severity": None}]
    assert rows["breathing"] == [{"session": id_of(given), "severity": 1}]
