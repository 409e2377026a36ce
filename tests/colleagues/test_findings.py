"""What conversations show when they are counted."""

from __future__ import annotations

import pytest

from simulator.colleagues.findings import findings_of
from simulator.colleagues.overall import overall
from tests.colleagues.talks import talk
from tests.content.drafting import sample

SCENARIO, RUBRIC = sample("scenario").model, sample("rubric").model
FACT, NEED = next(iter(SCENARIO.facts)), next(iter(SCENARIO.needs))


def findings(*talks):
    return findings_of(SCENARIO, RUBRIC, "agent", talks)


def medians(strong, middling, poor):
    kinds = {"strong": strong, "middling": middling, "poor": poor}
    return findings(*(talk(kind, value) for kind, value in kinds.items())).faults


@pytest.mark.parametrize(
    ("strong", "middling", "poor", "named"),
    [
        (80, 70, 45, []),
        (80, 70.1, 45, ["middling"]),
        (80, 70, 45.1, ["poor"]),
        (50, 60, 40, ["poor", "middling"]),
    ],
)
def test_colleagues_must_end_up_apart(strong, middling, poor, named):
    faults = medians(strong, middling, poor)
    assert [
        next(kind for kind in ("poor", "middling") if f"above {kind}" in fault) for fault in faults
    ] == named


@pytest.mark.parametrize("kind", ["stuffer", "silent", "rude"])
@pytest.mark.parametrize(
    ("percentages", "told"),
    [
        ((10.0, 20.0, 30.0, 49.9, 90.0), []),
        ((10.0, 20.0, 30.0, 50.0, 50.0), ["reached 50.0 % every fourth time"]),
        ((20.0, 45.0, 49.0), []),
        ((20.0, 45.1, 49.0), ["(45.1 %) is less than 25 points below strong (70.0 %) in the median"]),
        ((60.0, 61.0, 64.0), ["less than 25 points below strong", "reached 62.5 % every fourth time"]),
    ],
)
def test_who_helps_nobody_and_comes_far_is_warned_of(kind, percentages, told):
    found = findings(talk("strong", 70.0), *(talk(kind, value) for value in percentages))
    assert found.faults == ()
    assert len(found.warnings) == len(told)
    for warning, part in zip(found.warnings, told, strict=True):
        assert warning.startswith(kind)
        assert part in warning


def test_nobody_is_warned_of_middling_and_poor_or_without_strong():
    assert findings(talk("strong", 90.0), talk("middling", 80.0), talk("poor", 55.0)).warnings == ()
    assert findings(talk("rude", 49.0)).warnings == findings(talk("rude", None)).warnings == ()


def test_who_does_not_take_part_or_was_not_judged_is_not_compared():
    assert findings(talk("strong", 10.0)).faults == ()
    assert findings(talk("strong", None), talk("poor", 90.0)).faults == ()


def test_what_nobody_brought_about():
    found = findings(talk())
    assert found.untold == tuple(SCENARIO.facts)
    assert found.unmet == tuple(SCENARIO.needs)
    found = findings(talk(told=frozenset({FACT}), met={NEED: ""}))
    assert FACT not in found.untold
    assert NEED not in found.unmet


def test_what_is_met_by_those_who_help_nobody_is_an_accident():
    met = [talk("stuffer", met={NEED: "I care."}), talk("stuffer", met={NEED: "I care."})]
    found = findings(talk(met={NEED: ""}), *met, talk("silent", met={NEED: "ok"}), talk("poor"))
    (accident,) = found.accidents
    assert accident.need == NEED
    assert dict(accident.runs) == {"stuffer": 2, "silent": 1}
    assert accident.words == ("I care.", "ok")


def test_questions_that_tell_nothing():
    first, second, *_ = [q.ref_id for part in RUBRIC.sections for q in part.questions]
    found = findings(
        talk(options={first: "yes", second: "half"}, full=frozenset({first})), talk(options={first: "no"})
    )
    assert found.never_full == (second,)
    assert dict(found.one_option) == {second: "half"}
    assert first not in found.never_asked
    assert second not in found.never_asked


def test_a_group_is_spread_out():
    found = findings(
        talk(percentage=0.0, path=(1,)), talk(percentage=100.0, path=(1,), ending_key="", thanks=True)
    )
    (group,) = found.groups
    assert (group.runs, group.different, group.passed) == (2, 1, 2)
    assert group.tenths == (1, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert dict(group.endings) == {"resolved": 2}
    assert (group.shrinks.median, group.thanks, group.asks) == (0.25, 0.5, 0.0)


def test_all_conversations_together():
    found = overall([talk(words=(10, 1)), talk("poor", words=(10, 3), asks=True), talk("poor")])
    assert (found.runs, found.shrinks) == (3, 0.25)
    assert dict(found.thanks) == {"strong": 0, "poor": 0}
    assert dict(found.asks) == {"strong": 0, "poor": 0.5}
