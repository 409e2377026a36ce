"""The command `people` as a person calls it, and a small company."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from simulator.commands import people, records
from simulator.options import parse
from simulator.records.looking import RecordsView

COMPANY = """\
employee_number,user_name,first_name,last_name,email,level,department,manager_id,hire_date,roles
1,ana,Ana,Li,ana@x.example,executive,Board,,2019-03-01,admin
2,ben,Ben,Öst,ben@x.example,manager,North,1,2020-03-01,manager
3,mira,Mira,Stone,mira@x.example,agent,North,2,2021-03-01,
4,cleo,Cleo,Ray,cleo@x.example,agent,South,1,2021-03-01,trainer
5,dora,Dora,Fox,dora@x.example,agent,South,1,2021-03-01,compliance
6,eli,Eli,Wood,eli@x.example,agent,North,2,2021-03-01,
"""
PLAIN = "".join(line.rpartition(",")[0] + "\n" for line in COMPANY.splitlines())
"""The same company without roles."""


def called(data, *given, command="people"):
    """The status, and what was written to standard output and standard error."""
    args = parse([command, *given])
    args.data = data
    out, err = io.StringIO(), io.StringIO()
    status = (people if command == "people" else records).run(args, out, err)
    return status, out.getvalue(), err.getvalue()


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def import_text(data, text, *given):
    """Import a file that holds this, or these bytes."""
    file = data.parent / "roster.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return called(data, "import", str(file), *given)


def company_in(folder, text):
    """A company that is made once and copied for each test, away from the person's own settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "none"))
        patch.delenv("EMPTY_CHAIR_DATABASE", raising=False)
        import_text(folder / "data", text)
    return folder / "data"


def member(data, name):
    return RecordsView.look(data).member(name, datetime.now(UTC))


def views(data):
    """Everything that the chain says about looks: who, at whose record, at what; by login."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(data / "records.sqlite3")) as connection:
        logins = dict(connection.execute("SELECT person, login FROM identities ORDER BY number"))
        rows = connection.execute(
            "SELECT actor, subject, what FROM chain WHERE action = 'viewed' ORDER BY seq"
        )
        return [(logins.get(a, a), logins.get(s, s), json.loads(what)["what"]) for a, s, what in rows]
