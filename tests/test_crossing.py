"""Many people saving for each other at once: no deadlock, and a reader that polls misses nothing."""

import asyncio
import random
from typing import Any

import pytest

from tests.facts import check_in, reflection
from tests.people import Person, link, new_patient, new_therapist
from tests.sealing import uuid7, write_edit
from tests.test_push import entry_id

SAVES = 600
WRITERS = 12


@pytest.mark.slow
async def test_600_crossing_saves_and_shares_neither_deadlock_nor_hide_a_row(client: Any) -> None:
    patients = [await new_patient(client, "ana") for _ in range(3)]
    therapists = [await new_therapist(client, "theo") for _ in range(3)]
    for therapist in therapists:
        for patient in patients:
            await link(therapist, patient)
    done = asyncio.Event()
    watching = [asyncio.create_task(follow(person, done)) for person in [*patients, *therapists]]
    expected: dict[str, set[str]] = {person.id: set() for person in [*patients, *therapists]}

    async def write(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(SAVES // WRITERS):
            author, readers = dice.choice(patients), dice.sample(therapists, dice.randint(0, 3))
            shared, alone = await save(dice, author, readers)
            expected[author.id] |= {shared, *alone}
            for reader in readers:
                expected[reader.id].add(shared)

    await asyncio.gather(*(write(seed) for seed in range(WRITERS)))
    done.set()
    for person, seen in zip([*patients, *therapists], await asyncio.gather(*watching), strict=True):
        assert seen >= expected[person.id]


async def save(dice: random.Random, author: Person, readers: list[Person]) -> tuple[str, list[str]]:
    """Saves one entry for the readers, now and then one for nobody beside it, and now and then takes the
    first back from one reader. Returns the id of the first, and of the second if there is one."""
    edits = [write_edit(author.keys, reflection(), {"note": "x"}, readers=[r.keys for r in readers])]
    if dice.random() < 0.3:
        edits.append(write_edit(author.keys, check_in(), {"note": "y"}))
    ids = [entry_id(edit) for edit in edits]
    results = await author.push(*edits)
    assert [result["result"] for result in results] == ["saved"] * len(edits)
    if readers and dice.random() < 0.2:
        gone = {"edit": uuid7(), "id": ids[0], "withdraw": readers[0].id}
        assert (await author.push(gone))[0]["result"] == "saved"
    return ids[0], ids[1:]


async def follow(person: Person, done: asyncio.Event) -> set[str]:
    """Every id that a reader polling with its cursor ever gets, whether still there or withdrawn."""
    seen: set[str] = set()
    cursor: str | None = None
    last = False
    while True:
        page = await person.pull(after=cursor)
        seen |= {entry["id"] for entry in page["entries"]} | {gone["id"] for gone in page["withdrawn"]}
        cursor = page["next"]
        if last and not page["more"]:
            return seen
        last = done.is_set()
        await asyncio.sleep(0.002)
