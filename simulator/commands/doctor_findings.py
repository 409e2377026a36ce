"""What the examination found, and how it is told: lines for people, or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TextIO

from simulator.commands.wrapped import wrapped
from simulator.language.text import clean_text

State = Literal["ok", "warning", "fault"]
_STATE_WIDTH, _CHECK_WIDTH = 9, 13
_INDENT = " " * (_STATE_WIDTH + _CHECK_WIDTH)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: Its name, for other programs; stays the same.
        state: `warning` is worth knowing, `fault` keeps something that is set up from working.
        text: What was found.
        todo: What to do, or how to have more; often empty.
        measures: Numbers and words for other programs.
    """

    check: str
    state: State
    text: str
    todo: str = ""
    measures: Mapping[str, object] = field(default_factory=dict)


class Teller:
    """Tells findings at once, and counts them."""

    def __init__(self, out: TextIO, as_json: bool) -> None:
        self._out = out
        self._as_json = as_json
        self._counts = {"ok": 0, "warning": 0, "fault": 0}

    @property
    def status(self) -> int:
        """The exit status: 1 when there is a fault."""
        return 1 if self._counts["fault"] else 0

    def tell(self, finding: Finding) -> None:
        """One line, and one more for what to do."""
        self._counts[finding.state] += 1
        if self._as_json:
            self._write_json(_as_json(finding))
            return
        head = f"{finding.state:<{_STATE_WIDTH}}{_label(finding.check):<{_CHECK_WIDTH}}"
        self._write_lines(_one_line(finding.text), head)
        if finding.todo:
            self._write_lines(_one_line(finding.todo), _INDENT)

    def end(self) -> None:
        """How many faults and warnings there were."""
        faults, warnings = self._counts["fault"], self._counts["warning"]
        if self._as_json:
            self._write_json({"type": "doctor", "faults": faults, "warnings": warnings})
        elif faults or warnings:
            self._out.write(f"\n{_number(faults, 'fault')}, {_number(warnings, 'warning')}.\n")
        else:
            self._out.write("\nEverything that was looked at works.\n")

    def _write_lines(self, text: str, head: str) -> None:
        for line in wrapped(text, head, _INDENT):
            self._out.write(f"{line.rstrip()}\n")
        self._out.flush()

    def _write_json(self, value: Mapping[str, object]) -> None:
        self._out.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._out.flush()


def money(amount: Decimal | None, currency: str) -> str:
    """A sum for people: two decimals, or as many as it takes to show two digits that are not nothing."""
    if amount is None:
        return "an unknown sum"
    places = 2 if amount == 0 or amount >= Decimal("0.1") else min(12, 1 - amount.adjusted())
    return f"{amount:.{places}f} {currency}".strip()


def exact(amount: Decimal, currency: str) -> str:
    """A sum that people set, with all of its decimals."""
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{amount:.{places}f} {currency}".strip()


def _as_json(finding: Finding) -> dict[str, object]:
    found: dict[str, object] = {"type": "check", "check": finding.check, "state": finding.state}
    found |= {"text": _one_line(finding.text)}
    found |= {"todo": _one_line(finding.todo)} if finding.todo else {}
    return found | dict(finding.measures)


def _label(check: str) -> str:
    return check.replace("_", " ")


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
