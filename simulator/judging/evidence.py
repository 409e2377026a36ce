"""Evidence: a turn and its exact words. A quote that is not in that turn is void."""

from __future__ import annotations

import re
from collections.abc import Iterable
from json.encoder import encode_basestring

from simulator.judging.case import Proof
from simulator.judging.transcript import Transcript, Turn
from simulator.language.values import value

_WORD = re.compile(r"\S+")
MOST_EVIDENCE = 4
"""So many quotes per question are shown; more prove no more."""


@value
class Evidence:
    """Words of a turn, with `text[start:end] == quote` in that turn as it was handed in."""

    turn: int
    quote: str
    start: int
    end: int

    def to_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"turn": self.turn, "quote": self.quote, "start": self.start, "end": self.end}

    def to_line(self) -> str:
        """`to_json` in writing."""
        quote = encode_basestring(self.quote)
        return f'{{"turn": {self.turn}, "quote": {quote}, "start": {self.start}, "end": {self.end}}}'


def verified(proofs: Iterable[Proof], transcript: Transcript) -> tuple[Evidence, ...]:
    """The first few proofs that are indeed words of the agent in their turn, in order and each once."""
    found: dict[tuple[int, int, int], Evidence] = {}
    for proof in proofs:
        evidence = verify(proof, transcript)
        if evidence is not None:
            found[evidence.turn, evidence.start, evidence.end] = evidence
            if len(found) == MOST_EVIDENCE:
                break
    return tuple([found[place] for place in sorted(found)]) if len(found) > 1 else tuple(found.values())


def verify(proof: Proof, transcript: Transcript) -> Evidence | None:
    """A proof as evidence; None when its words are not the agent's, or not in that turn."""
    if not 1 <= proof.turn <= len(transcript.turns):
        return None
    turn = transcript.turns[proof.turn - 1]
    span = proof.span
    is_there = span.start < span.end and turn.text[span.start : span.end] == proof.quote
    if turn.speaker != "agent" or not is_there:
        return None
    if turn.given is None:
        return Evidence(proof.turn, proof.quote, span.start, span.end)
    return _in_given_words(proof, turn, turn.given)


def _in_given_words(proof: Proof, turn: Turn, given: str) -> Evidence | None:
    """The same words where they stand in a text that had to be cleaned, or as many of them as do."""
    kept = _longest_kept(proof.quote, given)
    if not kept:
        return None
    at = proof.span.start + proof.quote.index(kept)
    start = given.find(kept)
    for _ in range(turn.text.count(kept, 0, at)):
        later = given.find(kept, start + 1)
        start = later if later >= 0 else start
    return Evidence(proof.turn, kept, start, start + len(kept))


def _longest_kept(quote: str, given: str) -> str:
    """The longest run of whole words of a quote that a text holds unchanged; most often all of it."""
    if quote in given:
        return quote
    words = [match.span() for match in _WORD.finditer(quote)]
    best = ""
    for first, (start, _) in enumerate(words):
        for _, end in words[first:]:
            run = quote[start:end]
            if run not in given:
                break
            best = max(best, run, key=len)
    return best
