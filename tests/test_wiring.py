from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace

import pytest

from simulator.attempt.events import Ended, Evaluated, Message
from simulator.attempt.ledger import EndRecord
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.locations import library_dir
from simulator.rehearsal import rehearse, rehearse_replies
from simulator.wiring import Simulator, new_id, utc_now

ONE = "third-message-about-a-parcel"
SORRY = "I am sorry, Dana, you wrote twice and nobody answered."


@pytest.fixture(params=["sqlite", "postgresql"])
def simulator(request, tmp_path, monkeypatch):
    """The product on every kind of database."""
    if request.param == "postgresql":
        monkeypatch.setenv("EMPTY_CHAIR_DATABASE", request.getfixturevalue("server_url"))
    with closing(Simulator(library_dir(None), tmp_path / "data")) as opened:
        yield opened


def collect(events):
    async def all_of():
        return [event async for event in events]

    return asyncio.run(all_of())


def said(attempt):
    return [(turn.speaker, turn.text) for turn in attempt.dialogue.turns]


def begun(simulator, *replies, **options):
    attempt = simulator.start(ONE, "kim", **options)
    collect(attempt.begin())
    for text in replies:
        collect(attempt.reply(text))
    return attempt


def test_ids_sort_by_time_and_differ():
    ids = [new_id() for _ in range(200)]
    assert len(set(ids)) == 200
    assert [key[:11] for key in ids] == sorted(key[:11] for key in ids)


def test_the_time_is_utc():
    assert utc_now().endswith("Z")
    assert len(utc_now()) == len("2026-01-01T00:00:00.000Z")


def test_nothing_is_created_before_it_is_needed(simulator, tmp_path):
    list(simulator.headers())
    simulator.scenario(ONE)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_on_record_before_an_attempt_begins(simulator):
    simulator.start(ONE, "kim")
    assert simulator.ledger.history() == ()


@pytest.mark.sampled(1)
def test_an_attempt_goes_on_where_it_was_cut_off(simulator, tmp_path):
    attempt = begun(simulator, SORRY)
    with closing(Simulator(library_dir(None), tmp_path / "data")) as other:
        again = other.resume(None, "kim")
    assert again.header == attempt.header
    assert said(again) == said(attempt)
    assert again.dialogue.state == attempt.dialogue.state


@pytest.mark.sampled(1)
def test_only_the_learners_own_newest_goes_on(simulator):
    begun(simulator)
    newest = begun(simulator)
    assert simulator.resume(None, "kim").header.attempt == newest.header.attempt
    with pytest.raises(NotFoundError):
        simulator.resume(None, "robin")


@pytest.mark.sampled(1)
def test_what_was_cut_off_before_its_evaluation_is_evaluated(simulator):
    begun(simulator)
    attempt = begun(simulator, SORRY)
    end = EndRecord("agent_ended", True, None, "", utc_now())
    simulator.ledger.end_attempt(attempt.header.attempt, end)
    again = simulator.resume(None, "kim")
    assert again.header.attempt == attempt.header.attempt
    assert [type(event) for event in collect(again.begin())][-2:] == [Ended, Evaluated]
    assert len(simulator.ledger.attempt(attempt.header.attempt).evaluations) == 1
    assert simulator.resume(None, "kim").header.attempt != attempt.header.attempt


@pytest.mark.sampled(1)
def test_a_rewound_attempt_keeps_the_turns_before(simulator):
    attempt = begun(simulator, SORRY, "What is your order number?")
    branch = simulator.rewind(attempt.header.attempt, 3)
    assert said(branch) == said(attempt)[:3]
    assert (branch.header.branch_of, branch.header.branch_turn) == (attempt.header.attempt, 3)
    collect(branch.reply("When do you need it?"))
    assert said(simulator.resume(branch.header.attempt)) == said(branch)
    assert said(simulator.resume(attempt.header.attempt)) == said(attempt)


@pytest.mark.parametrize("turn", [0, 2, 4, 99])
@pytest.mark.sampled(1)
def test_only_to_a_turn_of_the_customers(simulator, turn):
    attempt = begun(simulator, SORRY)
    with pytest.raises(UsageError):
        simulator.rewind(attempt.header.attempt, turn)


def test_what_counts_is_not_rewound(simulator):
    attempt = begun(simulator, SORRY, mode="certify")
    with pytest.raises(UsageError):
        simulator.rewind(attempt.header.attempt, 1)


@pytest.mark.sampled(1)
def test_the_end_is_evaluated_and_kept(simulator):
    attempt = begun(simulator, SORRY)
    events = collect(attempt.leave())
    assert [type(event) for event in events] == [Ended, Evaluated]
    record = simulator.ledger.attempt(attempt.header.attempt)
    assert record.evaluations[0]["percentage"] == events[1].evaluation["percentage"]


def test_no_customer_with_a_language_model_yet(simulator):
    with pytest.raises(UnavailableError):
        simulator.start(ONE, "kim", customer="llm")


@pytest.mark.sampled(1)
def test_a_rehearsal_comes_to_what_an_attempt_comes_to(simulator):
    attempt = begun(simulator, SORRY)
    evaluation = collect(attempt.leave())[-1].evaluation
    rehearsal = rehearse_replies(simulator.library.material(ONE), [SORRY])
    assert [message.text for message in rehearsal.messages] == [text for _, text in said(attempt)]
    assert rehearsal.ended.ending == "agent_ended"
    assert rehearsal.evaluation["percentage"] == evaluation["percentage"]
    assert all(isinstance(message, Message) for message in rehearsal.messages)


@pytest.mark.sampled(1)
def test_a_rehearsal_tells_in_which_respects_an_exemplar_fails(simulator):
    material = simulator.library.material(ONE)
    model = material.scenario.model
    wrong = {"ending": "customer_left", "stars": "== 1", "percentage": "<= 1", "passed": False}
    exemplar = model.exemplars[0].model_copy(
        update={"expect": model.exemplars[0].expect.model_copy(update=wrong)}
    )
    scenario = replace(material.scenario, model=model.model_copy(update={"exemplars": [exemplar]}))
    (result,) = rehearse(material._replace(scenario=scenario))
    assert len(result.faults) == len(wrong)
    assert next(result.faults for result in rehearse(material)) == ()


@pytest.mark.sampled(1)
def test_a_turn_that_could_not_be_kept_is_said_again(simulator, monkeypatch):
    """The connection is lost, or the disk is full: the reply, and the answer, are on record once."""
    attempt = begun(simulator)
    store = simulator.ledger._store
    whole = store.write
    for failures in ("now", "after"):

        def write(work, failures=failures):
            if failures == "after":
                whole(work)  # it is kept, but nobody is told
            monkeypatch.setattr(store, "write", whole)
            raise UnavailableError("The connection was lost.", "Try again.")

        monkeypatch.setattr(store, "write", write)
        with pytest.raises(UnavailableError):
            collect(attempt.reply(SORRY))
        assert said(attempt)[-1][0] == "customer"
        collect(attempt.reply(SORRY))
    assert said(simulator.resume(attempt.header.attempt)) == said(attempt)
    assert len(said(attempt)) == 5


@pytest.mark.sampled(1)
def test_an_answer_that_could_not_be_kept_is_kept_by_going_on(simulator, monkeypatch):
    attempt = begun(simulator)
    store = simulator.ledger._store
    whole, turns = store.write, []

    def write(work):
        turns.append(whole(work))
        if len(turns) == 2:  # the customer's answer is kept, but nobody is told
            raise UnavailableError("The connection was lost.", "Try again.")

    monkeypatch.setattr(store, "write", write)
    with pytest.raises(UnavailableError):
        collect(attempt.reply(SORRY))
    assert len(said(attempt)) == 2
    collect(attempt.go_on())
    assert len(said(attempt)) == 3
    assert said(simulator.resume(attempt.header.attempt)) == said(attempt)


@pytest.mark.sampled(1)
def test_who_goes_on_elsewhere_too_is_told_and_nothing_is_lost(simulator):
    attempt = begun(simulator, SORRY)
    elsewhere = simulator.resume(attempt.header.attempt)
    collect(elsewhere.reply("What is your order number?"))
    with pytest.raises(UsageError, match="not the next") as caught:
        collect(attempt.reply("When do you need it?"))
    assert f"empty-chair resume {attempt.header.attempt}" in caught.value.hint
    assert said(simulator.resume(attempt.header.attempt)) == said(elsewhere)
