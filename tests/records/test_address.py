"""Addresses of databases: what they mean, and that no password ever shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.records.address import FileAddress, ServerAddress, address_of, read_address

SECRET = "hunter2-horse"


@pytest.mark.parametrize("scheme", ["postgresql+psycopg", "postgresql", "postgres"])
def test_a_server(scheme):
    address = read_address(f"  {scheme}://eva:{SECRET}@db.example:5433/chairs?sslmode=require  ")
    assert isinstance(address, ServerAddress)
    assert address.url.drivername == "postgresql+psycopg"
    assert (address.url.password, address.url.port, address.url.database) == (SECRET, 5433, "chairs")
    assert address.url.query == {"sslmode": "require"}
    assert address.shown == "postgresql://eva@db.example:5433/chairs"


def test_a_file():
    assert read_address("sqlite:////srv/chairs/records.sqlite3") == FileAddress(
        Path("/srv/chairs/records.sqlite3")
    )
    assert address_of(Path("/srv")).shown == "/srv/records.sqlite3"


@pytest.mark.parametrize(
    "text",
    [
        f"mysql://eva:{SECRET}@db/chairs",
        f"postgresql://eva:{SECRET}@db:port/chairs",
        f"postgresql://eva:{SECRET}@db",
        f"eva:{SECRET}@db/chairs",
        f"postgresql+asyncpg://eva:{SECRET}@db/chairs",
        f"//{SECRET}",
        "postgresql://",
        "sqlite://",
        "",
    ],
)
def test_what_cannot_be_used_is_told_and_not_repeated(text):
    with pytest.raises(UsageError) as caught:
        read_address(text)
    error = caught.value
    assert error.hint
    assert SECRET not in error.message + error.hint
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=6).filter(
        lambda text: text not in "empty_chair"
    )
)
def test_no_password_shows(password):
    from urllib.parse import quote

    secret = quote(password, safe="")
    for text in (f"postgresql://x:{secret}@h/d", f"postgresql://x@h/d?password={secret}"):
        address = read_address(text)
        assert isinstance(address, ServerAddress)
        assert address.shown == "postgresql://x@h/d"
        assert repr(address) == "ServerAddress()"
        assert password in address.secrets
