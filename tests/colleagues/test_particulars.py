"""What a colleague sees of a case."""

from __future__ import annotations

from pathlib import Path

from simulator.colleagues.bank import bank_for
from simulator.colleagues.particulars import particulars_of
from simulator.content.loading import parse
from tests.content.drafting import draft


def seen(brief="She wants her umbrella back.", text="It lies here. You may send it to her, free: today."):
    sample = parse(draft("scenario").encode(), Path("f"), "scenario").model
    card = sample.desk[0].model_copy(update={"title": "The umbrella", "text": text})
    customer = sample.customer.model_copy(
        update={"name": "Ada Lind", "opening": ["I left an umbrella on the boat. Is the umbrella there?"]}
    )
    scenario = sample.model_copy(update={"brief": brief, "desk": [card], "customer": customer})
    return particulars_of(scenario, bank_for("en"))


def test_the_desk_is_spoken_to_the_customer():
    assert seen().told[:2] == ("It lies here.", "I may send it to you, free: today.")


def test_whoever_the_brief_speaks_of_is_the_customer():
    told = seen(brief="He wants his umbrella back.", text="You may send it to him. She is our saddler.").told
    assert told == ("I may send it to you.", "She is our saddler.")


def test_long_sentences_can_be_said_in_pieces():
    told = seen(text="You may do two things: send it by post today; or keep it here for him.").told
    assert {"I may do two things.", "Send it by post today."} <= set(told)


def test_no_piece_tears_a_bracket_or_a_quotation_apart():
    told = seen(
        text='It goes by post (two days: parcels go at noon), or "as they like: by hand and on foot".'
    ).told
    assert told == (
        'It goes by post (two days: parcels go at noon), or "as they like: by hand and on foot".',
    )


def test_the_desk_is_cut_into_sentences_as_its_language_abbreviates():
    sample = parse(draft("scenario").encode(), Path("f"), "scenario").model
    card = sample.desk[0].model_copy(update={"text": "Sumokėta iki 2027 m. vasario 28 d. Skėtis guli čia."})
    scenario = sample.model_copy(update={"desk": [card], "language": "lt"})
    told = particulars_of(scenario, bank_for("lt")).told
    assert told == ("Sumokėta iki 2027 m. vasario 28 d.", "Skėtis guli čia.")


def seen_in_russian(name, text):
    sample = parse(draft("scenario").encode(), Path("f"), "scenario").model
    card = sample.desk[0].model_copy(update={"text": text})
    customer = sample.customer.model_copy(update={"name": name})
    scenario = sample.model_copy(update={"desk": [card], "customer": customer, "language": "ru"})
    return particulars_of(scenario, bank_for("ru"))


def test_somebody_is_called_as_the_language_calls_them():
    text = "Пришлём завтра."
    assert seen_in_russian("Анна Львовна Белова", text).names == ("Анна Львовна",)
    assert seen_in_russian("Рустам Галимов", text).names == ("Рустам",)
    assert seen_in_russian("Пётр Ильич", text).names == ("Пётр", "Пётр Ильич")


def test_times_of_the_desk_are_turned_to_fit_and_some_do_not():
    found = seen_in_russian("Анна Львовна Белова", "Пришлём в субботу 29 августа или сегодня.")
    assert found.dates == ("субботы 29 августа",)


def test_wrapped_lines_are_one_sentence():
    assert seen(text="It lies in the\nbox by the door.").told == ("It lies in the box by the door.",)


def test_names_things_days_and_sums():
    found = seen(text="It came on 2 May. Send the umbrella by Friday, 6 May, for 4 euros.")
    assert found.names == ("Ada", "Ada Lind")
    assert found.thing == "umbrella"
    assert found.dates == ("Friday, 6 May",)  # of what can be done, not of what was
    assert found.sums == ("4 euros",)
