from __future__ import annotations

import asyncio

import pytest

from simulator.errors import UnavailableError, UsageError
from simulator.judging.by_model.asking import ask_all
from simulator.judging.by_model.ballots import ballots, read_again
from simulator.judging.by_model.giving_up import GivesUp
from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.by_model.page import page_of
from simulator.judging.by_model.port import NoAnswer, Usage
from simulator.judging.judge import RulesJudge
from simulator.llm.reasons import ModelUnavailable, Reason
from tests.judging.by_model.fakes import SHA, FakeAsker, asked_twice, fails, form, says, transcript_of

FORM = form(*(asked_twice(f"q{at}") for at in range(5)))
PROVED = says("o_yes", "It is a blue one")


def ask(asker, votes=3, at_once=4):
    filled = RulesJudge(FORM, SHA).fill(transcript_of("Which one?", "It is a blue one. Bye."))
    asked = [one for question in read_again(filled) for one in ballots(question.question, votes)]
    return asyncio.run(ask_all(asker, asked, page_of(filled, "en"), at_once))


@pytest.mark.parametrize("at_once", [1, 4, 100])
def test_only_so_many_requests_run_at_once_and_none_is_left_out(at_once):
    asker = FakeAsker(PROVED)
    found = ask(asker, at_once=at_once)
    assert (asker.most_at_once, len(asker.asked), len(found.votes)) == (min(at_once, 15), 15, 15)


def test_votes_keep_their_order_whenever_they_come():
    found = ask(FakeAsker(lambda _, names, count: says(names[0], "It is a blue one")), votes=2)
    assert [vote.option for vote in found.votes] == ["o_yes", "o_no"] * 5


def test_tokens_are_added_up_and_models_named_as_their_server_names_them():
    found = ask(FakeAsker(PROVED, model="quiet-1\x1b[2J\n of june"))
    assert (found.models, found.usage) == (("quiet-1 of june",), Usage(150, 30))
    assert ask(FakeAsker(PROVED, usage=None)).usage is None
    assert ask(FakeAsker(PROVED, model=None)).models == ()


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (fails("timeout"), "timeout"),
        (ModelUnavailable(Reason.REFUSED, usage=None), "refused"),
        (UnavailableError("The disk is full."), "unavailable"),
    ],
)
def test_a_failure_is_a_void_vote_with_its_reason(error, word):
    found = ask(FakeAsker(error))
    assert {(vote.void, vote.failed) for vote in found.votes} == {(word, True)}
    assert (found.models, found.usage) == ((), None)


def test_what_a_failure_cost_counts_too():
    found = ask(FakeAsker(ModelUnavailable(Reason.TRUNCATED, usage=Usage(7, 3))))
    assert found.usage == Usage(105, 45)


def test_a_server_that_is_down_is_asked_no_more():
    behind = FakeAsker(fails("timeout"))
    asker = GivesUp(behind)
    found = ask(asker)
    assert {vote.void for vote in found.votes} == {"timeout"}
    assert len(behind.asked) <= 7  # four in a row, and those that were under way
    assert asker.reason == "timeout"
    before = len(behind.asked)
    ask(asker)
    assert (len(behind.asked), asker.requests) == (before, before)
    assert asker.failures == {"timeout": before}


def test_an_answer_in_between_shows_that_the_server_is_there():
    asker = GivesUp(FakeAsker(lambda _, names, count: PROVED if count % 4 == 0 else fails("timeout")))
    found = ask(asker, at_once=1)
    assert asker.reason is None
    assert [vote.counts for vote in found.votes] == [count % 4 == 0 for count in range(1, 16)]


@pytest.mark.parametrize("reason", ["refused", "not_an_answer", "too_long", "conversation_spent"])
def test_what_lies_in_one_answer_is_no_reason_to_stop(reason):
    asker = GivesUp(FakeAsker(fails(reason)))
    ask(asker)
    assert (asker.reason, asker.requests, asker.failures[reason]) == (None, 15, 15)


def test_requests_that_were_not_sent_are_not_counted():
    asker = GivesUp(FakeAsker(fails("gave_up")))
    ask(asker)
    assert (asker.reason, asker.requests, asker.failures.total()) == (None, 0, 0)


def test_no_answer_tells_its_reason():
    assert "timeout" in NoAnswer("timeout").message


@pytest.mark.parametrize("votes", [0, -1, 10])
def test_a_senseless_number_of_votes_is_refused(votes):
    with pytest.raises(UsageError):
        ModelJudge(RulesJudge(FORM, SHA), FakeAsker(PROVED), votes)
