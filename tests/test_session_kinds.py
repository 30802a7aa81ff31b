"""What is written around a treatment session: the session in full, its course, what came before it, and what
else happened in a life. As private as everything else."""

import base64
import json
from typing import Any

import httpx
import pytest

from tests.facts import Facts, course, event, preparation, session
from tests.people import Person
from tests.sealing import open_words, uuid7, write_edit
from tests.test_push import entry_id

WRITTEN: list[tuple[Facts, dict[str, str]]] = [
    (course(), {"schedule": "twice a week"}),
    (preparation(), {"preparation.intention": "To feel lighter."}),
    (event(), {"note": "a new tablet"}),
    (session(place="clinic", setting=["music"], present=["nurse"], ride_home=True), {"note": "long"}),
]
KINDS = [facts["kind"] for facts, _ in WRITTEN]


async def write_all(ana: Person, *readers: Person) -> list[str]:
    edits = [write_edit(ana.keys, facts, text, readers=[r.keys for r in readers]) for facts, text in WRITTEN]
    results = await ana.push(*edits)
    assert [result["result"] for result in results] == ["saved"] * len(WRITTEN)
    return [entry_id(edit) for edit in edits]


async def test_ana_gets_back_what_she_wrote(ana: Person) -> None:
    ids = await write_all(ana)
    entries = (await ana.pull())["entries"]
    assert [entry["id"] for entry in entries] == ids
    for entry, (_, text) in zip(entries, WRITTEN, strict=True):
        assert open_words(base64.b64decode(entry["words"]), ana.keys, ana.id, entry["id"]) == text


async def test_mallory_finds_none_of_it(ana: Person, mallory: Person) -> None:
    ids = await write_all(ana)
    assert (await mallory.pull())["entries"] == []
    for kind in KINDS:
        listed = await mallory.http.get("/api/entries", params={"kind": kind})
        assert listed.status_code == 200
        assert listed.json()["entries"] == []
    for id in ids:
        hers = await mallory.http.get(f"/api/entries/{ana.id}/{id}")
        none = await mallory.http.get(f"/api/entries/{ana.id}/{uuid7()}")
        assert hers.status_code == none.status_code == 404
        assert without_place(hers) == without_place(none)


async def test_mallory_learns_nothing_by_naming_anas_session_and_course(ana: Person, mallory: Person) -> None:
    her_course, _, _, her_session = await write_all(ana)
    [unknown] = await mallory.push(write_edit(mallory.keys, session(), session=uuid7()))
    alike = {"edit", "id", "revision", "received_at"}
    for id in (her_course, her_session):
        [known] = await mallory.push(write_edit(mallory.keys, session(), session=id))
        assert {k: v for k, v in known.items() if k not in alike} == {
            k: v for k, v in unknown.items() if k not in alike
        }
        assert known["result"] == "saved"


async def test_theo_learns_of_a_course_only_when_it_is_shared_too(
    ana: Person, theo: Person, linked: None
) -> None:
    its = write_edit(ana.keys, course())
    dose = write_edit(ana.keys, session(), readers=[theo.keys], session=entry_id(its))
    await ana.push(its, dose)
    await expect_course(ana, ana, dose, entry_id(its))
    await expect_course(theo, ana, dose, None)
    [seen] = (await theo.pull())["entries"]
    assert entry_id(its) not in json.dumps(seen)

    again = write_edit(ana.keys, course(), id=entry_id(its), revision=2, readers=[theo.keys])
    assert [result["result"] for result in await ana.push(again)] == ["saved"]
    await expect_course(theo, ana, dose, entry_id(its))

    await ana.push({"edit": uuid7(), "id": entry_id(its), "withdraw": theo.id})
    await expect_course(theo, ana, dose, None)


async def expect_course(person: Person, ana: Person, dose: dict[str, Any], expected: str | None) -> None:
    """Wherever the person may ask for ana's session."""
    one = (await person.http.get(f"/api/entries/{ana.id}/{entry_id(dose)}")).json()
    listed = (await person.http.get("/api/entries", params={"kind": "session"})).json()["entries"]
    pulled = [entry for entry in (await person.pull())["entries"] if entry["id"] == entry_id(dose)]
    for entry in (one, *listed, *pulled):
        assert (entry["session"], entry["signed"]) == (expected, dose["signed"])
    assert len(listed) == len(pulled) == 1


async def test_a_course_is_no_fact_of_a_session(ana: Person) -> None:
    """A reader of the session would learn of it from the signed text."""
    [result] = await ana.push(write_edit(ana.keys, session() | {"course": uuid7()}))
    assert (result["result"], result["errors"][0]["pointer"]) == ("refused", "/facts")


async def test_deleting_a_course_leaves_its_sessions_as_they_are(ana: Person) -> None:
    its = write_edit(ana.keys, course())
    dose = write_edit(ana.keys, session(), {"note": "long"}, session=entry_id(its))
    await ana.push(its, dose)
    [before] = [entry for entry in (await ana.pull())["entries"] if entry["id"] == entry_id(dose)]
    gone = {"edit": uuid7(), "id": entry_id(its), "revision": 2, "deleted": True}
    assert [result["result"] for result in await ana.push(gone)] == ["saved"]
    [after] = [entry for entry in (await ana.pull())["entries"] if entry["id"] == entry_id(dose)]
    assert after == before


async def test_theo_sees_those_that_are_shared_and_no_others(ana: Person, theo: Person, linked: None) -> None:
    await write_all(ana)
    assert (await theo.pull())["entries"] == []
    shared = await write_all(ana, theo)
    entries = (await theo.pull())["entries"]
    assert [entry["id"] for entry in entries] == shared
    for entry, (_, text) in zip(entries, WRITTEN, strict=True):
        assert open_words(base64.b64decode(entry["words"]), theo.keys, ana.id, entry["id"]) == text


@pytest.mark.parametrize("facts", [facts for facts, _ in WRITTEN], ids=KINDS)
async def test_a_therapist_writes_none_of_them(theo: Person, facts: Facts) -> None:
    [result] = await theo.push(write_edit(theo.keys, facts))
    assert (result["result"], result["type"]) == ("refused", "kind-refused")


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        (session(dose_mg_per_kg=5.5), "/facts/dose_mg_per_kg"),
        (session(weight_kg=19), "/facts/weight_kg"),
        (session(setting=["incense"]), "/facts/setting/0"),
        (session(present=["theo"]), "/facts/present/0"),
        (session(place="on the moon"), "/facts/place"),
        (course(planned_sessions=201), "/facts/planned_sessions"),
        (course(schedule="twice a week"), "/facts"),
        (preparation(meditation_min=601), "/facts/meditation_min"),
        (preparation(worry=11), "/facts/worry"),
        (event(what="moved house"), "/facts/what"),
    ],
)
async def test_what_is_no_fact_is_refused_by_its_place(
    ana: Person, facts: dict[str, Any], pointer: str
) -> None:
    [result] = await ana.push(write_edit(ana.keys, facts))
    assert result["result"] == "refused"
    [wrong] = result["errors"]
    assert wrong["pointer"].endswith(pointer), wrong
    assert "moon" not in wrong["detail"]


def without_place(answer: httpx.Response) -> dict[str, Any]:
    return {key: value for key, value in answer.json().items() if key != "instance"}
