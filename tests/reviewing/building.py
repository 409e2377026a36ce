"""An attempt on record that the judge has judged, to be looked at again."""

from __future__ import annotations

from hashlib import sha256

from simulator.attempt.ledger import ContentSnapshot
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn
from simulator.records.sql_ledger import SqlLedger
from simulator.reviewing.kept import rubric_in
from tests.records.samples import make_content, make_end, make_header, make_turn

RUBRIC = """schema: empty-chair/rubric/1
id: small
version: 3
title: Small
description: A small form.
language: en
mastery_score: 0.8
sections:
  - ref_id: s1
    title: Only one
    weight: 100
    questions:
      - ref_id: sorry
        title: Says sorry
        instructions: In plain words.
        options:
          - {ref_id: o_yes, text: "Said", score: 10, when: {seen: {behaviour: apologises}}}
          - {ref_id: o_half, text: "Half said", score: 5, when: {seen: {behaviour: conditional_apology}}}
          - {ref_id: o_no, text: "Not said", score: 0}
        feedback: {met: "Well said.", missed: "Not found.", better: "I am sorry that it came late."}
      - ref_id: asked
        title: Answers what was asked
        applies: {answered: ">= 0"}
        options:
          - {ref_id: o_all, text: "All", score: 10, when: {answered: ">= 1"}}
          - {ref_id: o_some, text: "Not all", score: 0}
        feedback: {met: "All answered.", missed: "Something is open.", better: "It comes on Friday."}
"""
SAID = ("I waited all day.", "That is noted. We look at it on Friday.", "Well.")


def kept_rubric() -> ContentSnapshot:
    return ContentSnapshot("rubric", "small", 3, sha256(RUBRIC.encode()).hexdigest(), RUBRIC)


def keep_attempt(ledger: SqlLedger, key: str = "0001", **changes: object) -> None:
    """An attempt of three turns, judged: neither sorry nor anything that was asked."""
    contents = (make_content("scenario", "late-train"), make_content("persona", "angry"), kept_rubric())
    ledger.open_attempt(make_header(key, contents=contents, **changes))
    for number, text in enumerate(SAID, start=1):
        ledger.add_turn(key, make_turn(number, text), make_end() if number == len(SAID) else None)
    turns = tuple(Turn("agent" if number % 2 else "customer", text) for number, text in enumerate(SAID))
    judge = RulesJudge(rubric_in(kept_rubric()), kept_rubric().sha256)
    ledger.add_evaluation(key, judge.evaluate(Transcript(key, turns, "agent")).to_json())
