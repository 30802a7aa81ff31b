"""Effects, readings and the safety plan as the server keeps them: facts with a tier, sealed words."""

import asyncpg

from tests.people import Person
from tests.sealing import write_edit

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
