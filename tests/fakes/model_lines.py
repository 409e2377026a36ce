"""A line to models with a client without a network, prices, and a log in a folder."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import pytest
from pydantic import BaseModel

from simulator.customer.models import Limits, ModelFailure
from simulator.llm.budget import Budget, Price, Prices
from simulator.llm.endpoint import Endpoint
from simulator.llm.reasons import ModelUnavailable
from simulator.llm.tokens import EstimatingCounter
from simulator.model_line import ModelLine
from simulator.model_settings import ModelSettings
from simulator.records.spending import SpendingLog
from tests.fakes.model_clients import FINISH, FakeClient

PROMPT = [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Hello?"}]
GOOD = ["Well. ", "And when?", FINISH]
PRICES = Prices({"quiet": Price(Decimal(1), Decimal(2)), "stern": Price(Decimal(10), Decimal(20))})
COST = Decimal("0.00012")
"""Of one good answer."""


class Notes(BaseModel):
    notes: list[str]


NOTES = {"notes": ["one"]}


def failing(reason, **more):
    return ModelUnavailable(reason, **more)


class Ledgerless(SpendingLog):
    """A log whose file can be missing a disk."""

    broken = False

    def add(self, spent):
        return self._tell(OSError("no disk")) if self.broken else super().add(spent)


class Place:
    """A line with everything around it."""

    def __init__(self, tmp_path, *answers, budget=None, prices=PRICES, window=16_000, purpose="customer"):
        self.client = FakeClient(*answers)
        self.log = Ledgerless(tmp_path)
        endpoint = Endpoint(model="quiet", judge_model="stern", output_tokens=100)
        settings = ModelSettings(endpoint, window, prices, budget or Budget())
        given = (EstimatingCounter, lambda: "2026-03-02T09:30:00.000Z", "a1", purpose)
        self.line = ModelLine(self.client, settings, self.log, *given)

    async def heard(self):
        return "".join([word async for word in self.line.stream(PROMPT, Limits(50))])

    async def fails(self):
        with pytest.raises(ModelFailure) as caught:
            await self.heard()
        return caught.value.reason

    async def fails_to_answer(self, purpose="reader"):
        with pytest.raises(ModelFailure) as caught:
            await self.line.ask(PROMPT, Notes, purpose)
        return caught.value.reason

    @property
    def written(self):
        return [json.loads(line) for line in self.log.file.read_text().splitlines()]


def run(case):
    async def whole():
        await asyncio.wait_for(case, 10)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(whole())
