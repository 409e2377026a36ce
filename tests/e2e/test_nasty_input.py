"""Whatever somebody types or pipes in is data: it is answered, kept clean, and never breaks anything."""

from __future__ import annotations

import json
import re

import pytest

from simulator.language.text import MAX_REPLY_CHARS
from tests.e2e.conversations import ONE
from tests.e2e.shapes import assert_stream

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

NASTY = {
    "invalid UTF-8": b"I am sorry \xff\xfe\xc3( about this",
    "half a character": b"sorry \xe2\x82",
    "UTF-16": "I am sorry".encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbfI am sorry",
    "NUL bytes": b"so\x00rry\x00",
    "only spaces": b"   \t  ",
    "only emoji": "🙂🙏🏽👨‍👩‍👧‍👦".encode(),
    "another language": b"Es tut mir sehr leid, wir schicken Ihnen das Paket noch heute zu.",
    "another script": "大変申し訳ございません。すぐに新しい荷物をお送りします。".encode(),
    "closing markup": b"[/b] [/] [bold red]sorry[/bold red] [/nothing]",
    "a link as markup": b"[@click=app.quit]quit[/] [link=file:///etc/passwd]x[/link]",
    "ANSI colours": b"\x1b[31msorry\x1b[0m \x1b[2J\x1b[H",
    "OSC title and clipboard": b"\x1b]0;owned\x07\x1b]52;c;c29ycnk=\x07sorry",
    "a device control string": b"\x1bPq#0;2;0;0;0\x1b\\sorry \x9b31m",
    "an escape that never ends": b"sorry \x1b]0;abc",
    "zero-width": "s\u200bo\u200br\u2060r\ufeffy".encode(),
    "right-to-left override": "I am \u202eyrros\u202c, \u2067right\u2069".encode(),
    "right-to-left": "אני מאוד מצטער על העיכוב".encode(),
    "stacked accents": ("s" + "\u0301" * 300 + "orry").encode(),
    "lone surrogates in JSON": b'{"text": "sorry \\ud800 \\udc00"}',
    "JSON that is not an object": b'["sorry"]',
    "JSON without text": b'{"reply": "sorry"}',
    "text that is no string": b'{"text": 5}',
    "broken JSON": b'{"text": "sorry',
    "deep JSON": b'{"text":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "an unknown action": b'{"action": "win"}',
    "template braces": b"{customer.name} {{7*7}} ${HOME} %s %n $(reboot)",
    "carriage returns": b"I am sorry\rI am not",
    "numbers": b"1" * 5000,
    "one long word": b"a" * 19_000,
    "questions only": b"?" * 3000,
    "quotation marks": "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u201a".encode() * 40,
}


@pytest.mark.parametrize("mode", ["--json", pytest.param("--plain", marks=pytest.mark.slow)])
@pytest.mark.slow
def test_every_nasty_line_is_taken_as_text(product, mode):
    """In several processes, for a conversation ends long before the list does."""
    for batch in _batches(list(NASTY.values()), 9):
        ran = product.run(
            "play", ONE, mode, "--learner", "x\x1b[31m[/b]\u202e", given=b"\n".join(batch) + b"\n"
        )
        assert (ran.status, ran.err) == (0, "")
        assert not _UNSEEN.search(ran.out.replace("\\n", "")), _UNSEEN.search(ran.out)
        if mode == "--json":
            assert_stream(ran.events)


def _batches(lines, size):
    return [lines[at : at + size] for at in range(0, len(lines), size)]


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_line_is_answered_and_kept(product, name):
    ran = product.run("play", ONE, "--json", given=NASTY[name] + b"\nI am sorry that nobody answered.\n")
    assert (ran.status, ran.err) == (0, "")
    assert_stream(ran.events)
    attempt = ran.events[0]["attempt"]
    shown = product.run("records", "show", attempt, "--json")
    assert shown.status == 0
    assert [e["text"] for e in shown.of("turn")] == [text for _, _, text in ran.said]
    assert product.run("resume", attempt, "--json").said == ran.said


@pytest.mark.slow
def test_an_empty_line_says_nothing_and_is_answered(product):
    ran = product.run("play", ONE, "--json", given=b"\n\n")
    assert ran.status == 0
    assert_stream(ran.events)
    assert [(speaker, text) for _, speaker, text in ran.said if speaker == "agent"] == [("agent", "")] * 2
    assert ran.of("reading")[0]["behaviours"] == {}


def test_plain_mode_does_not_send_an_empty_line(product):
    ran = product.run("play", ONE, "--plain", given=b"\n   \n/leave\n")
    assert ran.status == 0
    assert ran.out.count("Nothing was sent") == 2
    assert "You:" not in ran.out


@pytest.mark.parametrize("mode", ["--json", "--plain"])
@pytest.mark.sampled(1)
def test_a_very_long_line_does_not_hang(product, mode):
    ran = product.run("play", ONE, mode, given=b"sorry refund " * 8000 + b"\n")
    assert ran.status == 0
    if mode == "--json":
        assert_stream(ran.events)
        assert len(ran.said[1][2]) == MAX_REPLY_CHARS
        assert f"{MAX_REPLY_CHARS:,}" in ran.err
    else:
        assert f"{MAX_REPLY_CHARS:,}" in ran.out


@pytest.mark.slow
def test_escapes_never_reach_the_terminal_of_a_reader(product):
    """What was said is shown again by the records; it must be as clean there."""
    nasty = NASTY["OSC title and clipboard"] + NASTY["ANSI colours"]
    attempt = product.run("play", ONE, "--json", given=nasty + b"\n").events[0]["attempt"]
    shown = product.run("records", "show", attempt)
    assert shown.status == 0
    assert "sorry" in shown.out
    assert not _UNSEEN.search(shown.out)


def test_scoring_goes_on_after_a_line_that_cannot_be_read(product):
    turns = [{"speaker": "customer", "text": "Where is it?"}, {"speaker": "agent", "text": "I am sorry."}]
    lines = [
        json.dumps({"id": "a", "turns": turns}).encode(),
        *NASTY.values(),
        json.dumps({"id": "z", "turns": turns}).encode(),
    ]
    given = b"\n".join(line.replace(b"\r", b" ") for line in lines) + b"\n"
    ran = product.run("score", "--rubric", "complaint", "-", given=given)
    assert ran.status == 1
    assert ran.events[0]["id"] == "a"
    assert ran.events[-1]["id"] == "z"
    assert {**ran.events[0], "id": "z"} == ran.events[-1]
    assert all(set(event) == {"id", "error"} for event in ran.events[1:-1])
