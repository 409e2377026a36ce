"""Where records are kept: in a file on this machine, or on a database server. Asking opens nothing.

A server's password is in its address. `shown` is the address without it, and all that a message may say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.records.place import records_file

if TYPE_CHECKING:
    from sqlalchemy import URL

EXAMPLE = "postgresql+psycopg://user:password@host:5432/empty_chair"
_SERVERS = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_FILES = frozenset({"sqlite", "sqlite+pysqlite"})


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A SQLite file."""

    file: Path

    @property
    def shown(self) -> str:
        """How a message names it."""
        return str(self.file)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server; `url` holds the password and is never shown."""

    url: URL = field(repr=False)

    @property
    def shown(self) -> str:
        """How a message names it: without the password, and without any option."""
        url, create = self.url, type(self.url).create
        return create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What a message of somebody else's may not let out."""
        words = (self.url.password, self.url.query.get("password"), self.url.query.get("sslpassword"))
        return tuple(str(word) for word in words if word)


Address = FileAddress | ServerAddress
Where = Path | FileAddress | ServerAddress
"""An address, or the data folder that holds the records file."""


def address_of(where: Where) -> Address:
    """The address; a folder stands for the records file in it."""
    return FileAddress(records_file(where)) if isinstance(where, Path) else where


def read_address(text: str) -> Address:
    """The address that a person wrote down as a URL.

    Args:
        text: `postgresql+psycopg://user:password@host/database`, or `sqlite:///path/to/records.sqlite3`.

    Raises:
        UsageError: It is no such URL. The message does not repeat it, because of the password.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    scheme, separator, _ = text.strip().partition("://")
    if not separator or scheme not in _SERVERS | _FILES:
        raise UsageError(
            "The address of the database cannot be used: it is neither PostgreSQL's nor SQLite's.",
            f"Write it as {EXAMPLE}, or as sqlite:///path/to/records.sqlite3",
        )
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise _unreadable() from None
    if not url.database:
        raise _unreadable()
    if scheme in _FILES:
        return FileAddress(Path(url.database).expanduser())
    return ServerAddress(url.set(drivername="postgresql+psycopg"))


def _unreadable() -> UsageError:
    return UsageError(
        "The address of the database cannot be read.",
        f"Write it as {EXAMPLE}; in a password, write @ as %40, : as %3A, / as %2F and % as %25.",
    )
