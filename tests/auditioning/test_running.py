from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from simulator.auditioning.figures import figures_of
from simulator.auditioning.kinds import Fault
from simulator.auditioning.playing import play, scenes_of
from simulator.auditioning.running import Audition
from simulator.customer.guarding.refusal import Kind
from simulator.customer.models import ModelFailure
from simulator.errors import UnavailableError
from tests.auditioning.building import (
    REASONS,
    FakeCompany,
    auditioned,
    authored,
    flipping,
    leaking,
    repeating,
    roles,
    scenes,
    stalling,
)


def figures(company, model="quiet-1"):
    played = [one for one in company.kept if one.key.model == model]
    return figures_of(model, played, len(played))


def test_every_exemplar_is_played_in_every_run_by_every_model():
    company, outcome = auditioned(authored, "a", "b", runs=2, parallel=3)
    names = {scene.name for scene in scenes()}
    found = {(one.key.model, one.key.exemplar, one.key.run) for one in company.kept}
    assert found == {(model, name, run) for model in "ab" for name in names for run in (1, 2)}
    assert len(names) == 3
    assert outcome.played == company.kept
    assert (outcome.early, outcome.ended, outcome.stopped) == (False, None, {})


def test_exemplars_of_one_name_are_told_apart():
    material = scenes()[0].material
    exemplars = [one.model_copy(update={"name": "same"}) for one in material.scenario.model.exemplars]
    model = material.scenario.model.model_copy(update={"exemplars": exemplars})
    twins = material._replace(scenario=replace(material.scenario, model=model))
    assert [scene.name for scene in scenes_of(twins)] == ["same", "same (2)", "same (3)"]


def test_no_more_are_played_at_a_time_than_allowed():
    now, most = 0, 0

    def say(messages):
        return authored(messages)

    class Counting(FakeCompany):
        def speaker(self, role):
            nonlocal now, most
            now += 1
            most = max(most, now)
            return super().speaker(role)

        def keep(self, conversation):
            nonlocal now
            now -= 1
            super().keep(conversation)

    company = Counting(say)
    asyncio.run(Audition(company, REASONS).run(roles("a", "b"), 2))
    assert (most, len(company.kept)) == (2, 6)


def test_one_who_keeps_to_the_part():
    company, _ = auditioned(authored)
    found = figures(company)
    assert found.conduct.kept[Fault.OUT_OF_ROLE].rate == 1.0
    assert found.mended.secrets.count == 0
    assert found.failures.count == 0
    assert found.same_course.count == found.same_course.of == 3
    assert found.messages == found.conduct.accepted.of


def test_one_who_flips_is_asked_again_and_then_the_author_speaks():
    company, _ = auditioned(flipping, only="brush-off")
    found = figures(company)
    assert found.conduct.refused == {Kind.ROLE_REVERSED: found.messages}
    assert found.conduct.kept[Fault.OUT_OF_ROLE].count == 0
    assert found.conduct.kept[Fault.OUT_OF_MOOD].rate == 1.0
    assert found.mended.asked_again.rate == found.mended.fallbacks.rate == 1.0
    assert found.mended.fallback_reasons == {"role_reversed": found.messages}
    assert found.same_course.rate == 1.0


def test_one_who_leaks_never_gets_a_secret_through():
    company, _ = auditioned(leaking, only="brush-off")
    found = figures(company)
    assert found.mended.secrets.count > 0
    assert found.conduct.refused[Kind.LOCKED_FACT] > 0
    assert not any("birthday" in line.text for one in company.kept for line in one.lines)
    assert found.same_course.rate == 1.0


def test_one_who_repeats_is_refused_for_it():
    company, _ = auditioned(repeating, only="strong")
    assert figures(company).conduct.refused[Kind.REPEATED] > 0


def test_the_first_refusal_is_known_when_the_second_try_failed_for_something_else():
    given = iter(["How can I help you?", "*sighs* Well."] * 20)
    company, _ = auditioned(lambda messages: next(given), only="brush-off")
    first = company.kept[0].lines[0]
    assert [answer.refused for answer in first.answers] == [Kind.ROLE_REVERSED, Kind.STAGE_DIRECTION]
    assert first.reason == "stage_direction"


def test_the_first_refusal_is_known_when_the_second_try_broke_off():
    asked = Counter()

    def say(messages):
        asked["times"] += 1
        if asked["times"] % 2:
            return "And when exactly is that? How can I help you?"
        raise ModelFailure("too_long")

    company, _ = auditioned(say, only="brush-off")
    first = company.kept[0].lines[0]
    assert [(one.refused, one.failure) for one in first.answers] == [
        (Kind.ROLE_REVERSED, None),
        (None, "too_long"),
    ]
    assert figures(company).failure_reasons["too_long"] == figures(company).messages


def test_a_second_try_that_did_well_leaves_the_first_refusal():
    def say(messages):
        again = "could not be used" in messages[-1]["content"]
        return authored(messages) if again else "As an AI language model I cannot say."

    company, _ = auditioned(say, only="brush-off")
    line = company.kept[0].lines[0]
    assert line.voice == "llm-retried"
    assert [answer.refused for answer in line.answers] == [Kind.ROLE_REVERSED, None]
    assert "AI language model" in line.answers[0].text


def test_one_who_stalls_is_given_up_after_two_conversations():
    company, outcome = auditioned({"slow": stalling, "good": authored}, "slow", "good", runs=2)
    assert outcome.stopped == {"slow": "timeout"}
    assert outcome.ended is None
    broken = [one for one in company.kept if one.broken]
    assert [one.key.model for one in broken] == ["slow", "slow"]
    assert outcome.left == 6
    found = figures(company, "slow")
    assert found.failure_reasons == {"timeout": 4}
    assert found.mended.fallback_reasons["gave_up"] == found.messages - 4
    assert found.pace.first_word.of == 0
    assert found.pace.first_shown.median == pytest.approx(20.0)
    assert found.broken == {"timeout": 2}
    assert figures(company, "good").conversations == 6


def test_a_failure_that_stays_ends_the_model_or_all_of_them():
    def unknown(messages):
        raise ModelFailure("unknown_model")

    company, outcome = auditioned({"none": unknown, "good": authored}, "none", "good")
    assert outcome.stopped == {"none": "unknown_model"}
    assert [one.key.model for one in company.kept].count("none") == 1

    def no_key(messages):
        raise ModelFailure("wrong_key")

    company, outcome = auditioned({"a": no_key, "b": authored}, "a", "b")
    assert outcome.ended == "wrong_key"
    assert len(company.kept) == 1
    assert outcome.left == 6


def test_the_budget_of_the_day_ends_it_and_the_conversation_is_not_whole():
    asked = Counter()

    def say(messages):
        asked["times"] += 1
        if asked["times"] > 3:
            raise ModelFailure("day_spent")
        return authored(messages)

    company, outcome = auditioned(say)
    assert outcome.ended == "day_spent"
    assert [one.broken for one in company.kept] == ["day_spent"]
    assert len(company.kept[0].lines[3].answers) == 0
    assert company.kept[0].lines[3].shown_after is None
    assert outcome.early


def test_a_conversations_own_budget_breaks_nothing_off():
    def say(messages):
        raise ModelFailure("conversation_spent")

    company, outcome = auditioned(say)
    assert [one.broken for one in outcome.played] == [None] * 3
    assert not outcome.early
    assert company.kept == []


def test_what_was_not_asked_at_all_is_not_kept():
    def say(messages):
        raise ModelFailure("day_spent")

    company, outcome = auditioned(say)
    assert (outcome.ended, outcome.left, company.kept) == ("day_spent", 3, [])


def test_times_are_those_of_the_model_and_of_the_learner():
    company, _ = auditioned(lambda messages: "Well. And now?", only="brush-off")
    line = company.kept[0].lines[0]
    assert line.voice == "llm"
    assert line.answers[0].first_word == pytest.approx(0.5)
    assert line.answers[0].writing == pytest.approx(0.2)
    assert line.answers[0].words_written == 2
    assert line.shown_after == pytest.approx(0.6)  # "Well." is whole when the next word is there


def test_an_interruption_keeps_what_is_done():
    async def interrupted():
        company = FakeCompany(authored)
        audition = Audition(company, REASONS)

        def stop(conversation):
            if len(company.kept) == 2:
                task.cancel()

        audition.told = stop
        task = asyncio.create_task(audition.run(roles(runs=3), 2))
        with pytest.raises(asyncio.CancelledError):
            await task
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:  # what was being kept in a thread is kept to its end
            await asyncio.wait(others, timeout=20)
        return company, audition, len(asyncio.all_tasks())

    company, audition, tasks = asyncio.run(interrupted())
    assert len(company.kept) in (2, 3)  # one more may have been over in the same moment
    assert audition.outcome.played == company.kept
    assert tasks == 1


def test_a_conversation_that_cannot_be_kept_ends_it_with_the_fault_itself():
    class FullOnce(FakeCompany):
        full = True

        def keep(self, conversation):
            if self.full:
                self.full = False
                raise UnavailableError("The disk is full.")
            super().keep(conversation)

    company = FullOnce(authored)
    with pytest.raises(UnavailableError, match="full"):
        asyncio.run(Audition(company, REASONS).run(roles(runs=3), 2))
    assert company.kept == []


def test_another_course_than_the_scripted_one_is_noticed(monkeypatch):
    async def elsewhere(scene, seed):
        return ("somewhere else",)

    monkeypatch.setattr("simulator.auditioning.playing.scripted_course", elsewhere)
    company = FakeCompany(authored)
    role = roles(only="brush-off")[0]
    found = asyncio.run(play(role, company.speaker(role), REASONS, company.now, company.clock))
    assert not found.same_course
