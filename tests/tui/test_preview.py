"""The preview: a scenario as it was saved last, and a conversation that is held anew after every save."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager

import pytest

from simulator.settings import Settings
from simulator.tui.preview_app import PreviewApp
from tests.content.drafting import SAMPLES
from tests.tui.harness import assert_golden, play, send, text_of

NAME = "left-umbrella.yaml"


@pytest.fixture
def path(tmp_path):
    return shutil.copytree(SAMPLES, tmp_path / "library") / "scenarios" / NAME


@asynccontextmanager
async def previewing(path, size=(120, 40)):
    app = PreviewApp(path, path.parents[1], Settings(reduced_motion=True))
    async with app.run_test(size=size) as pilot:
        yield pilot


async def shows(pilot, text, *, not_=""):
    async with asyncio.timeout(20):
        while text not in text_of(pilot) or (not_ and not_ in text_of(pilot)):
            await pilot.pause()


async def reply(pilot, text):
    pilot.app.screen.composer.text = text
    send(pilot, "enter")
    await shows(pilot, text[:20])


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_conversation_begins_and_a_reply_shows_what_was_read(path):
    async def test():
        async with previewing(path) as pilot:
            await shows(pilot, "✓ exemplar")
            await reply(pilot, "I'm so sorry about your umbrella. When did you lose it?")
            await shows(pilot, "apologises")
            assert "asks_question" in text_of(pilot)
            send(pilot, "f3")
            await shows(pilot, "Write a reply")
            assert pilot.app.screen.composer.text.startswith("I'm so sorry")

    play(test)


def test_a_save_is_seen_and_the_replies_are_given_anew(path):
    async def test():
        async with previewing(path) as pilot:
            await shows(pilot, "✓ exemplar")
            await reply(pilot, "I'm so sorry about your umbrella.")
            title = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("title:"))
            edit(path, title, "title: Quite another title")
            await shows(pilot, "Quite another title")
            assert "I'm so sorry" in text_of(pilot)

    play(test)


def test_a_fault_is_told_by_its_line_while_the_last_good_conversation_stays(path):
    async def test():
        async with previewing(path) as pilot:
            await shows(pilot, "✓ exemplar")
            opening = text_of(pilot).splitlines()[-12:]
            edit(path, "channel:", "chanel:")
            await shows(pilot, "wrong")
            assert "chanel" in text_of(pilot)
            assert any(line and line in text_of(pilot) for line in opening)
            edit(path, "chanel:", "channel:")
            await shows(pilot, "✓ exemplar", not_="wrong")

    play(test)


def test_a_file_that_is_gone_for_a_moment_is_no_end(path):
    async def test():
        async with previewing(path) as pilot:
            await shows(pilot, "✓ exemplar")
            kept = path.read_bytes()
            path.unlink()
            await shows(pilot, "cannot be read")
            path.write_bytes(kept)
            await shows(pilot, "✓ exemplar", not_="cannot be read")

    play(test)


@pytest.mark.parametrize("step", ["glimpse", "course", "try_out"])
def test_what_nobody_foresaw_is_told_and_the_next_save_is_seen(path, monkeypatch, step):
    from simulator.tui.screens import preview

    real = getattr(preview, step)
    fails = [True]

    def stumbling(*given):
        if fails:
            raise RuntimeError("nobody thought of it")
        return real(*given)

    monkeypatch.setattr(preview, step, stumbling)

    async def test():
        async with previewing(path) as pilot:
            await shows(pilot, "stumbled over it (RuntimeError)")
            fails.clear()
            title = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("title:"))
            edit(path, title, "title: Quite another title")
            await shows(pilot, "✓ exemplar", not_="stumbled")

    play(test)


def test_what_makes_no_sense_is_marked_and_the_conversation_stays(path):
    async def test():
        async with previewing(path, (80, 24)) as pilot:
            await shows(pilot, "Ines")
            edit(path, 'noon: ["noon"', 'noon: ["good morning"')
            screen = pilot.app.screen
            async with asyncio.timeout(20):
                while not screen.has_class("-faulty"):
                    await pilot.pause()
            assert not screen.has_class("-broken")
            assert "Ines" in text_of(pilot)

    play(test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_how_it_looks(path, size):
    async def test():
        async with previewing(path, size) as pilot:
            await shows(pilot, "Ines")
            if size[0] < 100:
                send(pilot, "f4")
            await shows(pilot, "✓ exemplar")
            pilot.app.screen._seen_at = "10:00:00"
            await pilot.app.screen._draw()
            await shows(pilot, "10:00:00")
            assert_golden(pilot, "preview")

    play(test)
