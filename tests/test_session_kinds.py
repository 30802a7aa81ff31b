"""What is written around a treatment session: the session in full, its course, what came before it, and what
else happened in a life. As private as everything else."""

import base64
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
    [known] = await mallory.push(write_edit(mallory.keys, session(course=her_course), session=her_session))
    [unknown] = await mallory.push(write_edit(mallory.keys, session(course=uuid7()), session=uuid7()))
    alike = {"edit", "id", "revision", "received_at"}
    assert {k: v for k, v in known.items() if k not in alike} == {
        k: v for k, v in unknown.items() if k not in alike
    }
    assert known["result"] == "saved"


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
