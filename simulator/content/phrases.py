"""Whether the phrase patterns of a file can be read, and in its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.content.sheet import Sheet
from simulator.content.walking import Loc
from simulator.errors import UsageError

_HABITS = re.compile(
    r"(?<!\\)(?:(?P<any>\.[*+]\??)|(?P<star>\*)|(?P<code>\\[bBdDsSwW](?![a-zA-Z]))"
    r"|(?P<edge>^\^|(?<=\w)\$\Z)|(?P<letters>\[[^\]]*\]))"
)
"""Signs of regular expressions; one behind a backslash is meant as it stands."""
_PREFIX = re.compile(r"(?<=[\w\u200c]\w)\*(?!\w)")
"""The sign for the beginning of a word; stems cannot do without it in languages other than English."""


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
    check_patterns(sheet, _places(key, phrases), language)


def check_patterns(sheet: Sheet[Any], places: Iterable[Loc], language: str) -> None:
    """Compile the patterns at some paths; see `check_phrases`."""
    from simulator.language.patterns import PatternError, compile_pattern

    for loc in places:
        source = str(sheet.tree.find(loc).data)
        if habit := _regular_expression(source if language == "en" else _PREFIX.sub("x", source)):
            sheet.at_letter(loc, *habit)
            continue
        try:
            compile_pattern(source, language)
        except PatternError as error:
            hint = f" {error.hint}" if error.hint else ""
            message = f"the pattern cannot be read: {error.message}.{hint}".replace("..", ".")
            sheet.at_letter(loc, error.column - 1, message.removesuffix("."))
        except UsageError as error:  # no stemmer: check_language has said so already
            sheet.at_value(("language",), f"{error.message} {error.hint}".strip())
            return


def _regular_expression(source: str) -> tuple[int, str] | None:
    """Where a pattern uses a sign of regular expressions, which would never match, and what to write."""
    found = _HABITS.search(source)
    if found is None:
        return None
    sign = found[found.lastgroup or 0]
    advice = {
        "any": "for words between write `...`",
        "star": "words are found by their stem; for words between write `...`",
        "code": "write the word itself, or a class such as `<number>`",
        "edge": "leave it out; a pattern is found anywhere in a sentence",
        "letters": "for one of several words write `(one|other)`",
    }[found.lastgroup or ""]
    return found.start(), f"`{sign}` is no sign of a phrase pattern; {advice}"


def _places(key: str, phrases: Mapping[str, Sequence[str]]) -> Iterable[Loc]:
    return ((key, name, index) for name, patterns in phrases.items() for index in range(len(patterns)))
