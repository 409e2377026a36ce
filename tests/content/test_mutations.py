"""Files broken in every way that chance finds: always a fault with a place, never a crash, never slow."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from simulator.content.examining import examine_together
from simulator.content.faults import FaultyFile
from simulator.content.headers import read_part_header, read_scenario_header
from simulator.content.library import Material
from simulator.content.loading import parse
from simulator.language.text import clean_text
from tests.content.drafting import FILES, sample

SHIPPED = Path(__file__).parents[2]
SECONDS = 2.0
TOKENS = [
    *(
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "|",
        ">",
        "?",
        "'",
        '"',
        "#",
        "%",
        "@",
        "`",
        "\\",
        "\t",
        "\n",
        "? ",
    ),
    *(
        "&a ",
        "*a",
        "<<: ",
        "!!python/name:os.system ",
        "!!int ",
        "---\n",
        "...\n",
        "~",
        "null",
        "yes",
        "0x1f",
    ),
    *(
        "12:30",
        "2025-01-01",
        ".nan",
        "1e999",
        "-1",
        "9" * 400,
        '"\\ud800"',
        "((((",
        "a & ",
        "...9 ",
        "<money>",
    ),
    *("=", "\u202e", "\u2028", "\x85", "\ufeff", "\U000103ff", "\xe9" * 30, "e\u0301"),
]
BYTES = [b"\x00", b"\xff", b"\xfe\xff", b"\x1b[31m", b"\xc3", b"\xed\xa0\x80", b"\r", b"\x80"]


def sources():
    """The samples and all files that ship."""
    found = [(kind, path) for kind, path in FILES.items()]
    found += [("persona", path) for path in sorted(SHIPPED.glob("scenarios/personas/*.yaml"))]
    found += [("scenario", path) for path in sorted(SHIPPED.glob("scenarios/*.yaml"))]
    found += [("rubric", path) for path in sorted(SHIPPED.glob("rubrics/*.yaml"))]
    return [(kind, path.read_bytes()) for kind, path in found]


def _bytes(chance, raw):
    at = chance.randrange(len(raw))
    return raw[:at] + chance.choice(BYTES) + raw[at + chance.randrange(3) :]


def _token(chance, raw):
    text = raw.decode("utf-8", "ignore")
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(TOKENS) + text[at + chance.randrange(4) :]).encode(
        "utf-8", "surrogatepass"
    )


def _value(chance, raw):
    """Another value behind a key."""
    lines = raw.decode("utf-8", "ignore").split("\n")
    keyed = [number for number, line in enumerate(lines) if ": " in line]
    if not keyed:
        return raw
    number = chance.choice(keyed)
    lines[number] = (
        lines[number].split(": ")[0] + ": " + chance.choice([*TOKENS, "[x]", "{x: y}", "1", "true"])
    )
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _indentation(chance, raw):
    lines = raw.decode("utf-8", "ignore").split("\n")
    number = chance.randrange(len(lines))
    lines[number] = chance.choice([" ", "  ", "   ", "\t", ""]) + lines[number].removeprefix("  ")
    return "\n".join(lines).encode()


def _lines(chance, raw):
    """Lines dropped, doubled, swapped."""
    lines = raw.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.3:
        lines[one], lines[two] = lines[two], lines[one]
    elif chance.random() < 0.5:
        lines.insert(two, lines[one])
    else:
        del lines[min(one, two) : min(one, two) + chance.randrange(1, 6)]
    return b"\n".join(lines)


def _deep(chance, raw):
    depth = chance.choice([10, 38, 60, 3000])
    opening, closing = chance.choice(
        [("[", "]"), ("{a: ", "}"), ("{any: [", "]}"), ("{not: ", "}"), ("- ", "")]
    )
    return raw.replace(
        b": ", b": " + (opening * depth + "x" + closing * depth).encode(), chance.randrange(1, 3)
    )


def _cut(chance, raw):
    return raw[: chance.randrange(len(raw))]


def _anchors(chance, raw):
    levels = chance.randrange(2, 9)
    bomb = [b"x0: &x0 [a, a, a, a, a]"]
    bomb += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 6)}]".encode() for n in range(1, levels)]
    return raw + b"\n" + b"\n".join(bomb) + f"\ntags: *x{levels - 1}\n".encode()


CHANGES = [_bytes, _token, _token, _value, _value, _value, _indentation, _lines, _deep, _cut, _anchors]


def mutated(seed, all_sources):
    chance = random.Random(seed)
    kind, raw = chance.choice(all_sources)
    for _ in range(chance.randrange(1, 4)):
        raw = chance.choice(CHANGES)(chance, raw) or b" "
    return kind, raw


def endure(seed, all_sources, folder):
    """Load, check and list one broken file; returns whether it was refused."""
    kind, raw = mutated(seed, all_sources)
    path = folder / "broken.yaml"
    path.write_bytes(raw)
    started = time.perf_counter()
    (read_scenario_header(path) if kind == "scenario" else read_part_header(path, kind))
    refused = refuse(kind, raw)
    assert time.perf_counter() - started < SECONDS, f"seed {seed} is slow"
    return refused


def refuse(kind, raw):
    """Whether a file is refused; every fault is one line for people, with a place."""
    found = ()
    try:
        parts = {each: sample(each) for each in FILES} | {kind: parse(raw, Path("f"), kind)}
        examine_together(Material(**parts))
    except FaultyFile as error:
        found = error.faults or pytest.fail("refused without a reason")
    for fault in found:
        assert min(fault.line, fault.column) >= 1
        assert 0 < len(fault.message) <= 500
        assert "\n" not in fault.message
        assert clean_text(fault.message) == fault.message
    return bool(found)


@pytest.mark.slow
def test_a_few_hundred_broken_files(tmp_path):
    all_sources = sources()
    refused = [endure(seed, all_sources, tmp_path) for seed in range(300)]
    assert sum(refused) > 200


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_thousands_of_broken_files(tmp_path):
    all_sources = sources()
    for seed in range(1000, 6000):
        endure(seed, all_sources, tmp_path)
