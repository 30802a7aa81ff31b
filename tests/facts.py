"""Facts that the server takes, to be changed by the tests that want them refused."""

from typing import Any

Facts = dict[str, Any]


def check_in(**changed: Any) -> Facts:
    return {
        "kind": "check_in",
        "mood": 5,
        "anxiety": 3,
        "energy": 4,
        "sleep_hours": None,
        "sleep_quality": None,
        "pain": None,
        "connected": None,
    } | changed


def reflection() -> Facts:
    return {"kind": "reflection"}


def session(**changed: Any) -> Facts:
    return {
        "kind": "session",
        "planned": False,
        "route": "iv",
        "product": "ketamine",
        "dose_mg": None,
        "dose_mg_per_kg": None,
        "weight_kg": None,
        "duration_min": 45,
        "place": None,
        "setting": [],
        "present": [],
        "ride_there": None,
        "ride_home": None,
    } | changed


def course(**changed: Any) -> Facts:
    return {
        "kind": "course",
        "phase": "induction",
        "planned_sessions": 6,
        "ends_at": None,
        "indications": ["trd"],
    } | changed


def preparation(**changed: Any) -> Facts:
    return {
        "kind": "preparation",
        "worry": 6,
        "meditation_min": None,
        "ride_there": True,
        "ride_home": None,
        "company": None,
    } | changed


def event(**changed: Any) -> Facts:
    return {"kind": "event", "what": "medicine_new"} | changed


def effects(**changed: Any) -> Facts:
    nausea = {
        "slug": "nausea",
        "severity": 2,
        "interference": 1,
        "began": "0_2h",
        "still_there": False,
        "ended_at": None,
        "told_clinic": None,
    }
    return {"kind": "effects", "effects": [nausea | changed], "signs": [], "acting": None, "tier": "c"}


def vitals(**changed: Any) -> Facts:
    return {
        "kind": "vitals",
        "systolic": 128,
        "diastolic": 82,
        "heart_rate": 76,
        "breaths": None,
        "spo2": None,
        "minutes_after_dose": 40,
        "signs": [],
        "tier": "d",
    } | changed


def measure(**changed: Any) -> Facts:
    """A PHQ-9 of 12."""
    return {
        "kind": "measure",
        "instrument": "phq_9",
        "wording": 1,
        "language": "en",
        "items": [2, 3, 1, 3, 0, 2, 1, 0, 0],
        "total": 12,
        "difficulty": None,
        "early": False,
        "acting": None,
        "tier": None,
    } | changed
