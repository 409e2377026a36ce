"""How well a lexicon reads the rows written for its tests: precision, recall and F1 of each behaviour."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.language.reader import Reader
from simulator.language.reading import Reading

tell = sys.stdout.write
HERE = Path(__file__).parent
Row = Mapping[str, Any]


def rows_of(code: str, name: str = "rows") -> list[Row]:
    """The rows of a language, or none."""
    path = HERE / code / f"{name}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_row(reader: Reader, row: Row) -> Reading:
    """A row's reply, read as the answer to its customer."""
    return reader.read(row["reply"], [row["customer"]] if row.get("customer") else [])


def scores(pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, tuple[float, int, int, int]]:
    """F1, hits, false alarms and misses of each behaviour, from what is there and what was read."""
    found: dict[str, tuple[float, int, int, int]] = {}
    kept = list(pairs)
    for name in BEHAVIOURS:
        hits = sum(name in truth and name in read for truth, read in kept)
        alarms = sum(name not in truth and name in read for truth, read in kept)
        misses = sum(name in truth and name not in read for truth, read in kept)
        total = 2 * hits + alarms + misses
        found[name] = (2 * hits / total if total else 1.0, hits, alarms, misses)
    return found


def measure(code: str, rows: Sequence[Row]) -> dict[str, tuple[float, int, int, int]]:
    """The scores of a language's lexicon over some rows."""
    reader = Reader(code)
    return scores((set(row["present"]), _shown(read_row(reader, row))) for row in rows)


def macro(found: Mapping[str, tuple[float, int, int, int]]) -> float:
    """The mean F1 over the behaviours."""
    return sum(score for score, *_ in found.values()) / len(found)


def _shown(reading: Reading) -> set[str]:
    return {name for name in BEHAVIOURS if reading.shows(name)}


def _print_misses(code: str, rows: Sequence[Row]) -> None:
    reader = Reader(code)
    for row in rows:
        reading = read_row(reader, row)
        lacking = set(row["present"]) - _shown(reading)
        wrong = _shown(reading) - set(row["present"])
        if not (lacking or wrong):
            continue
        quotes = {name: [reading.quote(s) for s in reading.behaviours[name].spans] for name in sorted(wrong)}
        tell(f"{row['id']}  C: {row['customer']}\n    R: {row['reply']}\n")
        tell(f"    missed: {sorted(lacking)}\n    wrong:  {quotes} {set(reading.flags) or ''}\n")


def main(arguments: Sequence[str]) -> None:
    """Print the scores of one language."""
    code = arguments[0]
    rows = rows_of(code)
    if "--odd" in arguments:
        rows = rows[::2]
    if "--even" in arguments:
        rows = rows[1::2]
    if "--misses" in arguments:
        _print_misses(code, rows)
    found = measure(code, rows)
    for name, (score, hits, alarms, misses) in found.items():
        tell(f"{name:26}{score:6.2f}   {hits:3} right {alarms:3} wrong {misses:3} missed\n")
    tell(f"{'macro F1':26}{macro(found):6.3f}   {len(rows)} rows\n")


if __name__ == "__main__":
    main(sys.argv[1:])
