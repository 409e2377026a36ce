"""Records with people, attempts and a programme, and the commands that hand them over."""

from __future__ import annotations

import io
import json
from datetime import date

from simulator.commands.records import run
from simulator.options import parse
from simulator.records.disputes import Decision
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from tests.exporting.samples import make_form
from tests.records.samples import make_end, make_event, make_header, make_turn

SAID = "the apricot staircase"
HOME = "https://training.example.org"

PROGRAMME = """\
schema: empty-chair/programme/1
id: year
version: 3
title: The training year
language: en
time_zone: Europe/Vilnius
begins: "2026-01-01"
requirements:
  - ref_id: yearly
    title: Once a year
    what: {count: 2}
    period: {calendar_year: true}
    attempts: {allowed: 3, each: scenario}
"""


def fill(data):
    """Mira passed twice and failed once, certified, and practised; Ana has done nothing."""
    with SqlLedger.open(data) as ledger:
        ledger.keep_roster([
            RosterChange("E1", login="mira", given_name="Mira", family_name="=Quill", level="agent",
                         department="=Care", hired=date(2020, 1, 1)),
            RosterChange("E2", login="ana", level="manager", department="Sales", hired=date(2020, 1, 1)),
        ], "office")  # fmt: skip
        attempt(ledger, "0001", percentage=60.0, passed=False)
        attempt(ledger, "0002", day=3)
        attempt(ledger, "0003", day=4, percentage=70.0, passed=False)
        attempt(ledger, "0004", day=5, mode="practice")
        attempt(ledger, "0005", day=6, scenario="dead-line")
        changed = {"question": "owns", "from": "o_no", "to": "o_half", "by": "ana", "reason": SAID, "of": 1}
        form = make_form(90.0, amended=changed)
        ledger.review("0005", lambda _record, _disputes: Decision(None, make_event(attempt="0005")))
        ledger.review("0002", lambda _record, _disputes: Decision(form, make_event("upheld", attempt="0002")))


def attempt(ledger, key, *, day=2, mode="certify", scenario="late-train", percentage=82.5, passed=True):
    at = f"2026-03-{day:02d}T09"
    header = make_header(key, learner="mira", mode=mode, scenario=scenario, started_at=f"{at}:00:00.000Z")
    turns = [make_turn(1, at=f"{at}:00:00.000Z"), make_turn(2, SAID, at=f"{at}:01:00.000Z")]
    ledger.open_attempt(header, turns)
    ledger.end_attempt(key, make_end(at=f"{at}:12:00.000Z"))
    ledger.add_evaluation(key, make_form(percentage, id=key, passed=passed))


def call(data, library, *given):
    """What `records` writes and what it says, with its status."""
    args = parse(["records", *given])
    args.data, args.library = data, str(library)
    out, err = io.StringIO(newline=""), io.StringIO()
    status = run(args, out, err)
    return status, out.getvalue(), err.getvalue()


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def make_library(folder):
    """A library that holds the programme alone."""
    for name in ("scenarios", "rubrics", "programmes"):
        (folder / name).mkdir()
    (folder / "programmes" / "year.yaml").write_text(PROGRAMME, encoding="utf-8")
    return folder
