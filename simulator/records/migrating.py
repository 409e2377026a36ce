"""Taking older tables over, step by step, with the Alembic scripts in `migrations/`.

`schema_version` says where a database stands, as it always did: it is only added to, and programs of before
there were scripts read it too, and refuse what is newer. So Alembic's own table of versions, which is changed
in place, is not used. Each script's revision is the version that it leads to.

A script must do in `upgrade` whatever a new database gets in `simulator.records.schema`; the tests hold the
two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, insert

from simulator.records.address import Address
from simulator.records.locks import TABLES, hold
from simulator.records.reading import check_version
from simulator.records.schema import schema_version
from simulator.records.store import Store

FOLDER = Path(__file__).parent / "migrations"


def migrate(store: Store, where: Address) -> None:
    """Bring the tables to this program's version; one transaction for each version on the way.

    What was cut off half-way is done again from the last version that was reached. When several programs
    begin at once, each step is done by the one that is quickest.

    Raises:
        UnavailableError: A step failed; the database stands where it stood before that step.
    """
    for script in scripts():
        store.write(lambda connection, script=script: _step(connection, where, script))  # type: ignore[misc]


def scripts() -> Iterator[Script]:
    """All scripts, the oldest first."""
    directory = ScriptDirectory(FOLDER, version_locations=[FOLDER / "versions"])
    return reversed(list(directory.walk_revisions()))


def _step(connection: Connection, where: Address, script: Script) -> None:
    hold(connection, TABLES)
    version = int(script.revision)
    if check_version(connection, where) >= version:
        return
    apply(connection, script)
    connection.execute(insert(schema_version), {"version": version})


def apply(connection: Connection, script: Script) -> None:
    """Do what a script says, within the caller's transaction."""
    with Operations.context(MigrationContext.configure(connection)):
        script.module.upgrade()
