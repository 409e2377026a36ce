"""Promises without content in languages other than English: "I will take care of it", and no word of how.

Each language has one regular expression for the words of such a promise. They are looked for in the clause of
the promise, up to its last word: where the verb stands last, what it speaks of stands before it.
"""

from __future__ import annotations

import re

_PERSIAN = re.compile(
    r"""(?<![\w\u200c])(?:
        (?:حل|برطرف|رفع|پیگیری|رسیدگی|بررسی|دنبال|کمک|اقدام|تلاش|سعی|همکاری|راهنمایی)(?:\u200c?(?:ش|شون|تون|تان))?
            \s+(?:ن?می[\s\u200c]?(?:کن|ش|نما)|خواه)
      | (?:درستش|درستشون|(?:مشکل|موضوع|این|کار|همه\u200cچیز)\w*\ (?:رو|را)\ (?:\w+\ )?درست)
            \s+(?:می[\s\u200c]?کن|خواه)
      | (?:پیگیر|دنبال)(?:م|یم|ش|شم|شیم)(?!\w) | پیگیر\ (?:\w+\ ){0,4}(?:هست|می[\s\u200c]?ش)
      | انجام(?:ش|شون)?\s+(?:می[\s\u200c]?د|خواه)
      | در\ (?:حال|دست)\ (?:بررسی|پیگیری|اقدام)
      | (?:منتقل|منعکس|ارجاع|مطرح)(?:ش)?\s+می[\s\u200c]?(?:کن|د|ش)
      | (?:به|بر)\ عهده\ (?:می[\s\u200c]?گیر|خواه|گرفت) | گردن\ می[\s\u200c]?گیر
      | (?:روی|روش)\ (?:\w+\ ){0,4}کار\ می[\s\u200c]?کن
      | قدم\ به\ قدم\ (?:\w+\ ){0,4}می[\s\u200c]?ر
    )""",
    re.VERBOSE,
)
_LITHUANIAN = re.compile(
    r"""\b(?: (?:pasi)?rūpin(?:uosi|amės|siuosi|simės|siu|sime|sim|ta)
    | (?:su)?tvark(?:au|ome|om|ysiu|ysime|ysim|yta) | ištais(?:ysiu|ysime|ysim|yta)
    | (?:iš)?spr(?:ęsiu|ęsime|ęsim|endžiu|endžiame|endžiam|ęsta) | (?:iš)?nagrinė(?:siu|sime|sim|ju|jame)
    | pa(?:si)?(?:žiūr|dom)ė(?:siu|sime|sim) | (?:iš)?(?:si)?aiškin(?:siuos|simės|uosi|amės|siu|sime)
    | nepaleis(?:iu|ime|im) | darau\ tai | (?:tai|viską|viskas)\ (?:bus\ )?padary(?:siu|sime|sim|ta)
    | padary(?:siu|sime|sim)\ (?:tai|viską) | padės(?:iu|ime|im) | stengiamės | pasistengs\w+ )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_POLISH = re.compile(
    r"""\b(?: zajm(?:ę|iemy|uję|ujemy) | (?:do|przy)?pilnuj(?:ę|emy) | zadbamy?
    | rozwią(?:żę|żemy|zuję|zujemy) | załatwi(?:ę|my|am|amy) | przyjrz(?:ę|ymy)
    | zobacz(?:ę|ymy) | pomo(?:gę|żemy) | pracuj(?:ę|emy) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_RUSSIAN = re.compile(
    r"""\b(?: реш(?:у|им) | позабо(?:чусь|тимся) | займ(?:усь|[её]мся) | занима(?:юсь|емся)
    | постара(?:юсь|емся) | разбер(?:усь|[её]мся) | разбира(?:юсь|емся) | рассмотр(?:ю|им)
    | проработаем | работаем | улад(?:им|ю) | помо(?:гу|жем) | сдела(?:ю|ем)\ вс[её]
    | бер(?:у|[её]м) )\b""",  # noqa: RUF001
    re.VERBOSE | re.IGNORECASE,
)
_BY_MEANS = re.compile(r"(?<!\w)با (?:\w+)ن(?!\w)")
_WORDS = (_PERSIAN, _LITHUANIAN, _POLISH, _RUSSIAN)
_BREAK = re.compile(r"[،؛,;:]\s|\s(?:و|ir|bet|oraz|i)\s")


def names_no_deed(text: str, start: int, promise: int, end: int) -> bool:
    """Whether the clause of a promise is one of general words, and does not say by what means.

    Args:
        text: The whole reply.
        start: Where the sentence of the promise begins.
        promise: Where the words of the promise begin.
        end: Where they end.
    """
    if text.isascii():
        return False
    breaks = [match.end() for match in _BREAK.finditer(text, start, promise)]
    clause = text[breaks[-1] if breaks else start : end]
    return any(words.search(clause) for words in _WORDS) and not _BY_MEANS.search(clause)
