"""Looking through the rows that the links cover, and for what belongs to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, literal, select

from simulator.records import schema
from simulator.records.chain.covers import COVERS, Cover, Found, fault_of, key_words
from simulator.records.chain.findings import Broken
from simulator.records.chaining import ERASED, source_digest
from simulator.records.schema import METADATA, chain, contents, links, salts
from simulator.records.verifying_raw import broken, raw, streamed


class Sources:
    """The digests of the contents' sources, each computed once; there are as many as versions of files."""

    def __init__(self, connection: Connection) -> None:
        self._found: dict[str, str] = {}
        for row in streamed(connection, select(*raw(*contents.c))):
            if type(row.sha256) is not str or type(row.source) is not str:
                broken(contents.name, f"sha256 {row.sha256}", "", "it holds another kind of value than text")
            self._found[row.sha256] = source_digest(row.source)

    def of(self, values: Any) -> str:  # noqa: ANN401 - a row
        """The digest for a row that names a content."""
        key = values["rubric_sha256"] if "rubric_sha256" in values else values["sha256"]
        return self._found.get(key, "")


def check_rows(connection: Connection, cover: Cover, sources: Sources) -> Iterator[bool]:
    """Check each row of a table; each good one is told by whether its words were erased."""
    for row in streamed(connection, _covered(cover)):
        values = dict(row._mapping)
        if cover.source:
            values["source"] = sources.of(values)
        erased = bool(values.pop("is_erased"))
        bad = fault_of(
            cover,
            Found(values, values.pop("l_digest"), values.pop("l_sealed"), values.pop("s_salt"), erased),
        )
        if bad is not None:
            raise Broken(bad)
        yield erased


def _covered(cover: Cover) -> Select[Any]:
    """The rows of a table with their link and their salt."""
    table = METADATA.tables[cover.table]
    columns = [
        table.c[name] for name in dict.fromkeys((cover.owner, cover.part or cover.owner, *cover.columns))
    ]
    extra = [links.c.digest.label("l_digest"), links.c.sealed.label("l_sealed")]
    query, joined = select(*raw(*columns), *extra), table.outerjoin(links, _link_of(cover))
    if cover.words:
        family, owner = _salted(cover)
        gone = exists().where(chain.c.family == family, chain.c.subject == owner, chain.c.action == ERASED)
        query = query.add_columns(
            salts.c.salt.label("s_salt"), (salts.c.salt.is_(None) & gone.correlate(table)).label("is_erased")
        )
        joined = joined.outerjoin(salts, (salts.c.family == family) & (salts.c.owner == owner))
    else:
        query = query.add_columns(literal(None).label("s_salt"), literal(0).label("is_erased"))
    return query.select_from(joined).order_by(*table.primary_key)


def _link_of(cover: Cover) -> Any:  # noqa: ANN401 - a condition
    columns = METADATA.tables[cover.table].c
    part = columns[cover.part] if cover.part else 0
    return and_(
        links.c.family == cover.family,
        links.c.owner == columns[cover.owner],
        links.c.kind == cover.table,
        links.c.part == part,
    )


def _salted(cover: Cover) -> tuple[Any, Any]:
    """Family and owner of the salt of a row."""
    columns = METADATA.tables[cover.table].c
    if cover.salt_of is None:
        return literal(cover.family), columns[cover.owner]
    copied = columns[cover.salt_of].is_not(None)
    family = case((copied, "attempt"), else_=cover.family)
    return family, func.coalesce(columns[cover.salt_of], columns[cover.owner])


def check_none_gone(connection: Connection, cover: Cover) -> None:
    """Rows that a link covers and that are not there."""
    table = METADATA.tables[cover.table]
    key = next(iter(table.primary_key))
    query = select(*raw(links.c.owner, links.c.part)).select_from(links.outerjoin(table, _link_of(cover)))
    gone = query.where(links.c.kind == cover.table, key.is_(None)).order_by(links.c.owner, links.c.part)
    for row in connection.execute(gone.limit(1)):
        values = {cover.owner: row.owner, **({cover.part: row.part} if cover.part else {})}
        broken(cover.table, key_words(cover, values), "", "the row is gone")


def check_left_over(connection: Connection) -> None:
    """What belongs to nothing: salts, contents and links of a kind that there is not."""
    strange = select(links.c.owner).where(links.c.kind.not_in(list(COVERS)))
    _none(connection, strange, links.name, "it covers a table that there is not")
    owned = exists().where(links.c.family == salts.c.family, links.c.owner == salts.c.owner)
    _none(
        connection, select(salts.c.owner).where(~owned), salts.name, "this salt belongs to nothing on record"
    )
    gone = exists().where(
        chain.c.family == salts.c.family, chain.c.subject == salts.c.owner, chain.c.action == ERASED
    )
    _none(
        connection, select(salts.c.owner).where(gone), salts.name, "the words were erased, but not this salt"
    )
    used = (
        exists().where(schema.attempt_contents.c.sha256 == contents.c.sha256)
        | exists().where(schema.rounds.c.rubric_sha256 == contents.c.sha256)
    )  # fmt: skip
    _none(connection, select(contents.c.sha256).where(~used), contents.name, "no attempt and no round has it")


def _none(connection: Connection, query: Select[Any], table: str, why: str) -> None:
    for key in connection.execute(query.limit(1)).scalars():
        broken(table, str(key), "", why)


def check_file(connection: Connection) -> None:
    """What SQLite itself says; on a server, that is the server's business."""
    if connection.dialect.name == "sqlite":
        said = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
        if said != "ok":
            broken("", "", "", f"SQLite finds the file damaged: {said}")
