"""The app behind a page: whose records it shows, and what it tells the server."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.serving import child
from simulator.serving.environment import Letter
from simulator.tui.screens.history import HistoryScreen
from simulator.tui.visit import Start, Visit
from simulator.year.values import OWN_ONLY, Rights


@pytest.mark.parametrize("rights", [OWN_ONLY, Rights(team=True), Rights(trainer=True)])
def test_only_those_with_a_right_to_it_are_offered_the_attempts_of_others(rights):
    visit = Visit(Start("ana", alone=True))
    assert not HistoryScreen(visit).may("everyone", ())
    visit.shelf = replace(visit.shelf, rights=rights)
    assert bool(HistoryScreen(visit).may("everyone", ())) is (rights != OWN_ONLY)


def test_each_change_of_a_draft_is_told(monkeypatch):
    written = []
    monkeypatch.setattr(child.os, "write", lambda to, data: written.append((to, data)))
    drafts = child.TellingDrafts({"a": "before"})
    assert written == []
    drafts["a"] = "I am so sorry — truly"
    assert drafts == {"a": "I am so sorry — truly"}
    ((to, packet),) = written
    assert (to, packet[:1], int.from_bytes(packet[1:5], "big")) == (1, b"M", len(packet) - 5)
    assert json.loads(packet[5:]) == {"type": "draft", "attempt": "a", "text": "I am so sorry — truly"}
    drafts["a"] = "x" * (child.LONGEST_DRAFT + 1)
    assert len(json.loads(written[1][1][5:])["text"]) == child.LONGEST_DRAFT


def test_the_app_is_opened_as_the_letter_says(monkeypatch):
    asked = {}
    monkeypatch.setattr("simulator.tui.app.run_app", lambda factory, **given: asked.update(given) or 0)
    letter = Letter(resume="0199", alone=True, settings_dir="/settings", drafts={"0199": "Dear"})
    assert child._run(letter, "ana") == 0
    assert asked["learner"] == "ana"
    assert asked["resume"] == "0199"
    assert asked["alone"] is True
    assert str(asked["settings_dir"]) == "/settings"
    assert asked["drafts"] == {"0199": "Dear"}
    child._run(Letter(), "ana")
    assert (asked["resume"], asked["settings_dir"], asked["alone"]) == (None, None, False)
