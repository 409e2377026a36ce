"""What covers the rows of each table, and whether a row is still as it was written. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from simulator.records.chain.findings import Bad
from simulator.records.chain.links import Link, Tail, Value, link_after, row_digest
from simulator.records.chain.seals import seal

Family = str
"""What a chain of links belongs to: `attempt`, `round` or `person`."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How the rows of one table are covered.

    Attributes:
        table: The table.
        family: What its rows belong to.
        owner: The column that says to which one.
        part: The column with the row's number there, or None when there is one row only.
        plain: Columns that may stay for ever, and what they hold.
        words: Columns that a person may want erased, and what stands there afterwards.
        source: Whether the row names a content by its hash, whose source is covered too (column `source`).
        salt_of: Column with the attempt whose salt seals the words, where that is another than the owner's.
    """

    table: str
    family: Family
    owner: str
    part: str | None
    plain: Mapping[str, type]
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: bool = False
    salt_of: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        """All columns that are covered, the row's key among them."""
        keys = {self.owner, *([self.part] if self.part else [])}
        return frozenset(keys | set(self.plain) | set(self.words))


def _texts(*names: str) -> dict[str, type]:
    return dict.fromkeys(names, str)


def _numbers(*names: str) -> dict[str, type]:
    return dict.fromkeys(names, int)


NO_TURNS = '{"turns":[]}'

COVERS: Mapping[str, Cover] = {
    cover.table: cover
    for cover in (
        Cover(
            "attempts", "attempt", "attempt", None,
            _texts("learner", "level", "mode", "customer", "started_at", "branch_of", "scenario",
                   "scenario_title", "rubric") | _numbers("seed", "branch_turn", "scenario_version"),
        ),
        Cover(
            "attempt_contents", "attempt", "attempt", "position",
            _texts("kind", "id", "sha256") | _numbers("version"), source=True,
        ),
        Cover("turns", "attempt", "attempt", "turn", _texts("speaker", "at", "voice"),
              {"text": "", "note": "{}"}),
        Cover("ends", "attempt", "attempt", None,
              _texts("ending", "tells", "at") | _numbers("stars") | {"scorable": bool}),
        Cover("evaluations", "attempt", "attempt", "number",
              _texts("evaluation") | {"percentage": float, "passed": bool}, {"words": ""}),
        Cover("results", "attempt", "attempt", "number",
              _texts("learner", "at", "level", "mode", "customer", "started_at", "branch_of", "scenario",
                     "scenario_title", "scenario_sha256", "rubric", "rubric_sha256", "ended_at", "ending")
              | _numbers("scenario_version", "rubric_version", "stars")
              | {"scorable": bool, "percentage": float, "passed": bool, "automatic_fail": bool,
                 "counts": bool}),
        Cover("dispute_events", "attempt", "attempt", "number",
              _texts("question", "happening", "author", "at") | _numbers("evaluation"), {"reason": ""}),
        Cover("rounds", "round", "round", None,
              _texts("rubric", "rubric_sha256", "level", "raters", "author", "at")
              | _numbers("rubric_version"), source=True),
        Cover("round_items", "round", "round", "position", _texts("item", "attempt", "evaluation"),
              {"turns": NO_TURNS, "words": ""}, salt_of="attempt"),
        Cover("round_entries", "round", "round", "number",
              _texts("kind", "author", "at", "item", "question", "option")),
        Cover(
            "identities", "person", "person", "number", _texts("at"),
            dict.fromkeys(("login", "employee_number", "given_name", "family_name", "email"), ""),
        ),
        Cover("roster", "person", "person", "number",
              _texts("at", "effective", "level", "department", "manager", "tags", "roles", "hired",
                     "source") | {"active": bool}),
        Cover("decisions", "person", "person", "number",
              _texts("at", "author", "kind", "programme", "requirement", "scenario", "effective", "due",
                     "until", "completed", "equivalent"), {"reason": "", "evidence": ""}),
        Cover("ideas", "person", "author", "number", _texts("idea", "at", "scenario", "attempt"),
              {"text": ""}),
        Cover("idea_events", "person", "author", "number",
              _texts("idea", "at", "kind", "state") | _numbers("position"), {"text": ""}),
    )
}  # fmt: skip
"""The tables whose rows are covered. A later table joins by a line here."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row as it is on record, and what should cover it.

    Attributes:
        values: The row's values by column, as the database keeps them; `source` is the digest of the
            content's source, for rows that name one.
        digest: The digest of its link, or None when no link covers it.
        sealed: The seal in its link.
        salt: The salt of its words, or None when there is none.
        erased: Whether an entry of the chain says that its words were erased.
    """

    values: Mapping[str, Any]
    digest: str | None
    sealed: str | None = None
    salt: str | None = None
    erased: bool = False


def cover_row(cover: Cover, tail: Tail, values: Mapping[str, Any], salt: str | None) -> Link:
    """The link that covers a row that is about to be written.

    Args:
        cover: How rows of its table are covered.
        tail: Where the owner's links end.
        values: The row, with `source` where it names a content.
        salt: The salt for its words; needed when it has words.

    Raises:
        ValueError: There are words and no salt, or a value cannot be written.
    """
    place = _place(cover, values)
    sealed = None
    if cover.words:
        if salt is None:
            raise ValueError(f"no salt for the words of {cover.table} {place[1]}")
        sealed = seal(salt, place, {name: values[name] for name in cover.words})
    return link_after(tail, place, _plain(cover, values), sealed)


def fault_of(cover: Cover, found: Found) -> Bad | None:
    """What is wrong with a row, or None when it is as it was written, or erased as the chain says."""
    values = found.values
    for name, wanted in cover.plain.items():
        if type(values[name]) is not wanted and not _holds(values[name], wanted):
            return _bad(cover, values, name, "it holds another kind of value than the program writes")
    for name in (cover.owner, *cover.words):
        if type(values[name]) is not str:
            return _bad(cover, values, name, "it holds another kind of value than the program writes")
    if found.digest is None:
        return _bad(cover, values, "", "nothing covers this row: it was added or moved by something else")
    if cover.words and (fault := _fault_of_words(cover, found)) is not None:
        return fault
    if _digest(cover, values, found.sealed) != found.digest:
        return _bad(cover, values, "", "it is not as it was written")
    return None


def _digest(cover: Cover, values: Mapping[str, Any], sealed: str | None) -> str:
    try:
        return row_digest(_place(cover, values), _plain(cover, values), sealed)
    except ValueError:
        return ""


def _fault_of_words(cover: Cover, found: Found) -> Bad | None:
    values, names = found.values, " or ".join(cover.words)
    if found.erased:
        if found.salt is not None:
            return _bad(cover, values, names, "its words were erased, but the salt is still there")
        for name, mark in cover.words.items():
            if values[name] != mark:
                return _bad(cover, values, name, "there are words where words were erased")
        return None
    if found.salt is None:
        return _bad(
            cover, values, names, "the salt of its words is gone, and no entry says that they were erased"
        )
    try:
        sealed = seal(found.salt, _place(cover, values), {name: values[name] for name in cover.words})
    except ValueError:
        return _bad(cover, values, names, "the salt of its words is not as it was written")
    if sealed != found.sealed:
        return _bad(cover, values, names, "the words, or their salt, are not as they were written")
    return None


def _holds(value: object, wanted: type) -> bool:
    """Whether a value of another type will do: none at all, or how SQLite keeps true and false."""
    return value is None or (wanted is bool and type(value) is int and value in (0, 1))


def _plain(cover: Cover, values: Mapping[str, Any]) -> dict[str, Value]:
    """The plain values, in the one form that every database and every writer gives them."""
    plain = {name: _as(values.get(name), wanted) for name, wanted in cover.plain.items()}
    return plain | ({"source": values["source"]} if cover.source else {})


def _as(value: Any, wanted: type) -> Value:  # noqa: ANN401 - what a database gives
    if value is None:
        return None
    return wanted(value) if wanted in (bool, float) else value


def _place(cover: Cover, values: Mapping[str, Any]) -> tuple[str, str, int]:
    return cover.table, values[cover.owner], values[cover.part] if cover.part else 0


def _bad(cover: Cover, values: Mapping[str, Any], column: str, why: str) -> Bad:
    return Bad(cover.table, key_words(cover, values), column, why)


def key_words(cover: Cover, values: Mapping[str, Any]) -> str:
    """A row's key as words: `attempt 0199…, turn 7`."""
    words = f"{cover.owner} {values[cover.owner]}"
    return f"{words}, {cover.part} {values[cover.part]}" if cover.part else words
