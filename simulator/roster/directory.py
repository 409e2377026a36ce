"""The people who are on record, and how the ones of a file are found among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Known(Protocol):
    """Somebody on record, as they stand on the day that is looked at; empty texts for what is not known."""

    @property
    def person(self) -> str:
        """The pseudonym."""

    @property
    def login(self) -> str:
        """How the program knows them."""

    @property
    def employee_number(self) -> str:
        """Their number in the company."""

    @property
    def given_name(self) -> str:
        """Their given name."""

    @property
    def family_name(self) -> str:
        """Their family name."""

    @property
    def email(self) -> str:
        """Their address."""

    @property
    def level(self) -> str:
        """Their level."""

    @property
    def department(self) -> str:
        """Their department."""

    @property
    def manager(self) -> str | None:
        """The pseudonym of their manager."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Their tags."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Their roles."""

    @property
    def hired(self) -> date | None:
        """Their first day."""

    @property
    def active(self) -> bool:
        """Whether they are there."""

    @property
    def on_roster(self) -> bool:
        """Whether they were ever entered."""


class Directory:
    """People by what they are called.

    Attributes:
        people: Everybody, by pseudonym.
    """

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = {one.person: one for one in people}
        self._numbers = {one.employee_number: one for one in self.people.values() if one.employee_number}
        self._logins = {one.login: one for one in self.people.values() if one.login}

    def numbered(self, number: str) -> Known | None:
        """Whoever has this employee number."""
        return self._numbers.get(number)

    def called(self, login: str) -> Known | None:
        """Whoever has this login."""
        return self._logins.get(login)

    def meant(self, number: str, login: str | None) -> Known | None:
        """Whom a file means: whoever has the number, or else has the login and no number yet."""
        known = self._numbers.get(number)
        if known is None and login:
            same = self._logins.get(login)
            known = same if same is not None and not same.employee_number else None
        return known
