"""What can be written down: every field at its limits, and no text that can break the reading."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any, get_args
from uuid import UUID

import msgspec
import msgspec.inspect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.journal.catalogue import (
    EFFECT_SIGNS,
    EFFECTS,
    EMERGENCIES,
    HAPPENINGS,
    INDICATIONS,
    PEOPLE,
    PHASES,
    PLACES,
    PRODUCTS,
    READING_SIGNS,
    ROUTES,
    SETTINGS,
)
from api.journal.kinds import (
    NEVER_SHARED,
    PATIENT_KINDS,
    THERAPIST_KINDS,
    Facts,
    kind_of,
)
from api.journal.questionnaires import LANGUAGE
from api.journal.questionnaires import SLUG as SLUG_OF_ONE
from api.journal.signed import read_signed
from tests.signed_texts import (
    ACCOUNT,
    EDIT,
    EFFECT,
    ENTRY,
    FACTS,
    NOW,
    facts,
    is_read,
    refusal,
    signed,
    text_of,
)


@pytest.mark.parametrize("kind", FACTS)
def test_every_kind_is_read_as_it_was_written(kind: str) -> None:
    read = read_signed(text_of(signed(facts(kind))))
    assert kind_of(read.facts) == kind
    assert read.author == UUID(ACCOUNT)
    assert read.occurred_at.utcoffset() == timedelta(hours=1)
    assert json.loads(msgspec.json.encode(read.facts)) == facts(kind)


def test_every_kind_belongs_to_somebody() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in get_args(Facts)}
    assert tags == set(FACTS) == PATIENT_KINDS | THERAPIST_KINDS
    assert {"contact"} == NEVER_SHARED


WHOLE = [True, 1.0, "1", None, [], {}]  # no whole number: JSON 1.0 is none either
COUNT = ([1, 2**31 - 1], [0, -1, 2**31, 10**30, *WHOLE])
TEN = ([0, 10], [-1, 11, 10**30, *WHOLE])
TEN_OR_NOT = ([0, 10, None], [-1, 11, 10**30, *WHOLE[:3], []])
THREE = ([0, 1, 2, 3], [-1, 4, *WHOLE])
YES = ([True, False], [0, 1, "true", None])
YES_OR_NOT = ([True, False, None], [0, 1, "true"])
SLUG = [0, True, "", "nowhere", "\x00", "\ud800", ["iv"], {}]
TIERS = (["a", "b", "c", "d", None], [*SLUG, "e", "A"])
UUIDS = ["", "ana", 7, None, ACCOUNT.upper(), ACCOUNT.replace("-", ""), "{" + ACCOUNT + "}"]


def some_of(slugs: dict[Any, str]) -> tuple[list[Any], list[Any]]:
    """A list from a closed list: none of it, all of it; never the same twice."""
    first = next(iter(slugs))
    return [[], [first], [*slugs]], [None, first, {}, [first, first], ["nowhere"], [None], [["nowhere"]], [1]]


TIMES = (
    [
        "1990-01-01T00:00:00Z",
        "2024-02-29T23:59:59.999+14:00",
        "2100-12-31T23:59:59.999999-12:00",
    ],
    [
        "1989-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        "2100-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2025-03-01T21:30:00",
        "2025-03-01",
        "2025-02-29T00:00:00Z",
        "2025-03-01T21:30:00+16:00",
        "2025-03-01T21:30:00+24:00",
        1_740_861_000,
        "",
        True,
    ],
)

# field: (values that are read, values that are refused)
LIMITS: dict[str, dict[str, tuple[list[Any], list[Any]]]] = {
    "session": {
        "planned": YES,
        "route": ([*ROUTES, None], SLUG),
        "product": ([*PRODUCTS, None], SLUG),
        "dose_mg": ([0.001, 1, 1000, None], [0, -1, 1000.001, 1001, 10**400, True, "1"]),
        "dose_mg_per_kg": ([0.001, 0.5, 5, None], [0, -1, 5.001, 10**400, True, "1"]),
        "weight_kg": ([20, 72.5, 400, None], [19.9, 400.1, -1, True, "72"]),
        "duration_min": ([1, 720, None], [0, 721, -1, True, 1.0, "1"]),
        "place": ([*PLACES, None], SLUG),
        "setting": some_of(SETTINGS),
        "present": some_of(PEOPLE),
        "ride_there": YES_OR_NOT,
        "ride_home": YES_OR_NOT,
    },
    "course": {
        "phase": ([*PHASES], [*SLUG, None]),
        "planned_sessions": ([1, 200, None], [0, 201, -1, *WHOLE[:3]]),
        "ends_at": (
            [time for time in TIMES[0] if time > NOW] + [None],
            [time for time in TIMES[1] if time is not None],
        ),
        "indications": some_of(INDICATIONS),
    },
    "preparation": {
        "worry": TEN_OR_NOT,
        "meditation_min": ([0, 600, None], [-1, 601, *WHOLE[:3]]),
        "ride_there": YES_OR_NOT,
        "ride_home": YES_OR_NOT,
        "company": YES_OR_NOT,
    },
    "event": {"what": ([*HAPPENINGS], [*SLUG, None])},
    "reflection": {},
    "check_in": {
        "mood": TEN,
        "anxiety": TEN,
        "energy": TEN,
        "sleep_hours": ([0, 0.25, 7, 24, None], [-0.25, 24.25, 7.1, 25, True, "7"]),
        "sleep_quality": TEN_OR_NOT,
        "pain": TEN_OR_NOT,
        "connected": TEN_OR_NOT,
    },
    "effects": {
        "effects": ([[EFFECT], []], [[EFFECT, EFFECT], [1], None, {}, EFFECT]),
        "signs": (
            [[], *([sign] for sign in EFFECT_SIGNS)],
            [["swelling", "swelling"], [""], [None], None, {}],
        ),
        "acting": ([None], ["yes", "no", "rather_not_say", *SLUG]),
        "tier": TIERS,
    },
    "vitals": {
        "systolic": ([128, 300], [49, 50, 82, 301, None, *WHOLE[:3], []]),
        "diastolic": ([20, 127], [19, 128, 201, None, *WHOLE[:3], []]),
        "heart_rate": ([20, 250, None], [19, 251, *WHOLE[:3], []]),
        "breaths": ([3, 70, None], [2, 71, *WHOLE[:3], []]),
        "spo2": ([50, 100, None], [49, 101, *WHOLE[:3], []]),
        "minutes_after_dose": ([-1440, 0, 1440, None], [-1441, 1441, *WHOLE[:3], []]),
        "signs": ([[], *([sign] for sign in READING_SIGNS)], [["speech", "speech"], ["swelling"], [1], None]),
        "tier": TIERS,
    },
    "measure": {
        "instrument": (["phq_9"], [*SLUG, "phq_15", "gad_7", "phq 9"]),
        "wording": ([1], [2, *COUNT[1]]),
        "language": (["en"], [*SLUG, "es", "EN"]),
        "items": ([FACTS["measure"]["items"]], [[], [1] * 8, [1] * 101, [[1] * 9], [True] * 9, None, {}, 10]),
        "total": ([10], [9, 11, -1, 10**30, True, 10.0, "10", None]),
        "difficulty": ([0, 1, 2, 3, None], [-1, 4, *WHOLE[:3]]),
        "early": YES,
        "acting": (["yes", "no", "rather_not_say", None], SLUG),
        "tier": TIERS,
    },
    "safety_plan": {},
    "contact": {"account": ([ACCOUNT, None], [value for value in UUIDS if value is not None])},
    "opened": {
        "number": COUNT,
        "author": ([ACCOUNT], UUIDS),
        "entry": ([ENTRY], UUIDS),
        "revision": COUNT,
    },
}
EFFECT_LIMITS: dict[str, tuple[list[Any], list[Any]]] = {
    "slug": (list(EFFECTS), [*SLUG, None]),
    "severity": ([1, 2, 3], THREE[1]),  # null only where presence counts: a test of its own
    "interference": ([*THREE[0], None], [-1, 4, *WHOLE[:3]]),
    "began": (["before", "during", "0_2h", "2_24h", "1_7d", "later", None], SLUG),
    "still_there": YES_OR_NOT,
    "ended_at": ([*TIMES[0], None], TIMES[1]),
    "told_clinic": YES_OR_NOT,
}
SIGNED_LIMITS: dict[str, tuple[list[Any], list[Any]]] = {
    "author": ([ACCOUNT, ENTRY], UUIDS),
    "id": ([ENTRY], [*UUIDS, ACCOUNT]),
    "revision": COUNT,
    "edit": ([EDIT], [*UUIDS, ACCOUNT]),
    "occurred_at": (TIMES[0], [*TIMES[1], None]),
    "recorded_at": (TIMES[0], [*TIMES[1], None]),
    "facts": ([facts("reflection")], [None, [], "reflection", 1, {}]),
    "reader_tags": (
        ["0f" * 80, "0f" * 400],
        ["0f" * 60, "0f" * 420, "0f" * 90, "0f" * 79 + "0F", "0f" * 79 + "0g", "0f" * 80 + "\n", None, 0],
    ),
    "words": (["0123456789abcdef" * 4, None], ["0" * 63, "0" * 65, "0" * 64 + "\n", "g" * 64, 0]),
}


@pytest.mark.parametrize("kind", FACTS)
def test_each_fact_is_held_to_its_limits(kind: str) -> None:
    assert LIMITS[kind].keys() == FACTS[kind].keys()
    for field, (good, bad) in LIMITS[kind].items():
        for value in good:
            assert is_read(signed(facts(kind, **{field: value}))), (field, value)
        for value in bad:
            assert not is_read(signed(facts(kind, **{field: value}))), (field, value)
        without = facts(kind)
        del without[field]
        refused = refusal(text_of(signed(without)))
        assert (refused.pointer, refused.detail) == (f"/facts/{field}", "This field is missing.")


def test_each_field_of_an_effect_is_held_to_its_limits() -> None:
    assert EFFECT_LIMITS.keys() == EFFECT.keys()
    for field, (good, bad) in EFFECT_LIMITS.items():
        for value in good:
            effect = EFFECT | {field: value}
            assert is_read(signed(facts("effects", effects=[effect]))), (field, value)
        for value in bad:
            effect = EFFECT | {field: value}
            assert not is_read(signed(facts("effects", effects=[effect]))), (field, value)
        without = {name: value for name, value in EFFECT.items() if name != field}
        refused = refusal(text_of(signed(facts("effects", effects=[EFFECT, without]))))
        assert refused.pointer == f"/facts/effects/1/{field}"


def test_each_signed_field_is_held_to_its_limits() -> None:
    assert SIGNED_LIMITS.keys() == signed().keys()
    for field, (good, bad) in SIGNED_LIMITS.items():
        for value in good:
            assert is_read(signed() | {field: value}), (field, value)
        for value in bad:
            assert not is_read(signed() | {field: value}), (field, value)
        without = signed()
        del without[field]
        assert refusal(text_of(without)).pointer == f"/{field}"


def test_an_effect_that_was_not_there_did_not_get_in_the_way() -> None:
    absent = EFFECT | {"severity": 0}
    assert is_read(signed(facts("effects", effects=[absent | {"interference": None}])))
    for interference in (0, 1):
        effects = [EFFECT | {"slug": "headache"}, absent | {"interference": interference}]
        refused = refusal(text_of(signed(facts("effects", effects=effects))))
        assert refused.pointer == "/facts/effects/1/interference"


def test_only_an_emergency_may_leave_unsaid_how_strong_it_is() -> None:
    """Presence counts (domain.md 2.3): severity is not asked first."""
    for slug in EFFECTS:
        effect = EFFECT | {"slug": slug, "severity": None, "interference": None}
        assert is_read(signed(facts("effects", effects=[effect]))) == (slug in EMERGENCIES), slug


def test_a_sign_needs_no_effect_beside_it_but_nothing_at_all_is_no_entry() -> None:
    assert is_read(signed(facts("effects", effects=[], signs=["seizure"])))
    refused = refusal(text_of(signed(facts("effects", effects=[], signs=[]))))
    assert (refused.pointer, refused.detail) == (
        "/facts/effects",
        "There is at least one effect or one sign.",
    )


def test_the_follow_up_is_answered_only_where_it_was_asked() -> None:
    thoughts = EFFECT | {"slug": "suicidal", "severity": None, "interference": None}
    for acting in ("yes", "no", "rather_not_say"):
        assert is_read(signed(facts("effects", effects=[thoughts], acting=acting)))
        assert is_read(signed(facts("effects", signs=["suicide_plan_or_harm"], acting=acting)))
        assert refusal(text_of(signed(facts("effects", acting=acting)))).pointer == "/facts/acting"


def test_a_reading_has_a_number_and_blood_pressure_two() -> None:
    nothing = dict.fromkeys(("systolic", "diastolic", "heart_rate", "breaths", "spo2"))
    for field in ("heart_rate", "breaths", "spo2"):
        assert is_read(signed(facts("vitals", **nothing | {field: 60})))
    assert is_read(signed(facts("vitals", **nothing | {"systolic": 120, "diastolic": 119})))
    for wrong, detail in (
        (nothing, "There is at least one number."),
        (nothing | {"heart_rate": 60, "systolic": 120}, "Blood pressure is two numbers."),
        (nothing | {"heart_rate": 60, "diastolic": 80}, "Blood pressure is two numbers."),
        (nothing | {"systolic": 90, "diastolic": 90}, "The upper number is higher than the lower one."),
    ):
        refused = refusal(text_of(signed(facts("vitals", **wrong))))
        assert (refused.pointer, refused.detail) == ("/facts/systolic", detail)


def test_effects_are_at_most_forty_each_once() -> None:
    every = [EFFECT | {"slug": slug} for slug in EFFECTS]
    assert is_read(signed(facts("effects", effects=every[:40])))
    assert not is_read(signed(facts("effects", effects=every[:41])))
    twice = refusal(text_of(signed(facts("effects", effects=[*every[:3], every[0]]))))
    assert (twice.pointer, twice.detail) == ("/facts/effects", "Each effect is in the list once.")


def test_a_session_that_took_place_is_at_most_a_day_ahead_of_the_device() -> None:
    """By the device's own clock, however wrong that is; a planned one may be at any time."""
    day, moment = "2035-03-02T21:30:00+01:00", "2035-03-02T21:30:00.001+01:00"
    recorded = "2035-03-01T20:30:00Z"
    done, planned = facts("session"), facts("session", planned=True)
    assert is_read(signed(done, occurred_at=day, recorded_at=recorded))
    assert is_read(signed(planned, occurred_at=moment, recorded_at=recorded))
    assert is_read(signed(done, occurred_at="1990-01-01T00:00:00Z", recorded_at=recorded))
    assert is_read(signed(facts("check_in"), occurred_at=moment, recorded_at=recorded))
    refused = refusal(text_of(signed(done, occurred_at=moment, recorded_at=recorded)))
    assert refused.pointer == "/occurred_at"


def test_a_course_does_not_end_before_it_began() -> None:
    ends = {"ends_at": "2025-03-01T20:29:59Z"}
    refused = refusal(text_of(signed(facts("course", **ends))))
    assert (refused.pointer, refused.detail) == ("/facts/ends_at", "A course cannot end before it began.")
    assert is_read(signed(facts("course", ends_at="2025-03-01T20:30:00Z")))


def test_what_was_opened_has_no_words() -> None:
    refused = refusal(text_of(signed(facts("opened"), words="0" * 64)))
    assert refused.pointer == "/words"


NO_TEXT = (
    msgspec.inspect.IntType,
    msgspec.inspect.FloatType,
    msgspec.inspect.BoolType,
    msgspec.inspect.NoneType,
    msgspec.inspect.UUIDType,
    msgspec.inspect.DateTimeType,
)
SLUGS = {
    *(EFFECTS | ROUTES | PRODUCTS | PLACES | SETTINGS | PEOPLE | PHASES | INDICATIONS | HAPPENINGS),
    *(*EFFECT_SIGNS, *READING_SIGNS),
    *("before", "during", "0_2h", "2_24h", "1_7d", "later"),
    *("yes", "no", "rather_not_say", "a", "b", "c", "d"),
}
# Which questionnaire, and in which language: any that is not known is refused (test_questionnaires.py), so
# this is a list too, though not one that is closed when the program is written.
KNOWN_QUESTIONNAIRE = {("instrument", SLUG_OF_ONE), ("language", LANGUAGE)}


def assert_no_text(kind: msgspec.inspect.Type, name: str = "") -> None:
    match kind:
        case msgspec.inspect.LiteralType(values=values):
            assert set(values) <= SLUGS
        case msgspec.inspect.StructType(forbid_unknown_fields=True):
            for field in kind.fields:
                assert_no_text(field.type, field.name)
        case msgspec.inspect.UnionType():
            for one in kind.types:
                assert_no_text(one, name)
        case msgspec.inspect.Metadata():
            assert_no_text(kind.type, name)
        case msgspec.inspect.ListType():
            assert_no_text(kind.item_type, name)
        case _:
            slug = (name, getattr(kind, "pattern", None)) in KNOWN_QUESTIONNAIRE
            assert slug or isinstance(kind, NO_TEXT), kind


def test_facts_hold_no_free_text() -> None:
    """Text in facts would be readable by whoever runs the database."""
    for kind in get_args(Facts):
        assert_no_text(msgspec.inspect.type_info(kind))


OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# Naive bounds are what hypothesis asks for; the offset is drawn on top of them.
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 12, 31, 23, 59, 59)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST, timezones=OFFSETS)


def _value(limits: tuple[list[Any], list[Any]]) -> st.SearchStrategy[Any]:
    return st.sampled_from(limits[0])


ANY_EFFECT = st.fixed_dictionaries({name: _value(limits) for name, limits in EFFECT_LIMITS.items()})
ANY_FACTS = (
    st.one_of(
        [
            st.fixed_dictionaries(
                {"kind": st.just(kind)} | {name: _value(limits) for name, limits in fields.items()}
            )
            for kind, fields in LIMITS.items()
            if kind not in ("effects", "measure")
        ]
    )
    | st.lists(ANY_EFFECT, min_size=1, max_size=40, unique_by=lambda effect: effect["slug"]).map(
        lambda effects: facts("effects", effects=effects)
    )
    | st.lists(st.integers(0, 3), min_size=9, max_size=9).map(
        lambda items: facts("measure", items=items, total=sum(items), acting=None)
    )
)


@given(ANY_FACTS, MOMENTS)
@settings(max_examples=200, deadline=None)
def test_what_is_read_and_written_again_is_the_same(facts: dict[str, Any], at: datetime) -> None:
    time = at.isoformat()
    read = read_signed(text_of(signed(facts, occurred_at=time, recorded_at=time)))
    assert read.occurred_at == at
    assert read.occurred_at.utcoffset() == at.utcoffset()
    assert read_signed(msgspec.json.encode(read).decode()) == read
