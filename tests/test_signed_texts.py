"""Whatever stands where a signed text should: it is read exactly, or refused in plain words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.journal.kinds import NotSigned
from api.journal.signed import SIGNED_BYTES, read_signed
from tests.signed_texts import EFFECT, facts, refusal, signed, text_of

GOOD = text_of(signed(facts("check_in")))
DEEP = 30_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "null",
        "1",
        "[]",
        '"' + GOOD + '"',
        GOOD[:-1],
        GOOD + "x",
        GOOD + GOOD,
        GOOD + "\x00",
        "\ufeff" + GOOD,
        GOOD.replace("check_in", "check\x00in"),
        GOOD.replace("check_in", "check\\u0000in"),
        GOOD.replace("check_in", "\\u0063heck_in"),
        GOOD.replace("check_in", "\ud800"),
        GOOD.replace("check_in", "\\ud800"),
        GOOD.replace('"mood":6', '"mood":NaN'),
        GOOD.replace('"mood":6', '"mood":1e999'),
        GOOD.replace("7.25", "1e999"),
        GOOD.replace("7.25", "-Infinity"),
        GOOD.replace("7.25", "9" * 5000),
        GOOD.replace('"mood":6', '"mood":' + "9" * 5000),
        GOOD.replace('"mood":6', '"mood":06'),
        GOOD.replace('"mood":6', '"mood":٣'),
        GOOD.replace('"mood":6', '"mood":' + "[" * DEEP + "]" * DEEP),
        GOOD.replace('{"kind"', '{"a":' + "[" * DEEP + "]" * DEEP + ',"kind"'),
        GOOD.replace('{"kind"', '{"a":' + '{"a":' * 10_000 + "1" + "}" * 10_000 + ',"kind"'),
        "[" * SIGNED_BYTES,
        GOOD + " " * SIGNED_BYTES,
    ],
    ids=lambda text: text[:24] or "empty",
)
def test_no_text_breaks_the_reading(text: str) -> None:
    refusal(text)


def test_bytes_that_are_no_utf8_are_refused() -> None:
    refusal((b'{"author":"\xff\xfe"}').decode("utf-8", "surrogateescape"))


def test_a_text_of_exactly_the_largest_size_is_read() -> None:
    read_signed(GOOD + " " * (SIGNED_BYTES - len(GOOD)))


def test_a_doubled_key_means_to_the_server_what_it_means_to_a_browser() -> None:
    """Or is refused. Otherwise the server could show other facts than those that a reader opens."""
    texts = [
        GOOD.replace('"mood":6', '"mood":6,"mood":2'),
        GOOD.replace('"mood":6', '"mood":6,"pain":3,"mood":2'),
        GOOD.replace('"mood":6', '"mood":99,"mood":2'),
        GOOD.replace('"revision":1', '"revision":1,"revision":7'),
        GOOD.replace('"words":null', '"words":null,"facts":{"kind":"reflection"}'),
        GOOD.replace('"kind":"check_in"', '"kind":"reflection","kind":"check_in"'),
        GOOD.replace('"kind":"check_in"', '"kind":"check_in","kind":"reflection"'),
        GOOD.replace('"mood":6', '"mood":-0'),
        GOOD.replace("7.25", "725e-2"),
    ]
    node = Path(sys.executable).with_name("node")
    script = """
        for (const text of JSON.parse(require("fs").readFileSync(0, "utf8")))
            console.log(JSON.stringify(JSON.parse(text)))
    """
    run = subprocess.run(
        [node, "-e", script], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    read = 0
    for text, browsers in zip(texts, run.stdout.splitlines(), strict=True):
        try:
            ours = read_signed(text)
        except NotSigned:
            continue
        read += 1
        assert ours == read_signed(browsers), text
    assert read >= 5


@pytest.mark.parametrize("kind", ["envelope", "", "Session", "_kind", "_Kind", 3, None, "mallory"])
def test_an_unknown_kind_is_refused(kind: object) -> None:
    refused = refusal(text_of(signed({"kind": kind})))
    assert "mallory" not in refused.detail


@pytest.mark.parametrize("name", ["mallory", "x - at `$.mallory", "x - at `$.mallory`"])
def test_an_unknown_field_is_refused_without_repeating_it(name: str) -> None:
    for value in (
        signed() | {name: 1},
        signed(facts("check_in", **{name: 1})),
        signed(facts("effects", effects=[EFFECT | {name: 1}])),
    ):
        refused = refusal(text_of(value))
        assert refused.detail == "This holds a field that is not known here."
        assert "mallory" not in refused.pointer


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    at = len(GOOD) // 2
    for whole in (text, GOOD[:at] + text + GOOD[at:]):
        try:
            read_signed(whole)
        except NotSigned:
            refusal(whole)
