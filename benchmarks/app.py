"""The app on a pseudo-terminal against the yardstick: first frame, ready, key echo, memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, SCENARIO, YARDSTICK, Place, long_attempt
from benchmarks.terminal import Picture, Terminal
from benchmarks.yardstick import READY

GLYPHS = 20
"""So many visible characters make a frame; fewer are a cursor or a border being drawn."""
KEYS = "zqxzqxzqx"
SETTLED = 0.4
"""Seconds without a key, so that nothing drawn before is taken for an echo."""
READY_HOME = "new to you"
"""What home shows as soon as Enter would start something."""


@dataclass
class Run:
    """What one start showed, in milliseconds; memory in MB."""

    first: float = float("nan")
    ready: float = float("nan")
    echoes: list[float] = field(default_factory=list)
    memory: float = float("nan")


def start(
    command: Sequence[str], place: Place, ready: str, ways: Sequence[tuple[str, str]] = (), keys: str = ""
) -> Run:
    """Start a program, wait for a text, go some ways (keys, and the text to wait for), then type keys."""
    with Terminal(command, place.environment, ROOT) as terminal:
        _await(terminal, ready)
        terminal.read(SETTLED)
        shown = len(terminal.chunks)
        for step, text in ways:
            terminal.type(step)
            _await(terminal, text)
            terminal.read(SETTLED)
        pressed = [_press(terminal, key) for key in keys]
        run = Run(memory=terminal.peak_memory())
        terminal.kill()
        _look_back(terminal, run, ready, shown)
        run.echoes = list(_echoes(terminal, pressed))
    return run


def _await(terminal: Terminal, text: str) -> None:
    """Wait for a text in what was written; where lines are drawn in pieces, its first word will do."""
    word = text.encode()
    if not terminal.read(30, lambda: word in terminal.written):
        raise TimeoutError(f"{text!r} did not come:\n{terminal.text}")


def _press(terminal: Terminal, key: str) -> tuple[str, int, float]:
    before = len(terminal.chunks)
    at = terminal.type(key)
    terminal.read(0.12)
    return key, before, at


def _look_back(terminal: Terminal, run: Run, ready: str, until: int) -> None:
    """Draw the chunks again, and see when there was a frame and when the text."""
    picture = Picture(terminal.columns, terminal.rows)
    for at, data in terminal.chunks[:until]:
        picture.feed(data)
        text = picture.text
        if run.first != run.first and len(re.sub(r"\s", "", text)) >= GLYPHS:
            run.first = (at - terminal.started) * 1e3
        if ready in text:
            run.ready = (at - terminal.started) * 1e3
            return


def _echoes(terminal: Terminal, pressed: Sequence[tuple[str, int, float]]) -> Iterator[float]:
    """Milliseconds from each key to the chunk that made it visible."""
    picture = Picture(terminal.columns, terminal.rows)
    drawn = 0
    for key, before, at in pressed:
        for _, data in terminal.chunks[drawn:before]:
            picture.feed(data)
        drawn, known = before, picture.text.count(key)
        for then, data in terminal.chunks[before:]:
            picture.feed(data)
            drawn += 1
            if picture.text.count(key) > known:
                yield (then - at) * 1e3
                break


def measure(folder: Path, rounds: int = 5) -> list[Figure]:
    """All figures of the app; its starts and the yardstick's take turns."""
    place, quiet, long = (Place(folder / name) for name in ("talk", "home", "long"))
    attempt = long_attempt(long, 300)
    yardstick, home, talk, resumed = [], [], [], []
    playing = (*PRODUCT, "play", SCENARIO, "--no-pauses", "--seed", "0")
    for _ in range(rounds):
        yardstick.append(start(YARDSTICK, place, READY, keys=KEYS))
        home.append(start(PRODUCT, quiet, READY_HOME))
        talk.append(start(playing, place, "rewinding", [("p", "Write to")], KEYS))
        resumed.append(start((*PRODUCT, "resume", attempt), long, "Message 300", keys=KEYS))
    return [
        _ratio("first frame", "first", home, yardstick, 1.4, "ms"),
        _ratio("ready: home names what is next", "ready", home, yardstick, 1.8, "ms"),
        _echo("key echo in a conversation", talk, yardstick),
        _echo("key echo after 300 messages", resumed, yardstick),
        _ratio("peak memory at home", "memory", home, yardstick, 1.8, "MB"),
        _ratio("peak memory in a conversation", "memory", talk, yardstick, 1.8, "MB"),
    ]


def _ratio(name: str, what: str, ours: list[Run], theirs: list[Run], bound: float, unit: str) -> Figure:
    mine, yard = (median(getattr(run, what) for run in runs) for runs in (ours, theirs))
    return Figure(name, mine / yard, bound, "x", f"{mine:.0f} / {yard:.0f} {unit}")


def _echo(name: str, ours: list[Run], theirs: list[Run]) -> Figure:
    mine, yard = (median(echo for run in runs for echo in run.echoes) for runs in (ours, theirs))
    count = sum(len(run.echoes) for run in ours)
    return Figure(name, mine / yard, 1.3, "x", f"{mine:.1f} / {yard:.1f} ms, {count} keys")
