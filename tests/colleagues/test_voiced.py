"""Colleagues in a model's words: what is decided stays, what cannot be used falls back."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from simulator.colleagues.kinds import KINDS
from simulator.colleagues.prompting import place_of
from simulator.colleagues.talk import Talk
from simulator.colleagues.voiced import Tally, Trust, VoicedTalks, said_by
from simulator.customer.guarding.grounds import ways_of_telling
from simulator.customer.guarding.refusal import Kind
from simulator.customer.models import ModelFailure
from tests.colleagues.test_rehearsing import REVIEW, UMBRELLA, material, rehearsing
from tests.colleagues.voicing import PLACE, SENTENCES, Model, content_of, plan

WANTED = [(kind, run) for run in range(2) for kind in KINDS]


def trust(most=100):
    return Trust(frozenset({"wrong_key"}), frozenset({"gave_up"}), most)


def voiced(model, name=UMBRELLA, wanted=WANTED, jobs=1, trusted=None):
    talks = VoicedTalks(
        rehearsing(name)[0], place_of(material(name).scenario.model), trusted or trust(), lambda: model
    )
    return asyncio.run(talks.run(wanted, jobs, lambda more: None)), talks


def offline(name=UMBRELLA, wanted=WANTED):
    work, _ = rehearsing(name)
    return [work.talk(kind, run) for kind, run in wanted]


def said(answer):
    return asyncio.run(said_by(Model(lambda messages: answer), plan(), PLACE))


def test_what_stands_around_the_words_is_taken_off():
    words = " ".join(SENTENCES)
    for answer in (
        f"<think>Short.</think>\n{words}",
        f'Agent: "{words}"',
        f"{SENTENCES[0]}\n\n{SENTENCES[1]}\n",
    ):
        assert said(answer) == (words, None)


def test_what_is_not_words_at_all():
    assert said("") == ("", Kind.EMPTY)
    assert said("<think>I should refuse.</think>") == ("", Kind.EMPTY)
    assert said("on and on and on " * 5_000)[1] is Kind.TOO_LONG


def test_nobody_listens_to_the_end_of_what_never_ends():
    given = []

    class Endless(Model):
        async def stream(self, messages, limits):
            while True:
                given.append(1)
                yield "and so on " * 100

    assert asyncio.run(said_by(Endless(), plan(), PLACE))[1] is Kind.TOO_LONG
    assert len(given) < 20


def test_the_own_sentences_again_give_the_conversations_without_a_model():
    talks, found = voiced(Model())
    assert talks == offline()
    assert found.tally.voiced == found.tally.replies > len(KINDS)


@pytest.mark.parametrize("answer", ["", "Customer: And when?", ModelFailure("unreachable")])
def test_so_does_a_model_that_is_of_no_use(answer):
    talks, found = voiced(Model(lambda messages: answer))
    assert talks == offline()
    assert found.tally.voiced == 0
    reason = answer.reason if isinstance(answer, ModelFailure) else "other_speaker" if answer else "empty"
    assert found.tally.fallbacks == Counter({reason: found.tally.replies})


def test_some_replies_may_fall_back():
    def now_and_then(messages):
        return "" if "umbrella" in messages[-1]["content"].lower() else content_of(messages)

    _, found = voiced(Model(now_and_then))
    assert found.tally.voiced > 0
    assert found.tally.fallbacks["empty"] > 0
    assert set(found.tally.fallbacks) == {"empty"}


def test_the_customer_hears_the_model_and_not_the_sentences():
    def kinder(messages):
        return f"{content_of(messages)} I'm so sorry about the trouble."

    talks, found = voiced(Model(kinder), wanted=[("silent", 0)])
    assert found.tally.voiced == found.tally.replies
    assert talks[0].mood != offline(wanted=[("silent", 0)])[0].mood


def test_what_is_decided_depends_on_no_words():
    first = {}
    for answer in (content_of, lambda messages: ""):
        work, model = rehearsing()[0], Model(answer)
        for kind in KINDS:
            plan = next(work.going(kind, 0))
            first.setdefault(kind, plan)
            assert first[kind] == plan
            asyncio.run(said_by(model, plan, PLACE))


def test_a_reply_is_asked_for_once_however_many_conversations_begin_with_it():
    wanted = [("silent", run) for run in range(30)]
    scripted = offline(wanted=wanted)
    ways = {talk.path[0] for talk in scripted[:20]}
    replies = {talk.path[: at + 1] for talk in scripted for at in range(talk.replies)}
    model = Model(together=len(ways))
    talks, found = voiced(model, wanted=wanted, jobs=20)
    assert talks == scripted
    assert len(model.asked) == found.tally.replies == len(replies) < sum(talk.replies for talk in talks)


def test_no_more_requests_at_a_time_than_wanted():
    model = Model()
    one_by_one, _ = voiced(model)
    assert model.most_open == 1
    model = Model(together=3)
    at_once, _ = voiced(model, jobs=3)
    assert model.most_open == 3
    assert one_by_one == at_once


def test_a_key_that_is_not_taken_ends_the_asking():
    model = Model(lambda messages: ModelFailure("wrong_key"))
    _, found = voiced(model)
    assert len(model.asked) == 1
    assert found.trust.lost == "wrong_key"
    assert found.tally.fallbacks == {"wrong_key": found.tally.replies}


def test_so_do_many_failures_in_a_row_but_not_now_and_then():
    model = Model(lambda messages: ModelFailure("timeout"))
    assert voiced(model, trusted=trust(3))[1].trust.lost == "timeout"
    assert len(model.asked) == 3
    answers = iter(["", ModelFailure("timeout")] * 1_000)
    assert voiced(Model(lambda messages: next(answers)), trusted=trust(2))[1].trust.lost is None
    unasked = Model(lambda messages: ModelFailure("gave_up"))
    assert voiced(unasked, trusted=trust(2))[1].trust.lost is None


def test_a_tally():
    tally = Tally()
    for reason in ("", "empty", "", "timeout", "empty"):
        tally.add(reason)
    assert (tally.voiced, tally.replies, tally.fallbacks) == (2, 5, {"empty": 2, "timeout": 1})


def test_what_is_over_when_it_is_cut_off_is_kept():
    async def cut(talks):
        under_way = asyncio.create_task(talks.run(WANTED, 1, lambda more: under_way.cancel()))
        with pytest.raises(asyncio.CancelledError):
            await under_way
        assert asyncio.all_tasks() == {asyncio.current_task()}

    talks = VoicedTalks(
        rehearsing()[0], place_of(material(UMBRELLA).scenario.model), trust(), lambda: Model()
    )
    asyncio.run(cut(talks))
    assert [type(talk) for talk in talks.talks.values()] == [Talk]


def test_no_secret_is_in_any_prompt():
    scenario, rubric = material(REVIEW).scenario.model, material(REVIEW).rubric.model
    model = Model()
    work, judge = rehearsing(REVIEW)
    talks = VoicedTalks(work, place_of(scenario), trust(), lambda: model)
    asyncio.run(talks.run([(kind, 0) for kind in KINDS], 1, lambda more: None))
    seen = " ".join(text for one in judge.heard for speaker, text in one if speaker == "customer")
    seen += " ".join(f"{card.title} {card.text}" for card in scenario.desk)
    prompts = "\n".join(message["content"] for messages in model.asked for message in messages)
    secrets = [text for fact in scenario.facts.values() for text in ways_of_telling(fact)]
    secrets += [text for need in scenario.needs.values() for text in (need.title, need.hint)]
    secrets += [question.title for section in rubric.sections for question in section.questions]
    hidden = [text for text in secrets if text and text not in seen]
    assert len(hidden) > 10
    assert [text for text in hidden if text in prompts] == []
