"""Whatever a file, a person or a record holds, it is shown as text: nothing breaks, nothing obeys it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.fakes.fake_simulator import FakeHeader, FakeSimulator, evaluation, scenario
from tests.tui.harness import name, opened, play, press, say, text_of

HOSTILE = {
    "closing tag": "[/b] [/]",
    "action": "[@click=app.quit]x[/]",
    "nested": "[[b]] [red]red[/red] [link=file:///etc/passwd]l[/link] \\[",
    "escape": "a\x1b]0;owned\x07b\x1b[2Jc\x9b31md\x1bPq\x1b\\e",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "controls": "a\x00b\x07c\rd\x7fe\x85f",
    "right to left": "سلام دنیا \u202eabc\u2066def این یک پیام است",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈e\u0301\u0301 ﷽ \ud83d",
    "long": "x" * 100_000,
    "long line": "word " * 20_000,
    "markup and braces": "{0} %s $primary ${x} :smile: `code` <b>",
    "empty": " \n\t\n ",
}


class HostileSimulator(FakeSimulator):
    """Everything that comes from outside is the same hostile text."""

    def __init__(self, text: str) -> None:
        header = FakeHeader("hostile", text, channel=text[:200], tags=(text[:50],))
        super().__init__(shelf=(header, FakeHeader("faulty", text, fault=text)), lines=(text,) * 4)
        model = scenario(header)
        model.title = model.brief = text
        model.channel = text[:200]
        model.desk = [SimpleNamespace(title=text, heading=text, text=text)]
        model.customer = SimpleNamespace(name=text, stars=None)
        model.content_note = model.support = text
        self.models["hostile"] = model
        self._text = text

    def start(self, *given):
        attempt = super().start(*given)
        attempt.hint = lambda: SimpleNamespace(need=self._text, text=self._text)
        attempt.needs = lambda: [SimpleNamespace(title=self._text, met=met) for met in (True, False)]
        attempt.rounded_mood = lambda: {self._text[:30]: 40}
        return attempt


def hostile_evaluation(text):
    filled = evaluation("a1", [(2, text)])
    filled["strength"] = dict.fromkeys(("ref_id", "title", "quote", "text"), text) | {"turn": 2}
    filled["gaps"] = [dict.fromkeys(("ref_id", "title", "quote", "text", "better"), text) | {"turn": 2}] * 2
    for question in filled["questions"]:
        question.update(title=text, section=text, feedback=text, status=question["status"])
        question["evidence"] = [{"turn": 2, "quote": text, "start": 0, "end": 1}]
    return filled


def assert_harmless(pilot, screen):
    assert name(pilot) == screen
    shown = text_of(pilot)
    assert not any(sign < " " and sign != "\n" for sign in shown)
    assert "\x7f" not in shown
    assert not any("\x80" <= sign <= "\x9f" or "\u202a" <= sign <= "\u202e" for sign in shown)
    assert "owned" not in pilot.app.clipboard


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.sampled(2)
def test_every_screen_shows_it_as_text(kind, monkeypatch):
    text = HOSTILE[kind]
    simulator = HostileSimulator(text)
    monkeypatch.setattr("tests.fakes.fake_simulator.evaluation", lambda *_: hostile_evaluation(text))
    monkeypatch.setattr("tests.fakes.fake_simulator.TELLS", text)
    monkeypatch.setattr("tests.fakes.fake_simulator.HEADERS", simulator.shelf)

    async def test():
        async with opened(simulator, size=(100, 30), learner=text[:300]) as pilot:
            assert_harmless(pilot, "HomeScreen")
            await press(pilot, "b")
            assert_harmless(pilot, "LibraryScreen")
            await press(pilot, "down", "enter")
            assert_harmless(pilot, "LibraryScreen")
            await press(pilot, "up", "enter")
            assert_harmless(pilot, "ContentNoteModal")
            await press(pilot, "g")
            assert_harmless(pilot, "BriefingScreen")
            await press(pilot, "enter")
            assert_harmless(pilot, "ConversationScreen")
            for _ in range(3):
                await say(pilot, (text[:500].strip() or "x") + ".")
            await press(pilot, "f2")
            assert_harmless(pilot, "ConversationScreen")
            await press(pilot, "enter")
            assert_harmless(pilot, "DebriefScreen")
            await press(pilot, "e", "r")
            assert_harmless(pilot, "RewindModal")
            await press(pilot, "escape", "h")
            assert_harmless(pilot, "HistoryScreen")
            await press(pilot, "escape")
            assert_harmless(pilot, "HomeScreen")

    play(test)


def test_a_reply_with_markup_stands_in_the_transcript_as_it_was_written():
    async def test():
        async with opened() as pilot:
            await press(pilot, "enter", "p")
            await say(pilot, "[@click=app.quit]press[/] [/b] \\[x]")
            assert "[@click=app.quit]press[/] [/b] \\[x]" in text_of(pilot)

    play(test)


def test_a_persian_message_stands_on_the_right():
    simulator = FakeSimulator(lines=("سلام", "ok", "ok", "ok"))

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter", "p")
            line = next(line for line in text_of(pilot).splitlines() if "سلام" in line)
            assert line.index("سلام") > 60

    play(test)
