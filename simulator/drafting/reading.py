"""What a conversation holds for a scenario: how it began, what came out, what was asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.drafting.conversation import Said
from simulator.language.reader import READER_LANGUAGES, Reader

_HELPS = frozenset(
    {
        "explains",
        "commits_to_action",
        "gives_timeframe",
        "gives_instruction",
        "asks_question",
        "takes_ownership",
    }
)
_HARMS = frozenset({"brushes_off", "blames", "requests_sensitive_data", "overpromises"})
_SENTENCE = re.compile(r"[^.!?\u2026\u061f\n]+[.!?\u2026\u061f]*")
_ASKS = ("?", "\u061f")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_FACTS, _MOST_NEEDS = 6, 4
_SHORT = 3
"""Words of a sentence that says too little to be a fact."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the customer told, and the question that brought it out; empty when nobody asked."""

    said: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question of the customer's, and what was answered to it; empty when nothing was."""

    asked: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the agent's, with the behaviours that were read in it, and what they are worth."""

    text: str
    behaviours: tuple[str, ...]
    worth: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found.

    Attributes:
        opening: The customer's first message.
        told: What came out later, in order.
        wanted: What the customer asked, in order.
        replies: The agent's replies, in order.
        last: The customer's last message.
    """

    opening: str
    told: tuple[Told, ...]
    wanted: tuple[Wanted, ...]
    replies: tuple[Reply, ...]
    last: str

    @property
    def best(self) -> Reply:
        """The agent's best reply; of equals the first."""
        return max(self.replies, key=lambda reply: reply.worth)

    @property
    def worst(self) -> Reply:
        """The agent's worst reply; of equals the first."""
        return min(self.replies, key=lambda reply: reply.worth)


def findings_in(turns: Sequence[Said], language: str) -> Findings:
    """Look through a conversation.

    Args:
        turns: What was said; both speak.
        language: In what it is written; where that cannot be read, no behaviours are told.
    """
    customer = [turn.text for turn in turns if turn.speaker == "customer"]
    return Findings(
        customer[0],
        tuple(_told(turns))[:_MOST_FACTS],
        tuple(_wanted(turns))[:_MOST_NEEDS],
        tuple(_replies(turns, language)),
        customer[-1],
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its sign at the end."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def is_question(sentence: str) -> bool:
    """Whether a sentence asks."""
    return sentence.endswith(_ASKS)


def telling_words(text: str, common: frozenset[str] = frozenset()) -> list[str]:
    """The longer words of a sentence, in order, without everyday ones and masks."""
    bare = re.sub(r"\[[^\]]*\]", " ", text.casefold())
    return [word for word in dict.fromkeys(_WORD.findall(bare)) if word not in common]


def _told(turns: Sequence[Said]) -> list[Told]:
    """What the customer told after the first message, with the question that came before."""
    found, started, asked = list[Told](), False, ""
    for turn in turns:
        if turn.speaker == "agent":
            asked = next((one for one in reversed(sentences(turn.text)) if is_question(one)), "")
            continue
        if started:
            plain = " ".join(one for one in sentences(turn.text) if not is_question(one))
            if len(plain.split()) >= _SHORT:
                found.append(Told(plain, asked))
        started = True
    return found


def _wanted(turns: Sequence[Said]) -> list[Wanted]:
    """The customer's questions, each with the reply that came next."""
    found = list[Wanted]()
    for place, turn in enumerate(turns):
        if turn.speaker == "customer":
            answer = turns[place + 1].text if place + 1 < len(turns) else ""
            found += [Wanted(one, answer) for one in sentences(turn.text) if is_question(one)]
    return list({one.asked: one for one in reversed(found)}.values())[::-1]


def _replies(turns: Sequence[Said], language: str) -> list[Reply]:
    base = language.partition("-")[0]
    reader = Reader(base, {}) if base in READER_LANGUAGES else None
    heard, found = list[str](), list[Reply]()
    for turn in turns:
        if turn.speaker == "customer":
            heard.append(turn.text)
            continue
        shown: tuple[str, ...] = ()
        if reader is not None:
            reading = reader.read(turn.text, heard, [])
            shown = tuple(name for name, finding in reading.behaviours.items() if finding.present)
        found.append(Reply(turn.text, shown, _worth(shown)))
    return found


def _worth(behaviours: Sequence[str]) -> int:
    return sum(2 if one in _HELPS else -3 if one in _HARMS else 1 for one in behaviours)
