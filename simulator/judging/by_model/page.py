"""What a model is shown of a conversation, and finding in it what a model cites.

A reply is shown as the judge reads it: sentences that speak to the judge, or say again what the reply has
said, are blanked out, and so is the rest of a line that is put into somebody else's mouth. Every sign keeps
its place, so that what is found can be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.judging.case import Case, Proof, Reply
from simulator.judging.evidence import Evidence, verified
from simulator.judging.judge import Form
from simulator.judging.muting import muted
from simulator.judging.quoting import in_brief
from simulator.judging.transcript import Transcript
from simulator.language.locating import locate
from simulator.language.reading import Span

FEWEST_WORDS = 3
"""So many words prove something, or a whole sentence; fewer stand in every reply."""
_IN_ANOTHER_NAME = re.compile(
    r"(?:^[ \t]*(?:customer|agent|user|assistant|system)[ \t]*:|\[[^\]\n]{0,20}\bturn[ \t]+\d).*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that plays another turn: "Customer: thank you", "[turn 3, customer] Thank you"."""


@dataclass(frozen=True, slots=True)
class Page:
    """A conversation as a model is shown it.

    Attributes:
        texts: The words of each turn; None for a reply that is not judged.
    """

    transcript: Transcript
    case: Case
    texts: tuple[str | None, ...]

    def speaker(self, turn: int) -> str | None:
        """Who speaks in a turn; None when there is no such turn."""
        turns = self.transcript.turns
        return turns[turn - 1].speaker if 1 <= turn <= len(turns) else None

    def reply(self, turn: int) -> Reply | None:
        """The reply of a turn, if it is one that is judged."""
        found = self.case.reply_of.get(turn)
        return found if found is not None and found.readable else None

    def find(self, quote: str, reply: Reply) -> Proof | None:
        """The words that a quote means, if they stand in the reply in one piece."""
        shown = self.texts[reply.turn - 1] or ""
        place = locate(quote, shown)
        if place is None:
            return None
        start, end = place
        said = self.transcript.turns[reply.turn - 1].text[start:end]
        if said != shown[start:end]:  # something in between is not read
            return None
        return Proof(reply.turn, Span(start, end, _sentence_at(start, reply)), said)

    def customers(self, quote: str) -> bool:
        """Whether the customer said these words."""
        said = (turn.text for turn in self.transcript.turns if turn.speaker == "customer")
        return any(locate(quote, text) is not None for text in said)

    def place_in(self, reply: Reply) -> Evidence | None:
        """A place that stands for a reply in which nothing was found: its longest sentence."""
        sentences = reply.reading.sentences
        longest = max(sentences, key=lambda span: span.end - span.start)
        return self.evidence(in_brief(reply.proof(longest)))

    def evidence(self, proof: Proof) -> Evidence | None:
        """A proof as evidence, in the words as they were handed in."""
        return next(iter(verified([proof], self.transcript)), None)


def page_of(form: Form, language: str) -> Page:
    """The conversation of a form, as a model is shown it."""
    readable = {reply.turn for reply in form.bench.case.replies if reply.readable}
    texts = [
        turn.text
        if turn.speaker == "customer"
        else _own_words(muted(turn.text, language))
        if number in readable
        else None
        for number, turn in form.transcript.numbered()
    ]
    return Page(form.transcript, form.bench.case, tuple(texts))


def _own_words(text: str) -> str:
    """A reply without what it says in another name, blanked out."""
    return _IN_ANOTHER_NAME.sub(lambda found: " " * len(found[0]), text)


def says_enough(proof: Proof, reply: Reply) -> bool:
    """Whether the words are more than stand in every reply: three, or a whole sentence."""
    if len(proof.quote.split()) >= FEWEST_WORDS:
        return True
    text = reply.reading.text
    whole = (text[span.start : span.end] for span in reply.reading.sentences)
    return any(_bare(sentence) == _bare(proof.quote) for sentence in whole)


def earns(proof: Proof, reply: Reply) -> bool:
    """Whether the words may earn marks, by the rules for all proofs: no echo, no repetition, not spoilt."""
    return all(reply.earns(part) for part in _by_sentence(proof.span, reply))


def _by_sentence(span: Span, reply: Reply) -> Iterator[Span]:
    for at, sentence in enumerate(reply.reading.sentences):
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start < end:
            yield Span(start, end, at)


def _sentence_at(start: int, reply: Reply) -> int:
    ends = [span.end for span in reply.reading.sentences]
    return next((at for at, end in enumerate(ends) if start < end), len(ends) - 1)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
