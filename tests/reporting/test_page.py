from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from simulator.reporting.document import Bar, Bars, Cell, KeyFigure, KeyFigures, Line, Section, Table, Words
from simulator.reporting.page import page
from simulator.reporting.shares import Share
from simulator.reporting.whole import year_report
from simulator.roster.suppressing import suppressed
from tests.reporting.building import company, forms, frame, standing, trying
from tests.reporting.samples import REPORTS, report

VOID = {"meta", "rect", "circle", "path", "br"}


class Reader(HTMLParser):
    """Reads a page as strictly as it can: every tag that opens is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes, self.words = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(lines):
    reader = Reader()
    reader.feed("\n".join(lines))
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("kind", REPORTS)
def test_a_page_is_whole_and_fetches_and_runs_nothing(kind):
    found = read(page(REPORTS[kind]()))
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "a"} & set(found.seen)
    names = {name for _, name, _ in found.attributes}
    assert not {"src", "href", "style", "srcset", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    text = "\n".join(page(REPORTS[kind]()))
    assert not {"http:", "https:", "//", "url(", "@import"} & {part for part in text.split() if "//" in part}
    assert "url(" not in text
    assert "@import" not in text
    assert ("html", "lang", "en") in found.attributes


@pytest.mark.parametrize("kind", REPORTS)
def test_every_chart_says_in_words_what_it_shows(kind):
    found = read(page(REPORTS[kind]()))
    text = "\n".join(page(REPORTS[kind]()))
    charts = sum(1 for tag, name, value in found.attributes if (tag, name, value) == ("svg", "role", "img"))
    assert charts
    assert text.count('role="img"><title>') == charts
    decoration = sum(1 for one in found.attributes if one == ("svg", "aria-hidden", "true"))
    assert found.seen.count("svg") == charts + decoration


@pytest.mark.parametrize("place", range(8))
def test_words_from_outside_never_become_markup(place):
    bad = '<script>alert("x")</script>&amp;\x1b[31m\u202e'
    words = [bad if n == place else "plain" for n in range(8)]
    sections = (
        Section(words[0], (Words(words[1]), KeyFigures((KeyFigure(words[2], "1"),))), words[3]),
        Section("b", (Bars(("a", "b", "c", ""), (Bar(words[4], Share(1, 2)),), words[5]),)),
        Section(
            "t", (Table(("a", "b"), ((words[6], Cell(words[7], "bad")),)), Line("l", ((bad, 1), (bad, 2))))
        ),
    )
    found = read(page(replace(report(sections), title=words[0], subtitle=words[1])))
    assert "script" not in found.seen
    text = "".join(found.words)
    assert '<script>alert("x")</script>&amp;' in text
    assert not {"\x1b", "\u202e"} & set(text)


def test_paper_and_dark_screens_are_thought_of():
    text = "\n".join(page(REPORTS["year"]()))
    for rule in ("size: A4", "prefers-color-scheme: dark", "break-inside: avoid", "table-header-group"):
        assert rule in text


def test_a_report_of_two_thousand_people_stays_small_and_says_what_it_leaves_out():
    found = "\n".join(page(REPORTS["big team"]()))
    assert len(found) < 200_000
    assert "The first 200 of 2,000 people" in found
    assert found.count("<td>Person ") == 200


def test_figures_of_small_groups_are_not_told_to_those_who_see_figures_only():
    people = [standing(f"q{n}", "completed", level="agent") for n in range(9)]
    people += [standing(f"m{n}", "overdue", level="manager") for n in range(6)]
    people += [standing("chief", "overdue", level="executive")]
    group = replace(company(0), completion=company(0).completion)
    for one in people:
        group.completion.add(one)
    told = {bar.label: bar.share for bar in _levels(year_report(group, frame()))}
    assert told["Executives"] == Share(0, 1)
    hidden = {bar.label: bar.share for bar in _levels(year_report(group, frame(suppressed)))}
    assert hidden == {"Agents": Share(9, 9)}
    text = "\n".join(page(year_report(group, frame(suppressed))))
    assert "Not told: too few people." in text
    assert "Executives" not in text


def _levels(found):
    section = next(one for one in found.sections if one.title == "Completion by level")
    return section.blocks[0].bars


def test_a_company_that_is_too_small_as_a_whole_is_told_nothing_of():
    group = replace(company(3), forms=forms(), trying=trying())
    text = "\n".join(page(year_report(group, frame(suppressed))))
    assert " %</span>" not in text
    assert text.count("too few people") >= 4
