"""Replies that lie close to a behaviour: what must be read in them, and what must not."""

from __future__ import annotations

import pytest

from simulator.language.patterns import compile_pattern
from simulator.language.reader import Reader, find_questions

CHASING = "This is the third time I ask. Where is my parcel?! Nobody answers."


@pytest.mark.parametrize(
    ("reply", "shown", "not_shown"),
    [
        ("Your freezer is safe.", "", "brushes_off"),
        ("Bear with me one moment.", "", "brushes_off"),
        ("Good job!", "", "brushes_off"),
        ("You did nothing wrong.", "", "brushes_off blames"),
        ("You have not done anything wrong.", "", "brushes_off blames"),
        ("You can stay as long as you wish.", "", "brushes_off"),
        ("Just ignore the second letter, I have cancelled it.", "commits_to_action", "brushes_off"),
        ("I lost my husband too.", "", "takes_ownership"),
        ("That was a mistake from us.", "takes_ownership", "blames"),
        ("One moment, my computer is slow.", "", "blames brushes_off"),
        ("I make new delivery for you today.", "commits_to_action gives_timeframe", ""),
        ("New set goes out today.", "commits_to_action gives_timeframe", ""),
        ("A new set leaves today.", "commits_to_action gives_timeframe", ""),
        ("Take the letter from your new bank with you.", "", "signposts"),
        ("I check tracking Wednesday night and message you.", "commits_to_action gives_timeframe", ""),
        ("Petra from our depot will ring you.", "commits_to_action", "explains"),
        ("I would have sent it at once.", "", "commits_to_action"),
        ("We will gladly offer you help.", "", "commits_to_action"),
        ("We have texted you six digits. Read them back to me.", "requests_sensitive_data", ""),
        ("If you have any other question, please contact us.", "checks_satisfaction", "gives_instruction"),
        ("You are advised to close the window.", "gives_instruction", ""),
        ("It arrives on Thursday.", "gives_timeframe", "personalises"),
        ("I'll take two nights off the price.", "commits_to_action", ""),
        ("I'm taking one month off your contract.", "commits_to_action", ""),
        ("We will deduct 40 euros.", "commits_to_action", ""),
        ("I knock 25 euros off.", "commits_to_action", ""),
        ("I'll have her ring you.", "commits_to_action", ""),
        ("The taxi is on us.", "commits_to_action", ""),
        ("You can have the suite until Sunday, no charge.", "commits_to_action gives_timeframe", ""),
        ("I keep her account open.", "commits_to_action", ""),
        ("Done: the box is registered to you.", "commits_to_action", ""),
        ("Once done, close the lid.", "", "commits_to_action"),
        ("We are fully booked tonight.", "", "commits_to_action"),
        ("We are closed on Mondays.", "", "commits_to_action"),
        ("I'll call at nine.", "gives_timeframe", ""),
        ("It opens for you at quarter past seven.", "gives_timeframe", ""),
        ("From eight.", "gives_timeframe", ""),
        ("Ask at one of our shops.", "", "gives_timeframe"),
        ("That is because you bought through a booking site.", "blames", ""),
        ("Such stains are caused by the user.", "blames", ""),
        ("Of course, your highness.", "brushes_off", ""),
        ("There are other shops.", "brushes_off", ""),
        ("You have to fill in the form. We can't say when it is read.", "brushes_off", ""),
        ("Hello", "", "brushes_off"),
        ("hm", "", "brushes_off"),
        ("The letters stay here and nobody reads them for now.", "", "blames"),
    ],
)
def test_fine_lines(reader: Reader, reply: str, shown: str, not_shown: str) -> None:
    reading = reader.read(reply, [CHASING])
    assert [name for name in shown.split() if not reading.shows(name)] == []
    assert [name for name in not_shown.split() if reading.shows(name)] == []


def test_a_day_that_the_customer_named_is_a_detail_of_the_case(reader: Reader) -> None:
    assert reader.read("It arrives on Thursday.", ["It must be here on Thursday!"]).shows("personalises")


def test_the_name_behind_an_at_sign_is_the_company_and_no_detail(reader: Reader) -> None:
    reading = reader.read("Here at Hollin we are glad.", ["@support Hollin my parcel is late"])
    assert not reading.shows("personalises")


def test_a_terse_reply_owns_commits_and_gives_two_times(reader: Reader) -> None:
    reading = reader.read(
        "Three messages, no answer: our fault. Sorry. New set leaves today, there Thursday. No forms.",
        [CHASING],
    )
    assert all(map(reading.shows, ("takes_ownership", "apologises", "commits_to_action")))
    assert len(reading.behaviours["gives_timeframe"].spans) == 2


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Shall I send it again?", True),
        ("May I call you tomorrow?", True),
        ("Would you like me to cancel it?", True),
        ("Do you want us to look?", True),
        ("Would it help if I sent a taxi?", True),
        ("Is it all right if we call at noon?", True),
        ("Do you mind if I look at the order first?", True),
        ("What happens if I miss it?", False),
        ("Do you know if I can pay later?", False),
        ("Can I send you a new one?", True),
        ("May I ask when you bought it?", False),
        ("Can I have your order number?", False),
        ("When did you order it?", False),
    ],
)
def test_offers_among_the_questions(text: str, offer: bool) -> None:
    (question,) = find_questions(text)
    assert question.offer is offer


def test_an_offer_stays_one_when_it_mentions_a_topic() -> None:
    reading = Reader("en", {"refund": ["refund"]}).read("Shall I refund it?")
    assert [(q.offer, q.topics) for q in reading.questions] == [(True, ("refund",))]


def test_a_pattern_is_compiled_once() -> None:
    assert compile_pattern("send it again") is compile_pattern("send it again")
