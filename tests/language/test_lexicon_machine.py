"""What all lexicon languages share: folding, prefixes, scopes, and telling the languages apart."""
# ruff: noqa: RUF001  (letters of other scripts are the subject)

from __future__ import annotations

import pytest

from simulator.language.document import DATE, MONEY, TIME, take_apart
from simulator.language.frozen import lexicon_languages
from simulator.language.patterns import PatternError, PhraseBook, compile_pattern
from simulator.language.reader import Reader
from simulator.language.sentences import sentence_spans
from simulator.language.stems import stemmer_for
from simulator.language.told_apart import OTHER, language_of


def kinds(text: str, code: str) -> list[tuple[str, str]]:
    return [(t.form, t.kind) for t in take_apart(text, code).tokens if t.kind in (DATE, TIME, MONEY)]


def forms(text: str, code: str) -> list[str]:
    return [token.form for token in take_apart(text, code).tokens if token.form != "\n"]


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("pl", "Prosze", "proszę"),
        ("pl", "zalatwie", "załatwię"),
        ("lt", "aciu", "ačiū"),
        ("lt", "AČIŪ", "ačiū"),
        ("ru", "еще", "ещё"),
        ("fa", "كارت", "کارت"),
        ("fa", "می کنم", "می‌کنم"),
        ("fa", "میکنم", "می‌کنم"),
        ("fa", "سفارش ها", "سفارش‌ها"),
        ("fa", "۱۲", "12"),
    ],
)
def test_two_ways_of_typing_are_one_word(code: str, typed: str, meant: str) -> None:
    assert forms(typed, code) == forms(meant, code)
    assert len(forms(meant, code)) == 1


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("pl", "wyślemy 12 maja rano", DATE),
        ("pl", "zwrot 1 200,50 zł jutro", MONEY),
        ("pl", "oddzwonię w piątek", DATE),
        ("ru", "отправим 12 мая", DATE),
        ("ru", "вернём 500 руб. вам", MONEY),
        ("lt", "išsiųsime gegužės 12 d. paštu", DATE),
        ("lt", "grąžinsime 45 eurus", MONEY),
        ("fa", "۱۲ خرداد می‌رسد", DATE),
        ("fa", "ساعت ۱۴ تماس می‌گیریم", TIME),
        ("fa", "مبلغ ۲۵۰ هزار تومان برمی‌گردد", MONEY),
    ],
)
def test_dates_times_and_amounts_are_one_token(code: str, text: str, kind: str) -> None:
    assert kind in [found for _, found in kinds(text, code)]


def test_a_polish_month_does_not_swallow_the_next_word() -> None:
    assert ("12 maja", DATE) in kinds("Do 12 maja wyślemy", "pl")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("سفارش شما کجاست؟ بررسی می‌کنم.", 2),
        ("Ждём вас.Приходите завтра.", 2),
        ("Сайт пример.рф работает", 1),
        ("Ojej!Sprawdzam", 2),
    ],
)
def test_sentences_end_in_every_script(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


def test_a_short_stem_keeps_the_word() -> None:
    assert stemmer_for("pl")("czy") == "czy"
    assert stemmer_for("pl")("paczkami") == stemmer_for("pl")("paczki")


@pytest.mark.parametrize(
    ("reply", "cues"),
    [
        ("przepraszam", {"start", "longer", "exact"}),
        ("przepraszamy", {"start", "longer"}),
        ("przeprosimy", {"start"}),
        ("przekaz", set()),
    ],
)
def test_a_prefix_finds_what_begins_so_beside_stems_and_exact_words(reply: str, cues: set[str]) -> None:
    patterns = {"start": ["przepr*"], "longer": ["przepra*"], "exact": ["=przepraszam"]}
    book = PhraseBook(patterns, "pl")
    again = PhraseBook.from_state(book.state(), "pl")
    document = take_apart(reply, "pl")
    assert set(book.find(document)) == set(again.find(document)) == cues


def test_a_word_with_a_known_stem_is_found_by_a_longer_prefix_too() -> None:
    book = PhraseBook({"stem": ["paczka"], "prefix": ["paczkom*"]}, "pl")
    assert set(book.find(take_apart("paczki", "pl"))) == {"stem"}
    assert "prefix" in book.find(take_apart("paczkomat", "pl"))


@pytest.mark.parametrize("source", ["p*", "=przepr*"])
def test_a_prefix_that_is_too_short_or_exact_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(source, "pl")


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("Bardzo przepraszam za to opóźnienie, zaraz sprawdzę, co się stało.", "pl"),
        ("Atsiprašome dėl vėlavimo, šiandien patikrinsime jūsų siuntą.", "lt"),
        ("Здравствуйте, мы проверим ваш заказ сегодня.", "ru"),
        ("سلام، سفارش شما را امروز بررسی می‌کنیم.", "fa"),
        ("Es tut mir sehr leid, wir prüfen das sofort.", OTHER),
        ("Привіт, ми перевіримо ваше замовлення сьогодні.", OTHER),
    ],
)
def test_another_language_is_named(reply: str, language: str) -> None:
    reading = Reader("en").read(reply)
    assert reading.flags == {"other_language"}
    assert reading.other_language == language
    assert not any(finding.present for finding in reading.behaviours.values())


@pytest.mark.parametrize(
    "reply",
    [
        "Dzień dobry!",
        "Anna Maria Kowalska, Jan Nowak, Piotr Wiśniewski",
        "AB-1234 XC-99 ZZ-1 https://example.com/pl/zwroty",
        "I'll ask pani Kowalska at the Łódź desk and call you back today.",
        "Dziękuję! We have sent it again and you will have it on Friday.",
        "no",
    ],
)
def test_short_replies_names_codes_and_mixed_ones_are_not_taken_for_another_language(reply: str) -> None:
    reading = Reader("en").read(reply)
    assert "other_language" not in reading.flags
    assert reading.other_language is None


@pytest.mark.parametrize("code", lexicon_languages())
def test_english_is_told_from_a_lexicon_language(code: str) -> None:
    reading = Reader(code).read("I am so sorry about the delay, I will do my best to send it to you today.")
    assert reading.other_language == "en"


def test_words_of_no_text_are_no_language() -> None:
    assert language_of([]) == OTHER


@pytest.mark.parametrize(
    ("reply", "negated", "asked"),
    [
        ("Nie oddamy pieniędzy.", True, False),
        ("Oddamy pieniądze jutro.", False, False),
        ("Czy mamy oddać pieniądze?", False, True),
    ],
)
def test_topics_know_what_their_clause_does(reply: str, negated: bool, asked: bool) -> None:
    (mention,) = Reader("pl", {"money": ["pieniądz*", "pieniędz*"]}).read(reply).topics["money"]
    assert (mention.negated, mention.asked) == (negated, asked)
