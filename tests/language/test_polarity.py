from __future__ import annotations

import pytest

from simulator.language.document import take_apart
from simulator.language.en.words import POLARITY
from simulator.language.polarity import polarity_of


def words(text: str, scope: str) -> str:
    document = take_apart(text)
    indices = getattr(polarity_of(document, POLARITY), scope)
    return " ".join(document.tokens[i].form for i in sorted(indices) if document.tokens[i].kind != "end")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("We can't refund that, but we resend it.", "refund that"),
        ("I will not apologise.", "apologise"),
        ("We never said sorry", "said sorry"),
        ("without any refund", "any refund"),
        ("I call you instead of writing", "of writing"),
        ("No problem, we refund it", ""),
        ("not only a refund", ""),
        ("I can't apologise enough", ""),
        ("don't hesitate to call", ""),
        ("It is not late. We refund it.", "late"),
    ],
)
def test_denials_end_with_their_clause(text: str, denied: str) -> None:
    assert words(text, "denied") == denied


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('You wrote "sorry" twice in it', "you wrote sorry twice in it"),
        ("The sign says “closed” today", "closed"),
        ("You said you are sorry.", "you said you are sorry"),
        ("You should have said so", ""),
        ('"We are sorry for that."', ""),
    ],
)
def test_quotations(text: str, quoted: str) -> None:
    assert words(text, "quoted") == quoted


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("If you send it, we refund you.", "if you send it"),
        ("We refund you if you send it.", "if you send it"),
        ("If the light is red you need to call us", "if the light is red"),
        ("When it comes, call us.", ""),
    ],
)
def test_conditions(text: str, conditional: str) -> None:
    assert words(text, "conditional") == conditional
