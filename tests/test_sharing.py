"""A reader is on an entry's list, or does not know that it exists."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg

from tests.facts import check_in, reflection, session
from tests.people import Person
from tests.sealing import open_words, uuid7, write_edit
from tests.test_push import entry_id


async def share(ana: Person, theo: Person, **more: Any) -> str:
    edit = write_edit(ana.keys, reflection(), {"first_capture": "for theo"}, readers=[theo.keys], **more)
    [result] = await ana.push(edit)
    assert (result["result"], result["not_shared"]) == ("saved", [])
    return entry_id(edit)


async def test_the_therapist_reads_exactly_the_shared_entry(ana: Person, theo: Person, linked: None) -> None:
    await ana.push(write_edit(ana.keys, check_in(), {"note": "mine alone"}))
    id = await share(ana, theo)
    page = await theo.pull()
    [entry] = page["entries"]
    assert (entry["id"], page["withdrawn"]) == (id, [])
    words = base64.b64decode(entry["words"])
    assert open_words(words, theo.keys, ana.keys.account, id) == {"first_capture": "for theo"}


async def test_a_stranger_is_left_out_and_named(ana: Person, mallory: Person) -> None:
    edit = write_edit(ana.keys, check_in(), {"note": "x"}, readers=[mallory.keys])
    [result] = await ana.push(edit)
    assert (result["result"], result["not_shared"]) == ("saved", [mallory.keys.account])
    assert await mallory.pull() == await empty(mallory)


async def test_a_therapist_cannot_share_with_a_stranger(theo: Person, ana: Person, mallory: Person) -> None:
    opened = {"kind": "opened", "number": 1, "author": mallory.keys.account, "entry": uuid7(), "revision": 1}
    [result] = await theo.push(write_edit(theo.keys, opened, readers=[mallory.keys]))
    assert (result["result"], result["not_shared"]) == ("saved", [mallory.keys.account])
    assert (await mallory.pull())["entries"] == []


async def test_a_contact_is_never_shared(ana: Person, theo: Person, linked: None) -> None:
    contact = {"kind": "contact", "account": theo.keys.account}
    [result] = await ana.push(write_edit(ana.keys, contact, {"name": "theo"}, readers=[theo.keys]))
    assert (result["result"], result["type"]) == ("refused", "readers-refused")


async def test_a_withdrawn_reader_sees_nothing(ana: Person, theo: Person, linked: None) -> None:
    id = await share(ana, theo)
    seen = await theo.pull()
    [result] = await ana.push({"edit": uuid7(), "id": id, "withdraw": theo.keys.account})
    assert (result["result"], result["withdrawals"]) == ("saved", 1)
    after = await theo.pull(after=seen["next"])
    assert (after["entries"], after["withdrawn"]) == ([], [{"author": ana.keys.account, "id": id}])
    assert (await theo.http.get(f"/api/entries/{ana.keys.account}/{id}")).status_code == 404
    assert (await theo.http.get("/api/entries")).json()["entries"] == []
    assert (await theo.pull())["entries"] == []


async def test_a_withdrawal_beats_a_share_that_has_not_seen_it(
    ana: Person, theo: Person, linked: None
) -> None:
    id = await share(ana, theo)
    await ana.push({"edit": uuid7(), "id": id, "withdraw": theo.keys.account})
    stale = write_edit(ana.keys, reflection(), {"first_capture": "2"}, id=id, revision=2, readers=[theo.keys])
    [result] = await ana.push(stale)
    assert (result["result"], result["not_shared"]) == ("saved", [theo.keys.account])
    assert (await theo.pull())["entries"] == []
    meant = write_edit(
        ana.keys,
        reflection(),
        {"first_capture": "3"},
        id=id,
        revision=3,
        readers=[theo.keys],
        withdrawals=1,
    )
    assert (await ana.push(meant))[0]["not_shared"] == []
    assert len((await theo.pull())["entries"]) == 1


async def test_a_withdrawal_of_a_share_that_has_not_arrived_wins(
    ana: Person, theo: Person, linked: None
) -> None:
    plain = write_edit(ana.keys, reflection(), {"first_capture": "1"})
    id = entry_id(plain)
    await ana.push(plain, {"edit": uuid7(), "id": id, "withdraw": theo.keys.account})
    late = write_edit(ana.keys, reflection(), {"first_capture": "2"}, id=id, revision=2, readers=[theo.keys])
    assert (await ana.push(late))[0]["not_shared"] == [theo.keys.account]
    assert (await theo.pull())["entries"] == []


async def test_a_share_until_a_time_ends_by_itself(ana: Person, theo: Person, linked: None) -> None:
    soon = (datetime.now(UTC) + timedelta(seconds=0.5)).isoformat()
    id = await share(ana, theo, until=soon)
    page = await theo.pull()
    assert len(page["entries"]) == 1
    await asyncio.sleep(0.6)
    assert (await theo.pull())["withdrawn"] == [{"author": ana.keys.account, "id": id}]
    assert (await theo.http.get(f"/api/entries/{ana.keys.account}/{id}")).status_code == 404
    [entry] = (await ana.pull())["entries"]
    assert entry["readers"] == []


async def test_a_reader_sees_itself_alone_among_the_readers(
    ana: Person, theo: Person, linked: None, second_therapist: Person
) -> None:
    edit = write_edit(
        ana.keys, reflection(), {"first_capture": "x"}, readers=[theo.keys, second_therapist.keys]
    )
    await ana.push(edit)
    [entry] = (await theo.pull())["entries"]
    assert entry["readers"] == [{"account": theo.keys.account, "until": None}]
    [mine] = (await ana.pull())["entries"]
    assert {r["account"] for r in mine["readers"]} == {theo.keys.account, second_therapist.keys.account}


async def test_a_reader_learns_of_a_session_only_when_it_may_see_it(
    ana: Person, theo: Person, linked: None
) -> None:
    treatment = write_edit(ana.keys, session(), None)
    id = entry_id(treatment)
    await ana.push(treatment)
    await share(ana, theo, session=id)
    [entry] = (await theo.pull())["entries"]
    assert entry["session"] is None
    await ana.push(write_edit(ana.keys, session(), None, id=id, revision=2, readers=[theo.keys]))
    entries = {e["id"]: e for e in (await theo.pull())["entries"]}
    assert entries.pop(id)["session"] is None
    assert [e["session"] for e in entries.values()] == [id]


async def test_deleting_takes_an_entry_from_every_reader(ana: Person, theo: Person, linked: None) -> None:
    id = await share(ana, theo)
    seen = await theo.pull()
    await ana.push({"edit": uuid7(), "id": id, "revision": 2, "deleted": True})
    after = await theo.pull(after=seen["next"])
    assert (after["entries"], [w["id"] for w in after["withdrawn"]]) == ([], [id])


async def test_a_deleted_entry_leaves_nothing_in_the_database(
    ana: Person, theo: Person, linked: None, admin: asyncpg.Connection
) -> None:
    id = await share(ana, theo)
    await ana.push({"edit": uuid7(), "id": id, "revision": 2, "deleted": True})
    row = await admin.fetchrow("SELECT * FROM afterglow.entry WHERE id = $1", id)
    kept = {"author", "id", "revision", "deleted", "withdrawals", "received_at"}
    assert {name for name, value in row.items() if value is not None} == kept


async def test_ending_the_care_link_withdraws_everything_at_once(
    ana: Person, theo: Person, linked: None
) -> None:
    ids = {await share(ana, theo) for _ in range(3)}
    seen = await theo.pull()
    [link] = (await theo.http.get("/api/care-links")).json()["care_links"]
    assert (await theo.http.delete(f"/api/care-links/{link['id']}")).status_code == 204
    after = await theo.pull(after=seen["next"])
    assert ({w["id"] for w in after["withdrawn"]}, after["entries"]) == (ids, [])
    entries = (await ana.pull())["entries"]
    assert [(e["readers"], e["withdrawals"]) for e in entries] == [([], 1)] * 3
    edit = write_edit(ana.keys, check_in(), readers=[theo.keys])
    assert (await ana.push(edit))[0]["not_shared"] == [theo.keys.account]


async def test_mallory_finds_no_door_to_a_shared_entry(
    ana: Person, theo: Person, mallory: Person, linked: None
) -> None:
    id = await share(ana, theo)
    path = f"/api/entries/{ana.keys.account}/{id}"
    absent = f"/api/entries/{ana.keys.account}/{uuid7()}"
    answers = [await mallory.http.get(path), await mallory.http.get(absent)]
    assert answers[0].status_code == 404
    assert answers[0].content == answers[1].content
    gone = [await mallory.http.delete(path), await mallory.http.delete(absent)]
    assert (gone[0].status_code, gone[0].content) == (404, gone[1].content)
    await mallory.push({"edit": uuid7(), "id": id, "withdraw": theo.keys.account})
    await mallory.push({"edit": uuid7(), "id": id, "revision": 2, "deleted": True})
    assert [e["id"] for e in (await theo.pull())["entries"]] == [id]
    assert (await mallory.http.get(f"/api/deliveries?entry={id}")).json() == {"deliveries": []}


async def test_the_server_notes_when_it_handed_words_to_a_reader(
    ana: Person, theo: Person, linked: None
) -> None:
    id = await share(ana, theo)
    page = await theo.pull(words="own")
    assert page["entries"][0]["words"] is None
    assert (await ana.http.get("/api/deliveries")).json()["deliveries"] == []
    for _ in range(2):
        assert (await theo.http.get(f"/api/entries/{ana.keys.account}/{id}")).json()["words"]
    [line] = (await ana.http.get(f"/api/deliveries?entry={id}")).json()["deliveries"]
    assert (line["entry"], line["reader"], line["revision"]) == (id, theo.keys.account, 1)


async def test_what_was_opened_reaches_the_author(ana: Person, theo: Person, linked: None) -> None:
    id = await share(ana, theo)
    seen = await ana.pull()
    opened = {"kind": "opened", "number": 1, "author": ana.keys.account, "entry": id, "revision": 1}
    [result] = await theo.push(write_edit(theo.keys, opened, readers=[ana.keys]))
    assert result["not_shared"] == []
    [entry] = (await ana.pull(after=seen["next"]))["entries"]
    assert entry["author"] == theo.keys.account


async def empty(person: Person) -> dict[str, Any]:
    page = await person.pull()
    return {"entries": [], "withdrawn": [], "next": page["next"], "more": False}
