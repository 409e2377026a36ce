"""Asking the language model a little, to see what its server can do: a stream, then an answer by a schema."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from simulator.commands.doctor_findings import Finding
from simulator.commands.doctor_model import shown_address
from simulator.llm.account import is_billed, usage_or_estimate
from simulator.llm.budget import Verdict
from simulator.llm.catalogue import is_listed, listed_models
from simulator.llm.client import ModelClient
from simulator.llm.messages import Finish, Message, Usage
from simulator.llm.reasons import ModelUnavailable, Reason
from simulator.llm.settings import RULES_AND_MODEL
from simulator.llm.tokens import TokenCounter, count_messages
from simulator.model_settings import ModelSettings

if TYPE_CHECKING:
    from pydantic import BaseModel

Book = Callable[[str, Usage, bool], None]
"""Puts a request on record: which model, its tokens, and whether they are an estimate."""

_SLOW = 5.0
"""Seconds to the first word beyond which a customer seems to be away."""
_SHORTEST_SPAN = 0.05
_FEW, _LONGEST_NAME = 3, 60
_HELLO = (
    Message("system", "You help to test a connection. Answer in plain words."),
    Message("user", "Say in one sentence of about fifteen words that you are there."),
)
_SUM = (
    Message("system", "You help to test a connection."),
    Message("user", "What is two plus three? Give the number, and its name as a word."),
)
_NOT_REACHED = {Reason.TIMEOUT, Reason.UNREACHABLE, Reason.NOT_AN_ANSWER}
_NOT_ACCEPTED = {Reason.NO_KEY, Reason.WRONG_KEY, Reason.FORBIDDEN}
_OF_THE_ANSWER = {
    Reason.REFUSED,
    Reason.CONTENT_FILTER,
    Reason.TRUNCATED,
    Reason.EMPTY,
    Reason.BAD_REQUEST,
}
"""Failures after which another kind of request may well work."""


@dataclass(slots=True)
class _Heard:
    """A stream as far as it came; `failure` and `finish` are both missing when it was broken off here."""

    pieces: list[str] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0
    finish: Finish | None = None
    failure: ModelUnavailable | None = None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def take(self, piece: str, after: float) -> None:
        self.first = self.first if self.pieces else after
        self.last = after
        self.pieces.append(piece)

    def words_a_second(self) -> float | None:
        """How fast words came after the first piece; nothing where they came too much at once."""
        words = len("".join(self.pieces[1:]).split())
        span = self.last - self.first
        return words / span if words and span >= _SHORTEST_SPAN else None


class Asking:
    """The few requests of the doctor, each with its findings.

    Args:
        settings: How the model is asked; with its key.
        counter: Counts tokens where the server does not tell them.
        book: Takes each request that may have cost something.
        may_ask: Whether the budget allows the next request to a model.
        tell: Takes the findings, as soon as they are there.
    """

    def __init__(
        self,
        settings: ModelSettings,
        counter: TokenCounter,
        book: Book,
        may_ask: Callable[[str], Verdict],
        tell: Callable[[Finding], None],
    ) -> None:
        self._settings = settings
        self._counter = counter
        self._book = book
        self._may_ask = may_ask
        self._tell = tell

    async def run(self) -> None:
        """Ask; every failure becomes a finding. At most three answers are asked for."""
        at = self._settings.endpoint
        speaker = at.model or at.judge
        async with ModelClient(at) as client:
            if self._may_ask(speaker) is not Verdict.LEFT:
                return
            try:
                await client.open()
            except ModelUnavailable as failure:
                self._tell(_failed("reachable", failure))
                return
            heard = await self._listen(client, speaker)
            listed = await listed_models(at) if heard.failure is None else ()
            for finding in _of_stream(heard, self._settings, listed):
                self._tell(finding)
            if self._goes_on(heard.failure) and self._may_ask(at.judge) is Verdict.LEFT:
                found = await self._structured(client, at.judge)
                if found.state == "ok" and at.judge != speaker and listed and not is_listed(at.judge, listed):
                    self._tell(_there(at.judge, listed))
                self._tell(found)

    def _goes_on(self, failure: ModelUnavailable | None) -> bool:
        """Whether the judge is worth asking after what came of the stream."""
        if failure is None or failure.reason in _OF_THE_ANSWER:
            return True
        at = self._settings.endpoint
        return failure.reason is Reason.UNKNOWN_MODEL and at.judge != (at.model or at.judge)

    async def _listen(self, client: ModelClient, model: str) -> _Heard:
        heard = _Heard()
        try:
            await _fill(heard, client, model)
        finally:  # also when a person breaks off: the words so far are paid for
            self._book_stream(heard, model)
        return heard

    def _book_stream(self, heard: _Heard, model: str) -> None:
        words = self._counter.count(heard.text)
        if heard.failure is not None and not is_billed(heard.failure, words):
            return
        told = heard.finish.usage if heard.finish else heard.failure.usage if heard.failure else None
        self._book(model, *usage_or_estimate(told, count_messages(self._counter, _HELLO), words))

    async def _structured(self, client: ModelClient, model: str) -> Finding:
        """Whether the model can judge: answer by a schema, as the server knows it or told in words."""
        sent = count_messages(self._counter, _SUM)
        told: Usage | None = None
        billed = True
        try:
            asked = await client.ask(_SUM, _answer_schema(), model)
            told = asked.finish.usage
        except ModelUnavailable as failure:
            told, billed = failure.usage, is_billed(failure, 0)
            return _not_structured(failure, RULES_AND_MODEL in (self._settings.reader, self._settings.judge))
        finally:
            if billed:
                self._book(model, *usage_or_estimate(told, sent, sent))
        return _by_schema(client.form_of(model) == "json_schema")


async def _fill(heard: _Heard, client: ModelClient, model: str) -> None:
    began = time.monotonic()
    try:
        async with aclosing(client.stream(_HELLO, model)) as items:
            async for item in items:
                if isinstance(item, Finish):
                    heard.finish = item
                else:
                    heard.take(item, time.monotonic() - began)
    except ModelUnavailable as failure:
        heard.failure = failure


def _answer_schema() -> type[BaseModel]:
    from pydantic import BaseModel

    class Sum(BaseModel):
        number: int
        word: str

    return Sum


def _of_stream(heard: _Heard, settings: ModelSettings, listed: Sequence[str]) -> Iterator[Finding]:
    """What the stream tells about server, key, model, streaming, counts and speed."""
    failure = heard.failure
    if failure is not None and failure.reason in _NOT_REACHED and not heard.pieces:
        yield _failed("reachable", failure)
        return
    yield Finding("reachable", "ok", f"{shown_address(settings.endpoint.url)} answers.")
    if failure is not None and failure.reason in _NOT_ACCEPTED:
        yield _failed("accepted", failure)
        return
    if failure is not None and failure.reason is Reason.UNKNOWN_MODEL:
        yield _failed("model_there", failure)
        return
    if failure is not None:
        yield _failed("streaming", failure)
        return
    yield _there(settings.endpoint.model or settings.endpoint.judge, listed)
    yield _streaming(heard)
    yield _counts(heard)
    yield _speed(heard)


def _there(model: str, listed: Sequence[str]) -> Finding:
    """That a model answered; some servers answer to any name, and so to one with a slip in it."""
    if not listed:
        return Finding("model_there", "ok", f"{model} is there.")
    if is_listed(model, listed):
        return Finding("model_there", "ok", f"{model} is there.", measures={"listed": True})
    names = [name[:_LONGEST_NAME] for name in listed[:_FEW]] + ["…"] * (len(listed) > _FEW)
    return Finding(
        "model_there",
        "warning",
        f"{model} answers, but is not in the server's list ({', '.join(names)}).",
        "Some servers answer to any name with what they have. Look whether that is the model you mean.",
        {"listed": False},
    )


def _streaming(heard: _Heard) -> Finding:
    measures = {"pieces": len(heard.pieces)}
    if len(heard.pieces) > 1 or len(heard.text.split()) < 5:
        return Finding("streaming", "ok", "Words come as they are written.", measures=measures)
    text = "The whole answer comes at once: learners see the customer's words late."
    return Finding("streaming", "warning", text, "Look whether the server, or a proxy, can stream.", measures)


def _counts(heard: _Heard) -> Finding:
    usage = heard.finish.usage if heard.finish else None
    if usage is None:
        text = "The server does not tell how many tokens it took: they, and the cost, are estimated."
        return Finding("counts", "warning", text, measures={"told": False})
    text = f"The server tells its tokens ({usage.input_tokens} read, {usage.output_tokens} written)."
    return Finding("counts", "ok", text, measures={"told": True})


def _speed(heard: _Heard) -> Finding:
    measures: dict[str, object] = {"first_word_seconds": round(heard.first, 3)}
    text = f"First word after {heard.first:.1f} s"
    speed = heard.words_a_second()
    if speed is not None:
        measures["words_per_second"] = round(speed, 1)
        text += f", then {speed:.0f} words a second"
    if heard.first > _SLOW:
        todo = "Name a smaller model or a faster server; or keep the scripted customer."
        return Finding("speed", "warning", f"{text}: learners wait long.", todo, measures)
    return Finding("speed", "ok", f"{text}.", measures=measures)


def _by_schema(in_schema: bool) -> Finding:
    by = {"by": "schema" if in_schema else "words"}
    if in_schema:
        return Finding("structured", "ok", "Answers fit a schema that is sent along.", measures=by)
    text = "The server knows no schemas; told in words, the model answers in the right form."
    return Finding("structured", "ok", text, measures=by)


def _not_structured(failure: ModelUnavailable, needed: bool) -> Finding:
    """That the model cannot judge: a fault only where it is to judge, or to read."""
    found = _failed("structured", failure, {"by": "not"})
    if failure.reason is Reason.NOT_AN_ANSWER:
        text = "Answers do not fit a schema, neither by the server nor told in words: the model cannot judge."
        found = Finding("structured", "fault", text, "Name another model to judge.", {"by": "not"})
    if needed:
        return found
    todo = f"Nothing waits for it: as it is set up, the rules alone read and judge. {found.todo}"
    return replace(found, state="warning", todo=todo)


def _failed(check: str, failure: ModelUnavailable, measures: dict[str, object] | None = None) -> Finding:
    return Finding(
        check, "fault", failure.message, failure.hint, {"reason": failure.reason.value} | (measures or {})
    )
