"""Asking whether there is anything new, which many do at once and are answered together."""

import asyncio

import asyncpg

from tests.facts import check_in
from tests.people import Person
from tests.sealing import write_edit

MANY = 20


async def status_of(person: Person, cursor: str) -> int:
    return (await person.http.get("/api/feed", params={"after": cursor})).status_code


async def end_of(person: Person, entries: int) -> str:
    """The end of the person's feed after writing so many."""
    if entries:
        await person.push(*(write_edit(person.keys, check_in()) for _ in range(entries)))
    return str((await person.pull())["next"])


async def test_everybody_gets_their_own_answer(ana: Person, theo: Person, mallory: Person) -> None:
    people = [(ana, await end_of(ana, 1)), (mallory, await end_of(mallory, 2)), (theo, await end_of(theo, 0))]
    asked = people * MANY
    pages = await asyncio.gather(*(person.pull(after=end) for person, end in asked))
    for (_, end), page in zip(asked, pages, strict=True):
        assert page == {"entries": [], "withdrawn": [], "next": end, "more": False}


async def test_one_ended_sign_in_is_refused_and_nobody_else(
    ana: Person, theo: Person, mallory: Person
) -> None:
    end, gone = await end_of(ana, 1), await end_of(theo, 0)
    await theo.http.delete(f"/api/sign-ins/{theo.sign_in}")
    statuses = await asyncio.gather(
        *(status_of(person, cursor) for person, cursor in ((ana, end), (theo, gone)) * MANY)
    )
    assert statuses == [200, 401] * MANY


async def test_nobody_is_told_what_was_true_before_they_asked(ana: Person, admin: asyncpg.Connection) -> None:
    """A question is held up in the database after it has looked; what is saved then, the next one finds."""
    cursor = await end_of(ana, 1)
    async with admin.transaction():
        # Against noting who was seen, which comes after looking.
        await admin.execute("LOCK TABLE afterglow.sign_in IN SHARE MODE")
        before = asyncio.create_task(ana.pull(after=cursor))
        held_up = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted) FROM pg_sleep(0.01)"
        while not await admin.fetchval(held_up):
            pass
        await ana.push(write_edit(ana.keys, check_in()))
        after = asyncio.create_task(ana.pull(after=cursor))
        await asyncio.sleep(0.05)
        assert not before.done()
    assert len((await before)["entries"]) == 0
    assert len((await after)["entries"]) == 1


async def test_a_request_given_up_takes_no_other_with_it(ana: Person, mallory: Person) -> None:
    cursor, end = await end_of(ana, 1), await end_of(mallory, 1)
    asked = [
        asyncio.create_task(status_of(*one)) for one in ((ana, cursor), (mallory, end)) for _ in range(MANY)
    ]
    await asyncio.sleep(0.001)
    for given_up in asked[:MANY]:
        given_up.cancel()
    assert await asyncio.gather(*asked[MANY:]) == [200] * MANY
    await asyncio.gather(*asked[:MANY], return_exceptions=True)
    assert await status_of(ana, cursor) == 200


async def test_asking_counts_as_being_seen_and_waits_for_nobody(
    ana: Person, admin: asyncpg.Connection
) -> None:
    cursor = await end_of(ana, 1)
    last_seen = "SELECT now() - last_seen_at < interval '1 minute' FROM afterglow.sign_in WHERE id = $1"
    query = "UPDATE afterglow.sign_in SET last_seen_at = now() - interval '1 hour' WHERE id = $1"
    await admin.execute(query, ana.sign_in)
    async with admin.transaction():
        await admin.execute("SELECT FROM afterglow.sign_in WHERE id = $1 FOR UPDATE", ana.sign_in)
        assert await asyncio.wait_for(status_of(ana, cursor), 5) == 200
    assert await admin.fetchval(last_seen, ana.sign_in) is False
    assert await status_of(ana, cursor) == 200
    assert await admin.fetchval(last_seen, ana.sign_in) is True
