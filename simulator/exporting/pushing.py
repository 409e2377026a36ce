"""Pushing statements to a Learning Record Store: in batches, patiently, and so that it can go on later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from simulator.errors import UnavailableError, UsageError
from simulator.exporting.naming import voiding_id
from simulator.exporting.posting import Again, Exchange, Refused, post
from simulator.exporting.progress import Progress
from simulator.exporting.statements import Statement, voided

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Seconds before each further try of a request, unless the store names others."""
MOST_FAULTS = 100
"""Statements that a store may refuse before it is pointless to go on."""
_NAMED = 5


class Bundle(NamedTuple):
    """All statements about one attempt."""

    attempt: str
    statements: Sequence[Statement]


@dataclass
class Pushed:
    """What a push came to.

    Attributes:
        attempts: Attempts that were looked at.
        sent: Statements that the store took now.
        already: Statements that it had before, as far as we know.
        voided: Statements among the sent ones that take back what no longer holds.
        conflicts: Statements that it has under the same id with another body.
        refused: Other statements that it does not take.
        faults: The ids of some of those, and what the store says.
    """

    attempts: int = 0
    sent: int = 0
    already: int = 0
    voided: int = 0
    conflicts: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Pushing:
    """A push in the making.

    Attributes:
        exchange: Sends a request.
        progress: Knows what the store has.
        home: The company's address.
        batch: How many statements go in one request, about: an attempt's statements stay together.
        now: The time.
        sleep: Waits so many seconds.
        tell: Takes a line for the person.
        pushed: What it came to so far.
    """

    exchange: Exchange
    progress: Progress
    home: str
    batch: int
    now: datetime
    sleep: Callable[[float], None]
    tell: Callable[[str], None]
    pushed: Pushed = field(default_factory=Pushed)

    def push(self, bundles: Iterable[Bundle]) -> Pushed:
        """Send what the store does not have; after each request, what it has by now is on our disk.

        Raises:
            UnavailableError: The store does not let us in or does not answer. What it has stays known, and
                pushing again goes on.
            UsageError: It is no store, or it refuses too much.
        """
        for batch in self._batches(bundles):
            missing = [one for _, new, _ in batch for one in new]
            kept = self._sent(missing)
            self.pushed.sent += len(kept)
            self.pushed.voided += sum(_voids(one) for one in missing if one["id"] in kept)
            self.progress.add(
                {
                    bundle.attempt: _known(before, [one["id"] for one in new if one["id"] in kept])
                    for bundle, new, before in batch
                }
            )
            self._stop_when_pointless()
        return self.pushed

    def _batches(
        self, bundles: Iterable[Bundle]
    ) -> Iterator[list[tuple[Bundle, list[Statement], tuple[str, ...]]]]:
        batch: list[tuple[Bundle, list[Statement], tuple[str, ...]]] = []
        count = 0
        for bundle in bundles:
            before = self.progress.statements(bundle.attempt)
            new = list(self._new(bundle, before))
            self.pushed.attempts += 1
            self.pushed.already += len(before)
            if new:
                batch.append((bundle, new, before))
                count += len(new)
            if count >= self.batch:
                yield batch
                batch, count = [], 0
        if batch:
            yield batch

    def _new(self, bundle: Bundle, before: Sequence[str]) -> Iterator[Statement]:
        """What the store lacks: new statements, and those that take back what no longer holds."""
        holding = {one["id"] for one in bundle.statements}
        had = set(before)
        voids = {voiding_id(key): key for key in before}
        for key in before:
            if key not in holding and key not in voids and voiding_id(key) not in had:
                yield voided(key, self.now, self.home)
        yield from (one for one in bundle.statements if one["id"] not in had)

    def _sent(self, statements: Sequence[Statement]) -> set[str]:
        """The ids of those that the store has now. A refused batch is halved until the culprits are found."""
        try:
            self._patiently(statements)
        except Refused as refused:
            if len(statements) == 1:
                self._fault(statements[0], refused)
                return set()
            self._stop_when_pointless()
            half = len(statements) // 2
            return self._sent(statements[:half]) | self._sent(statements[half:])
        return {one["id"] for one in statements}

    def _patiently(self, statements: Sequence[Statement]) -> None:
        for wait in (*WAITS, None):
            try:
                return post(statements, self.exchange)
            except Again as again:
                if wait is None:
                    raise UnavailableError(
                        f"The Learning Record Store cannot be reached: {again.why}. "
                        f"It was tried {len(WAITS) + 1} times.",
                        "What it has is known. Push again later, and it goes on.",
                    ) from None
                seconds = wait if again.wait is None else again.wait
                self.tell(f"{again.why}; trying again in {seconds:g} seconds")
                self.sleep(seconds)

    def _fault(self, statement: Statement, refused: Refused) -> None:
        if refused.status == 409:
            self.pushed.conflicts += 1
            why = "the store has another statement under this id"
        else:
            self.pushed.refused += 1
            why = f"refused (HTTP {refused.status}{', ' + refused.why if refused.why else ''})"
        if len(self.pushed.faults) < _NAMED:
            self.pushed.faults.append(f"{statement['id']}: {why}")

    def _stop_when_pointless(self) -> None:
        if self.pushed.conflicts + self.pushed.refused < MOST_FAULTS:
            return
        raise UsageError(
            f"The store refuses too much: {self.pushed.conflicts} statements that it has with another body, "
            f"{self.pushed.refused} others. First: {self.pushed.faults[0]}",
            "Was home_page changed, or does another installation push there? The store keeps what it has.",
        )


def _known(before: Sequence[str], kept: Sequence[str]) -> tuple[str, ...]:
    """What the store has of an attempt: what it had and what it took, voided or not."""
    return tuple(dict.fromkeys((*before, *kept)))


def _voids(statement: dict[str, Any]) -> bool:
    return bool(statement["object"].get("objectType") == "StatementRef")
