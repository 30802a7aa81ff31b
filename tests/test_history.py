"""The author can look up when an entry was shared and taken back, by whatever way."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.facts import reflection
from tests.people import Person
from tests.sealing import uuid7, write_edit
from tests.test_sharing import share

Lines = list[tuple[str, bool]]


async def history(person: Person, entry: str) -> Lines:
    """Reader and whether it was taken back, oldest first."""
    answer = await person.http.get("/api/sharings", params={"entry": entry})
    return [(line["reader"], line["withdrawn"]) for line in answer.json()["sharings"]]


async def test_sharing_and_taking_back_are_noted_once_each(ana: Person, theo: Person, linked: None) -> None:
    id = await share(ana, theo)
    text = {"first_capture": "2"}
    edited = write_edit(ana.keys, reflection(), text, id=id, revision=2, readers=[theo.keys])
    await ana.push(edited)
    for _ in range(2):
        await ana.push({"edit": uuid7(), "id": id, "withdraw": theo.id})
    assert await history(ana, id) == [(theo.id, False), (theo.id, True)]


async def test_an_edit_that_names_a_reader_no_longer_takes_it_back(
    ana: Person, theo: Person, linked: None
) -> None:
    id = await share(ana, theo)
    await ana.push(write_edit(ana.keys, reflection(), {"first_capture": "2"}, id=id, revision=2))
    again = write_edit(ana.keys, reflection(), {"first_capture": "3"}, id=id, revision=3, readers=[theo.keys])
    await ana.push(again)
    assert await history(ana, id) == [(theo.id, False), (theo.id, True), (theo.id, False)]


async def test_ending_the_care_link_and_deleting_are_in_the_history(
    ana: Person, theo: Person, linked: None
) -> None:
    deleted = await share(ana, theo)
    await ana.push({"edit": uuid7(), "id": deleted, "revision": 2, "deleted": True})
    ended = await share(ana, theo)
    [link] = await ana.care_links()
    await theo.http.delete(f"/api/care-links/{link['id']}")
    both = [(theo.id, False), (theo.id, True)]
    assert (await history(ana, deleted), await history(ana, ended)) == (both, both)


async def test_sharing_again_after_its_time_is_noted(ana: Person, theo: Person, linked: None) -> None:
    id = await share(ana, theo, until=(datetime.now(UTC) + timedelta(seconds=0.2)).isoformat())
    await asyncio.sleep(0.3)
    again = write_edit(ana.keys, reflection(), {"first_capture": "2"}, id=id, revision=2, readers=[theo.keys])
    await ana.push(again)
    assert await history(ana, id) == [(theo.id, False), (theo.id, False)]


async def test_nobody_else_learns_who_an_entry_was_shared_with(
    ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    id = await share(ana, theo)
    assert (await history(theo, id), await history(mallory, id)) == ([], [])
    everything = (await mallory.http.get("/api/sharings")).json()
    assert everything == {"sharings": []}
