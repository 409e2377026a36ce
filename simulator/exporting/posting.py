"""One request to a Learning Record Store, and what its answer means.

Everything that can go wrong on the way becomes one of four outcomes: kept, refused for good (the statements'
fault), try again (the network's or the server's), or stop (ours: the address, the password).
"""

from __future__ import annotations

import base64
import http.client
import json
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError

from simulator.errors import UnavailableError, UsageError
from simulator.exporting.settings import PASSWORD, Lrs
from simulator.language.text import clean_text

LONGEST_ANSWER = 4_000_000
"""Bytes that are read of an answer; ids of a thousand statements are 40,000."""
_LONGEST_WAIT = 300.0
_PIECE = 65_536
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524))


class Again(Exception):
    """It may go well the next time.

    Attributes:
        wait: Seconds that the server asks us to wait; None when it does not say.
    """

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.wait = wait


class Refused(Exception):
    """The statements themselves are not taken.

    Attributes:
        status: The status of the answer: 400, 409 or 413, or another one that blames the request.
    """

    def __init__(self, status: int, why: str = "") -> None:
        super().__init__(f"{status} {why}".strip())
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its status, headers with small letters, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Exchange = Callable[[bytes], Answer]
"""Sends a body and gives the whole answer; raises Again when there is none."""


def exchange_with(lrs: Lrs, password: str, clock: Callable[[], float] = time.monotonic) -> Exchange:
    """Requests to a store over the network. Redirections are not followed: the password goes nowhere else.

    Args:
        lrs: Where the store is.
        password: Goes into the header of each request and into nothing else.
        clock: Seconds that only go forward.
    """
    opener = urllib.request.build_opener(_Nowhere())
    secret = base64.b64encode(f"{lrs.user}:{password}".encode()).decode()
    headers = {
        "Authorization": f"Basic {secret}",
        "Content-Type": "application/json",
        "Accept": "application/json",
        "X-Experience-API-Version": lrs.version,
    }

    def exchange(body: bytes) -> Answer:
        request = urllib.request.Request(lrs.statements, data=body, headers=headers, method="POST")
        until = clock() + lrs.timeout
        try:
            with opener.open(request, timeout=lrs.timeout) as response:
                return Answer(response.status, _small(response.headers), _read(response, until, clock))
        except HTTPError as error:
            with error:
                return Answer(error.code, _small(error.headers), _told(error, until, clock))
        except TimeoutError:
            raise Again(f"no answer within {lrs.timeout:g} seconds") from None
        except URLError as error:
            late = isinstance(error.reason, TimeoutError)
            raise Again(f"no answer within {lrs.timeout:g} seconds" if late else _reason(error)) from None
        except (OSError, http.client.HTTPException) as error:
            raise Again(f"the answer was cut off ({type(error).__name__})") from None

    return exchange


def post(statements: Sequence[Mapping[str, Any]], exchange: Exchange) -> None:
    """Send statements; when this returns, the store has them all.

    Raises:
        Again: It is not known that it has them.
        Refused: It does not take them.
        UnavailableError: It does not take anything from us, or it is no store.
    """
    body = json.dumps(statements, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    answer = exchange(body)
    if answer.status == 204:
        return  # a store that has exactly these already may say so
    if answer.status == 200:
        _check_ids(statements, answer)
        return
    _blame(answer)


def _check_ids(statements: Sequence[Mapping[str, Any]], answer: Answer) -> None:
    """The answer names the ids of what was kept; anything else is half an answer, or another service's."""
    try:
        ids = json.loads(answer.body)
    except ValueError:
        raise Again("the answer is not whole") from None
    sent = {one["id"] for one in statements}
    if not isinstance(ids, list) or sent - {str(key).lower() for key in ids}:
        raise Again("the answer does not name the statements that were sent")


def _blame(answer: Answer) -> None:
    status = answer.status
    if status in (401, 403):
        raise UnavailableError(
            f"The Learning Record Store does not let us in (HTTP {status}).",
            f"Look at `user` under [lrs] in the settings, and at the password in {PASSWORD} or in the "
            "keyring. The user needs the right to write statements.",
        )
    if status in _AGAIN or status >= 500:
        raise Again(f"the store answers HTTP {status}", _wait(answer.headers))
    if status in (400, 409, 413, 415, 422):
        raise Refused(status, _words(answer.body))
    if 300 <= status < 400:
        raise UsageError(
            f"The address sends us elsewhere (HTTP {status}), and the password does not follow.",
            "Name the store's own address with --lrs, or in the settings.",
        )
    raise UsageError(
        f"There is no Learning Record Store at this address (HTTP {status}).",
        "The address ends before /statements: https://lrs.example.org/xAPI",
    )


def _wait(headers: Mapping[str, str]) -> float | None:
    """The seconds of Retry-After, which is a number or a date (RFC 9110, 10.2.3)."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return min(float(given), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(given).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(0.0, until - time.time()), _LONGEST_WAIT)


def _words(body: bytes) -> str:
    """The beginning of what the store says, on one line."""
    return " ".join(clean_text(body[:2000].decode("utf-8", "replace")).split())[:200]


def _small(headers: Message) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _told(error: HTTPError, until: float, clock: Callable[[], float]) -> bytes:
    """What stands in an answer that says no; nothing when it cannot be read."""
    try:
        return _read(error, until, clock)
    except (Again, OSError, http.client.HTTPException):
        return b""


def _read(response: HTTPResponse | HTTPError, until: float, clock: Callable[[], float]) -> bytes:
    """The whole answer. The limit for each byte alone would let a slow server go on for ever."""
    found = bytearray()
    while piece := response.read1(_PIECE):
        found += piece
        if clock() > until:
            raise Again("the answer takes too long")
        if len(found) > LONGEST_ANSWER:
            raise Again("the answer does not end")
    return bytes(found)


def _reason(error: URLError) -> str:
    reason = error.reason
    return clean_text(str(getattr(reason, "strerror", None) or reason))


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_given: object, **_named: object) -> None:
        """No other request."""
        return
