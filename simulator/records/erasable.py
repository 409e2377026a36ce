"""What may be changed in a guarded table, as conditions in SQL: words, to the mark that stands for erased.

Each needs the entry of the chain that says so, which is written first. What covers the rows
(`simulator.records.chain.covers`) says which columns hold words, and what stands there afterwards.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from simulator.records.chain.covers import COVERS, Cover
from simulator.records.schema import METADATA

SALTS = "salts"
SALT_GOES = (
    "EXISTS (SELECT 1 FROM chain WHERE chain.family = OLD.family AND chain.subject = OLD.owner "
    "AND chain.action = 'erased')"
)
"""When a salt may be removed."""


def words_go_in(connection: Connection, same: str) -> dict[str, str]:
    """When a row may be changed, by table, for the tables that are there; a script may add more later."""
    there = set(inspect(connection).get_table_names())
    return {table: condition for table, condition in words_go(same).items() if table in there}


def words_go(same: str) -> dict[str, str]:
    """When a row may be changed, by table.

    Args:
        same: How this database says that two values are the same, or both missing.
    """
    return {table: _condition(cover, same) for table, cover in COVERS.items() if cover.words}


def _condition(cover: Cover, same: str) -> str:
    stays = [column.name for column in METADATA.tables[cover.table].c if column.name not in cover.words]
    parts = [f"NEW.{name} {same} OLD.{name}" for name in stays]
    parts += [f"NEW.{name} {same} '{mark}'" for name, mark in cover.words.items()]
    return " AND ".join([*parts, _said(cover)])


def _said(cover: Cover) -> str:
    """That the chain has the entry: for a copied conversation, the one about its attempt."""
    family, owner = f"'{cover.family}'", f"OLD.{cover.owner}"
    if cover.salt_of is not None:
        copied = f"OLD.{cover.salt_of}"
        family = f"CASE WHEN {copied} IS NULL THEN {family} ELSE 'attempt' END"
        owner = f"COALESCE({copied}, {owner})"
    return (
        f"EXISTS (SELECT 1 FROM chain WHERE chain.family = {family} AND chain.subject = {owner} "
        "AND chain.action = 'erased')"
    )
