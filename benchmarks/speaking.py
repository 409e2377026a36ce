"""The customer in a language model's words, against a server on loopback: how soon, how often, how much."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import ROOT, SCENARIO
from tests.llm.server import DONE, USAGE, Server, chunk, head

ROUNDS = 15
WORD_SECONDS = 0.015
ANSWER = ("So ", "where ", "is ", "it ", "now? ", "I ", "have ", "waited ", "long ", "enough.")
REPLIES = (
    "I am sorry, Dana, you wrote to us twice and nobody came back to you. That was our mistake.",
    "I am looking at the scan now: there is no photo and no signature. When did you need it by?",
    "I am sending you a new train set today, free of charge, and it arrives on Thursday.",
    "I will follow the tracking myself and write to you on Wednesday evening.",
    "A driver rings you half an hour before. Does that suit you?",
)  # fmt: skip


async def spoken(writer: asyncio.StreamWriter, closing: asyncio.Event) -> None:
    """An answer, word by word, at a model's pace."""
    writer.write(head())
    for word in ANSWER:
        await asyncio.sleep(WORD_SECONDS)
        writer.write(chunk(word))
        await writer.drain()
    writer.write(chunk(finish="stop") + USAGE + DONE)
    await writer.drain()


def measure(folder: Path) -> list[Figure]:
    """Time to the first shown sentence, requests a turn, and tokens of the prompts."""
    ours, bare = asyncio.run(_first_words(folder))
    requests, turns, prompts, whole = asyncio.run(_conversation(folder))
    return [
        Figure(
            "first shown sentence : bare client", median(ours) / median(bare), 1.15, "x",
            f"{median(ours) * 1e3:.0f} / {median(bare) * 1e3:.0f} ms, median of {ROUNDS}",
        ),
        Figure("requests a customer turn", requests / turns, 1.0, "", f"{requests} in {turns} turns"),
        Figure(
            "prompt : whole scenario each turn", prompts / whole, 0.5, "x",
            f"about {prompts:,} / {whole:,} tokens in {turns} messages",
        ),
    ]  # fmt: skip


async def _first_words(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds until the first sentence is there, through an attempt and through the bare client."""
    ours, bare = [], []
    async with Server(spoken) as server:
        speaker, client = _Speaker(server.url, folder), _bare(server.url)
        for round_ in range(ROUNDS + 1):
            taken = (await speaker.first(), await _first_of(client))
            if round_:  # the first one loads and connects
                ours.append(taken[0])
                bare.append(taken[1])
        await speaker.line.aclose()
        await client.close()
    return ours, bare


class _Speaker:
    """The voice of one customer, as an attempt has it, with a connection that is kept."""

    def __init__(self, url: str, folder: Path) -> None:
        from simulator.content.library import Library
        from simulator.customer.model import CustomerModel
        from simulator.customer.voice import ScriptedVoice
        from simulator.model_wiring import open_line, voice_of
        from simulator.wiring import utc_now

        material = Library(ROOT).material(SCENARIO)
        self.line = open_line(_settings(url), folder, utc_now)
        self._cue = CustomerModel(material.scenario.model, material.persona.model).start()[1]
        self._voice = voice_of(self.line, material, lambda: (), ScriptedVoice())

    async def first(self) -> float:
        """Seconds until the first sentence may be shown."""
        began = time.perf_counter()
        async with aclosing(self._voice.pieces(self._cue, frozenset())) as pieces:
            async for _ in pieces:
                return time.perf_counter() - began
        raise AssertionError("nothing was said")


def _settings(url: str):
    from simulator.llm.endpoint import Endpoint
    from simulator.model_settings import ModelSettings

    return ModelSettings(Endpoint(model="quiet-1", base_url=url))


def _bare(url: str):
    import openai

    return openai.AsyncOpenAI(api_key="none", base_url=url)


async def _first_of(client) -> float:
    """Seconds until the bare client has the first sentence: until the first word of the second."""
    began = time.perf_counter()
    asked = [{"role": "user", "content": "Where is it?"}]
    stream = await client.chat.completions.create(model="quiet-1", messages=asked, stream=True)
    async with aclosing(_words(stream)) as words:
        async for word in words:
            if word.startswith("I"):
                return time.perf_counter() - began
    raise AssertionError("nothing was said")


async def _words(stream) -> AsyncIterator[str]:
    try:
        async for piece in stream:
            if piece.choices and piece.choices[0].delta.content:
                yield piece.choices[0].delta.content
    finally:
        await stream.close()


async def _conversation(folder: Path) -> tuple[int, int, int, int]:
    """Requests, messages of the customer, tokens of the prompts, and of prompts with the whole scenario."""
    from simulator.content.library import Library
    from simulator.llm.tokens import EstimatingCounter

    material = Library(ROOT).material(SCENARIO)
    files = "\n".join(part.source for part in (material.scenario, material.persona))
    asked: list[str] = []
    async with Server(_in_the_authors_words(lambda: asked[-1])) as server:
        server.requests = _Noted(asked)
        texts = await _played(_settings(server.url), folder, material)
        prompts = server.requests
    count = EstimatingCounter().count
    before = ["\n".join(texts[: 2 * turn]) for turn in range(len(prompts))]
    return (
        len(prompts),
        len(texts[::2]),
        sum(count(text) for text in asked),
        sum(count(f"{files}\n{said}") for said in before),
    )


class _Noted(list):
    """The requests, with all the text of each noted as it comes."""

    def __init__(self, asked: list[str]) -> None:
        super().__init__()
        self._asked = asked

    def append(self, request) -> None:
        super().append(request)
        self._asked.append("\n".join(message["content"] for message in request["body"]["messages"]))


def _in_the_authors_words(prompt):
    """Says the first line that the prompt names for each thing to express: nothing to refuse."""

    async def behave(writer: asyncio.StreamWriter, closing: asyncio.Event) -> None:
        direction = prompt().rpartition("<direction>")[2]
        lines = re.findall(r"In the manner of: (.*?)(?: / .*)?$", direction, re.MULTILINE)
        writer.write(head() + chunk(" ".join(lines) or "Well?") + chunk(finish="stop") + USAGE + DONE)
        await writer.drain()

    return behave


async def _played(settings, folder: Path, material) -> list[str]:
    """Everything that was said in a conversation with a model's customer."""
    from simulator.attempt.attempt import Attempt
    from simulator.attempt.events import Message
    from simulator.attempt.ledger import AttemptHeader
    from simulator.attempt.unrecorded import Unrecorded
    from simulator.customer.voice import ScriptedVoice
    from simulator.desks import make_desk
    from simulator.model_wiring import open_line, voice_of
    from simulator.wiring import utc_now

    line = open_line(settings, folder, utc_now)
    voice = voice_of(line, material, lambda: attempt.dialogue.turns, ScriptedVoice())
    header = AttemptHeader("bench", "kim", "agent", "practice", 0, "llm", (), utc_now())
    attempt = Attempt(header, make_desk(material, voice, Unrecorded(), utc_now))
    events = [event async for event in attempt.go_on()]
    for reply in REPLIES:
        if not attempt.ended:
            events += [event async for event in attempt.reply(reply)]
    await line.aclose()
    messages = [event for event in events if isinstance(event, Message)]
    assert all(message.voice in (None, "llm") for message in messages), messages
    return [message.text for message in messages]
