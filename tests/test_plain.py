from __future__ import annotations

import io

import pytest

from simulator.errors import UnavailableError
from simulator.plain import COMMANDS, PlainFace
from tests.fakes.attempts import GOOD, make_attempt
from tests.fakes.memory_ledger import MemoryLedger


def play(given, attempt=None, interactive=False, pauses=False):
    out = io.StringIO()
    face = PlainFace(attempt or make_attempt(), io.BytesIO(given.encode()), out, interactive, pauses)
    assert face.play() == 0
    return out.getvalue()


def test_a_conversation_reads_like_one():
    said = play(f"{GOOD}\nthanks\n")
    order = ["A parcel", "A parcel is lost.", "On your desk:", "- Order: Order 7731.", "Commands:",
             "Dana Okafor: Where is it?", f"You: {GOOD}", "Dana Okafor: OK.", "the matter is settled",
             "gives 5 of 5 stars. Good.", "62.5 %, not passed (80 % needed)"]  # fmt: skip
    places = [said.find(text) for text in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_it_needs_no_terminal():
    said = play(f"{GOOD}\n/needs\nthanks\n")
    assert said.isascii()
    assert said.isprintable() or set(said) - set(filter(str.isprintable, said)) == {"\n"}
    assert all(line == line.rstrip() for line in said.splitlines())


def test_the_end_of_the_input_is_leaving():
    assert "you ended it" in play("")
    assert "you ended it" in play(GOOD)


@pytest.mark.parametrize("word", ["/leave", "/quit", "/exit", "  /LEAVE  "])
def test_leaving(word):
    said = play(f"{GOOD}\n{word}\nnot said\n")
    assert "you ended it" in said
    assert "not said" not in said


@pytest.mark.parametrize("word", ["/out", "/stop"])
def test_stepping_out_is_not_scored_and_shows_where_help_is(word):
    attempt = make_attempt(content_note="About a death.", support="Talk to somebody you trust.")
    said = play(f"{GOOD}\n{word}\n", attempt)
    assert "you stepped out; this is not scored" in said
    assert "Talk to somebody you trust." in said
    assert " %" not in said.split("stepped out")[1]


def test_help_on_request():
    said = play("/hint\n/needs\n/desk\n/what\n")
    assert "Hint (The money): Offer the money." in said
    assert "- open: The money" in said
    assert "patience 50 of 100" in said
    assert said.count("- Order: Order 7731.") == 2
    assert said.count("Commands:\n  /hint: what might help now\n") == 2


def test_needs_that_are_met_are_told():
    assert "- met: The money" in play(f"{GOOD}\n/needs\n")


@pytest.mark.parametrize("word", ["/hint", "/needs"])
def test_no_help_while_certifying(word):
    said = play(f"{word}\n", make_attempt(mode="certify"))
    assert "Offer the money." not in said
    assert "of 100" not in said
    assert "/hint" not in said


def test_a_reply_may_begin_with_a_slash():
    assert "You: /shrug is what I said" in play("/shrug is what I said\n")


def test_nothing_is_never_sent():
    said = play("\n   \n")
    assert said.count("(Nothing was sent.") == 2
    assert "You:" not in said


def test_a_reply_that_is_too_long_may_be_shortened():
    said = play("a" * 20_001 + f"\n{GOOD}\n")
    assert "(The reply has 20,001 characters." in said
    assert f"You: {GOOD}" in said


def test_a_person_at_a_terminal_sees_no_echo():
    said = play(f"{GOOD}\n", interactive=True)
    assert f"You: {GOOD}" not in said
    assert said.count("You: ") == 2


def test_what_was_said_before_is_told_again():
    ledger = MemoryLedger()
    attempt = make_attempt(ledger)
    play(f"{GOOD}\n", attempt)
    ledger.kept["a1"].end = None
    said = play("", make_attempt(ledger, record=ledger.attempt("a1")), interactive=True)
    assert "You go on where you stopped." in said
    assert "Dana Okafor: Where is it?" in said
    assert f"You: {GOOD}" in said


def test_the_customer_takes_time_only_for_what_is_new(monkeypatch):
    waited = []
    monkeypatch.setattr("simulator.plain.time.sleep", waited.append)
    play(f"{GOOD}\n", pauses=True)
    assert len(waited) == 2
    assert all(seconds > 0 for seconds in waited)


@pytest.mark.parametrize(
    ("mode", "meaning"), [("practice", "nothing is certified"), ("certify", "on your record")]
)
def test_the_start_says_which_mode_it_is_and_what_it_means(mode, meaning):
    said = play("", make_attempt(mode=mode))
    assert meaning in said.partition("Dana Okafor:")[0]


def test_every_command_is_explained():
    said = play("/help\n").split("Dana Okafor:")[1]
    for command in COMMANDS:
        assert f"  {command}: {COMMANDS[command]}\n" in said


class Interrupted(io.BytesIO):
    """An input whose reader presses Ctrl+C."""

    def readline(self, size=-1):
        raise KeyboardInterrupt


def test_after_an_interruption_it_says_how_to_go_on():
    ledger, out = MemoryLedger(), io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        PlainFace(make_attempt(ledger), Interrupted(), out, interactive=True, pauses=False).play()
    assert "Everything said so far is kept" in out.getvalue()
    assert out.getvalue().endswith("empty-chair resume a1\n")
    assert ledger.kept["a1"].end is None


def test_a_record_that_fails_goes_up():
    ledger = MemoryLedger()
    attempt = make_attempt(ledger)
    ledger.fail_next = UnavailableError("The disk is full.")
    with pytest.raises(UnavailableError):
        play("hello", attempt)
