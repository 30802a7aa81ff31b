"""Questionnaires as data: published wording and scoring, and those that an operator adds."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.asgi import App
from api.journal.questionnaires import (
    Item,
    Questionnaire,
    WrongQuestionnaire,
    add_from,
    added,
    band_of,
    cluster_totals,
    find,
    objection,
    opens_support,
    read_folder,
    shipped,
    total_of,
)
from api.server_key import ServerKey
from api.settings import Settings
from tests.facts import measure
from tests.people import Person, nobody
from tests.program import REPOSITORY
from tests.sealing import write_edit

VECTORS = Path(__file__).parent / "vectors" / "measures"
LOINC = json.loads((Path(__file__).parents[1] / "api/journal/loinc.json").read_text())

# (items, answers, least, most, gap in days) of domain.md 3.2 and 3.3.
SHIPPED = {
    "phq_9": (9, 4, 0, 27, 6),
    "phq_2": (2, 4, 0, 6, 6),
    "gad_7": (7, 4, 0, 21, 6),
    "gad_2": (2, 4, 0, 6, 6),
    "pcl_5": (20, 5, 0, 80, 25),
}
# Five items from 0 to 5, times 4; the second counts the other way round. Wording and name are ours.
OWN: dict[str, Any] = json.loads((Path(__file__).parent / "questionnaires" / "clinic_5.en.json").read_text())


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A folder with one questionnaire of the operator's, known to this process."""
    write(tmp_path, OWN)
    add_from(tmp_path)
    yield tmp_path
    add_from(None)


def write(folder: Path, content: object, name: str = "own.json") -> None:
    folder.joinpath(name).write_text(json.dumps(content))


def shipped_one(slug: str) -> Questionnaire:
    one = find(slug, "en", 1)
    assert one is not None
    return one


def test_the_five_that_the_licences_allow_are_shipped_and_no_other() -> None:
    assert {one.slug for one in shipped()} == set(SHIPPED)
    for slug, (items, answers, least, most, gap) in SHIPPED.items():
        one = shipped_one(slug)
        assert (len(one.items), len(one.answers), one.lowest) == (items, answers, 0)
        assert (one.range.least, one.range.most, one.gap_days) == (least, most, gap)
        assert one.licence
        assert not one.reversed
        assert one.multiplier == 1


def test_the_short_forms_are_the_first_two_items_to_the_letter() -> None:
    assert shipped_one("phq_2").items == shipped_one("phq_9").items[:2]
    assert shipped_one("gad_2").items == shipped_one("gad_7").items[:2]


def test_recall_windows_and_answers_are_the_instruments_own() -> None:
    for slug in ("phq_9", "phq_2", "gad_7", "gad_2"):
        one = shipped_one(slug)
        assert one.recall.startswith("Over the last 2 weeks, how often have you been bothered by")
        assert one.answers == ["Not at all", "Several days", "More than half the days", "Nearly every day"]
    assert shipped_one("pcl_5").recall == "In the past month, how much were you bothered by:"
    assert (
        shipped_one("phq_9").items[8]
        == "Thoughts that you would be better off dead or of hurting yourself in some way"
    )
    assert shipped_one("phq_9").difficulty is not None


def test_only_published_bands_and_changes_are_claimed() -> None:
    assert [band.least for band in shipped_one("phq_9").bands] == [0, 5, 10, 15, 20]
    assert [band.least for band in shipped_one("gad_7").bands] == [0, 5, 10, 15]
    for slug in ("phq_2", "gad_2", "pcl_5"):
        assert shipped_one(slug).bands == [], "no official severity bands exist"
    changes = {one.slug: one.notable_change for one in shipped()}
    assert changes == {"phq_9": 5, "phq_2": None, "gad_7": None, "gad_2": None, "pcl_5": None}
    assert {one.slug: one.safety_item for one in shipped() if one.safety_item} == {"phq_9": 9}
    cut = shipped_one("pcl_5").cut
    assert cut is not None
    assert (cut.least, cut.most) == (31, 33)


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_vector_is_scored_as_published(slug: str) -> None:
    asked = shipped_one(slug)
    vectors = json.loads((VECTORS / f"{slug}.json").read_text())
    assert vectors
    for case in vectors:
        total = total_of(asked, case["items"])
        assert total == case["total"], case["why"]
        assert (None if total is None else band_of(asked, total)) == case["band"], case["why"]
        assert opens_support(asked, case["items"]) == case["support"], case["why"]
        assert cluster_totals(asked, case["items"]) == case.get("clusters", {}), case["why"]
        assert objection(asked, case["items"], total) is None


def test_codes_are_not_the_ones_that_are_often_mistaken() -> None:
    """The traps of domain.md 3.5."""
    codes = LOINC["measures"]
    assert set(codes) == set(SHIPPED)
    assert (codes["phq_9"]["panel"], codes["phq_9"]["total"]) == ("44249-1", "44261-6")
    assert codes["phq_9"]["items"][8] == "44260-8"
    assert (codes["gad_7"]["panel"], codes["gad_7"]["total"]) == ("69737-5", "70274-6")
    # None is confirmed for these.
    assert codes["gad_2"] is None
    assert codes["pcl_5"] is None
    for wrong in ("70273-8", "72166-2", "70221-7"):
        assert wrong not in json.dumps(codes)
    for slug, code in codes.items():
        if code:
            assert len(code["items"]) == SHIPPED[slug][0]
            assert code["answers"] == ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]
    assert "LOINC® is a registered United States trademark" in LOINC["notice"]


def answers_to(asked: Questionnaire) -> st.SearchStrategy[list[int | None]]:
    return st.tuples(
        *(
            st.none()
            | st.integers(
                asked.lowest,
                asked.lowest + len(item.answers if isinstance(item, Item) else asked.answers) - 1,
            )
            for item in asked.items
        )
    ).map(list)


EVERY = [*shipped(), msgspec.convert(OWN, Questionnaire)]
FILLED_IN = st.sampled_from(EVERY).flatmap(lambda asked: st.tuples(st.just(asked), answers_to(asked)))


@given(FILLED_IN)
def test_a_total_exists_when_all_is_answered_and_lies_in_the_range(
    filled: tuple[Questionnaire, list[int | None]],
) -> None:
    asked, items = filled
    total = total_of(asked, items)
    assert (total is None) == (None in items)
    if total is not None:
        assert asked.range.least <= total <= asked.range.most
        assert (band_of(asked, total) is None) == (asked.bands == [])
    assert objection(asked, items, total) is None


@given(FILLED_IN, st.integers(-5, 400))
def test_any_other_total_is_objected_to(filled: tuple[Questionnaire, list[int | None]], claimed: int) -> None:
    asked, items = filled
    found = objection(asked, items, claimed)
    assert (found is None) == (claimed == total_of(asked, items))
    assert found is None or found[0] == "/total"


@given(FILLED_IN, st.data())
def test_one_answer_higher_moves_the_total_by_its_weight(
    filled: tuple[Questionnaire, list[int | None]], data: st.DataObject
) -> None:
    asked, items = filled
    total = total_of(asked, items)
    number = data.draw(st.integers(1, len(items)))
    given_answer = items[number - 1]
    if total is None or given_answer is None:
        return
    higher = [*items[: number - 1], given_answer + 1, *items[number:]]
    if objection(asked, higher, None) == (
        f"/items/{number - 1}",
        "This answer is none of those that the item has.",
    ):
        return
    weight = -asked.multiplier if number in asked.reversed else asked.multiplier
    assert total_of(asked, higher) == total + weight


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "Clinic 5"}, "$.slug"),
        ({"version": 0}, "$.version"),
        ({"language": "EN"}, "$.language"),
        ({"licence": ""}, "$.licence"),
        ({"licence": None}, "$.licence"),
        ({"answers": ["only one"]}, "$.answers"),
        ({"unknown": 1}, "unknown field"),
        ({"gap_days": "6"}, "$.gap_days"),
        ({"items": []}, "$.items"),
        ({"range": {"least": 0, "most": 25}}, "totals of 0 to 100"),
        ({"range": {"least": 0, "most": 52}}, "totals of 0 to 100"),
        ({"reversed": [6]}, "above 5"),
        ({"reversed": [2, 2]}, "twice"),
        ({"safety_item": 6}, "above 5"),
        ({"clusters": [{"name": "A", "items": [1, 9]}]}, "above 5"),
        ({"clusters": [{"name": "A", "items": [1, 1]}]}, "twice"),
        ({"bands": [{"least": 0, "most": 99, "words": "most"}]}, "bands"),
        ({"bands": [OWN["bands"][0], {"least": 50, "most": 100, "words": "overlap"}]}, "bands"),
        ({"bands": [OWN["bands"][0], {"least": 52, "most": 100, "words": "gap"}]}, "bands"),
        ({"cut": {"least": 90, "most": 101}}, "cut"),
        ({"difficulty": {"text": "How hard?", "answers": ["1", "2", "3", "4", "5"]}}, "difficulty"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    write(tmp_path, OWN | change)
    with pytest.raises(WrongQuestionnaire) as caught:
        add_from(tmp_path)
    assert "own.json" in str(caught.value)
    assert said in str(caught.value)
    assert added() == []


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"[" * 50_000])
def test_a_file_of_something_else_is_named(tmp_path: Path, content: bytes) -> None:
    tmp_path.joinpath("own.json").write_bytes(content)
    with pytest.raises(WrongQuestionnaire, match=r"own\.json"):
        read_folder(tmp_path)


def test_the_folder_must_be_there_and_hold_each_once(tmp_path: Path) -> None:
    with pytest.raises(WrongQuestionnaire, match="no folder"):
        add_from(tmp_path / "nowhere")
    write(tmp_path, OWN)
    write(tmp_path, OWN, "again.json")
    with pytest.raises(WrongQuestionnaire, match="another file"):
        add_from(tmp_path)


def test_what_we_ship_cannot_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, OWN | {"slug": "phq_9"})
    with pytest.raises(WrongQuestionnaire, match="comes with Afterglow"):
        add_from(tmp_path)


def test_another_version_of_what_we_ship_counts_as_that_does(tmp_path: Path) -> None:
    write(tmp_path, OWN | {"slug": "phq_9", "version": 2})
    with pytest.raises(WrongQuestionnaire, match="Choose another slug"):
        add_from(tmp_path)
    phq_9 = json.loads((REPOSITORY / "api/journal/measures/phq_9.en.json").read_text())
    write(tmp_path, phq_9 | {"version": 2, "language": "es"})
    add_from(tmp_path)
    assert find("phq_9", "es", 2)
    add_from(None)


def test_a_translation_counts_as_the_original_does(tmp_path: Path, own: Path) -> None:
    write(tmp_path, OWN | {"language": "es"}, "es.json")
    add_from(tmp_path)
    assert find("clinic_5", "es", 1)
    write(tmp_path, OWN | {"language": "es", "reversed": []}, "es.json")
    with pytest.raises(WrongQuestionnaire, match="counts differently in"):
        add_from(tmp_path)
    assert find("clinic_5", "es", 1), "what was known before stays"


async def test_an_app_with_a_wrong_file_does_not_start(
    settings: Settings, key: ServerKey, tmp_path: Path
) -> None:
    write(tmp_path, OWN | {"range": {"least": 0, "most": 20}})
    with pytest.raises(WrongQuestionnaire, match="range"):
        create_app(msgspec.structs.replace(settings, questionnaires=tmp_path), key)


async def test_ana_gets_the_operators_questionnaires_and_no_stranger_does(
    app: App, own: Path, ana: Person
) -> None:
    answer = await ana.http.get("/api/questionnaires")
    [served] = answer.json()["questionnaires"]
    assert msgspec.convert(served, Questionnaire) == msgspec.convert(OWN, Questionnaire)
    assert served["licence"] == OWN["licence"]
    async with nobody(app) as stranger:
        assert (await stranger.get("/api/questionnaires")).status_code == 401


async def test_an_entry_of_the_operators_questionnaire_is_computed_by_its_own_rules(
    own: Path, ana: Person
) -> None:
    filled = measure(instrument="clinic_5", items=[5, 0, 5, 5, 5], total=100)
    [saved] = await ana.push(write_edit(ana.keys, filled, None))
    assert saved["result"] == "saved"
    for total in (20, 80, 25, None):
        [refused] = await ana.push(write_edit(ana.keys, filled | {"total": total}, None))
        assert (refused["result"], refused["errors"][0]["pointer"]) == ("refused", "/facts/total")


async def test_without_the_folder_its_entries_are_refused_in_plain_words(ana: Person) -> None:
    filled = measure(instrument="clinic_5", items=[5, 0, 5, 5, 5], total=100)
    [refused] = await ana.push(write_edit(ana.keys, filled, None))
    assert (refused["result"], refused["errors"][0]["pointer"]) == ("refused", "/facts/instrument")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"instrument": "phq_15"}, "/facts/instrument"),
        ({"instrument": "PHQ_9"}, "/facts/instrument"),
        ({"wording": 2}, "/facts/instrument"),
        ({"language": "es"}, "/facts/instrument"),
        ({"items": [0] * 8, "total": 0}, "/facts/items"),
        ({"items": [0] * 10, "total": 0}, "/facts/items"),
        ({"items": [0] * 8 + [4], "total": 4}, "/facts/items/8"),
        ({"items": [0] * 8 + [-1], "total": -1}, "/facts/items/8"),
        ({"items": [0] * 8 + [1.0], "total": 1}, "/facts/items/8"),
        ({"items": [0] * 8 + [None], "total": 0}, "/facts/total"),
        ({"total": 11}, "/facts/total"),
        ({"total": None}, "/facts/total"),
        ({"difficulty": 4}, "/facts/difficulty"),
        ({"instrument": "gad_7", "items": [0] * 7, "total": 0, "difficulty": 1}, "/facts/difficulty"),
        ({"items": [1] * 8 + [0], "total": 8, "acting": "no"}, "/facts/acting"),
        ({"items": [1] * 8 + [None], "total": None, "acting": "yes"}, "/facts/acting"),
        ({"acting": "maybe"}, "/facts/acting"),
        ({"tier": "e"}, "/facts/tier"),
        ({"early": None}, "/facts/early"),
        ({"note": "free text"}, "/facts"),
    ],
)
async def test_what_does_not_agree_is_refused_where_it_is_wrong(
    ana: Person, change: dict[str, Any], pointer: str
) -> None:
    filled = measure(items=[1] * 8 + [2], total=10, acting="no")
    [saved] = await ana.push(write_edit(ana.keys, filled, None))
    assert saved["result"] == "saved"
    if "acting" not in change and ("items" in change or "instrument" in change):
        filled |= {"acting": None}
    [refused] = await ana.push(write_edit(ana.keys, filled | change, None))
    assert refused["result"] == "refused"
    assert refused["type"] in ("facts-refused", "not-signed")
    assert [wrong["pointer"] for wrong in refused["errors"]] == [pointer]


async def test_theo_reads_every_item_of_what_was_shared_and_mallory_nothing(
    client: httpx.AsyncClient, linked: None, ana: Person, theo: Person, mallory: Person
) -> None:
    filled = measure(items=[1] * 8 + [2], total=10, acting="rather_not_say", tier="a")
    edit = write_edit(ana.keys, filled, None, readers=[theo.keys])
    [saved] = await ana.push(edit)
    assert saved["result"] == "saved"
    id = msgspec.json.decode(edit["signed"])["id"]
    path = f"/api/entries/{ana.id}/{id}"
    read = msgspec.json.decode((await theo.http.get(path)).json()["signed"])["facts"]
    assert read == filled
    assert (await mallory.http.get(path)).status_code == 404
    assert (await mallory.pull())["entries"] == []


def test_the_program_stops_at_its_start_and_says_which_file(tmp_path: Path) -> None:
    write(tmp_path, OWN | {"gap_days": None})
    data = tmp_path / "data"
    environment = {"AFTERGLOW_QUESTIONNAIRES": str(tmp_path), "AFTERGLOW_DATA": str(data), "DATABASE_URL": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "api.cli", "serve"],
        cwd=Path(__file__).parents[1],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert re.search(r"own\.json is not a questionnaire: .*gap_days", ended.stderr)
    assert "Traceback" not in ended.stderr
    assert not data.exists(), "no database is started for nothing"
