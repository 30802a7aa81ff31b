"""Effects, readings and the safety plan as the server keeps them: facts with a tier, sealed words."""

import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.facts import effects, vitals
from tests.people import Person
from tests.sealing import uuid7, write_edit
from tests.signed_texts import is_read, signed
from tests.test_push import entry_id

VECTORS = Path(__file__).parent / "vectors" / "red-flags"

PLAN = {"warning_signs": "The phone stays off for days.", "trusted": "theo", "trusted_number": "030 901820"}


def plan_of(ana: Person) -> str:
    """The one id at which every device of an account keeps the plan."""
    return f"{ana.id[:14]}7{ana.id[15:]}"


async def test_the_safety_plan_is_one_entry_and_nothing_of_it_is_readable(
    ana: Person, admin: asyncpg.Connection
) -> None:
    edit = write_edit(ana.keys, {"kind": "safety_plan"}, PLAN, id=plan_of(ana))
    [result] = await ana.push(edit)
    assert result["result"] == "saved"
    second_device = write_edit(ana.keys, {"kind": "safety_plan"}, PLAN, id=plan_of(ana))
    [result] = await ana.push(second_device)
    assert result["result"] == "conflict"
    row = str(await admin.fetchrow("SELECT * FROM afterglow.entry WHERE author = $1", ana.id))
    assert not any(words in row for words in PLAN.values())


async def test_a_safety_plan_has_no_facts_to_put_words_into(ana: Person) -> None:
    facts = {"kind": "safety_plan", "numbers": "030 901820"}
    [result] = await ana.push(write_edit(ana.keys, facts, PLAN))
    assert (result["result"], result["type"]) == ("refused", "facts-refused")


async def test_mallory_finds_no_safety_plan_and_theo_only_one_that_is_shared(
    ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    path = f"/api/entries/{ana.id}/{plan_of(ana)}"
    await ana.push(write_edit(ana.keys, {"kind": "safety_plan"}, PLAN, id=plan_of(ana)))
    for stranger in (theo, mallory):
        assert (await stranger.http.get(path)).status_code == 404
        assert (await stranger.pull())["entries"] == []
    shared = write_edit(
        ana.keys, {"kind": "safety_plan"}, PLAN, id=plan_of(ana), revision=2, readers=[theo.keys]
    )
    await ana.push(shared)
    assert (await theo.http.get(path)).status_code == 200
    assert (await mallory.http.get(path)).status_code == 404


async def test_a_therapist_writes_no_safety_plan(theo: Person) -> None:
    [result] = await theo.push(write_edit(theo.keys, {"kind": "safety_plan"}, PLAN))
    assert (result["result"], result["type"]) == ("refused", "kind-refused")


async def test_mallory_reads_no_readings_and_changes_none(
    ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    edit = write_edit(ana.keys, vitals(systolic=185, tier="b"), readers=[theo.keys])
    await ana.push(edit)
    path = f"/api/entries/{ana.id}/{entry_id(edit)}"
    assert (await theo.http.get(path)).json()["signed"] == edit["signed"]
    assert (await mallory.http.get(path)).status_code == 404
    assert (await mallory.http.get("/api/entries", params={"kind": "vitals"})).json()["entries"] == []
    [result] = await mallory.push(edit | {"edit": uuid7()})
    assert result["result"] == "refused"
    assert (await ana.http.get(path)).json()["revision"] == 1


@pytest.mark.parametrize(
    ("facts", "detail"),
    [
        (vitals(systolic=82), "The upper number is higher than the lower one."),
        (vitals(spo2=101), "Oxygen is from 50 to 100 percent."),
        (vitals(note="felt odd"), "This holds a field that is not known here."),
        (vitals(signs=["felt odd"]), "This is a list of the signs that are asked for."),
        (effects() | {"signs": ["my own words"]}, "This is a list of the signs that are asked for."),
        (effects(severity=None), "This effect needs a severity from 0 to 3."),
        (effects() | {"tier": "e"}, "This tier is not in the list."),
    ],
)
async def test_readings_and_effects_beyond_their_limits_are_refused(
    ana: Person, facts: dict[str, Any], detail: str
) -> None:
    [result] = await ana.push(write_edit(ana.keys, facts))
    assert (result["result"], result["type"], result["detail"]) == ("refused", "facts-refused", detail)


async def test_the_tier_that_was_shown_is_kept_as_it_was_signed(ana: Person) -> None:
    for tier in ("a", "b", "c", "d", None):
        edit = write_edit(ana.keys, effects() | {"tier": tier})
        [result] = await ana.push(edit)
        assert result["result"] == "saved"
        kept = (await ana.http.get(f"/api/entries/{ana.id}/{entry_id(edit)}")).json()
        assert json.loads(kept["signed"])["facts"]["tier"] == tier


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.json")), ids=lambda path: path.stem)
def test_the_published_cases_are_facts_that_the_server_takes(path: Path) -> None:
    for row in json.loads(path.read_text()):
        for case in row["cases"]:
            if facts := case.get("facts"):
                kept = facts | {"tier": case["tier"]}
                assert is_read(signed(kept, occurred_at=case["at"])), (row["row"], case["name"])
