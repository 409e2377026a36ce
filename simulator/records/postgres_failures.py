"""What went wrong with a PostgreSQL server, told to people.

The server's codes (postgresql.org/docs/current/errcodes-appendix.html) become one `UnavailableError` each:
which database, what is wrong, what to do. No message holds a password, or the words of a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from simulator.errors import UnavailableError
from simulator.language.text import clean_text
from simulator.records.address import ServerAddress

AGAIN = frozenset({"40001", "40P01", "23505"})
"""Somebody else was quicker: a serialization failure, a deadlock, or a key that was free a moment ago."""

_SAFE = "What was kept before is safe."
_ASK = "Ask whoever looks after the database"


@contextmanager
def told(address: ServerAddress) -> Iterator[None]:
    """Turn a failure of the server or the network into an `UnavailableError` that names the database."""
    try:
        yield
    except OverflowError as error:
        raise _too_large(address) from error
    except Exception as error:
        if not isinstance(error, SQLAlchemyError | OSError) and not _is_of_driver(error):
            raise
        raise unavailable(error, address) from error


def _is_of_driver(error: Exception) -> bool:
    """Whether the driver raised it by itself, as it does while a new connection is set up."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def state_of(error: BaseException) -> str:
    """The server's code of an error, also of a wrapped one; empty where the server did not answer."""
    inner = getattr(error, "orig", None) or error
    return str(getattr(inner, "sqlstate", None) or "")


def unavailable(error: BaseException, address: ServerAddress) -> UnavailableError:
    """The error for people."""
    state = state_of(error)
    for beginning in (state, state[:2]):
        if beginning in _BY_STATE:
            said, todo = _BY_STATE[beginning]
            return UnavailableError(f"{_the(address)} {said}.", todo)
    if state == "22003":
        return _too_large(address)
    if not state and (isinstance(error, DBAPIError) or not isinstance(error, SQLAlchemyError)):
        return _no_answer(error, address)
    return UnavailableError(f"{_the(address)} could not be used: {_words(error, address)}.", _SAFE)


def _the(address: ServerAddress) -> str:
    return f"The database {address.shown}"


def _no_answer(error: BaseException, address: ServerAddress) -> UnavailableError:
    """Nothing came back: at the beginning, or in the middle of something."""
    if getattr(error, "connection_invalidated", False):
        return UnavailableError(
            f"The connection to the database {address.shown} was lost.",
            f"Look whether the network and the server are there, then try again. {_SAFE}",
        )
    words = _words(error, address)
    if "password" in words and "authentication" in words:
        said, todo = _BY_STATE["28"]
        return UnavailableError(f"{_the(address)} {said}.", todo)
    for sign, state in _SIGNS.items():
        if sign in words:
            said, todo = _BY_STATE[state]
            return UnavailableError(f"{_the(address)} {said}.", todo)
    return UnavailableError(
        f"{_the(address)} could not be reached: {words}.",
        f"Look whether the server runs, and whether its name and port are right. {_SAFE}",
    )


def _words(error: BaseException, address: ServerAddress) -> str:
    """The server's first line without what comes with it: rows, statements, passwords."""
    inner = getattr(error, "orig", None) or error
    primary = getattr(getattr(inner, "diag", None), "message_primary", None)
    said = clean_text(primary or str(inner)).splitlines()
    first = next((line for line in said if line.strip()), "no reason")
    for secret in address.secrets:
        first = first.replace(secret, "…")
    return " ".join(first.split()).removesuffix(".")


def _too_large(address: ServerAddress) -> UnavailableError:
    return UnavailableError(
        f"A number is too large for the records in the database {address.shown}.",
        "Look at the version numbers of the scenario, its persona and its rubric.",
    )


_SIGNS = {
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "does not exist": "3D000",
    "the database system is": "57P03",
    "too many": "53300",
    "remaining connection slots": "53300",
}
"""Words that a server refuses a connection with; the driver tells no code for them."""

_BY_STATE: dict[str, tuple[str, str]] = {
    "28": (
        "does not let this user in",
        f"Look at the user and the password in its address, or {_ASK[0].lower()}{_ASK[1:]}.",
    ),
    "3D000": ("does not exist, or its user does not", f"{_ASK} to make it, or correct its address."),
    "42501": (
        "does not allow this to its user",
        f"{_ASK} for the rights that docs/operating.md names. {_SAFE}",
    ),
    "25006": (
        "can only be read: it is a copy of another one, or was set so",
        f"Name the server that is written to. {_SAFE}",
    ),
    "53100": ("has no room left on its disk", f"{_ASK} to make room, then try again. {_SAFE}"),
    "53200": ("has no memory left", f"Try again in a while. {_SAFE}"),
    "53300": (
        "has as many connections as it allows",
        f"Try again in a while, or {_ASK[0].lower()}{_ASK[1:]} to allow more. {_SAFE}",
    ),
    "55P03": ("is in use: somebody else writes to the same attempt", f"Try again. {_SAFE}"),
    "40": ("is in use: others were quicker several times", f"Try again. {_SAFE}"),
    "57P01": ("closed the connection", f"Look whether the server runs, then try again. {_SAFE}"),
    "57P02": ("stopped all of a sudden", f"Look whether the server runs, then try again. {_SAFE}"),
    "57P03": ("is just starting or stopping", f"Try again in a while. {_SAFE}"),
    "57014": ("took longer than it allows", f"Try again. {_SAFE}"),
    "58": ("cannot read or write its disk", f"{_ASK}. {_SAFE}"),
    "08": ("does not answer", f"Look whether the network and the server are there, then try again. {_SAFE}"),
    "XX": ("is damaged", f"{_ASK}; a backup may be needed."),
}
