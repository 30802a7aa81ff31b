"""The closed lists that facts choose from: effects, routes, places and the rest, in the patient's wording.

Source: domain.md 2.2 (effects), 1.6 (routes), 1.1 to 1.5 (a session and its course), 5.3 (events). A slug
is stored for ever, so one is never renamed or reused; its wording may change. `tests/vectors/` holds what
both languages must say.
"""

from typing import Final, Literal

EffectSlug = Literal[
    "dissociation",
    "floating",
    "time_space",
    "perception",
    "hallucination",
    "dizziness",
    "vertigo",
    "nausea",
    "vomiting",
    "drowsiness",
    "fatigue",
    "headache",
    "blurred_vision",
    "numbness",
    "taste",
    "nasal_throat",
    "mouth_irritation",
    "dry_mouth",
    "speech",
    "tremor",
    "unsteady",
    "sweating",
    "anxiety",
    "distress",
    "emotional",
    "euphoria",
    "confusion",
    "vivid_dreams",
    "insomnia",
    "memory",
    "low_mood",
    "palpitations",
    "bp_high",
    "chest_pain",
    "breathing",
    "fainting",
    "allergy",
    "urinary_frequency",
    "urinary_pain",
    "urinary_blood",
    "jaundice",
    "elevated",
    "craving",
    "suicidal",
    "other",
]

# Asked beside the effects, because no effect covers them (domain.md 2.3).
EffectSign = Literal[
    "seizure",
    "cannot_stay_awake",
    "blue_lips",
    "swelling",
    "hives_breathing",
    "worst_headache",
    "vision_loss",
    "one_sided_weakness",
    "face_droop",
    "new_slurred_speech",
    "suicide_plan_or_harm",
    "overdose_unwell",
    "not_safe",
    "fluids_12h",
    "still_altered_24h",
    "two_nights",
    "over_48h",
    "several_nights",
    "stronger_each_session",
]

# Asked beside a reading (domain.md 2.3: the numbers with and without symptoms).
ReadingSign = Literal[
    "chest_pain",
    "breathing",
    "severe_headache",
    "weakness",
    "vision",
    "speech",
    "fast_15_min",
]

Route = Literal[
    "iv",
    "im",
    "sc",
    "nasal",
    "sublingual",
    "buccal",
    "oral",
    "rectal",
    "other",
    "unknown",
]

Product = Literal["ketamine", "esketamine", "unknown"]

Place = Literal["clinic", "home_supervised", "other"]

SettingTag = Literal["music", "eye_mask", "soft_light", "quiet_room", "recliner"]

Person = Literal["doctor", "nurse", "therapist", "guide", "partner", "family", "friend", "others"]

Phase = Literal["trial", "induction", "maintenance", "other"]

Indication = Literal[
    "depression",
    "trd",
    "mood",
    "anxiety",
    "ptsd",
    "ocd",
    "pain",
    "substance",
    "suicidal",
    "other",
]

Happening = Literal[
    "medicine_new",
    "medicine_changed",
    "medicine_stopped",
    "illness",
    "life",
    "other",
]

EFFECTS: Final[dict[EffectSlug, str]] = {
    "dissociation": "Detached, unreal, outside my body",
    "floating": "Floating",
    "time_space": "Time or space felt wrong",
    "perception": "Sights or sounds changed",
    "hallucination": "Saw or heard things",
    "dizziness": "Dizzy, light-headed",
    "vertigo": "Room spinning",
    "nausea": "Feeling sick",
    "vomiting": "Being sick",
    "drowsiness": "Sleepy, sedated",
    "fatigue": 'Worn out, groggy, "hungover"',
    "headache": "Headache",
    "blurred_vision": "Blurred or double vision",
    "numbness": "Numb or tingling",
    "taste": "Odd taste",
    "nasal_throat": "Nose or throat sore",
    "mouth_irritation": "Sore or burning mouth",
    "dry_mouth": "Dry mouth",
    "speech": "Slurred speech",
    "tremor": "Shaking",
    "unsteady": "Unsteady walking",
    "sweating": "Sweating",
    "anxiety": "Anxious, panicky",
    "distress": "Overwhelmed, frightened",
    "emotional": "Tearful, raw",
    "euphoria": "Unusually elated",
    "confusion": "Confused, disoriented",
    "vivid_dreams": "Vivid dreams, nightmares",
    "insomnia": "Trouble sleeping",
    "memory": "Memory or focus worse",
    "low_mood": "Mood dropped",
    "palpitations": "Heart racing",
    "bp_high": "High blood pressure (reading)",
    "chest_pain": "Chest pain or pressure",
    "breathing": "Hard to breathe, slow breathing",
    "fainting": "Fainted, could not be woken",
    "allergy": "Rash, swelling, itching",
    "urinary_frequency": "Needing to pee often or urgently",
    "urinary_pain": "Pain when peeing or low belly",
    "urinary_blood": "Blood in urine",
    "jaundice": "Yellow skin/eyes, dark urine",
    "elevated": "Little sleep but very high energy",
    "craving": "Wanting or using ketamine outside the plan",
    "suicidal": "Thoughts of suicide or self-harm",
    "other": "Something else",
}

EFFECT_SIGNS: Final[dict[EffectSign, str]] = {
    "seizure": "A fit or seizure",
    "cannot_stay_awake": "Cannot be kept awake",
    "blue_lips": "Blue lips",
    "swelling": "Swelling of the face, lips, tongue or throat",
    "hives_breathing": "Hives, and it is hard to breathe",
    "worst_headache": "A sudden headache, the worst ever",
    "vision_loss": "Sudden loss of sight",
    "one_sided_weakness": "Weakness on one side of the body",
    "face_droop": "One side of the face droops",
    "new_slurred_speech": "Slurred speech that is new",
    "suicide_plan_or_harm": "Planning suicide, or I have already hurt myself",
    "overdose_unwell": "More ketamine than prescribed, and unwell",
    "not_safe": "Seeing, hearing or believing frightening things, and not safe",
    "fluids_12h": "Fluids have not stayed down for 12 hours",
    "still_altered_24h": "Still like this 24 hours after the session",
    "two_nights": "Two nights of little sleep, with unusual energy",
    "over_48h": "Some of this has lasted more than 48 hours",
    "several_nights": "Nightmares on several nights",
    "stronger_each_session": "Some of this comes back stronger at each session",
}

READING_SIGNS: Final[dict[ReadingSign, str]] = {
    "chest_pain": "Chest pain or pressure",
    "breathing": "Short of breath",
    "severe_headache": "Severe headache",
    "weakness": "Weakness",
    "vision": "A change in vision",
    "speech": "A change in speech",
    "fast_15_min": "Heart rate above 120 at rest for 15 minutes",
}

# Presence alone counts, so how strong it is may stay unsaid (domain.md 0, 2.3).
EMERGENCIES: Final[frozenset[EffectSlug]] = frozenset({"chest_pain", "breathing", "fainting", "suicidal"})

# Patients often do not know (domain.md 1.6); null is "not said", "unknown" is "I do not know".
ROUTES: Final[dict[Route, str]] = {
    "iv": "Into a vein (drip)",
    "im": "Injection into muscle",
    "sc": "Injection under the skin",
    "nasal": "Nasal spray",
    "sublingual": "Under the tongue",
    "buccal": "Inside the cheek (lozenge/troche)",
    "oral": "Swallowed",
    "rectal": "Rectal",
    "other": "Another way",
    "unknown": "I do not know",
}

PRODUCTS: Final[dict[Product, str]] = {
    "ketamine": "Ketamine",
    "esketamine": "Esketamine (Spravato)",
    "unknown": "I do not know",
}

# S004: the first doses under professionals' eyes, some later ones at home.
PLACES: Final[dict[Place, str]] = {
    "clinic": "At the clinic",
    "home_supervised": "At home, with somebody watching over it",
    "other": "Somewhere else",
}

SETTINGS: Final[dict[SettingTag, str]] = {
    "music": "Music",
    "eye_mask": "Eye mask",
    "soft_light": "Soft light",
    "quiet_room": "Quiet room",
    "recliner": "Reclining chair or bed",
}

PEOPLE: Final[dict[Person, str]] = {
    "doctor": "Doctor",
    "nurse": "Nurse",
    "therapist": "Therapist",
    "guide": "Guide or sitter",
    "partner": "Partner",
    "family": "Family",
    "friend": "Friend",
    "others": "Others",
}

PHASES: Final[dict[Phase, str]] = {
    "trial": "Trying it out",
    "induction": "First phase, sessions close together",
    "maintenance": "Keeping it up, sessions further apart",
    "other": "Another kind, or I do not know",
}

INDICATIONS: Final[dict[Indication, str]] = {
    "depression": "Depression",
    "trd": "Depression that other treatment did not help",
    "mood": "Another mood condition",
    "anxiety": "Anxiety",
    "ptsd": "PTSD",
    "ocd": "OCD",
    "pain": "Chronic pain",
    "substance": "Alcohol, drugs or a habit",
    "suicidal": "Thoughts of suicide",
    "other": "Something else",
}

HAPPENINGS: Final[dict[Happening, str]] = {
    "medicine_new": "A new medicine",
    "medicine_changed": "A medicine changed",
    "medicine_stopped": "A medicine stopped",
    "illness": "An illness",
    "life": "Something in my life",
    "other": "Something else",
}
