"""The same words in another dress, and filling that does nothing for anybody."""

from __future__ import annotations

import re

_SLIPS = (
    ("receive", "recieve"), ("because", "becuase"), ("which", "wich"), ("tomorrow", "tommorow"),
    ("until", "untill"), ("letter", "leter"), ("the new", "teh new"), ("your bill", "you're bill"),
    ("mistake", "mistke"), ("nothing", "nothign"), ("and then", "adn then"), ("together", "togehter"),
)  # fmt: skip
_AMERICAN = (
    ("I will ring you", "I will call you"), ("all right", "okay"), ("postage stamp", "stamp"),
    ("chemist's", "drugstore"), ("town hall", "city hall"), ("by courier", "by messenger"),
    ("identity card", "ID card"), ("whichever", "whatever"), ("diary", "calendar"),
)  # fmt: skip
_NAMES = (
    ("Mrs Ward", "Mrs Nguyễn"), ("Mrs Bell", "Mrs Okonjo"), ("Arthur", "Chukwuemeka"), ("Nadia", "Siobhán"),
    ("Jonas", "Włodzimierz"),
)  # fmt: skip
_GREETING = re.compile(r"^Hello Mrs Ward\. ")


def lower_case(text: str) -> str:
    """As somebody types who never looks for the shift key."""
    return text.lower()


def typos(text: str) -> str:
    """Small slips, in every third word or so."""
    for word, slip in _SLIPS:
        text = text.replace(word, slip)
    return text


def american(text: str) -> str:
    """American words for the British ones."""
    for british, other in _AMERICAN:
        text = text.replace(british, other)
    return text


def emoji(text: str) -> str:
    """A picture after each reply."""
    return f"{text} 🙂"


def no_greeting(text: str) -> str:
    """Straight to the matter."""
    return _GREETING.sub("", text)


def other_names(text: str) -> str:
    """Names from elsewhere."""
    for name, other in _NAMES:
        text = text.replace(name, other)
    return text


def dictated(text: str) -> str:
    """Spoken into a telephone: one run of words without a stop."""
    return re.sub(r"(?<!\d)[.,:;?!](?!\d)", "", text).lower()


def curly(text: str) -> str:
    """Curly apostrophes."""
    return text.replace("'", "\u2019")


def dashes(text: str) -> str:
    """Dashes where colons stood."""
    return text.replace(": ", " \u2013 ")


def spaces(text: str) -> str:
    """Two spaces after a sentence, some at both ends."""
    return "  " + text.replace(". ", ".  ") + " \n"


def doubled(text: str) -> str:
    """Exclamation and question marks twice."""
    return text.replace("?", "??").replace("!", "!!")


FILLING = {
    "the company": (
        "We are a company with a long tradition and many people work here in many different places.",
        "Quality has always been at the heart of what we do and what we stand for.",
        "Our founders began in a small workshop, and their spirit lives on in all of us.",
    ),
    "the weather": (
        "It is raining a lot over here, and everybody in the office came in wet.",
        "The coffee machine makes a lovely cup.",
        "I had two of those before the rain was over.",
    ),
    "a cousin": (
        "My cousin once lived on a boat.",
        "He had a parrot who could say the names of all the ports.",
        "Now and then they ate pancakes on the deck and counted the gulls.",
    ),
}  # fmt: skip
"""Small talk about nothing that any of the customers asked."""
