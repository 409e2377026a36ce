"""Writing lives down with the real writers, as the product would have done it over the years."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, EndRecord
from simulator.records.decisions import Decision
from simulator.records.roster import RosterChange
from tests.training.company import SCENARIOS

BEGIN = datetime(2026, 1, 1, 6, tzinfo=UTC)
PROGRAMME = "year"


def source_of(facts):
    """A scenario's file, as far as anybody looks at it here."""
    return (
        f"schema: empty-chair/scenario/1\nid: {facts.id}\nversion: 1\ntitle: {facts.id.title()}\n"
        f"language: en\nchannel: {facts.channel}\nlevels: [new_hire, agent, manager, executive]\nminutes: 5\n"
        f"tags: [{', '.join(sorted(facts.tags))}]\nrubric: {facts.rubric}\n"
        f"customer: {{name: Ada, persona: {facts.persona}}}\n"
    )


def _content(kind, key, source):
    return ContentSnapshot(kind, key, 1, sha256(source.encode()).hexdigest(), source)


CONTENTS = {
    name: (
        _content("scenario", name, source_of(facts)),
        _content("persona", facts.persona, f"schema: empty-chair/persona/1\nid: {facts.persona}\n"),
        _content("rubric", facts.rubric, f"schema: empty-chair/rubric/1\nid: {facts.rubric}\n"),
    )
    for name, facts in SCENARIOS.items()
}


def stamp(moment):
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(row):
    day = row["day"]
    return datetime(day.year, day.month, day.day, row["hour"], tzinfo=UTC)


def write_company(ledger, lives):
    """The roster first, then what happened, day after day."""
    with in_one_transaction(ledger):
        _write(ledger, lives)


@contextmanager
def in_one_transaction(ledger):
    """The writers do all that they always do, but for the commits, which would take most of the time."""
    store = ledger._store
    with store.engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            store.write = store.read = lambda work: work(connection)
            try:
                yield
            finally:
                del store.write, store.read


def _write(ledger, lives):
    first = [
        RosterChange(person["id"], login=person["id"], level=person["level"],
                     department=person["department"], hired=person["hired"], active=True)
        for person, _ in lives
    ]  # fmt: skip
    ledger.keep_roster(first, "hr", "import", BEGIN)
    rows = sorted(
        ((moment_of(row), person["id"], row) for person, own in lives for row in own), key=lambda one: one[:2]
    )
    changes = {}
    for at, who, row in rows:
        if row["what"] == "attempt":
            write_attempt(ledger, who, row, at)
        elif row["what"] in ("level", "department", "left", "back"):
            changes.setdefault(at, []).append(_change(who, row))
        else:
            ledger.decide(who, _decision(row), "coach", at)
    for at, some in changes.items():
        ledger.keep_roster(some, "hr", "import", at)


def _change(who, row):
    if row["what"] in ("level", "department"):
        return RosterChange(who, **{row["what"]: row[row["what"]]})
    return RosterChange(who, active=row["what"] == "back", hired=row.get("hired"))


def _decision(row):
    return {
        "exempt": lambda: Decision("exempted", PROGRAMME, until=row["until"], reason="Leave."),
        "exempt over": lambda: Decision("exemption_ended", PROGRAMME, reason="Back."),
        "unlock": lambda: Decision("unlocked", PROGRAMME, reason="Talked it through."),
    }[row["what"]]()


def write_attempt(ledger, who, row, at):
    """An attempt with its forms; one that is rewound is a branch of another, which was never judged."""
    key, corrected = f"{at:%Y%m%d%H}-{who}", row["first"] is not None
    branch = f"{key}-before" if row["rewound"] else None
    header = AttemptHeader(
        key, who, "agent", row["mode"], 0, "scripted", CONTENTS[row["scenario"]],
        stamp(at - timedelta(minutes=9)), branch, 1 if branch else None,
    )  # fmt: skip
    if branch:
        ledger.open_attempt(
            AttemptHeader(
                branch, who, "agent", row["mode"], 0, "scripted", header.contents, header.started_at
            )
        )
    ledger.open_attempt(header)
    ledger.end_attempt(key, EndRecord("resolved", True, 4, "", stamp(at)))
    counts = {"fairness": {"counts": row["counts"]}}
    form = {"type": "evaluation", "id": key, "rubric": {"id": "complaint", "version": 1, "sha256": "ab"},
            "judge": {"id": "rules", "version": "1"}, "questions": [], **counts}  # fmt: skip
    first = {"percentage": 50.0, "passed": row["first"]} if corrected else _verdict(row)
    ledger.add_evaluation(key, form | first)
    if corrected:
        amended = {"by": "trainer", "at": stamp(at + timedelta(days=5)), "reason": "Read again."}
        ledger.add_evaluation(key, form | _verdict(row) | {"amended": amended})


def _verdict(row):
    return {"percentage": float(row["percentage"]), "passed": row["passed"]}
