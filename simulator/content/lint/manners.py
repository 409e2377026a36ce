"""Words that a persona never uses, in lines that its customers say."""

from __future__ import annotations

from typing import Any

from simulator.content.lint.findings import LintSheet
from simulator.content.lint.lines import lines_of
from simulator.content.persona import Persona
from simulator.language.document import take_apart
from simulator.language.patterns import PhraseBook


def forbidden_by(persona: Persona) -> PhraseBook | None:
    """What a persona, in which nothing is at fault, never says; None when it forbids nothing."""
    never = {pattern: [pattern] for pattern in persona.manner.never_says}
    return PhraseBook(never, persona.language.partition("-")[0]) if never else None


def check_manner(sheet: LintSheet[Any], persona: Persona, book: PhraseBook | None) -> None:
    """Note every line with a word that the persona forbids.

    Args:
        sheet: A scenario's of this persona, or the persona's own; takes the faults.
        persona: The persona.
        book: What it never says.
    """
    if book is None:
        return
    for said in lines_of(sheet.model):
        for found in book.find(take_apart(said.words, book.language)):
            message = f"the persona `{persona.id}` never says `{found}`; say it in its own words"
            sheet.value("forbidden-word", said.at, message)
