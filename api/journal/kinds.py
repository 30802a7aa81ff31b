"""What can be written down: one struct per kind of entry.

Facts are numbers, booleans, times, ids and slugs, never free text; a test walks the structs. Limits
are those of domain.md 1.9, effects those of 2.1 and 2.2, the check-in that of 3.1. Null is "not
said" and never zero. Every description below is shown to people when a value is refused.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import msgspec.inspect
import msgspec.structs
from msgspec import Meta

from api.journal.catalogue import (
    EMERGENCIES,
    EffectSign,
    EffectSlug,
    Happening,
    Indication,
    Person,
    Phase,
    Place,
    Product,
    ReadingSign,
    Route,
    SettingTag,
)
from api.journal.questionnaires import LANGUAGE, MOST_ITEMS, SLUG, find, objection, opens_support

DAY_MINUTES = 24 * 60
FIRST_YEAR, LAST_YEAR = 1990, 2100
# PostgreSQL takes no offset of 16 hours or more; real ones end at +14:00.
FARTHEST_OFFSET = timedelta(hours=16)
INT4 = 2**31 - 1

SIGNS = "This is a list of the signs that are asked for."
TIME = "A time has a date, a time of day and an offset, and lies in the years 1990 to 2100."

Time = Annotated[
    datetime,
    Meta(tz=True, description=TIME),
]
Id = Annotated[UUID, Meta(description="An id is a UUID in lower case, with hyphens.")]
Count = Annotated[int, Meta(ge=1, le=INT4, description="This is a whole number from 1.")]
YesOrNo = Annotated[bool, Meta(description="This is true or false.")]
Scale = Annotated[int, Meta(ge=0, le=10, description="This is a whole number from 0 to 10.")]
Degree = Annotated[int, Meta(ge=0, le=3, description="This is a whole number from 0 to 3.")]
Dose = Annotated[float, Meta(gt=0, le=1000, description="The dose is above 0 and at most 1000 milligrams.")]
DosePerKg = Annotated[
    float, Meta(gt=0, le=5, description="The dose for the weight is above 0 and at most 5 milligrams.")
]
Weight = Annotated[float, Meta(ge=20, le=400, description="The weight is 20 to 400 kilograms.")]
Minutes = Annotated[
    int, Meta(ge=1, le=720, description="The duration is a whole number from 1 to 720 minutes.")
]
QuietMinutes = Annotated[
    int, Meta(ge=0, le=600, description="Quiet time is a whole number from 0 to 600 minutes.")
]
Planned = Annotated[
    int, Meta(ge=1, le=200, description="The planned sessions are a whole number from 1 to 200.")
]
Hours = Annotated[
    float,
    Meta(ge=0, le=24, multiple_of=0.25, description="Sleep is 0 to 24 hours, in quarter hours."),
]
Began = Annotated[
    Literal["before", "during", "0_2h", "2_24h", "1_7d", "later"],
    Meta(description="This is not one of the times at which an effect can begin."),
]
Tier = Annotated[Literal["a", "b", "c", "d"], Meta(description="This tier is not in the list.")]
Acting = Annotated[
    Literal["yes", "no", "rather_not_say"], Meta(description="This answer is not in the list.")
]


class NotSigned(ValueError):
    """The text is no entry that can be kept. `pointer` is a JSON Pointer into it ("" is all of it);
    `detail` is a sentence for a person and repeats nothing of the text."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer = pointer
        self.detail = detail


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Fields have no defaults: null is said and not left out, so an old app cannot lose a field."""


class Session(_Kind, tag="session", frozen=True):
    """A treatment session, planned or done; the entry's `occurred_at` is its start (domain.md 1.6,
    1.9). Everything else may be unknown; the route is a person's choice and never inferred. The course that
    it belongs to is no fact: the entry's `session` says which."""

    planned: YesOrNo
    route: Annotated[Route, Meta(description="This route is not in the list.")] | None
    product: Annotated[Product, Meta(description="This product is not in the list.")] | None
    dose_mg: Dose | None
    dose_mg_per_kg: DosePerKg | None
    weight_kg: Weight | None
    duration_min: Minutes | None
    place: Annotated[Place, Meta(description="This place is not in the list.")] | None
    setting: Annotated[list[SettingTag], Meta(max_length=20, description="This is a list from the setting.")]
    present: Annotated[list[Person], Meta(max_length=20, description="This is a list of who was present.")]
    ride_there: YesOrNo | None
    ride_home: YesOrNo | None

    def __post_init__(self) -> None:
        _check_each_once("/setting", self.setting)
        _check_each_once("/present", self.present)


class Course(_Kind, tag="course", frozen=True):
    """A course of sessions; the entry's `occurred_at` is its start. Its schedule is words: no pattern of
    sessions is the right one (domain.md 1.7)."""

    phase: Annotated[Phase, Meta(description="This phase is not in the list.")]
    planned_sessions: Planned | None
    ends_at: Time | None
    indications: Annotated[
        list[Indication], Meta(max_length=20, description="This is a list of what the course is for.")
    ]

    def __post_init__(self) -> None:
        check_time("/ends_at", self.ends_at)
        _check_each_once("/indications", self.indications)


class Preparation(_Kind, tag="preparation", frozen=True):
    """Before a session (domain.md 4.2); the entry's `session` says which. The intention is words.
    `company` is whether somebody is there afterwards."""

    worry: Scale | None
    meditation_min: QuietMinutes | None
    ride_there: YesOrNo | None
    ride_home: YesOrNo | None
    company: YesOrNo | None


class Event(_Kind, tag="event", frozen=True):
    """Another change in a life, so that nothing is put down to a session alone (domain.md 5.3)."""

    what: Annotated[Happening, Meta(description="This is not one of the things that can happen.")]


class Reflection(_Kind, tag="reflection", frozen=True):
    """What a person wrote; all of it is words."""


class CheckIn(_Kind, tag="check_in", frozen=True):
    """Right now, 0 to 10 (domain.md 3.1). Higher is better, but for anxiety and pain."""

    mood: Scale
    anxiety: Scale
    energy: Scale
    sleep_hours: Hours | None
    sleep_quality: Scale | None
    pain: Scale | None
    connected: Scale | None


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One effect (domain.md 2.1): severity 0 none to 3 severe, `interference` 0 to 3 how much it
    got in the way. `began` counts from the start of the session. Only for an emergency may the severity
    be null: it is there, and nobody was asked how strong."""

    slug: Annotated[EffectSlug, Meta(description="This effect is not in the catalogue.")]
    severity: Degree | None
    interference: Degree | None
    began: Began | None
    still_there: YesOrNo | None
    ended_at: Time | None
    told_clinic: YesOrNo | None

    def __post_init__(self) -> None:
        if self.severity == 0 and self.interference is not None:
            raise NotSigned("/interference", "An effect that was not there cannot have got in the way.")
        if self.severity is None and self.slug not in EMERGENCIES:
            raise NotSigned("/severity", "This effect needs a severity from 0 to 3.")
        check_time("/ended_at", self.ended_at)


class Effects(_Kind, tag="effects", frozen=True):
    """The effects a person noticed, each at most once, and signs that no effect covers (domain.md 2).
    `acting`: the answer to the one question that follows thoughts of suicide (3.4)."""

    effects: Annotated[
        list[Effect],
        Meta(max_length=40, description="This is a list of at most 40 effects."),
    ]
    signs: Annotated[list[EffectSign], Meta(max_length=20, description=SIGNS)]
    acting: Acting | None
    tier: Tier | None

    def __post_init__(self) -> None:
        slugs = {effect.slug for effect in self.effects}
        if len(slugs) < len(self.effects):
            raise NotSigned("/effects", "Each effect is in the list once.")
        if not self.effects and not self.signs:
            raise NotSigned("/effects", "There is at least one effect or one sign.")
        _check_each_once("/signs", self.signs)
        if self.acting is not None and "suicidal" not in slugs and "suicide_plan_or_harm" not in self.signs:
            raise NotSigned("/acting", "This was not asked after these answers.")


class Vitals(_Kind, tag="vitals", frozen=True):
    """What was measured at one moment (domain.md 1.9); `minutes_after_dose` is below 0 before the dose. At
    least one number; blood pressure is both of its numbers or neither."""

    systolic: Annotated[int, Meta(ge=50, le=300, description="The upper number is from 50 to 300.")] | None
    diastolic: Annotated[int, Meta(ge=20, le=200, description="The lower number is from 20 to 200.")] | None
    heart_rate: (
        Annotated[int, Meta(ge=20, le=250, description="The heart rate is from 20 to 250 a minute.")] | None
    )
    breaths: Annotated[int, Meta(ge=3, le=70, description="Breaths are from 3 to 70 a minute.")] | None
    spo2: Annotated[int, Meta(ge=50, le=100, description="Oxygen is from 50 to 100 percent.")] | None
    minutes_after_dose: (
        Annotated[
            int,
            Meta(
                ge=-DAY_MINUTES, le=DAY_MINUTES, description="This is within a day before or after the dose."
            ),
        ]
        | None
    )
    signs: Annotated[list[ReadingSign], Meta(max_length=20, description=SIGNS)]
    tier: Tier | None

    def __post_init__(self) -> None:
        if all(n is None for n in (self.systolic, self.heart_rate, self.breaths, self.spo2)):
            raise NotSigned("/systolic", "There is at least one number.")
        _check_pressure(self.systolic, self.diastolic)
        _check_each_once("/signs", self.signs)


class Measure(_Kind, tag="measure", frozen=True):
    """A questionnaire as it was filled in (domain.md 3.3, 3.4): every item or null, and the total that the
    server computes again. `early`: filled in before its minimum gap was over, knowingly. `acting`: the answer
    to the one question that follows item 9. `tier`: which message of 2.3 the app showed."""

    instrument: Annotated[str, Meta(pattern=SLUG, description="This questionnaire is not known here.")]
    wording: Annotated[int, Meta(ge=1, le=9999, description="The wording's version is a number from 1.")]
    language: Annotated[str, Meta(pattern=LANGUAGE, description="This language is not known here.")]
    items: Annotated[
        list[Annotated[int, Meta(ge=0, le=100)] | None],
        Meta(min_length=1, max_length=MOST_ITEMS, description="This is a list of whole numbers or null."),
    ]
    total: Annotated[int, Meta(ge=0, description="The total is a whole number, or null.")] | None
    difficulty: Degree | None
    early: YesOrNo
    acting: Acting | None
    tier: Tier | None

    def __post_init__(self) -> None:
        asked = find(self.instrument, self.language, self.wording)
        if asked is None:
            raise NotSigned("/instrument", "This questionnaire, or this wording of it, is not known here.")
        if wrong := objection(asked, self.items, self.total):
            raise NotSigned(*wrong)
        if self.difficulty is not None and (
            asked.difficulty is None or self.difficulty >= len(asked.difficulty.answers)
        ):
            raise NotSigned("/difficulty", "This questionnaire does not have this answer.")
        if self.acting is not None and not opens_support(asked, self.items):
            raise NotSigned("/acting", "This was not asked after these answers.")


class SafetyPlan(_Kind, tag="safety_plan", frozen=True):
    """What a person wrote down beforehand for a bad day; all of it is words (domain.md 7.2). One per
    account: its id is the account's own, as a UUID of version 7."""


class Contact(_Kind, tag="contact", frozen=True):
    """A pinned person, sealed to the author alone. `account` is null while an invitation waits."""

    account: Id | None


class Opened(_Kind, tag="opened", frozen=True):
    """A therapist opened revision `revision` of `entry`; `number` counts the author's openings, so
    that one that is kept back leaves a gap."""

    number: Count
    author: Id
    entry: Id
    revision: Count


Facts = (
    Session
    | Course
    | Preparation
    | Event
    | Reflection
    | CheckIn
    | Effects
    | Vitals
    | Measure
    | SafetyPlan
    | Contact
    | Opened
)
PATIENT_KINDS: frozenset[str] = frozenset(
    {
        *("session", "course", "preparation", "event", "reflection"),
        *("check_in", "effects", "vitals", "measure", "safety_plan", "contact"),
    }
)
THERAPIST_KINDS: frozenset[str] = frozenset({"contact", "opened"})
NEVER_SHARED: frozenset[str] = frozenset({"contact"})


def kind_of(facts: Facts) -> str:
    return str(facts.__struct_config__.tag)


def check_time(field: str, time: datetime | None) -> None:
    if time is None:
        return
    offset = time.utcoffset()
    in_range = FIRST_YEAR <= time.year <= LAST_YEAR
    if not in_range or offset is None or abs(offset) >= FARTHEST_OFFSET:
        raise NotSigned(field, TIME)


def _check_each_once(field: str, chosen: list[Any]) -> None:
    if len(set(chosen)) < len(chosen):
        raise NotSigned(field, "Each of these is in the list once.")


def _check_pressure(systolic: int | None, diastolic: int | None) -> None:
    if systolic is None and diastolic is None:
        return
    if systolic is None or diastolic is None:
        raise NotSigned("/systolic", "Blood pressure is two numbers.")
    if systolic <= diastolic:
        raise NotSigned("/systolic", "The upper number is higher than the lower one.")
