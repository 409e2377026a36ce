"""What `new` needs to know: what will do, and how it is asked for at a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TextIO, get_args

from simulator.commands.new_choices import choice_lines, of_language
from simulator.content.base import ID_PATTERN, Channel
from simulator.content.headers import PartHeader
from simulator.content.library import Library
from simulator.content.nearest import suggest
from simulator.errors import UsageError
from simulator.language.reader import READER_LANGUAGES
from simulator.language.text import clean_text

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that has to be chosen.

    Attributes:
        name: The option that gives it, without `--`.
        question: How it is asked for.
        fault: Says why a text will not do; an empty text when it will.
        choices: What there is to choose from; empty when anything may be written.
        default: What is taken when nothing is said; None when there must be an answer.
        listed: Gives lines about each of the choices, which stand above the question then; None where the
            choices speak for themselves and stand in the question.
    """

    name: str
    question: str
    fault: Callable[[str], str]
    choices: Sequence[str] = ()
    default: str | None = None
    listed: Callable[[], Iterable[str]] | None = None

    def checked(self, text: str) -> str:
        """The text, cleaned.

        Raises:
            UsageError: It will not do.
        """
        cleaned = clean_text(text).strip()
        if reason := self.fault(cleaned):
            raise UsageError(f"--{self.name}: {reason}")
        return cleaned


def own_wishes(kind: str, library: Library, language: str) -> list[Wish]:
    """What has to be chosen for any new file, in the order in which it is asked for; see `company_wishes`."""
    return [
        Wish("id", f"The id of the new {kind}, such as wrong-day", _fault_of_id),
        Wish("title", "Its title, as it stands in lists", _fault_of_title),
        Wish("language", "Its language", partial(_not_among, READER_LANGUAGES), READER_LANGUAGES, "en"),
    ]


def company_wishes(kind: str, library: Library, language: str) -> list[Wish]:
    """What has to be chosen for a new scenario besides; nothing for other kinds.

    Args:
        kind: The kind of the new file.
        library: Where personas and rubrics are looked up, besides those that came with the program.
        language: The language that its persona and its rubric must have.
    """
    if kind != "scenario":
        return []
    shipped = Library(library.shipped, shipped=library.shipped)
    personas = of_language([*library.personas(), *shipped.personas()], language)
    rubrics = of_language([*library.rubrics(), *shipped.rubrics()], language)
    channels: tuple[str, ...] = get_args(Channel)
    return [
        _one_of("persona", "The customer's temperament", personas),
        Wish("channel", "The channel", partial(_not_among, channels), channels),
        _one_of("rubric", "The form that judges it", rubrics),
    ]


def _one_of(name: str, question: str, headers: Sequence[PartHeader]) -> Wish:
    ids = [header.id for header in headers]
    return Wish(name, question, partial(_not_among, ids), ids, listed=partial(choice_lines, headers))


def ask(wish: Wish, source: TextIO, err: TextIO) -> str:
    """Ask until an answer will do.

    Args:
        wish: What is asked for.
        source: Where the answers come from.
        err: Takes the questions.

    Raises:
        UsageError: The input ended.
    """
    choices = f" ({', '.join(wish.choices)})" if wish.choices and wish.listed is None else ""
    default = f" [{wish.default}]" if wish.default is not None else ""
    for line in wish.listed() if wish.listed is not None else ():
        err.write(f"{line}\n")
    while True:
        err.write(f"{wish.question}{choices}{default}: ")
        err.flush()
        line = source.readline()
        if not line:
            raise UsageError("the answers ended; nothing was written")
        text = clean_text(line).strip() or (wish.default or "")
        if not (reason := wish.fault(text)):
            return text
        err.write(f"  {reason}\n")


def _fault_of_id(text: str) -> str:
    if re.match(ID_PATTERN, text):
        return ""
    return "an id has small letters, digits, - and _, and begins with a letter or digit, such as wrong-day"


def _fault_of_title(text: str) -> str:
    if not text:
        return "a title is needed"
    if len(text) > _LONGEST_TITLE or "\n" in text:
        return f"a title is one line of {_LONGEST_TITLE} characters at most"
    return ""


def _not_among(known: Sequence[str], text: str) -> str:
    if text in known:
        return ""
    there = f"; there are: {', '.join(known)}" if known else "; there is none yet"
    return f"`{text}` is not known{suggest(text, known) or there}" if text else f"one is needed{there}"
