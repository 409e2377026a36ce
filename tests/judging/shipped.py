"""The rubrics that come with the product, and talks that were written to try them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator.content.rubric import Rubric
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, cleaned_turn, parse_object

ROOT = Path(__file__).parents[2]
TALKS = Path(__file__).parent / "transcripts"
RUBRICS = ("bereavement", "complaint", "guidance")


@cache
def rubric(name: str) -> Rubric:
    return Rubric.model_validate(
        yaml.safe_load((ROOT / "rubrics" / f"{name}.yaml").read_text(encoding="utf-8"))
    )


@cache
def judge(name: str) -> RulesJudge:
    return RulesJudge(rubric(name), "0" * 64)


def rows(name: str) -> list[dict[str, Any]]:
    lines = (TALKS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def percentage(name: str, row: dict[str, Any]) -> float:
    evaluation = judge(name).evaluate(parse_object(row)).to_json()
    return float(evaluation["percentage"])


def one_sided(name: str, replies: list[str], customer: list[str]) -> dict[str, Any]:
    """The evaluation of replies to messages, taken in turns."""
    turns = []
    for at, reply in enumerate(replies):
        turns += [cleaned_turn("customer", customer[at])] if at < len(customer) else []
        turns.append(cleaned_turn("agent", reply))
    return judge(name).evaluate(Transcript("x", tuple(turns))).to_json()
