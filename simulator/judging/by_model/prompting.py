"""The messages that ask a model for one vote.

The wording stands in files; a slot that a file does not have, or a value too many, is an error. The same
conversation, question and vote give the same messages, to the byte.
"""

from __future__ import annotations

from hashlib import sha256
from json import dumps

from simulator.content.rubric import Question
from simulator.judging.by_model.ballots import Ballot, conditional
from simulator.judging.by_model.page import Page
from simulator.judging.by_model.port import Message
from simulator.judging.by_model.second_reading import NOT_APPLICABLE
from simulator.prompts import PromptFiles

WORDINGS = ("vote-1.txt", "vote-2.txt", "vote-3.txt")
"""A vote is asked for in one of these wordings, in turn."""
PROMPTS = PromptFiles("simulator.judging.by_model", ("phrases.txt", "system.txt", *WORDINGS))
_NONCE = 16


def messages_for(ballot: Ballot, page: Page) -> list[Message]:
    """The messages that ask for one vote."""
    question = ballot.question
    nonce = nonce_for(page, question.ref_id, ballot.number)
    slots = {
        "title": question.title,
        "criterion": criterion_of(question),
        "options": "\n".join(_options(ballot)),
        "absent": _absent(question),
        "nonce": nonce,
        "conversation": "\n".join(_lines(page, nonce)),
    }
    wording = WORDINGS[(ballot.number - 1) % len(WORDINGS)]
    system = PROMPTS.filled("system.txt", {"nonce": nonce})
    return [Message("system", system), Message("user", PROMPTS.filled(wording, slots))]


def criterion_of(question: Question) -> str:
    """What a model is to look for: the criterion that the rubric gives, else how people decide."""
    asked = question.second_reading
    found = (asked.criterion if asked is not None else None) or question.instructions or question.title
    return " ".join(found.split())


def nonce_for(page: Page, ref_id: str, number: int) -> str:
    """The mark of the fence around the conversation: made from all that stands in it, and not in it."""
    said = dumps([page.texts, ref_id, number])
    nonce = sha256(said.encode()).hexdigest()[:_NONCE]
    while nonce in said:
        nonce = sha256(nonce.encode()).hexdigest()[:_NONCE]
    return nonce


def _lines(page: Page, nonce: str) -> list[str]:
    """The turns, a line each: white space is one space, so that no text begins a line of its own."""
    turns = zip(page.transcript.numbered(), page.texts, strict=True)
    return [
        PROMPTS.phrase("turn", nonce=nonce, number=str(number), speaker=turn.speaker, text=_one_line(text))
        for (number, turn), text in turns
    ]


def _one_line(text: str | None) -> str:
    return PROMPTS.phrase("left_out") if text is None else " ".join(text.split())


def _options(ballot: Ballot) -> list[str]:
    lines = [PROMPTS.phrase("option", name=one.ref_id, text=one.text) for one in ballot.options]
    names = {one.ref_id for one in ballot.options}
    rest = [name for name in ballot.names if name not in names]
    return lines + [PROMPTS.phrase("option", name=name, text=PROMPTS.phrase(name)) for name in rest]


def _absent(question: Question) -> str:
    if not conditional(question):
        return question.default.ref_id
    return PROMPTS.phrase("or", first=question.default.ref_id, second=NOT_APPLICABLE)
