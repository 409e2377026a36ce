"""The program's own words in other languages: gettext catalogues under `simulator/locale`.

The words stand in English in the code, so that English needs nothing. `empty-chair.pot` and the catalogues
are kept with `make locale`; what is not translated yet is shown in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "empty-chair"
FOLDER = Path(__file__).parent / "locale"
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "pl": "polski",
    "ru": "\u0440\u0443\u0441\u0441\u043a\u0438\u0439",
    "lt": "lietuvi\u0173",
    "fa": "\u0641\u0627\u0631\u0633\u06cc",
}
"""The languages that the program speaks, each by its own name."""

_spoken: list[NullTranslations] = []
"""The catalogue in use; empty for English."""


def use(language: str) -> None:
    """Speak a language from now on; one that is not known, or whose catalogue is not there, means English."""
    _spoken.clear()
    if language == "en" or language not in LANGUAGES:
        return
    from gettext import GNUTranslations

    try:
        with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            _spoken.append(GNUTranslations(file))
    except (OSError, UnicodeDecodeError, ValueError):
        return


def language() -> str:
    """The code of the language in use."""
    return _spoken[0].info().get("language", "en") if _spoken else "en"


def _(text: str, /, **values: object) -> str:
    """A text in the language in use, with values in its places: `_("{n} of {all}", n=2, all=3)`.

    An empty one stays empty: catalogues keep their own notes under it.
    """
    found = _spoken[0].gettext(text) if _spoken and text else text
    return found.format(**values) if values else found


def counted(one: str, many: str, number: int) -> str:
    """The form of a text for a number, with the number in place of `{n}`."""
    if _spoken:
        return _spoken[0].ngettext(one, many, number).format(n=number)
    return (one if number == 1 else many).format(n=number)


def N_(text: str) -> str:
    """Mark a text that is translated where it is shown."""
    return text


def N2_(one: str, many: str) -> tuple[str, str]:
    """Mark a text with a number that is translated where it is shown."""
    return one, many


def is_english() -> bool:
    """Whether the words are those of the code."""
    return not _spoken
