"""The questionnaires that people can fill in: their published wording and their scoring, as data.

`measures/` holds those that we ship (domain.md 3.3); an operator adds others as files of the same form in a
folder of their own. A file is one wording in one language, and stays for ever: entries that were written
with it must go on being read. `loinc.json` holds the codes of 3.5, for exports.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from api.settings import WrongSetting

SHIPPED: Final = Path(__file__).parent / "measures"
SLUG: Final = r"\A[a-z][a-z0-9_]{1,31}\Z"
# BCP 47, in lower case.
LANGUAGE: Final = r"\A[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}\Z"
MOST_ITEMS = 100
MOST_POINTS = 100

Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Points = Annotated[int, Meta(ge=0, le=MOST_POINTS)]
Labels = Annotated[list[Words], Meta(min_length=2, max_length=11)]
Number = Annotated[int, Meta(ge=1, le=MOST_ITEMS)]
Total = Annotated[int, Meta(ge=0, le=1_000_000)]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question with answers of its own."""

    text: Words
    answers: Labels


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Both ends included."""

    least: Total
    most: Total


class Band(Span, frozen=True, kw_only=True):
    words: Words


class Cluster(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Items that are also summed by themselves."""

    name: Words
    items: Annotated[list[Number], Meta(min_length=1)]


class Questionnaire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One wording in one language, to the letter.

    recall: what every item answers; `intro` stands before it.
    items, answers: an answer counts `lowest`, the next one more, and so on; `reversed` items count the other
        way round. An item can have answers of its own.
    range, multiplier: the total is the sum of all items times `multiplier`, and lies in `range`.
    difficulty: a question that is not scored.
    bands, cut: only published ones; without them a total is a number and nothing else.
    notable_change: points from which on two totals differ notably (domain.md 3.3).
    safety_item: an answer above `lowest` to this item opens the support screen (domain.md 3.4).
    gap_days: sooner the recall windows overlap; a person may, and the entry says so (domain.md 3.2).
    """

    slug: Annotated[str, Meta(pattern=SLUG)]
    version: Annotated[int, Meta(ge=1, le=9999)]
    language: Annotated[str, Meta(pattern=LANGUAGE)]
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    name: Words
    intro: Words | None = None
    recall: Words
    items: Annotated[list[Words | Item], Meta(min_length=1, max_length=MOST_ITEMS)]
    answers: Labels
    lowest: Annotated[int, Meta(ge=0, le=10)] = 0
    reversed: list[Number] = []
    multiplier: Annotated[int, Meta(ge=1, le=100)] = 1
    range: Span
    difficulty: Item | None = None
    bands: list[Band] = []
    cut: Span | None = None
    clusters: list[Cluster] = []
    notable_change: Annotated[int, Meta(ge=1)] | None = None
    safety_item: Number | None = None
    gap_days: Annotated[int, Meta(ge=0, le=366)]
    licence: Words


class WrongQuestionnaire(WrongSetting):
    """A file that cannot be used as a questionnaire; the text says which, where and why."""


Key = tuple[str, str, int]


def read_folder(folder: Path) -> dict[Key, Questionnaire]:
    """All `*.json` of a folder; raises WrongQuestionnaire."""
    if not folder.is_dir():
        raise WrongQuestionnaire(f"{folder} is no folder, so no questionnaires can be read from it.")
    found: dict[Key, Questionnaire] = {}
    for path in sorted(folder.glob("*.json")):
        read = _read(path)
        if _key(read) in found:
            raise WrongQuestionnaire(f"{path}: another file holds the same slug, language and version.")
        found[_key(read)] = read
    return found


_added: dict[Key, Questionnaire] = {}


def shipped() -> list[Questionnaire]:
    return list(_shipped().values())


def added() -> list[Questionnaire]:
    """Those of the operator's folder."""
    return list(_added.values())


def add_from(folder: Path | None) -> None:
    """Makes the operator's questionnaires known to this process, in place of those it knew before. Raises
    WrongQuestionnaire, and then nothing is changed."""
    found = {} if folder is None else read_folder(folder)
    for key, read in found.items():
        if key in _shipped():
            raise WrongQuestionnaire(f"{folder}: {read.title} comes with Afterglow. Choose another version.")
        _check_same_shape(read, [*_shipped().values(), *found.values()])
    _added.clear()
    _added.update(found)


def find(slug: str, language: str, version: int) -> Questionnaire | None:
    key = (slug, language, version)
    return _shipped().get(key) or _added.get(key)


def total_of(asked: Questionnaire, items: Sequence[int | None]) -> int | None:
    """Of valid answers; None unless all items are answered. Nothing is imputed (domain.md 3.3)."""
    points = [_points(asked, number, given) for number, given in enumerate(items, 1)]
    answered = [point for point in points if point is not None]
    return sum(answered) * asked.multiplier if len(answered) == len(asked.items) else None


def band_of(asked: Questionnaire, total: int) -> str | None:
    """The published words for a total; None when there are none."""
    return next((band.words for band in asked.bands if band.least <= total <= band.most), None)


def cluster_totals(asked: Questionnaire, items: Sequence[int | None]) -> dict[str, int | None]:
    """Like the total: None for a cluster with an item that was left out."""
    totals: dict[str, int | None] = {}
    for cluster in asked.clusters:
        points = [_points(asked, number, items[number - 1]) for number in cluster.items]
        answered = [point for point in points if point is not None]
        totals[cluster.name] = sum(answered) if len(answered) == len(points) else None
    return totals


def opens_support(asked: Questionnaire, items: Sequence[int | None]) -> bool:
    """Whether the safety item was answered with anything but the lowest (domain.md 3.4)."""
    given = None if asked.safety_item is None else items[asked.safety_item - 1]
    return given is not None and given > asked.lowest


def objection(asked: Questionnaire, items: Sequence[int | None], total: int | None) -> tuple[str, str] | None:
    """What is wrong with a filled-in questionnaire: a JSON Pointer and a sentence."""
    if len(items) != len(asked.items):
        return "/items", "This questionnaire has another number of items."
    for number, given in enumerate(items, 1):
        if given is not None and not asked.lowest <= given <= _highest(asked, number):
            return f"/items/{number - 1}", "This answer is none of those that the item has."
    if total != total_of(asked, items):
        return "/total", "The total is not the one that these answers make."
    return None


@cache
def _shipped() -> dict[Key, Questionnaire]:
    return read_folder(SHIPPED)


def _points(asked: Questionnaire, number: int, given: int | None) -> int | None:
    if given is None or number not in asked.reversed:
        return given
    return asked.lowest + _highest(asked, number) - given


def _highest(asked: Questionnaire, number: int) -> int:
    item = asked.items[number - 1]
    answers = item.answers if isinstance(item, Item) else asked.answers
    return asked.lowest + len(answers) - 1


def _read(path: Path) -> Questionnaire:
    try:
        read = msgspec.json.decode(path.read_bytes(), type=Questionnaire, strict=True)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OSError) as error:
        raise WrongQuestionnaire(f"{path} is not a questionnaire: {error}.") from None
    for fault in _faults(read):
        raise WrongQuestionnaire(f"{path}: {fault}.")
    return read


def _key(read: Questionnaire) -> Key:
    return read.slug, read.language, read.version


def _faults(read: Questionnaire) -> Iterator[str]:
    """What the shape of a file cannot say."""
    count = len(read.items)
    numbers = [*read.reversed, *(n for cluster in read.clusters for n in cluster.items)]
    if any(number > count for number in [*numbers, read.safety_item or 1]):
        yield f"it names an item above {count}, the last one"
    named = [read.reversed, *(cluster.items for cluster in read.clusters)]
    if any(len(set(items)) < len(items) for items in named):
        yield "it names an item twice in one list"
    if (read.range.least, read.range.most) != _range(read):
        yield "its items make totals of {} to {}, which is not its `range`".format(*_range(read))
    if read.bands and not _covers(read.bands, read.range):
        yield "its `bands` do not cover its `range` one after the other, without gap or overlap"
    if read.cut and not read.range.least <= read.cut.least <= read.cut.most <= read.range.most:
        yield "its `cut` lies outside its `range`"
    if read.difficulty and len(read.difficulty.answers) > 4:
        yield "its `difficulty` has more than four answers"


def _range(read: Questionnaire) -> tuple[int, int]:
    most = sum(_highest(read, number) for number in range(1, len(read.items) + 1))
    return read.lowest * len(read.items) * read.multiplier, most * read.multiplier


def _covers(bands: Sequence[Band], whole: Span) -> bool:
    starts = [whole.least, *(band.most + 1 for band in bands)]
    ends = [*(band.least for band in bands), whole.most + 1]
    return starts == ends and all(band.least <= band.most for band in bands)


def _check_same_shape(read: Questionnaire, others: Sequence[Questionnaire]) -> None:
    """A translation counts as the original does, and so does every version of one that comes with Afterglow:
    its totals stand beside the others, under the same rules."""
    for other in others:
        if other.slug != read.slug or _shape(other) == _shape(read):
            continue
        if _key(other) in _shipped():
            raise WrongQuestionnaire(
                f"{read.slug} version {read.version} counts differently than the {other.title} that comes "
                "with Afterglow. Choose another slug."
            )
        if other.version == read.version:
            raise WrongQuestionnaire(
                f"{read.slug} version {read.version} counts differently in {read.language} and in "
                f"{other.language}."
            )


def _shape(read: Questionnaire) -> tuple[object, ...]:
    highest = [_highest(read, number) for number in range(1, len(read.items) + 1)]
    rest = (read.lowest, sorted(read.reversed), read.multiplier, read.safety_item)
    return (highest, *rest, read.difficulty is None)
