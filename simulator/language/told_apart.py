"""Which language a text is written in: by its script, and by the small words that every text has.

Only asked for texts that are not in the language that was expected. Small words tell short texts apart better
than letter statistics do (Cavnar & Trenkle 1994; Grefenstette 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from simulator.language.wordlist import wordset
from simulator.language.writing import WRITINGS

OTHER = "other"
"""No language that can be told."""
LANGUAGE_NAMES = {"en": "English", "pl": "Polish", "ru": "Russian", "lt": "Lithuanian", "fa": "Persian"}
"""The languages that can be told, by code, with their English names."""
_SMALL_WORDS = {
    "en": wordset(
        "the and you to is are of in for it that we your i have with this on be not please will can "
        "was our my do "
        "if at from as but would has been they what all an or by so no hello sorry thank thanks me about"
    ),
    "pl": wordset(
        "i w na sie nie jest to ze do z jak ale po co tak za od przez przy czy prosze dziekuje "
        "panstwa pani pan pana "
        "jestem juz byl byla bylo tylko dla sa tez moze mozna bardzo dzien dobry przepraszam ktory "
        "ktore lub oraz "
        "nam nas mi mnie moj moje tego ten ta jego jej ich bedzie prosimy jesli aby przepraszamy"
    ),
    "lt": wordset(
        "ir kad yra ne jus jusu mes musu as tai su is i del bet ar labas laba diena prasome prasau "
        "aciu dekojame "
        "atsiprasome atsiprasau jei buvo bus kaip kas kur kada nuo iki po apie uz per taip jau tik dar labai "
        "jums mums man siuo sis si tas ta galite galime gerb sveiki arba o"
    ),
    "ru": wordset(
        "и в не на с что я вы мы ваш вас вам за по это как к но у от до для из о же или если бы был "
        "была было есть "
        "нет да уже только еще очень пожалуйста спасибо здравствуйте добрый день извините наш мой его ее их"
    ),
    "fa": wordset(
        "و در به از که را این با است برای شما ما من تا هم یا بود شد نیست های ها لطفا سلام ممنون خود "
        "یک اگر اما "
        "هر می باشد دارد کنید کرد کنیم متاسفانه عذرخواهی هستم هستیم خواهد شده"
    ),
}
_MARKS = {"ru": "ёйцыэъ", "fa": "پچژگکی"}
_LETTERS = {"pl": "łńśźżćó", "lt": "ėįųūčšž"}
OWN_SCRIPTS = frozenset(_MARKS)
"""Languages that are not written in Latin letters."""
_FOREIGN_LETTERS = {"ru": "іїєґўјљњћђ", "fa": "ٹڈڑںےھ"}
_LEAST_SHARE = 0.12
_PLAINLY = 0.2


def language_of(forms: Sequence[str]) -> str:
    """The code of the language of some words in lower case, or `OTHER`.

    Needs no rules and no stems: it may be asked for a text in any language.
    """
    if not forms:
        return OTHER
    script = _script(forms)
    if script == "latin":
        return _by_small_words(forms, ("en", "pl", "lt"))
    if script is None or any(c in _FOREIGN_LETTERS[script] for form in forms for c in form):
        return OTHER
    return (
        script if _share(forms, script) > 0 or any(c in _MARKS[script] for f in forms for c in f) else OTHER
    )


def clearly_other(forms: Sequence[str], language: str) -> bool:
    """Whether most words are plainly of another language than the expected one.

    So: other letters in most words, or far more small words of another language. Mixed texts with a majority
    in the right language are none.
    """
    expected = language if language in _MARKS else "latin"
    own_letters = sum(1 for form in forms if _script_of(form[0]) == expected)
    if 2 * own_letters < len(forms):
        return True
    if expected != "latin":
        return False
    own = _share(forms, language) if language in _SMALL_WORDS else 0.0
    others = (_share(forms, code) + _lettered(forms, code) for code in ("en", "pl", "lt") if code != language)
    return max(others) >= max(_PLAINLY, 1.7 * own)


def _by_small_words(forms: Sequence[str], languages: Sequence[str]) -> str:
    shares = sorted(
        ((_share(forms, code) + _lettered(forms, code), code) for code in languages), reverse=True
    )
    best, code = shares[0]
    return code if best >= _LEAST_SHARE and best > shares[1][0] else OTHER


def _lettered(forms: Sequence[str], language: str) -> float:
    """The share of words that hold a letter of the language's own."""
    letters = _LETTERS.get(language, "")
    return sum(any(c in letters for c in form) for form in forms) / len(forms)


def _share(forms: Sequence[str], language: str) -> float:
    fold = WRITINGS[language].fold if language in WRITINGS else str.lower
    return sum(fold(form) in _SMALL_WORDS[language] for form in forms) / len(forms)


def _script(forms: Sequence[str]) -> str | None:
    """Of the two scripts and Latin, the one of most words; None for any other."""
    counts: dict[str | None, int] = {}
    for form in forms:
        script = _script_of(form[0])
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script])


@lru_cache(maxsize=512)
def _script_of(letter: str) -> str | None:
    if letter < "\u0250":
        return "latin"
    if "\u0400" <= letter <= "\u04ff":
        return "ru"
    return "fa" if "\u0600" <= letter <= "\u06ff" else None
