from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.auditioning.counting import Share
from simulator.auditioning.figures import figures_of
from simulator.auditioning.results import Answer, Taken
from simulator.commands.audition_progress import EVERY, BarProgress, PlainProgress, progress_on
from simulator.commands.audition_table import WIDTH, _name_lines, page, percent
from simulator.customer.guarding.refusal import Kind
from tests.auditioning.building import conversation, line

GOLDEN = Path(__file__).parents[1] / "golden" / "audition-80.txt"
TAKEN = Taken(9, 12_345, 321, False, Decimal("0.0431"))
FLIP = Answer("How can I help?", Kind.ROLE_REVERSED, None, 0.41, 1.0, 3)
SOFT = Answer("Thank you so much.", Kind.TOO_SOFT, None, 0.39, 0.5, 3)
STALLED = Answer("", failure="timeout")


def good(turn):
    answer = Answer("And when exactly is that?", None, None, 0.2 + turn / 100, 0.8, 4)
    return replace(line(turn, "And when exactly is that?", wanted=6, answers=(answer,)), shown_after=0.9)


def talks(model, *more, runs=3, taken=TAKEN, **given):
    lines = (*(good(turn) for turn in range(1, 22, 2)), *more)
    return figures_of(
        model,
        [conversation(*lines, key={"model": model, "run": run}, taken=taken, **given) for run in range(runs)],
        3,
    )


def models():
    again = line(23, "Well?", "llm-retried", answers=(SOFT, FLIP), reason="too_soft")
    author = line(25, "When?", "scripted-fallback", answers=(FLIP, SOFT), reason="too_soft")
    stalled = line(23, "When?", "scripted-fallback", answers=(STALLED,), reason="timeout")
    given_up = replace(stalled, turn=25, answers=(), reason="gave_up", shown_after=None)
    return [
        talks("quiet-1"),
        talks("maker/warm-hearted-70b-instruct", again, author, taken=replace(TAKEN, estimated=True)),
        talks("slow-1", stalled, given_up, runs=2, taken=Taken(9, 900, 90), broken="timeout"),
    ]


def test_the_page_is_as_it_was_when_somebody_last_looked_at_it():
    shown = "\n".join(page(models(), "EUR")) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(shown, encoding="utf-8")
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_the_documentation_shows_this_page():
    text = (GOLDEN.parents[2] / "docs" / "audition.md").read_text(encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") in text


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_every_page_fits_80_columns_and_names_every_model(count):
    found = [talks(f"model-number-{at}-of-many", runs=3) for at in range(count)]
    lines = list(page(found, "EUR"))
    assert max(map(len, lines)) <= WIDTH
    assert sum(text.startswith("Played") for text in lines) == -(-count // 3)
    for at in range(count):
        assert any(f"{at}-of-many" in text for text in lines)


def test_wide_cells_make_fewer_models_stand_beside_each_other():
    dear = Taken(9, 10**12, 10**12, True, Decimal(10**9))
    lines = list(page([talks(f"m{at}", taken=dear) for at in range(3)]))
    assert max(map(len, lines)) <= WIDTH
    assert sum(text.startswith("Played") for text in lines) > 1


def test_a_page_of_nothing_has_no_numbers():
    lines = list(page([figures_of("quiet-1", [], 3)]))
    assert any("conversations" in text and text.endswith("0 of 3") for text in lines)
    assert any("stayed in the role" in text and text.endswith("-") for text in lines)


def rows(*found):
    lines = list(page(list(found)))
    return lines, {text[:33].strip(): text[33:].strip() for text in lines if text.startswith("  ")}


def test_where_every_answer_was_refused_the_page_says_so_first_and_rates_nothing_else():
    flipped = line(1, "When?", "scripted-fallback", answers=(FLIP, FLIP), reason="role_reversed")
    lines, cells = rows(figures_of("quiet-1", [conversation(*[flipped] * 40)], 1))
    assert lines[:2] == ["Not usable as it is: none of its answers could be used.", ""]
    assert cells["were taken as they were"] == cells["stayed in the role"] == "0 % (40)"
    kept = ["obeyed the mood", "kept secrets", "made nothing up", "told what was due", "were not too long",
            "said nothing twice", "were plain words"]  # fmt: skip
    assert {cells[name] for name in kept} == {"-"}
    assert not any("tone" in text for text in lines)


def test_where_no_request_was_answered_nothing_is_rated():
    stalled = line(1, "When?", "scripted-fallback", answers=(STALLED,), reason="timeout")
    lines, cells = rows(figures_of("quiet-1", [conversation(stalled)], 1))
    assert lines[0].startswith("Not usable")
    assert {
        cells[name] for name in ("stayed in the role", "kept secrets", "secrets refused, all answers")
    } == {"-"}
    assert cells["requests not fully answered"] == "1 of 1"


@given(st.text(min_size=1, max_size=80))
def test_a_name_comes_in_lines_of_a_columns_width(name):
    lines = _name_lines(name)
    assert lines
    assert all(len(text) <= 14 for text in lines)


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_only_all_is_all_and_only_nothing_is_nothing(one, other):
    share = Share(min(one, other), max(one, other))
    told = percent(share)
    assert told.startswith("100 %") == (share.count == share.of)
    assert told.startswith("0 %") == (share.count == 0 < share.of)
    assert told.endswith("*") == (share.of < 30)


def test_plain_progress_speaks_now_and_then():
    now, err = [0.0], StringIO()
    with PlainProgress(5, err, lambda: now[0]) as progress:
        for seconds in (1, 2, EVERY + 1, EVERY + 2, EVERY + 3):
            now[0] = seconds
            progress(conversation(line(), broken="timeout" if seconds == 2 else None))
    assert err.getvalue().splitlines() == [
        "1 of 5 conversations",
        "3 of 5 conversations, 1 broke off",
        "5 of 5 conversations, 1 broke off",
    ]


class _Terminal(StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_and_its_line_back(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    err = _Terminal()
    progress = progress_on(err, 2, lambda: 0.0)
    assert isinstance(progress, BarProgress)
    with progress:
        progress(conversation(line()))
        progress(conversation(line(), broken="timeout"))
    assert "2 of 2 conversations, 1 broke off" in err.getvalue()
    assert "━" in err.getvalue()
    assert err.getvalue().endswith("\x1b[?25h")  # the cursor is there again


def test_a_terminal_that_cannot_draw_gets_lines(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(progress_on(_Terminal(), 2, lambda: 0.0), PlainProgress)
    assert isinstance(progress_on(StringIO(), 2, lambda: 0.0), PlainProgress)


def test_names_of_wide_letters_do_not_break_the_columns():
    lines = list(page([talks("模型-一"), talks("b")]))
    heading = next(text for text in lines if "模型" in text)
    (row,) = (text for text in lines if "stayed in the role" in text)
    assert cell_len(heading) - 1 == row.rindex("100 %")
