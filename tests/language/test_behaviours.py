"""Every behaviour on replies that show it and on replies that only look as if."""

from __future__ import annotations

import pytest

from simulator.behaviours import BEHAVIOURS
from simulator.language.reader import Reader
from tests.language.sentences_case import CASE
from tests.language.sentences_conduct import CONDUCT
from tests.language.sentences_feeling import DIED, FEELING, PARCEL

ALL = FEELING | CASE | CONDUCT


def _cases(side: int) -> list[tuple[str, str, str]]:
    cases = []
    for behaviour, sentences in ALL.items():
        for entry in sentences[side]:
            customer, reply = entry if isinstance(entry, tuple) else ("", entry)
            cases.append((behaviour, customer, reply))
    return cases


def test_every_behaviour_has_a_dozen_examples_on_each_side() -> None:
    assert set(ALL) == set(BEHAVIOURS)
    for behaviour, (showing, others) in ALL.items():
        assert len(showing) >= 12, behaviour
        assert len(others) >= 12, behaviour


@pytest.mark.parametrize(("behaviour", "customer", "reply"), _cases(0))
def test_shows(reader: Reader, behaviour: str, customer: str, reply: str) -> None:
    reading = reader.read(reply, [customer] if customer else [])
    finding = reading.behaviours[behaviour]
    assert finding.present, finding
    assert finding.spans
    assert finding.confidence >= 0.5


@pytest.mark.parametrize(("behaviour", "customer", "reply"), _cases(1))
def test_does_not_show(reader: Reader, behaviour: str, customer: str, reply: str) -> None:
    finding = reader.read(reply, [customer] if customer else []).behaviours[behaviour]
    assert not finding.present, finding
    assert finding.spans == ()


STRONG_PARCEL = (
    "Dana, you have written three times and nobody answered. That was our failure, and I'm sorry. "
    "I have just ordered a new one for you; it arrives on Friday before 6 pm, and I will check on "
    "Thursday evening myself."
)
STRONG_HELP = (
    "No problem, we do it together, one step at a time. First hold the round button on the box for "
    "ten seconds. The light then goes off because the box starts afresh. What colour is the light now?"
)
STRONG_BEREAVED = (
    "I am so sorry for the loss of your husband. I will close the account today, and no more letters "
    "will come. All I need is a copy of the certificate; you can send it whenever you are ready."
)


@pytest.mark.parametrize(
    ("customer", "reply", "shown", "not_shown"),
    [
        (
            PARCEL,
            STRONG_PARCEL,
            "apologises takes_ownership commits_to_action gives_timeframe",
            "brushes_off blames conditional_apology asks_question",
        ),
        (
            "I don't understand the box. The light is red and my internet is gone.",
            STRONG_HELP,
            "gives_instruction asks_question explains personalises",
            "brushes_off blames apologises overpromises",
        ),
        (
            DIED,
            STRONG_BEREAVED,
            "condolence apologises commits_to_action gives_timeframe",
            "brushes_off blames overpromises conditional_apology",
        ),
        (
            PARCEL,
            "Our system says delivered. Please check with your neighbours. Calm down.",
            "brushes_off",
            "apologises acknowledges_emotion takes_ownership commits_to_action gives_timeframe",
        ),
        (
            DIED,
            "To process this we require the certificate within 14 days. That is our policy.",
            "brushes_off",
            "condolence acknowledges_emotion gives_timeframe",
        ),
    ],
)
def test_whole_replies_of_the_practice_settings(
    reader: Reader, customer: str, reply: str, shown: str, not_shown: str
) -> None:
    reading = reader.read(reply, [customer])
    assert [name for name in shown.split() if not reading.shows(name)] == []
    assert [name for name in not_shown.split() if reading.shows(name)] == []


def test_confidence_orders_replies(reader: Reader) -> None:
    def sure(reply: str) -> float:
        return reader.read(reply).behaviours["apologises"].confidence

    assert (
        sure("I am so sorry, we apologise for this.") > sure("Sorry, that is not possible.") > sure("Hello.")
    )
    assert sure("I am so sorry, we apologise for this.") >= sure("Sorry about that.")


@pytest.mark.parametrize(
    ("reply", "blames"),
    [
        ("You should have asked a neighbour.", True),
        ("You should have told us the day before.", True),
        ("You should have received a letter.", False),
        ("You should have had an answer by now.", False),
        ("You should have it by Friday.", False),
    ],
)
def test_what_somebody_should_have_done_blames_and_what_they_should_have_had_does_not(reply, blames):
    assert Reader("en").read(reply, ["My parcel is not here."]).shows("blames") is blames
