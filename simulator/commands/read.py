"""`empty-chair read`: which behaviours single replies show, one JSON object a line."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any, TextIO

from simulator.commands.input_lines import input_lines
from simulator.language.reader import Reader
from simulator.language.reading import Reading

_SHAPE = 'write one object a line: {"id": "1", "customer": "Where is it?", "reply": "It comes on Friday."}'


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Read every line of the files, in order.

    Args:
        args: `language` (a code, or None for English), `files` (paths; none or `-` is standard input).
        out: Takes one object for each line: the behaviours, or `{"id":…,"error":"…"}`.
        err: Takes the number of lines that could not be read.

    Returns:
        0, or 1 when a line could not be read.

    Raises:
        UsageError: A file cannot be read, or is no JSON Lines at all, or the language is not known.
    """
    reader = Reader(args.language or "en")
    faults = 0
    for path in args.files or ["-"]:
        for number, line, _ in input_lines(path):
            answer = _answer(reader, number, line)
            faults += "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")
            out.flush()
    if faults:
        err.write(f"{faults} {'line' if faults == 1 else 'lines'} could not be read.\n")
    return 1 if faults else 0


def _answer(reader: Reader, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        reason = _no_json(line, fault)
        return {"id": None, "error": f"line {number} is {reason}; {_SHAPE}"}
    if not isinstance(row, dict):
        return {"id": None, "error": f"line {number} is no object; {_SHAPE}"}
    fault_text = _fault(row)
    if fault_text:
        return {"id": row.get("id"), "error": f"line {number}: {fault_text}; {_SHAPE}"}
    customer = row.get("customer")
    return {
        "id": row.get("id"),
        "behaviours": as_json(reader.read(row["reply"], [customer] if customer else [])),
    }


def _no_json(line: str, fault: Exception) -> str:
    if not line.lstrip().startswith(("{", "[")):
        return "plain text and no JSON"
    return f"no JSON ({getattr(fault, 'msg', 'too deep or too long')})"


def _fault(row: dict[str, Any]) -> str:
    if "reply" not in row:
        return 'there is no "reply"'
    if not isinstance(row["reply"], str):
        return '"reply" is no text'
    if not isinstance(row.get("customer"), str | None):
        return '"customer" is no text'
    return ""


def as_json(reading: Reading) -> dict[str, Any]:
    """All behaviours of a reading with their quotes: `{"apologises": {"present": …, …}, …}`."""
    return {
        name: {
            "present": finding.present,
            "confidence": finding.confidence,
            "quotes": [
                {"quote": reading.quote(span), "start": span.start, "end": span.end} for span in finding.spans
            ],
        }
        for name, finding in reading.behaviours.items()
    }
