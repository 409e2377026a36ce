"""Programme files: what is wrong with one is told with its place, and what to do about it."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from simulator.commands.check import run as check
from simulator.commands.listing import run as listing
from simulator.content.faults import FaultyFile
from simulator.content.library import Library
from simulator.content.loading import parse
from simulator.content.programmechecks import check_programme
from simulator.content.programmepeople import levels_meant
from simulator.content.programmewho import ScenarioFacts, Who, facts_of_header, facts_of_scenario, selects
from simulator.errors import NotFoundError
from tests.content.drafting import copied_library

SHIPPED = Path(__file__).parents[2]
SAMPLE = """\
schema: empty-chair/programme/1
id: year
version: 1
title: The year
language: en
time_zone: Europe/Vilnius
begins: "2026-01-01"
ends: "2027-12-31"
requirements:
  - ref_id: yearly
    title: Three a year
    who: {levels: [manager, executive], departments: Sales}
    what:
      count: 2
      different: true
      scenarios: {tags: call}
      at_least: [{count: 1, scenarios: {tags: loss}}]
    period: {calendar_year: true}
    due: {day: "11-30"}
    attempts: {allowed: 3, each: scenario}
    equivalents:
      - requirement: rolling
      - {course: workshop, evidence: A list.}
  - ref_id: rolling
    title: Good for a year
    what: {count: 1, scenarios: {ids: [one, two]}}
    period: {rolling: {months: 12}}
    due: {days: 30}
    window_days: 60
    expiry: {basis: fixed_date, date: "2026-12-31", least_active_months: 6}
  - ref_id: once
    title: Once
    what: {count: 3, mode: practice}
    period: {within: {days: 30, of: hire}}
    valid_months: 12
    window_days: 30
"""
EVERYONE = frozenset(("new_hire", "agent", "manager", "executive"))
SCENARIOS = (
    ScenarioFacts("one", frozenset(("call", "loss")), "angry", "chat", "complaint", "en", EVERYONE),
    ScenarioFacts("two", frozenset(("call",)), "sad", "phone", "bereavement", "en", EVERYONE),
    ScenarioFacts("three", frozenset(("call",)), "sad", "phone", "bereavement", "lt", frozenset(("agent",))),
)


def draft(*edits):
    text = SAMPLE
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def faults(text, scenarios=SCENARIOS):
    try:
        loaded = parse(text.encode(), Path("p.yaml"), "programme")
    except FaultyFile as error:
        return [str(fault) for fault in error.faults]
    return [str(fault) for fault in check_programme(loaded, scenarios)]


def test_the_sample_is_without_fault():
    assert faults(SAMPLE) == []
    model = parse(SAMPLE.encode(), Path("p.yaml"), "programme").model
    assert model.begins == date(2026, 1, 1)
    assert [requirement.validity for requirement in model.requirements] == [None, 12, 12]
    assert model.requirements[1].what[0].needs_pass
    assert not model.requirements[2].what[0].needs_pass


FAULTY = [
    # names
    (("tags: call}", "tags: calls}"), "unknown tag (no scenario has it) `calls`; did you mean 'call'?"),
    (("tags: loss", "tags: los"), "unknown tag (no scenario has it) `los`; did you mean 'loss'?"),
    (("ids: [one, two]", "ids: [one, tow]"), "unknown scenario `tow`; did you mean 'two'?"),
    (("ids: [one, two]", "personas: sat"), "unknown persona (no scenario has it) `sat`; did you mean 'sad'?"),
    (("ids: [one, two]", "rubrics: complain"),
     "unknown rubric (no scenario uses it) `complain`; did you mean 'complaint'?"),
    (("requirement: rolling", "requirement: roling"),
     "unknown requirement `roling`; did you mean 'rolling'?"),
    (("requirement: rolling", "requirement: yearly"), "a requirement does not stand in for itself"),
    (("- requirement: rolling", "- {course: workshop, evidence: Yes.}"), "`workshop` is named twice"),
    (("ref_id: rolling", "ref_id: once"), None),
    (("levels: [manager, executive]", "levels: [manager, boss]"),
     "requirements[0].who.levels[1]: `boss` is none of new_hire, agent, manager, executive"),
    (("period: {calendar_year: true}", "periods: {calendar_year: true}"),
     "requirements[0]: unknown key `periods`; did you mean 'period'?"),
    (("count: 2", "cuont: 2"), "requirements[0].what: unknown key `cuont`; did you mean 'count'?"),
    (("Europe/Vilnius", "Europe/Vilna"), "time_zone: unknown time zone 'Europe/Vilna'; did you mean"),
    (("Europe/Vilnius", "../etc/passwd"), "time_zone: unknown time zone '../etc/passwd'"),
    # days
    (('begins: "2026-01-01"', "begins: 2026-01-01"), "YAML reads 2026-01-01 as a date; put it in quotes"),
    (('begins: "2026-01-01"', 'begins: "2026-02-29"'), "begins: there is no day 2026-02-29"),
    (('begins: "2026-01-01"', 'begins: "1 January"'), "a day is written as year, month and day in quotes"),
    (('begins: "2026-01-01"', 'begins: "0226-01-01"'), "the year 226 is not meant"),
    (('ends: "2027-12-31"', 'ends: "2025-12-31"'), "the programme ends before it begins (2026-01-01)"),
    (('day: "11-30"', 'day: "02-30"'), "no year has a day 02-30"),
    (('day: "11-30"', 'day: "November"'), "the day of every year is written as month and day in quotes"),
    (('day: "11-30"', 'date: "2026-11-30"'), 'every year has its own day; write due: {day: "11-30"}'),
    (("due: {days: 30}", 'due: {date: "2025-11-30"}'), "this is before the programme begins (2026-01-01)"),
    (("due: {days: 30}", 'due: {date: "2028-01-01"}'), "this is after the programme ends (2027-12-31)"),
    (("due: {days: 30}", 'due: {day: "11-30"}'), "`day` goes with `calendar_year`"),
    (("due: {days: 30}", "due: {days: 30, day: \"11-30\"}"), "write exactly one of `date`, `day` and `days`"),
    # periods
    (("    due: {days: 30}\n", ""), "`rolling` needs `due`: by when it has to be done the first time"),
    (("calendar_year: true", "calendar_year: false"), "write `calendar_year: true`, or another period"),
    (("calendar_year: true", "calendar_year: true, rolling: {months: 2}"), "a period is exactly one of"),
    (("    valid_months: 12\n", ""), "`window_days` goes with what expires"),
    (("    window_days: 30\n", ""), "`window_days` is missing: how many days before it expires"),
    (("window_days: 60", "valid_months: 12"), "`rolling` says already how long a completion is good"),
    (('due: {day: "11-30"}', "valid_months: 12"), "with `calendar_year` a completion is good for its year"),
    (("valid_months: 12\n", "valid_months: 12\n    due: {days: 3}\n"), "`within` says already by when"),
    (("window_days: 60", "window_days: 336"), "the window is as long as the validity of 12 months"),
    (("least_active_months: 6", "least_active_months: 13"), "it cannot be for more at the least"),
    (("least_active_months: 6", "least_active_months: 2"), "could be renewed at once"),
    (('date: "2026-12-31", ', ""), "a fixed date needs `date`"),
    (("basis: fixed_date", "basis: completion"), "`date` goes with `basis: fixed_date` only"),
    # what cannot be
    (("count: 2", "count: 4"), "4 different scenarios are asked for, and there are only 3 such"),
    (("count: 2", "count: 3"),
     "for manager, executive: 3 different scenarios are asked for, and there are only 2 such"),
    (("{tags: loss}}", "{all: [{tags: loss}, {channels: phone}]}}"), "the library has no such scenario"),
    (("at_least: [{count: 1", "at_least: [{count: 3"), "at least 3 of 2 cannot be; write 2 at most"),
    (("who: {levels: [manager, executive], departments: Sales}",
      "who: {levels: manager, not: {any: [{levels: manager}]}}"), "nobody can be meant"),
    (("who: {levels: [manager, executive], departments: Sales}",
      "who: {departments: Sales, all: [{departments: Care}]}"), "nobody can be meant"),
    (("who: {levels: [manager, executive], departments: Sales}", "who: {}"), "nothing is said here"),
    (("count: 3, mode: practice}", "count: 3, mode: practice}\n    who: {not: {hired_within: 9}}"),
     "under `not`, `hired_within` goes with `calendar_year` only"),
    (("window_days: 30\n", "window_days: 30\n    attempts: {allowed: 2}\n"),
     "attempts are limited in certify mode only"),
    (("{course: workshop, evidence: A list.}", "{course: workshop}"), "needs `evidence`"),
    (("- requirement: rolling", "- {requirement: rolling, evidence: A list.}"), "goes with `course` only"),
    (("count: 1, scenarios: {ids", "count: 0, scenarios: {ids"), "`0` is too small; 1 at least"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), FAULTY, ids=[edit[1] for edit, _ in FAULTY])
def test_one_slip_is_one_fault_at_its_place(edit, message):
    text = draft(edit)
    found = faults(text)
    if message is None:  # a ref_id that is used twice is also one that is not there
        assert [fault.partition(": ")[2] for fault in found] == [
            "unknown requirement `rolling`", "the same ref_id is used twice: once",
        ]  # fmt: skip
        return
    assert len(found) == 1, found
    assert message in found[0]
    line, edited = int(found[0].split(":")[1]), SAMPLE[: SAMPLE.index(edit[0])].count("\n") + 1
    assert abs(line - edited) <= 5


def test_the_place_is_exact():
    assert faults(draft(("tags: call}", "tags: calls}")))[0].startswith("p.yaml:16:25: ")
    assert faults(draft(("requirement: rolling", "requirement: roling")))[0].startswith("p.yaml:22:22: ")


def test_every_fault_of_a_file_is_told_at_once():
    text = draft(("tags: loss", "tags: los"), ("ids: [one, two]", "ids: [tow]"), ('day: "11-30"', "days: 3"))
    assert len(faults(text)) == 2


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ({"levels": ["agent"]}, {"agent"}),
        ({"any": [{"levels": ["agent"]}, {"tags": ["x"]}]}, EVERYONE),
        ({"not": {"levels": ["agent"]}}, EVERYONE - {"agent"}),
        ({"not": {"tags": ["x"]}}, EVERYONE),
        ({"all": [{"hired_within": 3}, {"levels": ["agent"]}]}, {"agent"}),
        ({"levels": ["agent"], "not": {"departments": ["Care"]}}, {"agent"}),
        ({"departments": ["Care"], "not": {"departments": ["CARE"]}}, set()),
    ],
)
def test_which_levels_can_be_meant(who, levels):
    assert set(levels_meant(Who.model_validate(who, by_alias=True, by_name=False))) == levels
    assert set(levels_meant(None)) == EVERYONE


def test_the_shipped_programme_fits_every_level_and_the_shipped_scenarios():
    library = Library(SHIPPED)
    model = library.programme("refresher-2026").model
    meant = {level for requirement in model.requirements for level in levels_meant(requirement.who)}
    assert meant == EVERYONE
    assert {selects(None, facts_of_header(header)) for header in library.headers()} == {True}


def test_a_header_and_a_scenario_say_the_same():
    library = Library(SHIPPED)
    for header in library.headers():
        assert facts_of_header(header) == facts_of_scenario(library.scenario(header.id).model)


@pytest.fixture
def root(tmp_path):
    root = copied_library(tmp_path)
    (root / "programmes").mkdir()
    return root


SMALL = draft(
    ("tags: call}", "ids: left-umbrella}"),
    ("count: 2\n      different: true", "count: 2"),
    ("      at_least: [{count: 1, scenarios: {tags: loss}}]\n", ""),
    ("ids: [one, two]", "ids: left-umbrella"),
    ("levels: [manager, executive]", "levels: manager"),
)  # fmt: skip


def test_the_library_finds_checks_and_lists_programmes(root):
    path = root / "programmes" / "year.yaml"
    path.write_text(SMALL.replace("who: {levels: manager, departments: Sales}\n", "who: {levels: manager}\n"))
    text = path.read_text().replace("    what: {count: 1,", "    who: {levels: agent}\n    what: {count: 1,")
    path.write_text(text.replace("    what: {count: 3,", "    who: {levels: agent}\n    what: {count: 3,"))
    assert Library(root).programme("year").model.id == "year"
    assert [header.id for header in Library(root).programmes()] == ["year"]
    out, err = io.StringIO(), io.StringIO()
    assert listing(Namespace(library=root, json=True), out, err) == 0
    assert json.loads(out.getvalue().splitlines()[-1]) == {
        "type": "programme", "id": "year", "title": "The year", "language": "en", "version": 1,
    }  # fmt: skip
    out, err = io.StringIO(), io.StringIO()
    args = Namespace(paths=[], library=root, json=False, no_exemplars=True)
    assert check(args, out, err) == 0, out.getvalue()
    (root / "scenarios" / "left-umbrella.yaml").unlink()
    out = io.StringIO()
    assert check(args, out, err) == 1
    assert "unknown scenario `left-umbrella`" in out.getvalue()
    with pytest.raises(FaultyFile):
        Library(root).programme("year")


def test_no_programme_that_came_along_stands_in(root):
    with pytest.raises(NotFoundError) as caught:
        Library(root).programme("refresher-2026")
    assert str(root / "programmes") in caught.value.hint
