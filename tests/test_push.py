"""Saving: batches, replays, conflicts, and that one bad edit harms no other."""

import asyncio
import json
from typing import Any

import pytest

from tests.facts import check_in, reflection, session
from tests.people import Person
from tests.sealing import uuid7, write_edit


def outcomes(results: list[dict[str, Any]]) -> list[str]:
    return [result["result"] for result in results]


async def test_what_was_pushed_is_pulled_to_the_letter(ana: Person) -> None:
    edit = write_edit(ana.keys, check_in(), {"note": "a quiet evening"})
    [result] = await ana.push(edit)
    assert (result["result"], result["revision"]) == ("saved", 1)
    [entry] = (await ana.pull())["entries"]
    assert {key: entry[key] for key in ("signed", "signature", "words")} == {
        key: edit[key] for key in ("signed", "signature", "words")
    }
    assert (entry["author"], entry["deleted"], entry["readers"]) == (ana.keys.account, False, [])


async def test_a_batch_delivered_twice_and_in_pieces_saves_each_edit_once(ana: Person) -> None:
    edits = [write_edit(ana.keys, check_in(mood=n % 11), {"note": str(n)}) for n in range(9)]
    await ana.push(*edits[:4])
    again = await ana.push(*edits)
    assert outcomes(again) == ["unchanged"] * 4 + ["saved"] * 5
    assert outcomes(await ana.push(*reversed(edits))) == ["unchanged"] * 9
    page = await ana.pull()
    assert len(page["entries"]) == 9


async def test_an_answer_lost_after_the_commit_is_given_again(ana: Person, theo: Person) -> None:
    stranger = theo.keys
    edit = write_edit(ana.keys, check_in(), {"note": "x"}, readers=[stranger])
    first = (await ana.push(edit))[0]
    second = (await ana.push(edit))[0]
    assert first["not_shared"] == second["not_shared"] == [stranger.account]
    assert (first["revision"], second["revision"]) == (1, 1)


async def test_edits_of_one_entry_apply_in_the_order_of_the_batch(ana: Person) -> None:
    first = write_edit(ana.keys, check_in(mood=1))
    id = entry_id(first)
    second = write_edit(ana.keys, check_in(mood=2), id=id, revision=2)
    gone = {"edit": uuid7(), "id": id, "revision": 3, "deleted": True}
    assert outcomes(await ana.push(first, second, gone)) == ["saved"] * 3
    [entry] = (await ana.pull())["entries"]
    assert (entry["deleted"], entry["revision"], entry["signed"], entry["words"]) == (True, 3, None, None)


async def test_the_second_of_two_devices_gets_the_servers_version(ana: Person) -> None:
    base = write_edit(ana.keys, check_in(mood=5), {"note": "base"})
    id = entry_id(base)
    await ana.push(base)
    here = write_edit(ana.keys, check_in(mood=6), {"note": "here"}, id=id, revision=2)
    there = write_edit(ana.keys, check_in(mood=7), {"note": "there"}, id=id, revision=2)
    assert outcomes(await ana.push(here)) == ["saved"]
    [conflict] = await ana.push(there)
    assert conflict["result"] == "conflict"
    assert (conflict["entry"]["signed"], conflict["entry"]["words"]) == (here["signed"], here["words"])


async def test_a_stale_delete_is_a_conflict_and_deletes_nothing(ana: Person) -> None:
    base = write_edit(ana.keys, check_in())
    newer = write_edit(ana.keys, check_in(mood=9), id=entry_id(base), revision=2)
    await ana.push(base, newer)
    [result] = await ana.push({"edit": uuid7(), "id": entry_id(base), "revision": 2, "deleted": True})
    assert (result["result"], result["entry"]["signed"]) == ("conflict", newer["signed"])


async def test_a_deleted_entry_comes_back_unshared(ana: Person, theo: Person, linked: None) -> None:
    base = write_edit(ana.keys, reflection(), {"first_capture": "x"}, readers=[theo.keys])
    id = entry_id(base)
    await ana.push(base, {"edit": uuid7(), "id": id, "revision": 2, "deleted": True})
    back = write_edit(ana.keys, reflection(), {"first_capture": "x"}, id=id, revision=3, readers=[theo.keys])
    [result] = await ana.push(back)
    assert (result["result"], result["not_shared"]) == ("saved", [theo.keys.account])
    assert (await theo.pull())["entries"] == []


async def test_one_refused_edit_stops_no_other(ana: Person) -> None:
    good, other = write_edit(ana.keys, check_in()), write_edit(ana.keys, check_in())
    bad = write_edit(ana.keys, check_in(mood=11))
    results = await ana.push(good, bad, other)
    assert outcomes(results) == ["saved", "refused", "saved"]
    assert results[1]["errors"][0]["pointer"] == "/facts/mood"
    assert len((await ana.pull())["entries"]) == 2


async def test_a_batch_that_belongs_together_is_saved_whole_or_not_at_all(ana: Person) -> None:
    good, bad = write_edit(ana.keys, check_in()), write_edit(ana.keys, check_in(mood=11))
    results = await ana.push(good, bad, together=True)
    assert [(r["result"], r["type"]) for r in results] == [
        ("refused", "together"),
        ("refused", "facts-refused"),
    ]
    assert (await ana.pull())["entries"] == []
    assert outcomes(await ana.push(good, together=True)) == ["saved"]


async def test_a_thousand_edits_are_refused_and_none_is_saved(ana: Person) -> None:
    edits = [write_edit(ana.keys, check_in()) for _ in range(1000)]
    answer = await ana.http.post("/api/entries", json={"edits": edits})
    assert answer.status_code in (400, 413)
    assert (await ana.pull())["entries"] == []


async def test_a_device_whose_clock_is_ten_years_off_can_save(ana: Person) -> None:
    for year in ("2016", "2036"):
        at = f"{year}-05-06T07:08:09.000+02:00"
        edit = write_edit(ana.keys, check_in(), {"note": year}, occurred_at=at, recorded_at=at)
        assert outcomes(await ana.push(edit)) == ["saved"]
    assert [e["signed"].count("2016-05") > 0 for e in (await ana.pull())["entries"]] == [True, False]


async def test_a_session_that_is_done_lies_not_a_day_ahead(ana: Person) -> None:
    now, later = "2026-05-06T07:00:00+02:00", "2026-05-07T08:00:00+02:00"
    done = write_edit(ana.keys, session(), occurred_at=later, recorded_at=now)
    planned = write_edit(ana.keys, session(planned=True), occurred_at=later, recorded_at=now)
    assert outcomes(await ana.push(done, planned)) == ["refused", "saved"]


CHANGES: list[tuple[str, Any]] = [
    ("signed", "not json"),
    ("signed", '{"author": "\\u0000"}'),
    ("signed", "[" * 20_000),
    ("signature", "AAAA"),
    ("signature", None),
    ("words", None),
    ("words", "AAAA"),
    ("edit", "01900000-0000-7000-8000-000000000000"),
]


@pytest.mark.parametrize(("field", "value"), CHANGES)
async def test_an_edit_whose_parts_do_not_fit_is_refused_in_words(
    ana: Person, field: str, value: object
) -> None:
    edit = write_edit(ana.keys, check_in(), {"note": "x"}) | {field: value}
    [result] = await ana.push(edit)
    assert result["result"] == "refused"
    assert result["detail"].endswith(".")


async def test_plain_words_are_refused(ana: Person) -> None:
    """A client with a fault must not be able to leave readable words on the server."""
    edit = write_edit(ana.keys, check_in(), words=b"plain words")
    [result] = await ana.push(edit)
    assert (result["result"], result["type"]) == ("refused", "not-sealed")


async def test_words_of_more_than_256_kib_are_refused(ana: Person) -> None:
    huge = write_edit(ana.keys, check_in(), words=b"age-encryption.org/v1\n" + bytes(256 * 1024))
    small = write_edit(ana.keys, check_in(), {"note": "x"})
    results = await ana.push(huge, small)
    assert [(r["result"], r["type"]) for r in results] == [("refused", "words-too-long"), ("saved", None)]


async def test_nobody_writes_as_somebody_else(ana: Person, mallory: Person) -> None:
    forged = write_edit(ana.keys, check_in())
    [result] = await mallory.push(forged)
    assert (result["result"], result["type"]) == ("refused", "not-yours")
    assert (await ana.pull())["entries"] == []


async def test_a_patient_writes_no_therapists_kind_and_the_other_way_round(ana: Person, theo: Person) -> None:
    opened = {"kind": "opened", "number": 1, "author": ana.keys.account, "entry": uuid7(), "revision": 1}
    [mine] = await ana.push(write_edit(ana.keys, opened))
    [his] = await theo.push(write_edit(theo.keys, check_in()))
    assert mine["type"] == his["type"] == "kind-refused"


async def test_the_same_id_of_two_authors_are_two_entries(ana: Person, mallory: Person) -> None:
    first = write_edit(ana.keys, check_in(mood=1))
    same = write_edit(mallory.keys, check_in(mood=2), id=entry_id(first))
    await ana.push(first)
    [result] = await mallory.push(same)
    assert (result["result"], result["revision"]) == ("saved", 1)
    assert [e["signed"] for e in (await ana.pull())["entries"]] == [first["signed"]]


async def test_parallel_pushes_of_one_batch_save_it_once(ana: Person) -> None:
    edits = [write_edit(ana.keys, check_in()) for _ in range(5)]
    answers = await asyncio.gather(*(ana.push(*edits) for _ in range(8)))
    every = sorted(outcome for answer in answers for outcome in outcomes(answer))
    assert every == ["saved"] * 5 + ["unchanged"] * 35
    assert len((await ana.pull())["entries"]) == 5


def entry_id(edit: dict[str, Any]) -> str:
    return str(json.loads(edit["signed"])["id"])
