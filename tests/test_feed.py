"""Following a feed: pages, cursors, and a database that has been put back."""

import asyncpg

from tests.facts import check_in
from tests.people import Person
from tests.sealing import write_edit


async def test_pages_follow_each_other_without_a_gap_or_a_repetition(ana: Person) -> None:
    edits = [write_edit(ana.keys, check_in(), {"note": str(n)}) for n in range(7)]
    await ana.push(*edits)
    seen: list[str] = []
    cursor, more = None, True
    while more:
        page = await ana.pull(after=cursor, limit="2")
        seen += [entry["signed"] for entry in page["entries"]]
        cursor, more = page["next"], page["more"]
    assert seen == [edit["signed"] for edit in edits]
    assert (await ana.pull(after=cursor))["entries"] == []


async def test_a_page_weighs_no_more_than_a_phone_can_take(ana: Person) -> None:
    for _ in range(6):
        words = b"age-encryption.org/v1\n" + bytes(250 * 1024)
        for _ in range(4):
            await ana.push(write_edit(ana.keys, check_in(), words=words))
    page = await ana.pull()
    assert page["more"] is True
    assert 10 < len(page["entries"]) < 24
    listed = (await ana.http.get("/api/entries")).json()
    assert (listed["more"], len(listed["entries"])) == (True, len(page["entries"]))


async def test_a_cursor_that_this_instance_did_not_give_is_gone(ana: Person) -> None:
    for made_up in ("nonsense", "AQAAAAkAAAAAAAAAAQ", "é", "A" * 400):
        answer = await ana.http.get("/api/feed", params={"after": made_up})
        assert (answer.status_code, answer.json()["type"]) == (410, "cursor-gone")


async def test_a_device_that_is_ahead_of_a_database_put_back_begins_anew(
    ana: Person, admin: asyncpg.Connection
) -> None:
    await ana.push(*(write_edit(ana.keys, check_in()) for _ in range(3)))
    cursor = (await ana.pull())["next"]
    await admin.execute("UPDATE afterglow.feed_head SET position = 1 WHERE account = $1", ana.id)
    answer = await ana.http.get("/api/feed", params={"after": cursor})
    assert (answer.status_code, answer.json()["type"]) == (410, "cursor-gone")
