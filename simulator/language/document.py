"""A text taken apart once: tokens with stems, sentences, clause breaks and quotation marks.

Everything that reads a reply (phrases, polarity, detectors) works on one `Document`, so that the text
itself is only scanned once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from sys import maxsize
from typing import NamedTuple

from simulator.language.contractions import ENGLISH_CONTRACTIONS, split_english
from simulator.language.reading import Span
from simulator.language.sentences import ENGLISH, Abbreviations, sentence_spans
from simulator.language.stems import Stemmer, stemmer_for
from simulator.language.wordlist import wordset
from simulator.language.writing import WRITINGS, Writing

WORD, NUMBER, MONEY, TIME, DATE, URL, EMOJI, HANDLE, CODE, END = (
    "word", "number", "money", "time", "date", "url", "emoji", "handle", "code", "end",
)  # fmt: skip
"""Kinds of token. `code` mixes letters and digits ("B14"); `end` closes each sentence and has no width."""

# The stop of "3 Dec." belongs to the date only where the sentence goes on: "24 May." ends with its own.
_MONTHS = (
    r"(?:(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.(?=\s?(?-i:[a-z\d,;]))"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_ENGLISH = {
    "first": "",
    "word": r"[^\W\d_]+(?:['’][^\W\d_]+)*",
    "units": r"(?:hrs?|hours?|h|mins?|minutes?|days?|d|weeks?|wks?|months?|years?|k|km|kg|cm|mm|mb|gb)",
    "date": rf"\d{{1,2}}{_ORDINAL}[^\S\n](?:of[^\S\n])?{_MONTHS}(?![a-z])",
    "time": r"\d{1,2}(?:\.\d\d)?[^\S\n]?[ap]\.?m\b\.?|\d{1,2}[^\S\n]?o['’]?clock",
    "money": r"(?:€|£|\$|¥|euros?|eur|dollars?|bucks|usd|pounds?|quid|gbp|yuan|rmb|chf|francs?|cents?|pence)",
}


def _token_pattern(of: Mapping[str, str]) -> re.Pattern[str]:
    """Tells the kinds of token apart; the parts that differ between languages are given."""
    return re.compile(
        rf"""
    (?:[ ](?=[^\W\d_]))?  # most words have a blank before them: one attempt at a match less for each
    (?:{of["first"]}(?P<word>{of["word"]})(?![\w@]|[.:]\w|://)
    |(?i:(?P<url><[^\S\n]?(?:url|link)[^\S\n]?>
        |https?://[^\s<>"]+|www\.[^\s<>"]+
        |(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{0,64}}\w
        |(?<![@\w-])[a-z0-9-]{{1,64}}\.(?:com|org|net|co\.uk|eu|de|info|io{of.get("domains", "")})\b
            (?:/[^\s<>"]*)?)
    |(?P<handle>@\w+)
    |(?P<time>\d{{1,2}}:\d{{2}}(?:[^\S\n]?[ap]\.?m\b\.?)?|{of["time"]})
    |(?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)
        |{of["date"]})
    |(?P<money>[€£$¥][^\S\n]?\d[\d.,]*(?<![.,])k?|\d[\d.,]*(?<![.,])[^\S\n]?{of["money"]}(?!\w))
    |(?P<number>\d[\d.,/-]*(?<![.,/-])(?:[^\S\n]?%|(?={of["units"]}\b)|(?!\w)))
    |(?P<odd>[^\W_]+(?:['’`´][^\W\d_]+)*)
    |(?P<emoji>[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d\u2600-\u27bf\U0001f300-\U0001faff]*
        |[:;]-?[)(DP](?!\w))
    |(?P<quote>["“”„«»]|(?<!\w)['‘](?=[^'’\n]{{1,80}}['’](?!\w))|(?<=[\w.!?,])['’](?!\w))
    |(?P<pause>[,;:،؛()\[\]–—]|\s-{{1,2}}\s)))
    """,
        re.VERBOSE,
    )


def _written(writing: Writing | None) -> re.Pattern[str]:
    if writing is None:
        return _token_pattern(_ENGLISH)
    date = writing.date.replace("{{", "{").replace("}}", "}").replace("{months}", f"(?i:{writing.months})")
    thousands = rf"\d{{1,3}}(?:[^\S\n]\d{{3}})+(?:,\d\d)?[^\S\n]?{writing.money}(?!\w)"
    # Dates that begin with a word ("gegužės 12 d.") come before words; amounts may have blanks inside.
    first = rf"(?P<day>(?i:{date}))(?!\w)|(?P<sum>(?i:{thousands}))|(?P<hour>(?i:{writing.time}))|"
    parts = {
        **_ENGLISH,
        "first": first if "\n" not in first else "",
        "word": writing.word.replace(" ", r"\x20"),
        "units": writing.units,
        "date": r"\d{4}/\d\d?/\d\d?",
        "money": writing.money,
        "domains": "|pl|ru|lt|ir|рф",
    }
    return _token_pattern(parts)


_DAYS = wordset(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays january february april june july "
    "august september october november december"
)
_KINDS = {kind: kind for kind in (NUMBER, MONEY, TIME, DATE, URL, EMOJI, HANDLE)}
_KINDS |= {"day": DATE, "sum": MONEY, "hour": TIME}
_PLAIN_RUN = re.compile(r"(?:[.?!]? )?([A-Za-z]+(?:,? [A-Za-z]+)*)(?=[ ,;!?\n]|\.(?!\w)|$)")
"""Words of plain letters with nothing but blanks and commas between them, as most of an English text has.

What ends the sentence before may stand in front of them."""
_NO_MORE = frozenset({"", ".", "?", "!"})
"""Ends of a text without a word."""
_SINGLE_MARKS = ("'", "\u2018", "\u2019")
_CACHE_WORDS = 20_000


class Token(NamedTuple):
    """One word, number or sign: its folded form, its stem and its place in the text."""

    form: str
    stem: str
    start: int
    end: int
    kind: str


class _Part(NamedTuple):
    form: str
    stem: str
    start: int
    end: int
    kind: str


@dataclass(slots=True, eq=False)
class Document:
    """A text and its tokens; an `end` token follows the last token of each sentence. Never changed again.

    Attributes:
        breaks: Indices of tokens before which a clause may end (comma, semicolon, colon, dash, bracket).
        quotes: Indices of tokens that stand behind a double quotation mark, once for each mark.
        forms, stems, kinds: These of each token by themselves, as most rules look at one of them alone.
        sentence_of: The index of the sentence of each token.
    """

    text: str
    language: str
    tokens: list[Token]
    sentences: tuple[Span, ...]
    bounds: list[tuple[int, int]]
    """First token and one past the last (the index of the `end` token) of each sentence."""
    breaks: set[int]
    quotes: list[int]
    forms: list[str] = field(init=False)
    stems: list[str] = field(init=False)
    kinds: list[str] = field(init=False)
    sentence_of: list[int] = field(init=False)

    def __post_init__(self) -> None:
        columns = tuple(zip(*self.tokens, strict=True)) or ((), (), (), (), ())
        self.forms, self.stems, self.kinds = list(columns[0]), list(columns[1]), list(columns[4])
        self.sentence_of = owner = []
        for sentence, (first, end) in enumerate(self.bounds):
            owner += [sentence] * (end + 1 - first)

    def span(self, first: int, last: int) -> Span:
        """The text from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end, self.sentence_of[first])


class Tokeniser:
    """Takes texts of one language apart. Words met before cost a dictionary look-up."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stem: Stemmer = stemmer_for(language)
        self._english = language == "en"
        writing = WRITINGS.get(language)
        self._pattern = _written(writing)
        self._word_groups = frozenset(self._pattern.groupindex[name] for name in ("word", "odd"))
        self._kinds = {number: _KINDS.get(name, name) for name, number in self._pattern.groupindex.items()}
        self._days = _DAYS if writing is None else writing.days
        self._fold = str.lower if writing is None else writing.fold
        self._abbreviations = ENGLISH
        if writing is not None:
            self._abbreviations = Abbreviations(writing.abbreviations, writing.can_end, writing.fold)
        self._run = _PLAIN_RUN.match if writing is None else None
        self._words: dict[str, tuple[_Part, ...]] = {}
        self._whole: dict[str, tuple[str, str, str]] = {}
        """Form, stem and kind of words that are one token from end to end."""

    def document(self, text: str) -> Document:
        """The text (already clean) as a document. Linear in its length."""
        sentences = sentence_spans(text, self._abbreviations)
        tokens: list[Token] = []
        bounds: list[tuple[int, int]] = []
        breaks: set[int] = set()
        quotes: list[int] = []
        single_open = False
        limit = _limit(sentences, 0)
        odd, words, kinds = self._pattern.groupindex["odd"], self._word_groups, self._kinds
        run, find, at = self._run, self._pattern.search, 0
        while text[at : at + 2] not in _NO_MORE:
            plain = run(text, at) if run is not None else None
            if plain is not None:
                start, at = plain.span(1)
                if start >= limit:
                    limit = _close_up_to(start, sentences, tokens, bounds)
                self._add_run(plain[1], start, tokens, breaks)
                continue
            match = find(text, at)
            if match is None:
                break
            at = match.end()
            group = match.lastindex or odd  # groups by number: they are found faster than by name
            start = match.start(group)
            if start >= limit:
                limit = _close_up_to(start, sentences, tokens, bounds)
            if group in words:
                self._add_word(match[group], start, tokens)
            elif kinds[group] == "pause":
                breaks.add(len(tokens))
            elif kinds[group] == "quote":
                single = match[group] in _SINGLE_MARKS
                if not single or text[start - 1 : start].isspace() or start == 0 or single_open:
                    quotes.append(len(tokens))
                    single_open = single and not single_open
            else:
                form = self._fold(match[group])
                tokens.append(Token(form, form, start, at, kinds[group]))
        for sentence in sentences[len(bounds) :]:  # the last ones may hold no word at all
            _close(tokens, bounds, sentence.end)
        return Document(text, self.language, tokens, sentences, bounds, breaks, quotes)

    def _add_run(self, run: str, start: int, tokens: list[Token], breaks: set[int]) -> None:
        """Add the words of a plain run, in which each stands where the one before it and a blank end."""
        whole, new, add = self._whole, tuple.__new__, tokens.append  # Token(...) would take twice the time
        for piece in run.split(" "):
            end = start + len(piece)
            part = whole.get(piece)
            if part is not None:  # nearly every word
                form, stem, kind = part
                add(new(Token, (form, stem, start, end, kind)))
            else:
                word = piece.rstrip(",")
                self._add_word(word, start, tokens)
                if len(word) < len(piece):
                    breaks.add(len(tokens))
            start = end + 1

    def _add_word(self, word: str, start: int, tokens: list[Token]) -> None:
        """Add a word, or what it is a contraction of."""
        new, add, part = tuple.__new__, tokens.append, self._whole.get(word)
        if part is not None:
            form, stem, kind = part
            add(new(Token, (form, stem, start, start + len(word), kind)))
            return
        for form, stem, begin, stop, kind in self._words.get(word) or self._take_apart(word):
            add(new(Token, (form, stem, start + begin, start + stop, kind)))

    def fold(self, word: str) -> str:
        """A word in the form in which it is compared."""
        return self._fold(word)

    def words(self, text: str) -> list[Token]:
        """The tokens of a phrase, without sentence ends."""
        if text.isalpha():  # one word, whatever the language: there is nothing to look for in it
            tokens: list[Token] = []
            self._add_word(text, 0, tokens)
            return tokens
        return [token for token in self.document(text).tokens if token.kind != END]

    def _take_apart(self, word: str) -> tuple[_Part, ...]:
        if len(self._words) + len(self._whole) >= _CACHE_WORDS:
            self._words.clear()
            self._whole.clear()
        parts = self._parts(word)
        if [(part.start, part.end) for part in parts] == [(0, len(word))]:
            self._whole[word] = parts[0].form, parts[0].stem, parts[0].kind
        else:
            self._words[word] = parts
        return parts

    def _parts(self, word: str) -> tuple[_Part, ...]:
        plain = self._fold(word).replace("’", "'").replace("`", "'").replace("´", "'")
        if self._english and ("'" in plain or plain in ENGLISH_CONTRACTIONS):
            pieces = split_english(plain)
        else:
            pieces = _split_plainly(plain) if "'" in plain else [(plain, 0, len(word))]
        return tuple(self._part(form, start, end) for form, start, end in pieces)

    def _part(self, form: str, start: int, end: int) -> _Part:
        if any(c.isdigit() for c in form):
            return _Part(form, form, start, end, CODE)
        return _Part(form, self.stem(form), start, end, DATE if form in self._days else WORD)


def _split_plainly(word: str) -> list[tuple[str, int, int]]:
    pieces, start = [], 0
    for piece in word.split("'"):
        if piece:
            pieces.append((piece, start, start + len(piece)))
        start += len(piece) + 1
    return pieces


def _limit(sentences: tuple[Span, ...], at: int) -> int:
    """Where words of the next sentence begin; nowhere after the last one."""
    return sentences[at].end if at < len(sentences) - 1 else maxsize


def _close_up_to(
    start: int, sentences: tuple[Span, ...], tokens: list[Token], bounds: list[tuple[int, int]]
) -> int:
    """Close the sentences that end before a place; where words of the one after them begin."""
    limit = _limit(sentences, len(bounds))
    while start >= limit:
        _close(tokens, bounds, limit)
        limit = _limit(sentences, len(bounds))
    return limit


def _close(tokens: list[Token], bounds: list[tuple[int, int]], limit: int) -> None:
    bounds.append((bounds[-1][1] + 1 if bounds else 0, len(tokens)))
    tokens.append(Token("\n", "\n", limit, limit, END))


@lru_cache(maxsize=16)
def tokeniser_for(language: str) -> Tokeniser:
    """The one tokeniser of a language.

    Raises:
        UsageError: The language has no stemmer.
    """
    return Tokeniser(language)


@lru_cache(maxsize=128)
def take_apart(text: str, language: str = "en") -> Document:
    """A clean text as a document; the latest ones are remembered, as several readers ask for the same."""
    return tokeniser_for(language).document(text)
