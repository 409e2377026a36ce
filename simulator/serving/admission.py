"""Who may come in: by a link that works once, or by a proxy that names the person and proves itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from simulator.language.text import clean_text

COOKIE_LASTS = 12 * 3600
"""Seconds that a browser stays known after it came in by the link: a long working day."""
LONGEST_NAME = 100
_ANOTHER_LINK = "Start empty-chair serve again for a new link."


class Headers(Protocol):
    """The headers of a request; a name may stand several times."""

    def getall(self, key: str, default: Sequence[str], /) -> Sequence[str]:
        """All values of a header."""
        ...


class Refused(Exception):
    """The request is not let in; `why` is for the person in front of the browser."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits in front of the browser.

    Attributes:
        learner: The name under which they practise.
        named_by_proxy: Whether a proxy vouches for the name; such a person sees their own records only.
    """

    learner: str
    named_by_proxy: bool = False


class Admission(Protocol):
    """What every request passes."""

    def admit(self, headers: Headers, cookies: Mapping[str, str]) -> Person:
        """The person behind a request.

        Raises:
            Refused: It is nobody who may come in.
        """
        ...


class LinkAdmission:
    """For one person: a token that works once, and then a cookie. Neither is kept, only their digests."""

    def __init__(
        self,
        learner: str,
        identity_header: str,
        *,
        secure: bool = False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make an admission that no link leads to yet.

        Args:
            learner: Who practises.
            identity_header: A header that names somebody; requests that carry it are refused here.
            secure: Whether browsers come by TLS, so that the cookie may travel by nothing else.
            now: Seconds that only go forward.
        """
        self._person = Person(learner)
        self._identity_header = identity_header
        self._now = now
        self._token = b""
        self._until: dict[bytes, float] = {}
        self.cookie = "__Host-empty_chair" if secure else "empty_chair"
        self.secure = secure

    def new_token(self) -> str:
        """A token for one use; one that was made before ends."""
        token = secrets.token_urlsafe(32)
        self._token = _digest(token)
        return token

    def exchange(self, headers: Headers, token: str) -> str:
        """The value of a cookie, in exchange for the token, which ends with it.

        Raises:
            Refused: It is not the token, or it was used.
        """
        self._see_that_nobody_is_named(headers)
        if not self._token:
            raise Refused(f"This link was used already; it works once. {_ANOTHER_LINK}")
        if not hmac.compare_digest(_digest(token), self._token):
            raise Refused("This is not the link that was shown, or not the whole of it.")
        self._token = b""
        value = secrets.token_urlsafe(32)
        self._until[_digest(value)] = self._now() + COOKIE_LASTS
        return value

    def admit(self, headers: Headers, cookies: Mapping[str, str]) -> Person:
        """The learner, to whoever has a cookie that holds."""
        self._see_that_nobody_is_named(headers)
        until = self._until.get(_digest(cookies.get(self.cookie, "")), 0.0)
        if self._now() >= until:
            raise Refused(f"Open the link that was shown when Empty Chair was started. {_ANOTHER_LINK}")
        return self._person

    def _see_that_nobody_is_named(self, headers: Headers) -> None:
        """Refuse rather than pass over: who set up a proxy that names people would not notice."""
        if headers.getall(self._identity_header, ()):
            raise Refused("A proxy names a person, but no secret is set that would prove the proxy.")


class ProxyAdmission:
    """For everybody whom the proxy names, once it has shown the secret."""

    def __init__(self, identity_header: str, secret_header: str, secret: str) -> None:
        if not secret:
            raise ValueError("a proxy without a secret proves nothing")
        self._identity_header = identity_header
        self._secret_header = secret_header
        self._secret = _digest(secret)

    def admit(self, headers: Headers, cookies: Mapping[str, str]) -> Person:
        """The person whom the proxy names."""
        shown = headers.getall(self._secret_header, ())
        # Digests are as long as each other, so comparing them tells nothing about the secret's length.
        if len(shown) != 1 or not hmac.compare_digest(_digest(shown[0]), self._secret):
            raise Refused("This request did not come through the proxy. Use the address you were given.")
        return Person(self._name(headers), named_by_proxy=True)

    def _name(self, headers: Headers) -> str:
        """The name as it is: a name that had to be changed could become somebody else's."""
        names = headers.getall(self._identity_header, ())
        if len(names) != 1 or not (name := names[0].strip()):
            raise Refused("The proxy did not say who you are.")
        if len(name) > LONGEST_NAME or not _is_text(name) or " ".join(clean_text(name).split()) != name:
            raise Refused("The proxy gave a name that cannot be used.")
        return name


def _is_text(name: str) -> bool:
    """Whether the header's bytes were UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
