"""Whether the phrase patterns of a file can be read, and in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.content.sheet import Sheet
from simulator.content.walking import Loc
from simulator.errors import UsageError


def check_language(sheet: Sheet[Any], language: str) -> bool:
    """Whether replies can be read in the language; a fault at `language` when not."""
    from simulator.language.reader import READER_LANGUAGES

    if language in READER_LANGUAGES:
        return True
    known = ", ".join(READER_LANGUAGES)
    sheet.at_value(("language",), f"replies in `{language}` cannot be read yet; use one of: {known}")
    return False


def check_phrases(sheet: Sheet[Any], key: str, phrases: Mapping[str, Sequence[str]], language: str) -> None:
    """Compile every pattern; a fault stands at the very letter of the pattern that cannot be read."""
    from simulator.language.patterns import PatternError, compile_pattern

    for loc in _places(key, phrases):
        source = str(sheet.tree.find(loc).data)
        try:
            compile_pattern(source, language)
        except PatternError as error:
            hint = f" {error.hint}" if error.hint else ""
            message = f"the pattern cannot be read: {error.message}.{hint}".replace("..", ".")
            sheet.at_letter(loc, error.column - 1, message.removesuffix("."))
        except UsageError as error:  # no stemmer: check_language has said so already
            sheet.at_value(("language",), f"{error.message} {error.hint}".strip())
            return


def _places(key: str, phrases: Mapping[str, Sequence[str]]) -> Iterable[Loc]:
    return ((key, name, index) for name, patterns in phrases.items() for index in range(len(patterns)))
