"""What happens between a reply and the customer's answer: reading it, and reacting to it."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles

from benchmarks.figure import Figure
from benchmarks.place import ROOT, SCENARIO
from benchmarks.words import reply

REPLIES = 1500
LENGTHS = (60, 500, 2000)


class Mind:
    """A reader and a customer, as an attempt joins them."""

    def __init__(self) -> None:
        from simulator.content.library import Library
        from simulator.customer.model import CustomerModel
        from simulator.language.reader import Reader

        scenario, persona, _ = Library(ROOT).material(SCENARIO)
        self._model = CustomerModel(scenario.model, persona.model)
        self._reader = Reader(scenario.model.language, scenario.model.topics)
        self._heard = [str(scenario.model.customer.opening[0])]
        self._desk = [scenario.model.customer.name, *(card.text for card in scenario.model.desk)]
        self._state = self._model.start()[0]

    def milliseconds(self, text: str) -> float:
        """Processor time that it takes to take in a reply; what else the machine does is not counted."""
        began = time.thread_time()
        reading = self._reader.read(text, self._heard, self._desk)
        self._model.react(self._state, reading)
        return (time.thread_time() - began) * 1e3


def measure(_: Path) -> list[Figure]:
    """The slowest of a hundred replies of 60 words, and how the time grows with length."""
    mind, chance = Mind(), Random(1)
    for _warming in range(100):
        mind.milliseconds(reply(chance, 60))
    gc.collect()
    usual = [mind.milliseconds(reply(chance, 60)) for _reply in range(REPLIES)]
    p99 = quantiles(usual, n=100)[98]
    growth = _by_length(mind, chance)
    per_word = [took / words for words, took in zip(LENGTHS, growth, strict=True)]
    told = ", ".join(f"{words} words {took:.1f} ms" for words, took in zip(LENGTHS, growth, strict=True))
    return [
        Figure(
            "read and react, 60 words, p99",
            p99,
            5.0,
            "ms",
            f"median {median(usual):.2f} ms, {REPLIES} replies",
        ),
        Figure("time a word, 2,000 words : 60", per_word[-1] / per_word[0], 1.2, "x", told),
    ]


def _by_length(mind: Mind, chance: Random, rounds: int = 25) -> Sequence[float]:
    took: dict[int, list[float]] = {words: [] for words in LENGTHS}
    for _ in range(rounds):
        for words in LENGTHS:
            took[words].append(mind.milliseconds(reply(chance, words)))
    return [median(took[words]) for words in LENGTHS]
