from __future__ import annotations

import pytest

from simulator.options import LEVELS, PLAY_OPTIONS, parse


def refused(capsys, *given):
    with pytest.raises(SystemExit) as stopped:
        parse(list(given))
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_nothing_means_play():
    args = parse([])
    assert (args.command, args.scenario, args.mode, args.customer, args.seed) == (
        "play", None, "practice", None, None,
    )  # fmt: skip
    assert not (args.plain)
    assert not (args.json)
    assert not (args.no_pauses)


def test_an_option_of_play_means_play():
    assert parse(["--plain"]).command == "play"
    assert parse(["--level=manager", "--plain"]).level == "manager"
    assert parse(["--seed", "3", "a-scenario"]).scenario == "a-scenario"


def test_every_option_of_play_is_known_as_one(capsys):
    with pytest.raises(SystemExit):
        parse(["play", "--help"])
    told = capsys.readouterr().out
    shown = {word.strip(",[]") for word in told.split() if word.strip("[").startswith("--")}
    assert shown - {"--help", "--library", "--data"} == PLAY_OPTIONS


@pytest.mark.parametrize(
    "given", [["--library", "L", "play"], ["play", "--library", "L"], ["--library", "L"]]
)
def test_places_may_stand_before_and_after_the_command(given):
    args = parse(given)
    assert (args.command, args.library, args.data) == ("play", "L", None)


def test_the_later_place_counts():
    assert parse(["--data", "A", "resume", "--data", "B"]).data == "B"


def test_resume_takes_the_options_of_play():
    args = parse(["resume", "a1", "--json", "--learner", "kim"])
    assert (args.attempt, args.json, args.learner) == ("a1", True, "kim")


def test_levels():
    for level in LEVELS:
        assert parse(["play", "--level", level]).level == level


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["dance"], "dance"),
        (["play", "--plain", "--json"], "--plain"),
        (["play", "--seed", "x"], "--seed"),
        (["play", "--level", "boss"], "boss"),
        (["score"], "--rubric"),
        (["records"], "ACTION"),
        (["schema"], "what"),
    ],
)
def test_wrong_use_is_told_in_two_lines(capsys, given, named):
    err = refused(capsys, *given)
    first, second = err.splitlines()
    assert named in first
    assert "--help" in second


def test_what_was_typed_is_shown_clean(capsys):
    err = refused(capsys, "play", "a", "\x1b[31mb\u202e")
    assert "\x1b" not in err
    assert "\u202e" not in err
