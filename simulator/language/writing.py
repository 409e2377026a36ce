"""How languages other than English are written: letters to fold, months, days, money, abbreviations.

The tokeniser needs these before any lexicon is read. All word lists are already folded (lower case, without
diacritics), as `Writing.fold` leaves them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.language.wordlist import wordset

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_MARKS = "\u200c\u200d\u0640\u064b-\u0655\u0670"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}](?=[^\W\d_{_MARKS}]|[{_MARKS}]))*[{_MARKS}]*"
_ENDINGS = "ها|های|هایی|هایم|هایت|هایتان|هایمان|هایش|ام|ات|اید|ایم|اند|تر|ترین|تان|مان|شان"
_PERSIAN_WORD = rf"(?:ن?می[ \u200c]+(?=[^\W\d_]{{2}}))?{_LETTERS}(?:[ \u200c](?:{_ENDINGS})(?!\w))?"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is peculiar to the writing of one language.

    Attributes:
        letters: For `str.translate`: diacritics and letter variants that typists leave out or mix up.
        months: A regular expression for month names, as they are typed.
        date: A regular expression for dates; `{months}` stands for the month names.
        time: One for times of day beyond "14:30".
        money: Currency words after (or signs around) a number.
        units: Units that may be glued to a number ("24h").
        days: Words that are dates by themselves: weekdays, today, tomorrow. Folded.
        abbreviations: Words whose full stop ends no sentence. Folded.
        can_end: Those of them that may stand last in a sentence: a capital decides.
        word: A regular expression for a word.
    """

    letters: Mapping[int, int | str | None]
    months: str
    date: str
    time: str
    money: str
    units: str
    days: frozenset[str]
    abbreviations: frozenset[str]
    can_end: frozenset[str] = frozenset()
    word: str = _WORD

    def fold(self, word: str) -> str:
        """A word in the form in which it is compared: lower case, plain letters, ASCII digits."""
        return word.lower().translate(self.letters)


_POLISH = Writing(
    letters=str.maketrans("ąćęłńóśźż", "acelnoszz"),
    months=r"(?:stycz|lut|mar(?:z|c)|kwie(?:t|c)|maj|czerw|lip|sierp|wrze[sś]|pa[zź]dzier|listop|grud)[a-ząćęłńóśźż]*",
    date=r"\d{1,2}(?:\.|-?(?:go|ego))?[^\S\n]{months}(?!\w)",
    time=r"\d{1,2}\.[0-5]\d(?=[^\S\n](?:rano|wiecz|po\b))|\d{1,2}[^\S\n](?:rano|wieczorem)\b",
    money=r"(?:z[lł](?:ot(?:y|e|ych|ego))?|pln|gr(?:osz[ey]?)?|euro|eur|€|usd|dolar\w*|\$|funt\w*)",
    units=r"(?:h|godz|min|dni|tyg|mies|km|kg|cm|mm|mb|gb|zl|zł)",
    days=wordset(
        "dzis dzisiaj jutro pojutrze wczoraj przedwczoraj poniedzialek poniedzialku poniedzialkiem "
        "wtorek wtorku "
        "wtorkiem sroda srody srode sroda czwartek czwartku czwartkiem piatek piatku piatkiem sobota soboty "
        "sobote niedziela niedziele niedzieli jutrzejszy jutrzejszego dzisiejszy dzisiejszego jutrzejszym"
    ),
    abbreviations=wordset(
        "np itd itp tj tzn tzw zam ul al pl nr tel godz min r w dr inz mgr prof sw pt m.in ok wg ds ww s str "
        "zl gr mies tyg p.s ps p szt poz art ust por zob sp z.o.o o.o"
    ),
    can_end=wordset("itd itp r godz min zl gr szt"),
)
_RUSSIAN = Writing(
    letters=str.maketrans("ё", "е"),
    months=r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*",
    date=r"\d{1,2}(?:-?(?:го|ое|ого))?[^\S\n]{months}(?!\w)",
    time=r"\d{1,2}[^\S\n](?:утра|вечера)\b",
    money=r"(?:руб(?:л[а-яё]*|\.)?|₽|р\.|коп(?:е[а-яё]*)?|тенге|грив[а-яё]*|евро|€|eur|usd|доллар[а-яё]*|\$)",
    units=r"(?:ч|час|мин|дн|сут|км|кг|см|мм|мб|гб|р|руб)",
    days=wordset(
        "сегодня завтра послезавтра вчера позавчера понедельник понедельника понедельнику "
        "понедельником вторник "
        "вторника вторнику вторником среда среды среду средой четверг четверга четвергу пятница "
        "пятницы пятницу "
        "пятнице суббота субботы субботу воскресенье воскресенья сегодняшний завтрашний завтрашнего"
    ),
    abbreviations=wordset(
        "т.е т.д т.п т.к др пр ул г гг руб коп тел стр им см ср напр д кв корп обл просп пер пл н.э "
        "тыс млн млрд "
        "мин ч час шт доб зам к п т р и.о"
    ),
    can_end=wordset("т.д т.п др пр г гг руб коп мин ч шт р"),
)
_LITHUANIAN = Writing(
    letters=str.maketrans("ąčęėįšųūž", "aceeisuuz"),
    months=(
        r"(?:saus|vasar(?=io|į|is)|kov(?=o|ą|as)|baland|gegu[zž]|bir[zž]el|liep(?=os|ą|a)|rugpj|rugs[eė]j|spal"
        r"|lapkri|gruod)[a-ząčęėįšųūž]*"
    ),
    date=(
        r"(?:\d{{4}}[^\S\n]?m\.[^\S\n])?{months}[^\S\n]\d{{1,2}}(?:-?[a-ząčęėįšųūž]{{2,5}}\b)?(?:[^\S\n]?d(?:\.|ien\w+))?"
        r"|\d{{1,2}}[^\S\n]?d\.(?!\w)"
    ),
    time=r"\d{1,2}(?:[:.]\d\d)?[^\S\n]?val\b\.?(?=[^\S\n][^\W\d_])(?![^\S\n](?:per|laikotarp))",
    money=r"(?:€|eur\w*|ct|cent\w*|lit\w*|usd|doleri\w*|\$)",
    units=r"(?:val|min|d|sav|m[eė]n|km|kg|cm|mm|mb|gb|h)",
    days=wordset(
        "siandien rytoj poryt vakar uzvakar pirmadienis pirmadienio pirmadieni pirmadieniui antradienis "
        "antradienio antradieni antradieniui treciadienis treciadienio treciadieni treciadieniui "
        "ketvirtadienis "
        "ketvirtadienio ketvirtadieni ketvirtadieniui penktadienis penktadienio penktadieni penktadieniui "
        "sestadienis sestadienio sestadieni sekmadienis sekmadienio sekmadieni rytdiena rytdienos siandienos"
    ),
    abbreviations=wordset(
        "gerb pvz t.y t.t kt tel nr g pr al d m val min eur ct p ir.t.t š.m sk vnt men sav a.k uab "
        "sv y dr prof str"
    ),
    can_end=wordset("t.t kt d m val min eur ct vnt"),
)
_PERSIAN = Writing(
    letters={
        **str.maketrans("يىكةۀأإآٱؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ییکههااااوی01234567890123456789"),
        **{ord(c): None for c in "\u200c\u200d\u0640\u0670 "},
        **dict.fromkeys(range(0x64B, 0x656)),
    },
    months=(
        r"(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|ابان|آذر|اذر|دی|بهمن|اسفند|ژانویه|فوریه|مارس|آوریل"
        r"|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر)"
    ),
    date=r"\d{{1,2}}(?:\u200c?[اُ]?م)?[^\S\n]{months}(?!\w)|\d{{4}}/\d{{1,2}}/\d{{1,2}}",
    time=r"(?<!\w)ساعت[^\S\n]\d{1,2}(?::\d\d)?(?!\d)",
    money=r"(?:(?:هزار|میلیون|میلیارد)?[^\S\n]?(?:تومان|تومن|ریال)|دلار|یورو|€|\$)",
    units=r"(?:ساعت|دقیقه|روز)",
    days=wordset(
        "امروز فردا پسفردا دیروز پریروز امشب شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنجشنبه جمعه"
    ),
    abbreviations=wordset("ص ق.م ه.ش دکتر"),
    word=_PERSIAN_WORD,
)
WRITINGS = {"pl": _POLISH, "ru": _RUSSIAN, "lt": _LITHUANIAN, "fa": _PERSIAN}


# Polish: endings of verbs that the stemmer knows only with their diacritics ("wysłać", "wysłaliśmy").
_POLISH_VERB = re.compile(r"(?<=[a-z]{3})[aeiy](?:c|lem|lam|lismy|lysmy|liscie|lyscie|li|ly)$")


def cut_before_stem(language: str) -> re.Pattern[str] | None:
    """What is cut off a folded word before its stemmer sees it, or None."""
    return {"pl": _POLISH_VERB}.get(language)
