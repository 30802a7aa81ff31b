"""Signed texts to try: one good example of every kind, and what a refusal must look like."""

import json
import re
from typing import Any

import pytest

from api.journal.kinds import NotSigned
from api.journal.signed import read_signed

ACCOUNT = "3f0c1d1e-52f1-4c0e-9a57-0c7f0f5f7a10"
ENTRY = "0190a0a0-1c2d-7abc-8def-0123456789ab"
EDIT = "0190a0a0-1c2d-7abc-8def-0123456789ac"
NOW = "2025-03-01T21:30:00.000+01:00"

EFFECT: dict[str, Any] = {
    "slug": "nausea",
    "severity": 2,
    "interference": 1,
    "began": "0_2h",
    "still_there": False,
    "ended_at": "2025-03-01T23:00:00+01:00",
    "told_clinic": None,
}
FACTS: dict[str, dict[str, Any]] = {
    "session": {
        "planned": False,
        "route": "iv",
        "product": "ketamine",
        "dose_mg": 42.5,
        "dose_mg_per_kg": 0.5,
        "weight_kg": 85,
        "duration_min": 60,
        "place": "clinic",
        "setting": ["music", "eye_mask"],
        "present": ["nurse"],
        "ride_there": True,
        "ride_home": None,
    },
    "course": {
        "phase": "induction",
        "planned_sessions": 6,
        "ends_at": "2025-04-01T12:00:00+02:00",
        "indications": ["trd", "anxiety"],
    },
    "preparation": {
        "worry": 6,
        "meditation_min": 20,
        "ride_there": True,
        "ride_home": True,
        "company": None,
    },
    "event": {"what": "medicine_new"},
    "reflection": {},
    "check_in": {
        "mood": 6,
        "anxiety": 3,
        "energy": 5,
        "sleep_hours": 7.25,
        "sleep_quality": 6,
        "pain": None,
        "connected": 4,
    },
    "effects": {"effects": [EFFECT], "signs": ["fluids_12h"], "acting": None, "tier": "b"},
    "vitals": {
        "systolic": 128,
        "diastolic": 82,
        "heart_rate": 76,
        "breaths": 14,
        "spo2": 97,
        "minutes_after_dose": 40,
        "signs": [],
        "tier": "d",
    },
    "measure": {
        "instrument": "phq_9",
        "wording": 1,
        "language": "en",
        "items": [1, 0, 2, 3, 0, 1, 1, 0, 2],
        "total": 10,
        "difficulty": 1,
        "early": False,
        "acting": "no",
        "tier": None,
    },
    "safety_plan": {},
    "contact": {"account": ACCOUNT},
    "opened": {"number": 1, "author": ACCOUNT, "entry": ENTRY, "revision": 3},
}


def signed(facts: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "author": ACCOUNT,
        "id": ENTRY,
        "revision": 1,
        "edit": EDIT,
        "occurred_at": NOW,
        "recorded_at": NOW,
        "facts": facts or {"kind": "reflection"},
        "reader_tags": "0f" * 80,
        "words": None,
    } | fields


def facts(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind} | FACTS[kind] | fields


def text_of(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def refusal(text: str) -> NotSigned:
    with pytest.raises(NotSigned) as caught:
        read_signed(text)
    refused = caught.value
    # Plain: one sentence of words, nothing of a type, a path or the input.
    assert re.fullmatch(r"[A-Z][A-Za-z0-9 ,'-]+\.", refused.detail), refused.detail
    assert str(refused) == refused.detail
    return refused


def is_read(value: dict[str, Any]) -> bool:
    """Whether it is read; if it is not, the refusal is plain."""
    try:
        read_signed(text_of(value))
    except NotSigned:
        refusal(text_of(value))
        return False
    return True
