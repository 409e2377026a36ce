"""Promises without content in languages other than English."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule

ASKED = "کیک سفارش داده بودم و اشتباه رسید. حالا چی می‌شه؟"
EXACT = rule(seen={"behaviour": "commits_to_action", "specific": True})
ANY = rule(seen={"behaviour": "commits_to_action"})


def promise(text: str, words: str):
    return reading(text, commits_to_action=words, details=["کیک"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("موضوع کیک رو پیگیری می‌کنم.", "پیگیری می‌کنم"),
        ("مشکل کیک رو حل می کنیم.", "می کنیم"),
        ("کیک با ما بود، خودم درستش می‌کنم.", "خودم درستش می‌کنم"),
        ("مسئولیت کیک رو به عهده می‌گیرم.", "می‌گیرم"),
        ("موضوع کیک در دست بررسی است.", "در دست بررسی"),
    ],
)
def test_a_promise_without_content_is_not_exact_whatever_it_names(text, words):
    bench = bench_of(ASKED, promise(text, words))
    assert not bench.outcome(EXACT, earning=True).holds
    assert bench.outcome(ANY, earning=True).holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("کیک رو فردا دوباره می‌پزیم.", "می‌پزیم"),
        ("یک کیک تازه درست می‌کنیم.", "درست می‌کنیم"),
        ("با پختن یک کیک تازه حلش می‌کنم.", "حلش می‌کنم"),
        ("خودم پیگیرم، و کیک رو می‌فرستم.", "می‌فرستم"),
    ],
)
def test_a_deed_is_exact(text, words):
    assert bench_of(ASKED, promise(text, words)).outcome(EXACT, earning=True).holds


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("Беру этот торт под контроль.", "Беру", False),
        ("Про торт мы всё решим.", "решим", False),
        ("Ваш торт мы найдём, я разберусь.", "разберусь", False),
        ("Испечём новый торт.", "Испечём", True),
        ("Разберусь, торт привезу сегодня.", "привезу", True),
    ],
)
def test_a_promise_in_russian(text, words, exact):
    promised = reading(text, commits_to_action=words, details=["торт"])
    assert bench_of("Где мой торт?", promised).outcome(EXACT, earning=True).holds is exact


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("Zajmę się tą paczką.", "Zajmę", False),
        ("Tę paczkę załatwimy, jak trzeba.", "załatwimy", False),
        ("Przyjrzymy się, gdzie paczka jest.", "Przyjrzymy", False),
        ("Wyślę drugą paczkę.", "Wyślę", True),
        ("Zajmę się tym i wyślę paczkę.", "wyślę", True),
    ],
)
def test_a_promise_in_polish(text, words, exact):
    promised = reading(text, commits_to_action=words, details=["paczk"])
    assert bench_of("Gdzie jest moja paczka?", promised).outcome(EXACT, earning=True).holds is exact
