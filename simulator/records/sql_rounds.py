"""Calibration rounds in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, func, insert, select

from simulator.attempt.ledger import ContentSnapshot
from simulator.content.nearest import nearest
from simulator.errors import NotFoundError
from simulator.language.text import clean_text
from simulator.records.chain.events import Deed
from simulator.records.chaining import append, cover, keep_salt
from simulator.records.names import Names, person_for, unsigned
from simulator.records.rounds import Kind, Round, RoundEntry, RoundItem
from simulator.records.schema import contents, has_table, round_entries, round_items, rounds
from simulator.records.values import form_of, form_parts, from_json, text_or_none, to_json


def round_in(connection: Connection, name: str) -> Round | None:
    """The round of this name; None where there is none."""
    if not has_table(connection, rounds):
        return None
    query = select(rounds, contents.c.source).join(contents, contents.c.sha256 == rounds.c.rubric_sha256)
    row = connection.execute(query.where(rounds.c.round == name)).one_or_none()
    return None if row is None else _round(connection, row)


def known_round(connection: Connection, name: str) -> Round:
    """The round of this name.

    Raises:
        NotFoundError: There is none; the nearest is named.
    """
    found = round_in(connection, name)
    if found is not None:
        return found
    near = nearest(name, _names(connection))
    hint = f"Did you mean {near}?" if near else "Make one with: empty-chair calibrate new"
    raise NotFoundError(f"There is no calibration round {name!r}.", hint)


def every_round(connection: Connection) -> tuple[Round, ...]:
    """All rounds, the newest first."""
    return tuple(known_round(connection, name) for name in _names(connection))


def _names(connection: Connection) -> list[str]:
    if not has_table(connection, rounds):
        return []
    query = select(rounds.c.round).order_by(rounds.c.at.desc(), rounds.c.round)
    return [clean_text(name) for name in connection.execute(query).scalars()]


def keep_round(connection: Connection, made: Round) -> None:
    """Write down a round and its conversations; its rubric is among the contents already."""
    name = clean_text(made.name)
    row = {
        "round": name,
        "rubric": clean_text(made.rubric.id),
        "rubric_version": made.rubric.version,
        "rubric_sha256": clean_text(made.rubric.sha256),
        "level": clean_text(made.level),
        "raters": json.dumps([person_for(connection, rater) for rater in made.raters], ensure_ascii=False),
        "author": person_for(connection, made.author),
        "at": clean_text(made.at),
    }
    connection.execute(insert(rounds), row)
    keep_salt(connection, "round", name)
    cover(connection, rounds.name, [row])
    items = [_item_row(connection, name, place, item) for place, item in enumerate(made.items)]
    if items:
        connection.execute(insert(round_items), items)
        cover(connection, round_items.name, items)
    append(connection, Deed(str(row["author"]), "round_opened", "round", name))


def _item_row(connection: Connection, name: str, position: int, item: RoundItem) -> dict[str, Any]:
    turns = [{"speaker": speaker, "text": text} for speaker, text in item.turns]
    bare, words = form_parts(unsigned(connection, item.evaluation))
    return {
        "round": name,
        "position": position,
        "item": clean_text(item.id),
        "attempt": text_or_none(item.attempt),
        "turns": to_json({"turns": turns}),
        "evaluation": bare,
        "words": words,
    }


def keep_entries(connection: Connection, found: Round, entries: Sequence[RoundEntry]) -> None:
    """Write down entries behind those that are there."""
    first = select(func.coalesce(func.max(round_entries.c.number), 0)).where(
        round_entries.c.round == found.name
    )
    number = connection.execute(first).scalar_one()
    written = [
        _entry_row(found.name, number + place, entry) | {"author": person_for(connection, entry.author)}
        for place, entry in enumerate(entries, start=1)
    ]
    if written:
        connection.execute(insert(round_entries), written)
        cover(connection, round_entries.name, written)
        action = "round_closed" if entries[-1].kind == "closed" else "round_answered"
        append(connection, Deed(written[-1]["author"], action, "round", found.name))


def _entry_row(name: str, number: int, entry: RoundEntry) -> dict[str, Any]:
    return {
        "round": name,
        "number": number,
        "kind": entry.kind,
        "at": clean_text(entry.at),
        "item": text_or_none(entry.item),
        "question": text_or_none(entry.question),
        "option": text_or_none(entry.option),
    }


def _round(connection: Connection, row: Row[Any]) -> Round:
    items = select(round_items).where(round_items.c.round == row.round).order_by(round_items.c.position)
    entries = select(round_entries).where(round_entries.c.round == row.round)
    names = Names(connection)
    return Round(
        name=clean_text(row.round),
        rubric=ContentSnapshot(
            "rubric",
            clean_text(row.rubric),
            int(row.rubric_version),
            clean_text(row.rubric_sha256),
            str(row.source),
        ),
        level=clean_text(row.level),
        raters=tuple(names.shown(str(rater)) for rater in json.loads(row.raters)),
        author=names.shown(row.author),
        at=clean_text(row.at),
        items=tuple(_item(found, names) for found in connection.execute(items)),
        entries=tuple(
            _entry(found, names) for found in connection.execute(entries.order_by(round_entries.c.number))
        ),
    )


def _item(row: Row[Any], names: Names) -> RoundItem:
    turns = from_json(row.turns).get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise ValueError("a conversation without turns")
    return RoundItem(
        id=clean_text(row.item),
        turns=tuple((str(turn.get("speaker")), str(turn.get("text"))) for turn in turns),
        evaluation=names.form(form_of(row.evaluation, row.words)),
        attempt=text_or_none(row.attempt),
    )


def _entry(row: Row[Any], names: Names) -> RoundEntry:
    return RoundEntry(
        kind=cast(Kind, clean_text(row.kind)),
        author=names.shown(row.author),
        at=clean_text(row.at),
        item=text_or_none(row.item),
        question=text_or_none(row.question),
        option=text_or_none(row.option),
    )
