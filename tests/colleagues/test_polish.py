"""What bends in Polish: names called out, the polite "you", the desk's orders to the agent."""

from __future__ import annotations

import pytest

from simulator.behaviours import BEHAVIOURS
from simulator.colleagues.bank import bank_for
from simulator.colleagues.particulars import particulars_of
from simulator.language.reader import Reader
from tests.content.drafting import sample

BANK = bank_for("pl")
READER = Reader("pl")


def seen(name="Halina Wrona", brief="", text="Sklep jest otwarty do 18."):
    scenario = sample("scenario").model
    card = scenario.desk[0].model_copy(update={"text": text})
    customer = scenario.customer.model_copy(update={"name": name})
    return particulars_of(
        scenario.model_copy(update={"brief": brief, "desk": [card], "customer": customer}), BANK
    )


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Halina Wrona", "Pani Halino"),
        ("Alicja", "Pani Alicjo"),
        ("Zosia Kruk", "Pani Zosiu"),
        ("Kuba Lis", "Panie Kubo"),
        ("Bartosz Lis", "Panie Bartoszu"),
        ("Marek Lis", "Panie Marku"),
        ("Piotr Lis", "Panie Piotrze"),
        ("Paweł Lis", "Panie Pawle"),
        ("Robert Lis", "Panie Robercie"),
        ("Konrad Lis", "Panie Konradzie"),
        ("Aleksander Lis", "Panie Aleksandrze"),
        ("Jerzy Lis", "Panie Jerzy"),
    ],
)
def test_a_customer_is_called_as_people_call(name, called):
    assert seen(name).names == (called,)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Halina Wrona", "Nic dziwnego, że jest Pani rozczarowana, Pani Halino."),
        ("Jan Lis", "Nic dziwnego, że jest Pan rozczarowany, Panie Janie."),
    ],
)
def test_the_polite_you_and_its_endings_follow_the_name(name, said):
    slots = {slot: fillers[0] for slot, fillers in seen(name).slots(BANK).items()}
    sentence = "Nic dziwnego, że jest {pan} rozczarowan{y}, {name}."
    assert sentence in BANK.behaviours["acknowledges_emotion"]
    assert sentence.format(**slots) == said


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_man_is_spoken_to_as_well_as_a_woman(behaviour):
    slots = {slot: fillers[0] for slot, fillers in seen("Jan Lis").slots(BANK).items()}
    said = [sentence.format(**slots) for sentence in BANK.behaviours[behaviour]]
    found = [one for one in said if READER.read(one, ["Paczki dalej nie ma."], ["Jan Lis"]).shows(behaviour)]
    assert len(found) >= 0.6 * len(said), sorted(set(said) - set(found))


def test_what_the_agent_may_do_becomes_a_promise():
    told = seen(text="Możesz go pożyczyć na wakacje. Zwrócić 78 zł na kartę. Wpisujesz to od razu.").told
    assert told == ("Pożyczam go na wakacje.", "Zwracam 78 zł na kartę.", "Wpisuję to od razu.")


def test_the_customer_is_spoken_to_by_sex():
    text = "Mieszka sama. Może ją dopłacić. Paczka jest u klientki."
    assert seen("Ewa Lis", text=text).told == (
        "Mieszka Pani sama.",
        "Może ją Pani dopłacić.",
        "Paczka jest u Pani.",
    )
    assert seen("Jan Lis", text="Czeka od rana. Paczka jest u klienta.").told == (
        "Czeka Pan od rana.",
        "Paczka jest u Pana.",
    )


def test_days_stand_in_the_case_that_sentences_want():
    text = "Wysyłam do środy 3 czerwca. Wyślę do piątku."
    assert seen(text=text).dates == ("środę 3 czerwca", "piątek")
