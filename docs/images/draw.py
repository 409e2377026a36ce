"""Draws the pictures of the documents from the real app: `make pictures`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.widgets import TextArea

from simulator.settings import Settings, load_settings
from simulator.tui.application import EmptyChairApp
from simulator.tui.preview_app import PreviewApp
from simulator.tui.visit import Start, Visit
from simulator.wiring import Simulator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SIZE = (112, 34)
CELL = 12.2
"""The width of a character in Textual's pictures."""
_INDENTED = re.compile(
    r'(<text[^>]* x=")([\d.]+)("[^>]* textLength=")([\d.]+)("[^>]*>)((?:&#160;)+)(?=[^&<])'
)
SCENARIO = "third-message-about-a-parcel"
REPLIES = (
    "Dana, you have written three times and nobody answered. That is our failure, and I'm sorry. I'm looking "
    "at the scan now: there is no photo and no signature. When did you need the train set by?",
    "Then it will be there before Saturday. I'm sending a new one today, and it arrives on Thursday. You "
    "don't have to prove anything.",
)


async def draw(folder: Path) -> str:
    """The conversation after two replies, as SVG."""
    settings, complaint = load_settings(folder / "settings.toml")
    start = Start("kim", "agent", SCENARIO, "practice", 0, None, True)
    app = EmptyChairApp(
        lambda: Simulator(ROOT, folder), Visit(start, settings, folder / "settings.toml"), complaint
    )
    async with app.run_test(size=SIZE) as pilot:

        async def shown(text: str) -> None:
            await _until(pilot.pause, lambda: text in _screen(app))

        await shown("Certify")
        await pilot.press("p")
        for number, reply in enumerate(REPLIES):
            await shown("THIRD" if number == 0 else "Saturday")
            app.screen.query_one(TextArea).text = reply
            await pilot.press("enter")
        await shown("again")
        await pilot.pause(1)
        return app.export_screenshot(title="Empty Chair")


async def draw_preview() -> str:
    """The preview after the same two replies, as SVG."""
    path = ROOT / "scenarios" / f"{SCENARIO}.yaml"
    app = PreviewApp(path, ROOT, Settings(reduced_motion=True))
    async with app.run_test(size=SIZE) as pilot:
        for awaited, reply in zip(("THIRD", "Saturday"), REPLIES, strict=True):
            await _until(pilot.pause, lambda awaited=awaited: awaited in _screen(app))
            app.screen.query_one(TextArea).text = reply
            await pilot.press("enter")
        await _until(pilot.pause, lambda: "again" in _screen(app) and "exemplar strong" in _screen(app))
        app.screen._seen_at = "10:00:00"
        await app.screen._draw()
        await pilot.pause(1)
        return app.export_screenshot(title="Empty Chair")


async def _until(pause: Callable[[float], object], holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await pause(0.05)  # type: ignore[misc]
    raise SystemExit("the screen did not come")


def _screen(app: EmptyChairApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def unindented(svg: str) -> str:
    """The picture with text moved to where its first letter stands: some viewers drop leading blanks."""
    return _INDENTED.sub(_moved, svg)


def _moved(found: re.Match[str]) -> str:
    before, x, between, length, after, blanks = found.groups()
    width = len(blanks) // len("&#160;") * CELL
    return f"{before}{float(x) + width:g}{between}{float(length) - width:g}{after}"


def _write(name: str, svg: str) -> None:
    """A picture, without the fonts that Textual would fetch from elsewhere."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    tidy = re.sub(r"[ \t]+\n", "\n", unindented(svg))
    (HERE / name).write_text(tidy, encoding="utf-8")


def main() -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        _write("conversation.svg", asyncio.run(draw(Path(folder))))
    _write("preview.svg", asyncio.run(draw_preview()))


if __name__ == "__main__":
    main()
