"""`empty-chair doctor --fetch-tokenizer`: one download, on request, told in plain words."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from simulator.commands import doctor_fetching
from simulator.commands.doctor_fetching import fetch_vocabularies
from simulator.llm import vocabularies
from tests.commands.doctoring import Examined, serving, set_up
from tests.llm import server as acts
from tests.llm.test_tokens import CONTENT, SMALL


@pytest.fixture
def small(monkeypatch):
    """The small vocabulary belongs to every model whose name begins with `quiet`."""

    def at(server):
        found = replace(SMALL, url=f"{server.url}/small.tiktoken")
        for module in (doctor_fetching, vocabularies):
            monkeypatch.setattr(
                module, "vocabulary_of", lambda model: found if model.startswith("quiet") else None
            )
        return found

    return at


class Screen(io.StringIO):
    def isatty(self):
        return True


def test_the_vocabulary_is_fetched_kept_and_found(tmp_path, small):
    set_up(model="quiet", judge_model="quiet-2")
    with serving(acts.page("application/octet-stream", CONTENT)) as server:
        small(server)
        found = Examined(tmp_path, fetch=True)
        again = Examined(tmp_path, fetch=True)
    assert (found.status, again.status) == (0, 0)
    assert found.states() == {"tokenizer": "ok"}
    assert found["tokenizer"]["counting"] == "exact"
    assert "is kept in" in found["tokenizer"]["text"]
    assert found.err.startswith("Fetching small from http")
    assert again["tokenizer"]["text"] == "The vocabulary small is there already."
    assert len(server.requests) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("act", [acts.raw(), acts.page(), acts.raw(acts.head(404))])
def test_without_a_network_it_says_what_it_does_instead(tmp_path, small, act):
    set_up(model="quiet")
    with serving(act) as server:
        small(server)
        found = Examined(tmp_path, fetch=True)
    assert found.status == 1
    assert found["tokenizer"]["state"] == "fault"
    assert "vocabulary" in found["tokenizer"]["text"]
    assert "Tokens are estimated without it" in found["tokenizer"]["todo"]


def test_progress_is_one_line_that_moves_on_a_terminal(tmp_path, small):
    err = Screen()
    with serving(acts.page("application/octet-stream", CONTENT)) as server:
        small(server)
        (found,) = fetch_vocabularies(("quiet",), tmp_path / "new", err)
    assert found.state == "ok"
    assert "\rFetching the vocabulary: " in err.getvalue()
    assert err.getvalue().count("\n") == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path, small):
    (tmp_path / "file").write_text("x")
    with serving(acts.page("application/octet-stream", CONTENT)) as server:
        small(server)
        (found,) = fetch_vocabularies(("quiet",), tmp_path / "file", io.StringIO())
    assert (found.state, "could not be kept" in found.text) == ("fault", True)


def test_without_a_model_or_a_known_tokenizer_nothing_is_fetched(tmp_path):
    found = Examined(tmp_path, fetch=True)
    assert found["tokenizer"]["text"] == "No language model is named, so there is nothing to fetch."
    set_up(model="some-house/own")
    found = Examined(tmp_path, fetch=True)
    assert "not known here" in found["tokenizer"]["text"]
    assert found.status == 0
    assert found.err == ""


def test_nothing_but_fetching_downloads(tmp_path, monkeypatch):
    """A whole examination with a model whose vocabulary is not there asks the model's server alone."""

    def download(*_):
        raise AssertionError("a download")

    monkeypatch.setattr(vocabularies, "_download", download)
    with serving(acts.refuse(401)) as server:
        set_up(server.url, model="gpt-4o")
        found = Examined(tmp_path)
    assert found["tokenizer"]["counting"] == "estimate"
    assert "--fetch-tokenizer" in found["tokenizer"]["todo"]
