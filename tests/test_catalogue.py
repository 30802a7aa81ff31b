"""The catalogue says the same in Python and in the browser: both read tests/vectors/."""

import json
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

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


@pytest.mark.parametrize(
    ("name", "wording", "slugs"),
    [
        ("catalogue", EFFECTS, EffectSlug),
        ("routes", ROUTES, Route),
        ("products", PRODUCTS, Product),
        ("places", PLACES, Place),
        ("settings", SETTINGS, SettingTag),
        ("present", PEOPLE, Person),
        ("phases", PHASES, Phase),
        ("indications", INDICATIONS, Indication),
        ("happenings", HAPPENINGS, Happening),
        ("effect-signs", EFFECT_SIGNS, EffectSign),
        ("reading-signs", READING_SIGNS, ReadingSign),
    ],
)
def test_the_catalogue_says_what_the_vectors_say(name: str, wording: dict[str, str], slugs: object) -> None:
    vectors = json.loads((Path(__file__).parent / "vectors" / f"{name}.json").read_text())
    assert [{"slug": slug, "wording": words} for slug, words in wording.items()] == vectors
    assert get_origin(slugs) is Literal
    assert list(get_args(slugs)) == list(wording)


def test_what_is_an_emergency_by_its_presence_is_the_same_in_the_browser() -> None:
    """pwa/src/journal/catalogue.test.ts holds the app to the same four."""
    assert {"breathing", "chest_pain", "fainting", "suicidal"} == EMERGENCIES
