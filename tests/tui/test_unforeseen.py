"""Work behind a screen that fails in a way nobody foresaw is told; the screen does not just wait."""

from __future__ import annotations

from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import opened, play, press, text_of


class Stumbling(FakeSimulator):
    def scenario(self, scenario_id):
        raise RuntimeError("nobody thought of [bold]it")


def test_a_briefing_that_cannot_be_read_says_so_and_one_can_go_back():
    async def test():
        async with opened(Stumbling()) as pilot:
            await press(pilot, "enter")
            shown = " ".join(text_of(pilot).replace("▌", "").split())
            assert "nobody foresaw" in shown
            assert "nobody thought of [bold]it" in shown
            await press(pilot, "escape")
            assert "Practise next" in text_of(pilot)

    play(test)
