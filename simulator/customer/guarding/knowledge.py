"""Whether a line names a number, day, amount or name that nothing before it holds."""

from __future__ import annotations

from functools import lru_cache

from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.customer.guarding.stems import names_in, values_in
from simulator.language.document import take_apart
from simulator.language.reader import rules_for
from simulator.language.text import clean_text


def invents(text: str, grounds: Grounds) -> Refusal | None:
    """A refusal when the text holds a value or a name that the customer has neither said nor heard."""
    language = grounds.language
    values = values_in(text, language)
    known = _known_values(grounds.known, language)
    new = [words for key, words in values.items() if key not in known]
    stems = _known_stems(grounds.known, language)
    generic = rules_for(language).generic
    new += [
        word for stem, word in names_in(text, language).items() if stem not in stems and stem not in generic
    ]
    return Refusal(Kind.INVENTED, ", ".join(new)) if new else None


@lru_cache(maxsize=64)
def _known_values(known: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset[str]().union(*(values_in(text, language) for text in known))


@lru_cache(maxsize=64)
def _known_stems(known: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(token.stem for text in known for token in take_apart(clean_text(text), language).tokens)
