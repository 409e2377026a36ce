"""Around the screens: what is read when, what fails how, what the terminal may be like."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.color import Color

from simulator.errors import EmptyChairError, UnavailableError
from simulator.settings import Settings
from simulator.tui.story import Story, transcript_name
from simulator.tui.themes import DARK, LIGHT
from tests.fakes.fake_contents import HEADERS
from tests.fakes.fake_simulator import FakeHeader, FakeLedger, FakeSimulator
from tests.tui.harness import converse, make_app, name, opened, play, press, say, settle, text_of

ROOT = Path(__file__).parent.parent.parent
NOT_BEFORE_THE_FIRST_FRAME = {"pydantic", "yaml", "sqlalchemy", "sqlite3", "snowballstemmer", "openai"}


def test_the_app_is_imported_without_content_and_records():
    program = (
        "import sys\nimport simulator.tui.app, simulator.tui.application\n"
        f"found = {NOT_BEFORE_THE_FIRST_FRAME!r} & set(sys.modules)\n"
        "found |= {n for n in sys.modules if n.startswith(('simulator.content', 'simulator.records',"
        " 'simulator.wiring', 'simulator.customer', 'simulator.judging'))}\n"
        "sys.exit(', '.join(sorted(found)) if found else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr


def test_the_library_is_opened_after_the_first_frame():
    shown = []

    async def test():
        def factory():
            shown.append(text_of(pilot_of[0]))
            return FakeSimulator()

        app = make_app(factory)
        pilot_of = []
        async with app.run_test(size=(80, 24)) as pilot:
            pilot_of.append(pilot)
            await settle(pilot)

    play(test)
    assert "Practise next  reading the library …" in shown[0]


def test_a_thousand_situations_are_listed_in_part_and_found_by_typing():
    shelf = [FakeHeader(f"s{number}", f"Situation {number:04}") for number in range(1000)]

    async def test():
        async with opened(FakeSimulator(shelf=shelf)) as pilot:
            assert "1000 situations" in text_of(pilot)
            await press(pilot, "b")
            assert "The first 200 of 1000." in text_of(pilot)
            await press(pilot, "0", "9", "7", "7")
            shown = text_of(pilot)
            assert "1 of 1000 situations" in shown
            assert "Situation 0977" in shown
            await press(pilot, "enter")
            assert name(pilot) == "BriefingScreen"

    play(test)


def test_the_library_is_narrowed_by_channel_and_level():
    shelf = [
        FakeHeader("a", "For all by chat"),
        FakeHeader("b", "For managers by phone", "phone", levels=("manager",)),
    ]

    async def test():
        async with opened(FakeSimulator(shelf=shelf)) as pilot:
            await press(pilot, "b", "f6", "ctrl+o")
            assert "channel: phone" in text_of(pilot)
            assert "For all by chat" not in text_of(pilot)
            await press(pilot, "f5")
            assert "level: new hire" in text_of(pilot)
            assert "Nothing matches at this level and channel." in text_of(pilot)

    play(test)


def test_a_file_with_a_fault_is_shown_and_cannot_be_started():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", "down", "down", "down")
            assert "! has a fault" in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "LibraryScreen"
            assert "broken-file.yaml:3:1: missing" in text_of(pilot)

    play(test)


def test_a_library_that_cannot_be_opened_is_told_on_home():
    def factory():
        raise UnavailableError("There is no library in /nowhere.", "Name another with --library.")

    async def test():
        async with opened(factory) as pilot:
            shown = text_of(pilot)
            assert "There is no library in /nowhere." in shown
            assert "Name another with --library." in shown
            await press(pilot, "s")
            assert name(pilot) == "PreferencesScreen"

    play(test)


def test_a_fault_nobody_foresaw_is_told_and_is_not_fatal():
    class Broken(FakeSimulator):
        def headers(self):
            raise ZeroDivisionError("odd")

    async def test():
        async with opened(Broken(), size=(120, 40)) as pilot:
            assert "ZeroDivisionError: odd" in text_of(pilot)
            assert name(pilot) == "HomeScreen"

    play(test)


def test_records_that_cannot_be_read_do_not_hide_the_library():
    class Damaged(FakeLedger):
        def history(self, **_):
            raise UnavailableError("The records are damaged.", "Move the file aside.")

    async def test():
        async with opened(FakeSimulator(ledger=Damaged())) as pilot:
            shown = text_of(pilot)
            assert "The records are damaged." in shown
            assert "A kitchen that arrived without doors" in shown

    play(test)


def test_settings_change_at_once_and_are_kept(tmp_path):
    from simulator.settings import load_settings

    async def test():
        async with opened() as pilot:
            pilot.app.visit.settings_file = tmp_path / "deep" / "settings.toml"
            await press(pilot, "s", "enter", "down", "enter")
            assert pilot.app.theme == "empty-chair-light"

    play(test)
    settings, complaint = load_settings(tmp_path / "deep" / "settings.toml")
    assert complaint == ""
    assert settings == Settings(theme="light", typing_pauses=False, reduced_motion=True)


def test_settings_that_cannot_be_kept_are_told(tmp_path):
    (tmp_path / "file").write_text("")

    async def test():
        async with opened(size=(120, 40)) as pilot:
            pilot.app.visit.settings_file = tmp_path / "file" / "settings.toml"
            await press(pilot, "s", "enter")
            assert "The settings could not be saved" in text_of(pilot)
            assert pilot.app.theme == "empty-chair-light"

    play(test)


@pytest.mark.parametrize("size", [(20, 5), (30, 40), (120, 8)])
@pytest.mark.slow
def test_a_tiny_terminal_asks_to_be_enlarged_and_nothing_is_lost(size):
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "enlarge" in text_of(pilot)
            await press(pilot, "f2", "escape", "escape")
            await pilot.resize_terminal(80, 24)
            await settle(pilot)
            assert "At least somebody answers." in text_of(pilot)

    play(test)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
@pytest.mark.sampled(1)
def test_every_screen_fits(size):
    async def test():
        async with opened(size=size) as pilot:
            for keys in ("b", "escape", "h", "escape", "s", "escape"):
                await press(pilot, keys)
            await converse(pilot)
            assert "Enter debrief" in text_of(pilot)
            await press(pilot, "enter")
            lines = text_of(pilot).splitlines()
            assert len(lines) == size[1]
            assert "84 %" in "\n".join(lines)

    play(test)


@pytest.mark.parametrize("theme", ["dark", "light", "ansi-dark", "ansi-light"])
@pytest.mark.sampled(1)
def test_every_theme_draws_every_screen(theme):
    async def test():
        async with opened(settings=Settings(theme=theme)) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "e")
            assert "84 %" in text_of(pilot)

    play(test)


def test_without_colour_the_highlight_is_still_seen(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def test():
        async with opened() as pilot:
            assert pilot.app.no_color
            strips = pilot.app.screen._compositor.render_strips()
            chosen = next(segment for strip in strips for segment in strip if "Practise next" in segment.text)
            other = next(segment for strip in strips for segment in strip if "Library" in segment.text)
            assert chosen.style.underline
            assert not other.style.underline
            grounds = [Color.from_rich_color(segment.style.bgcolor) for segment in (chosen, other)]
            assert all(ground.r == ground.g == ground.b for ground in grounds)

    play(test)


def test_reduced_motion_stops_animation_and_blinking():
    async def test():
        async with opened(settings=Settings(reduced_motion=True)) as pilot:
            await converse(pilot, 0)
            assert pilot.app.animation_level == "none"
            assert not pilot.app.screen.composer().cursor_blink
        async with opened(settings=Settings()) as pilot:
            await converse(pilot, 0)
            assert pilot.app.screen.composer().cursor_blink

    play(test)


TEXT = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "panel"])
def test_text_stands_out_from_its_ground(theme, ground):
    grounds = Color.parse(getattr(theme, ground))
    texts = {text: getattr(theme, text) for text in TEXT} | {"text-muted": theme.variables["text-muted"]}
    low = {text: contrast(Color.parse(value), grounds) for text, value in texts.items()}
    assert {text: round(value, 2) for text, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_highlighted_row_is_readable(theme):
    ground = Color.parse(theme.variables["block-cursor-background"])
    for text in (theme.variables["block-cursor-foreground"], theme.variables["text-muted"]):
        assert contrast(Color.parse(text), ground) >= 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.slow
def test_saving_the_transcript_never_overwrites(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known = transcript_name(Story(scenario="cold-kitchen", started_at="2026-05-04T10:01:00Z"))
    (tmp_path / known).write_text("mine")

    async def test():
        async with opened(size=(120, 40)) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "t", "enter")
            assert "exists already" in text_of(pilot)
            pilot.app.focused.value = "talk.txt"
            await press(pilot, "enter")
            assert name(pilot) == "DebriefScreen"

    play(test)
    assert (tmp_path / known).read_text() == "mine"
    saved = (tmp_path / "talk.txt").read_text()
    assert "1. Marta Kowalska:\nTwo weeks I cook on the floor." in saved
    assert "2. You (your 1st reply):\nI am sorry, Marta." in saved


@pytest.mark.slow
def test_an_evaluation_that_could_not_be_kept_is_still_shown():
    class Forgetful(FakeLedger):
        def attempt(self, attempt):
            raise UnavailableError("The records are gone.")

    async def test():
        async with opened(FakeSimulator(ledger=Forgetful())) as pilot:
            await converse(pilot)
            await press(pilot, "enter")
            assert "84 %" in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_a_debrief_from_the_history_needs_no_library(monkeypatch):
    simulator = FakeSimulator()

    def gone(*_):
        raise EmptyChairError("The library is gone.")

    async def test():
        async with opened(simulator, size=(120, 40)) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "h")
            simulator.scenario = gone
            simulator.rubric = gone
            await press(pilot, "enter")
            assert name(pilot) == "DebriefScreen"
            assert "The customer gives ★★★★☆ 4 of 5" in text_of(pilot)

    play(test)


def test_a_debrief_of_a_record_that_is_not_there_says_so():
    async def test():
        async with opened() as pilot:
            from simulator.tui import messages

            pilot.app.post_message(messages.OpenDebrief("a99"))
            await settle(pilot)
            assert "There is no attempt a99." in text_of(pilot)
            await press(pilot, "enter", "r", "t", "e")
            assert name(pilot) == "DebriefScreen"

    play(test)


def test_questions_open_one_by_one_and_all_at_once():
    async def test():
        async with opened(size=(120, 40)) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "tab", "enter")
            shown = text_of(pilot)
            assert "Fully, and in time" in shown
            assert "In part" not in shown
            await press(pilot, "e")
            assert "In part" in text_of(pilot)
            assert "did not apply here" in text_of(pilot)
            await press(pilot, "e")
            assert "Fully, and in time" not in text_of(pilot)

    play(test)


def test_what_is_said_after_the_end_is_the_debrief():
    async def test():
        async with opened() as pilot:
            await converse(pilot)
            assert not pilot.app.screen.composer().display
            await press(pilot, "x", "f2", "escape")
            assert name(pilot) == "DebriefScreen"

    play(test)


@pytest.mark.slow
def test_a_finished_attempt_is_not_offered_again():
    async def test():
        async with opened() as pilot:
            await converse(pilot)
            await press(pilot, "enter", "escape")
            assert "Go on with" not in text_of(pilot)
            await say_again(pilot)

    async def say_again(pilot):
        await press(pilot, "h", "enter")
        assert name(pilot) == "DebriefScreen"
        await press(pilot, "a")
        await say(pilot, "Hello.")
        await press(pilot, "escape", "down", "enter", "h", "enter")
        assert name(pilot) == "ConversationScreen"

    play(test)


NO_MODELS = """
import asyncio, sys
from pathlib import Path
from simulator.locations import library_dir
from simulator.settings import Settings
from simulator.tui.application import EmptyChairApp
from simulator.tui.visit import Start, Visit
from simulator.wiring import Simulator

folder = Path(sys.argv[1])
start = Start("sam", "agent", "third-message-about-a-parcel", no_pauses=True)
simulator = Simulator(library_dir(None), folder, settings=folder / "none.toml")


async def shown(app, pilot, text):
    async with asyncio.timeout(30):
        while True:
            strips = app.screen._compositor.render_strips()
            if text in "".join(segment.text for strip in strips for segment in strip):
                return
            await pilot.pause(0.02)


async def converse():
    app = EmptyChairApp(lambda: simulator, Visit(start, Settings(reduced_motion=True)))
    async with app.run_test(size=(100, 30)) as pilot:
        await shown(app, pilot, "the author's lines")
        await pilot.press("p")
        await shown(app, pilot, "Write to Dana")
        app.screen.composer().text = "I am sorry, Dana."
        await pilot.press("enter")
        await shown(app, pilot, "I am sorry, Dana.")
        await pilot.pause(0.1)


asyncio.run(converse())
heavy = {"openai", "tiktoken", "httpx2", "keyring", "simulator.model_wiring"}
sys.exit(", ".join(sorted(heavy & set(sys.modules))) or 0)
"""


@pytest.mark.slow
def test_a_conversation_with_the_authors_lines_loads_nothing_of_language_models(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", NO_MODELS, str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.slow
def test_what_only_other_channels_ask_is_one_last_line(monkeypatch):
    simulator = FakeSimulator()
    plainly = simulator.rubric

    def asked_elsewhere(rubric):
        found = plainly(rubric)
        blame = SimpleNamespace(ref_id="blame", options=[], applies=SimpleNamespace(channel=("email",)))
        found.model.sections[0].questions.append(blame)
        return found

    monkeypatch.setattr(simulator, "rubric", asked_elsewhere)

    async def test():
        async with opened(simulator, size=(120, 40)) as pilot:
            await converse(pilot)
            await press(pilot, "enter")
            assert "Did not apply here: Blames nobody" in text_of(pilot)
            assert "▸ Blames nobody" not in text_of(pilot)

    play(test)


def test_the_library_shows_the_languages_one_by_one_and_all():
    async def test():
        polish = FakeHeader("paczka", "Paczka", language="pl")
        async with opened(FakeSimulator(shelf=(*HEADERS[:2], polish))) as pilot:
            await press(pilot, "b")
            assert "language: English" in text_of(pilot)
            assert "Paczka" not in text_of(pilot)
            await press(pilot, "f7")
            assert "language: polski" in text_of(pilot)
            assert "Paczka" in text_of(pilot)
            assert "A bill nobody" not in text_of(pilot)
            await press(pilot, "f7")
            assert "language: all" in text_of(pilot)
            await press(pilot, "escape")
            assert "language: English" in text_of(pilot)

    play(test)


def test_a_library_without_the_language_of_the_app_shows_everything():
    async def test():
        settings = Settings(reduced_motion=True, language="lt")
        async with opened(settings=settings) as pilot:
            await press(pilot, "b")
            assert "A bill nobody" in text_of(pilot)

    play(test)
