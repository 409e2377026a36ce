"""The installed app on a real pseudo-terminal, by keyboard alone."""

from __future__ import annotations

import signal

import pytest

from tests.e2e.conversations import ONE, one_good, situations

TITLE = "The third message about one parcel"
REPLIES = one_good(ONE).replies
ENTER, ESCAPE, DOWN, CTRL_C = "\r", "\x1b", "\x1b[B", "\x03"
BACK = {b"\x1b[?1049l": b"\x1b[?1049h", b"\x1b[?25h": b"\x1b[?25l", b"\x1b[?2004l": b"\x1b[?2004h"}
"""What gives the terminal back, and what had taken it: the screen, the cursor, pasting."""
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])


def opening_words(text):
    """Enough of a message to know it by; a longer piece may be broken over two lines."""
    return " ".join(text.split()[:3])


def open_app(product, *arguments, columns=120, rows=40):
    return product.on_terminal(*arguments, "--no-pauses", "--seed", "0", columns=columns, rows=rows)


def to_briefing(terminal):
    terminal.wait_for("Practise next", f"{situations()} situations")
    terminal.type("b")
    terminal.wait_for("Type to narrow the list")
    terminal.type("one parcel")
    terminal.wait_for(f"1 of {situations()} situations")
    terminal.type(ENTER)
    terminal.wait_for("Practise", "Certify", "hints", "Enter choose")


def say(terminal, text, answer):
    """Type a reply in one go, quicker than the screen can follow, send it, hear the answer."""
    terminal.type(text + ENTER)
    terminal.wait_for(opening_words(answer))


def leave_and_quit(terminal):
    terminal.type(ESCAPE)
    terminal.wait_for("Practise next")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


def on_record(product):
    """Everything that is on record of the newest attempt."""
    attempt = product.run("records", "list", "--json").of("attempt")[0]["attempt"]
    return [
        (e["turn"], e["speaker"], e["text"])
        for e in product.run("records", "show", attempt, "--json").of("turn")
    ]


def shows_own_screen(terminal):
    """Whether the terminal is left as it was: its own screen, with a cursor."""
    written = b"".join(data for _, data in terminal.chunks)
    return all(written.rindex(back) > written.rindex(away) for back, away in BACK.items())


def customer_lines(whole):
    return [text for _, speaker, text in whole.said if speaker == "customer"]


@SIZES
@pytest.mark.sampled(1)
def test_from_the_first_frame_to_the_debrief(product, played, columns, rows):
    whole = played()
    heard = customer_lines(whole)
    with open_app(product, columns=columns, rows=rows) as terminal:
        to_briefing(terminal)
        terminal.type("p")
        terminal.wait_for(opening_words(heard[0]), "Write to Dana")
        for text, answer in zip(REPLIES, heard[1:], strict=False):
            say(terminal, text, answer)
        terminal.wait_for("The conversation is over")
        terminal.type(ENTER)
        form = whole.of("evaluation")[0]
        screen = terminal.wait_for(f"{form['percentage']:g} %", "5 of 5")
        assert "passed" in screen
        leave_and_quit(terminal)
        assert shows_own_screen(terminal)
    assert on_record(product) == whole.said


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), pytest.param(120, 40, marks=pytest.mark.slow)])
@pytest.mark.slow
def test_ctrl_c_in_the_middle_and_going_on(product, played, columns, rows):
    whole = played()
    heard = customer_lines(whole)
    with open_app(product, "play", ONE, columns=columns, rows=rows) as terminal:
        terminal.wait_for("Practise", "Certify", "hints", "Enter choose")
        terminal.type(ENTER)
        terminal.wait_for(opening_words(heard[0]))
        say(terminal, REPLIES[0], heard[1])
        terminal.type(CTRL_C)
        terminal.wait_for("Leave the conversation?", "Keep it for later", "Enter choose")
        terminal.type(DOWN + ENTER)
        terminal.wait_for("Go on with", TITLE)
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    with open_app(product, columns=columns, rows=rows) as terminal:
        terminal.wait_for("Go on with", TITLE)
        terminal.type(ENTER)
        terminal.wait_for(opening_words(heard[1]), "Write to Dana")
        for text, answer in zip(REPLIES[1:], heard[2:], strict=False):
            say(terminal, text, answer)
        terminal.wait_for("The conversation is over")
    assert on_record(product) == whole.said


@pytest.mark.slow
def test_a_power_cut_loses_nothing_that_was_on_the_screen(product, played):
    heard = customer_lines(played())
    with open_app(product, "play", ONE) as terminal:
        terminal.wait_for("Practise", "Certify", "hints", "Enter choose")
        terminal.type(ENTER)
        terminal.wait_for(opening_words(heard[0]))
        say(terminal, REPLIES[0], heard[1])
        terminal.kill()
    with open_app(product, "resume") as terminal:
        screen = terminal.wait_for(opening_words(heard[0]), opening_words(heard[1]), "Write to Dana")
        assert REPLIES[0].split()[0] in screen
    assert [text for _, _, text in on_record(product)] == [heard[0], REPLIES[0], heard[1]]


@pytest.mark.slow
def test_nasty_text_is_shown_as_text(product):
    with open_app(product, "play", ONE) as terminal:
        terminal.wait_for("Practise", "Certify", "hints", "Enter choose")
        terminal.type("p")
        terminal.wait_for("Write to Dana")
        pasted = "sorry [/b][@click=app.quit]x[/] \u202e\u200bevil {oops"
        terminal.type(f"\x1b[200~{pasted}\x1b[201~")
        terminal.wait_for("sorry [/b][@click=app.quit]x[/]", "{oops")
        terminal.type(ENTER)
        terminal.wait_for("You sorry [/b]", "Write to Dana")
        assert "\u202e" not in b"".join(data for _, data in terminal.chunks).decode(errors="replace")
    assert on_record(product)[1][2] == "sorry [/b][@click=app.quit]x[/] evil {oops"


@pytest.mark.parametrize(("columns", "rows"), [(20, 5), (40, 12), (200, 60)])
@pytest.mark.sampled(1)
def test_any_size_of_terminal_will_do(product, columns, rows):
    with open_app(product, columns=columns, rows=rows) as terminal:
        terminal.wait_for("enlarge" if columns == 20 else "Practise")
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_sigterm_ends_it_cleanly(product):
    with open_app(product) as terminal:
        terminal.wait_for("Practise next")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_for_end() in (143, -signal.SIGTERM)
        assert shows_own_screen(terminal)


def test_a_record_that_cannot_be_kept_is_told_on_the_screen(product, tmp_path):
    (tmp_path / "data").write_text("not a folder")
    with open_app(product, "play", ONE, "--data", str(tmp_path / "data")) as terminal:
        terminal.wait_for("Practise", "Certify", "hints", "Enter choose")
        terminal.type("p")
        terminal.wait_for("data", "F5")
        assert terminal.process.poll() is None
