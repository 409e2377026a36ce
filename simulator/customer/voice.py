"""Voices put a cue into words. The scripted one says the author's own lines."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from simulator.content.base import Channel
from simulator.customer.cue import Cue, CuePart


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the customer says, and how it was made.

    Attributes:
        text: The words.
        voice: scripted, llm, llm-retried or scripted-fallback.
        lines: The author's lines that it used up.
        reason: Why a model's words were not taken, or not at once; None when nothing was wrong.
    """

    text: str
    voice: str
    lines: tuple[str, ...] = ()
    reason: str | None = None


class Voice(Protocol):
    """Puts a cue into words. It decides nothing: not the mood, not the facts, not the end."""

    def pieces(self, cue: Cue, said: frozenset[str]) -> AsyncGenerator[str | Utterance, None]:
        """The customer's next message as it may be shown: texts that make it up, if any, then the whole.

        Args:
            cue: What to express.
            said: The author's lines that were used before.
        """


def joint_of(channel: Channel) -> str:
    """What stands between two lines of one message: only letters have paragraphs."""
    return "\n\n" if channel == "email" else " "


@dataclass(frozen=True, slots=True)
class ScriptedVoice:
    """Says the author's lines; which one of several depends on the seed alone.

    Seed 0 takes them in the author's order. No line comes twice while another is left.
    """

    seed: int = 0
    joint: str = " "

    async def pieces(self, cue: Cue, said: frozenset[str]) -> AsyncGenerator[str | Utterance, None]:
        """The cue in the author's words, at once."""
        yield self.say(cue, said)

    def say(self, cue: Cue, said: frozenset[str]) -> Utterance:
        """The cue in the author's words; pure."""
        chosen: list[str] = []
        for part in cue.parts:
            line = self._choose(part, said.union(chosen))
            if line is not None:
                chosen.append(line)
        if not chosen:
            chosen = [self._choose(cue.parts[-1], frozenset()) or "..."]
        return Utterance(self.joint.join(chosen), "scripted", tuple(chosen))

    def _choose(self, part: CuePart, said: frozenset[str]) -> str | None:
        for pool in (part.lines, part.fallback):
            fresh = [line for line in pool if line not in said]
            if fresh:
                return fresh[self._index(part, len(said), len(fresh))]
        if part.optional:
            return None
        pool = part.lines or part.fallback
        return pool[self._index(part, len(said), len(pool))] if pool else None

    def _index(self, part: CuePart, turn: int, count: int) -> int:
        if self.seed == 0:
            return 0
        return crc32(f"{self.seed}:{part.act}:{part.ref}:{turn}".encode()) % count
