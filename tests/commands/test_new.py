"""`empty-chair new`: a file that `check` accepts apart from its TODOs, and never over one that is there."""

from __future__ import annotations

import io
import sys
from argparse import Namespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.commands.new import run
from simulator.commands.new_skeletons import skeleton
from simulator.content.checking import check_files, gather
from simulator.content.files import shipped_library
from simulator.content.loading import parse
from simulator.content.unfinished import todos
from simulator.errors import UnavailableError, UsageError
from simulator.language.text import clean_text

SCENARIO = {"persona": "angry", "channel": "chat", "rubric": "complaint"}
LIBRARY = shipped_library()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def new(kind, out, err=None, **given):
    asked = dict.fromkeys(("id", "title", "language", "persona", "channel", "rubric", "out"))
    output = io.StringIO()
    library = given.pop("library", LIBRARY)
    args = Namespace(kind=kind, library=library, **{**asked, "out": out and str(out), **given})
    return run(args, output, err or io.StringIO()), output.getvalue()


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.mark.parametrize("kind", ["scenario", "persona", "rubric"])
def test_check_accepts_it_apart_from_the_todos(kind, tmp_path):
    path = tmp_path / "wrong-day.yaml"
    chosen = SCENARIO if kind == "scenario" else {}
    assert new(kind, path, id="wrong-day", title="The wrong day", **chosen) == (0, f"{path}\n")
    (checked,) = check_files(gather([path], LIBRARY))
    assert len(checked.faults) > 7
    assert all(fault.message.endswith(" [todo]") for fault in checked.faults)
    assert checked.notes == ()
    written = path.read_text(encoding="utf-8").replace("TODO ", "").replace('".."', '"..."')
    loaded = parse(written.encode(), path, kind)
    assert (loaded.model.id, loaded.model.title, loaded.model.language) == (
        "wrong-day",
        "The wrong day",
        "en",
    )
    assert todos(loaded) == []


def test_the_place_of_every_todo(tmp_path):
    path = tmp_path / "a.yaml"
    new("persona", path, id="a", title="A")
    text = path.read_text(encoding="utf-8").splitlines()
    (checked,) = check_files(gather([path], LIBRARY))
    assert len(checked.faults) == sum("TODO" in line for line in text if not line.startswith("#"))
    first = checked.faults[0]
    assert text[first.line - 1][first.column - 1 :].startswith('"TODO who this is')
    assert (
        first.message
        == "still to be written: who this is, and what they are like when things go wrong [todo]"
    )


def test_only_a_text_that_begins_with_it_is_a_todo():
    from tests.content.drafting import draft

    text = draft(
        "scenario", ("say: [Keep it.]", "say: [Keep your todo, TODO]"), ("minutes: 4", "minutes: 4  # TODO")
    )
    assert [fault.message for fault in todos(parse(text.encode(), "f", "scenario"))] == [
        "still to be written [todo]"
    ]
    todolist = draft("scenario", ("say: [Keep it.]", "say: [TODOs are no texts]"))
    assert todos(parse(todolist.encode(), "f", "scenario")) == []


def test_in_another_language_every_text_is_still_to_be_written(tmp_path):
    path = tmp_path / "a.yaml"
    new("rubric", path, id="a", title="A", language="pl")
    assert "title: TODO Does the agent say what they do now?" in path.read_text(encoding="utf-8")
    (checked,) = check_files(gather([path], LIBRARY))
    assert all(fault.message.endswith(" [todo]") for fault in checked.faults)


def test_a_file_that_is_there_stays_as_it_is(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="there is such a file already; nothing was changed"):
        new("rubric", path, id="a", title="A")
    assert path.read_text(encoding="utf-8") == "mine"


def test_without_out_the_file_is_called_after_its_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert new("rubric", None, id="form-2", title="A") == (0, "form-2.yaml\n")
    assert (tmp_path / "form-2.yaml").exists()


def test_the_output_instead_of_a_file():
    status, text = new("rubric", "-", id="a", title="A")
    assert (status, text) == (0, skeleton("rubric", {"id": "a", "title": "A", "language": "en"}))


def test_in_a_pipe_it_says_which_flags_are_missing(tmp_path):
    with pytest.raises(UsageError) as error:
        new("scenario", tmp_path / "a.yaml", id="a", channel="chat")
    assert error.value.message == "a new scenario needs --title, --persona, --rubric"
    assert not (tmp_path / "a.yaml").exists()


@pytest.mark.parametrize(
    ("flag", "text", "said"),
    [
        ("id", "Wrong Day", "an id has small letters"),
        ("title", " ", "a title is needed"),
        ("title", "x" * 121, "one line of 120 characters at most"),
        ("language", "de", "`de` is not known"),
        ("persona", "angri", "`angri` is not known; did you mean 'angry'"),
        ("channel", "fax", "there are: chat, phone, email"),
        ("rubric", "", "one is needed; there are: bereavement"),
    ],
)
def test_a_flag_that_will_not_do(flag, text, said, tmp_path):
    given_flags = {"id": "a", "title": "A", **SCENARIO, flag: text}
    with pytest.raises(UsageError, match=f"--{flag}: ") as error:
        new("scenario", tmp_path / "a.yaml", **given_flags)
    assert said in error.value.message


def test_a_persona_of_another_language_is_not_offered(tmp_path):
    with pytest.raises(UsageError, match="`angry` is not known"):
        new("scenario", tmp_path / "a.yaml", id="a", title="A", language="pl", **SCENARIO)


def test_at_a_terminal_it_asks_until_the_answer_will_do(tmp_path, monkeypatch):
    answers = "Bad Id\nwrong-day\nThe wrong day\n\nangri\nangry\ncomplaint\n"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    err = Terminal()
    path = tmp_path / "a.yaml"
    assert new("scenario", path, err, channel="email")[0] == 0
    said = err.getvalue()
    assert said.count("The id of the new scenario, such as wrong-day: ") == 2
    assert "  an id has small letters" in said
    assert "did you mean 'angry'" in said
    assert "Its language (en, " in said
    assert "The channel" not in said
    model = parse(path.read_bytes(), path, "scenario").model
    assert (model.id, model.customer.persona, model.channel, model.language) == (
        "wrong-day",
        "angry",
        "email",
        "en",
    )


def test_forms_and_temperaments_are_told_with_their_titles_and_a_line_about_each(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal("grumbling\nangry\ncomplaint\n"))
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "scenarios" / "personas").mkdir(parents=True)
    (tmp_path / "scenarios" / "personas" / "mine.yaml").write_text(
        "schema: empty-chair/persona/1\nid: mine\nversion: 1\ntitle: Of our own\nlanguage: en\n", "utf-8"
    )
    err = Terminal()
    given = {"id": "a", "title": "A", "language": "en", "channel": "chat"}
    new("scenario", tmp_path / "a.yaml", err, library=tmp_path, **given)
    lines = err.getvalue().splitlines()
    (angry,) = [line for line in lines if line.startswith("  angry ")]
    assert angry == "  angry               Angry, and with reason: Somebody who has been let down and"
    assert lines[lines.index(angry) + 1] == " " * 22 + "says so."
    assert "  mine                Of our own" in lines
    (form,) = [line for line in lines if line.startswith("  complaint ")]
    assert "Answering a complaint: For conversations with somebody" in form
    assert max(len(line) for line in lines if line.startswith("  ")) <= 80
    assert "The customer's temperament: " in err.getvalue()
    assert sum(line.startswith("  angry ") for line in lines) == 1


def test_answers_that_end_too_early(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal("wrong-day\n"))
    with pytest.raises(UsageError, match="the answers ended; nothing was written"):
        new("rubric", tmp_path / "a.yaml", Terminal())
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written(tmp_path):
    with pytest.raises(UsageError, match="there is no such folder"):
        new("rubric", tmp_path / "no" / "a.yaml", id="a", title="A")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnavailableError, match="the file cannot be written"):
        new("rubric", tmp_path / "file" / "a.yaml", id="a", title="A")
    with pytest.raises(UsageError, match="there is such a file already"):
        new("rubric", tmp_path, id="a", title="A")


@pytest.mark.parametrize("name", ["007", "1e3", "null", "yes", "no", "on", "y", "2024-01-01", "0x1f"])
def test_ids_that_yaml_would_take_for_something_else(name, tmp_path):
    text = skeleton("rubric", {"id": name, "title": "A", "language": "en"})
    assert parse(text.encode(), tmp_path, "rubric").model.id == name


@given(st.text(min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_comes_back(title):
    cleaned = clean_text(title).strip()
    if cleaned and "\n" not in cleaned:
        text = skeleton("rubric", {"id": "a", "title": cleaned, "language": "en"})
        assert parse(text.encode(), "f", "rubric").model.title == cleaned
