"""Finding quoted words in a text, however the quote was typed."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    }
)  # fmt: skip


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, as a half-open range of indices into it; None when it does not.

    Letter case, typographic quotation marks and dashes, compatible forms (NFKC) and white space may differ;
    words may not. The first place counts, and one between word borders before one inside a word.
    """
    wanted = "".join(sign for sign, _ in _folded(unicodedata.normalize("NFC", quote))).strip()
    if not wanted:
        return None
    signs = _folded(text)
    within = "".join(sign for sign, _ in signs)
    places = [place for place in _places(within, wanted) if _cuts_none(signs, place, len(wanted))]
    if not places:
        return None
    start = next((p for p in places if _whole(within, p, len(wanted))), places[0])
    return signs[start][1], signs[start + len(wanted) - 1][1] + 1


def _folded(text: str) -> list[tuple[str, int]]:
    """The signs that are compared, each with the index that it comes from; white space is one space."""
    signs: list[tuple[str, int]] = []
    for index, raw in enumerate(text):
        for sign in unicodedata.normalize("NFKC", raw).translate(_ALIKE).casefold():
            if not sign.isspace():
                signs.append((sign, index))
            elif signs and signs[-1][0] != " ":
                signs.append((" ", index))
    return signs


def _places(within: str, wanted: str) -> list[int]:
    places, at = [], within.find(wanted)
    while at >= 0:
        places.append(at)
        at = within.find(wanted, at + 1)
    return places


def _cuts_none(signs: list[tuple[str, int]], start: int, length: int) -> bool:
    """Whether a place holds whole characters: a ligature is compared letter by letter, but never cut."""
    end = start + length
    begins = start == 0 or signs[start - 1][1] != signs[start][1]
    return begins and (end == len(signs) or signs[end - 1][1] != signs[end][1])


def _whole(within: str, start: int, length: int) -> bool:
    before, after = within[start - 1 : start], within[start + length : start + length + 1]
    return not before.isalnum() and not after.isalnum()
