"""`draft`: from a conversation to a scenario that only its author can finish."""

from __future__ import annotations

import io
from argparse import Namespace

import pytest

from simulator.commands import draft
from simulator.content.checking import check_files, gather
from simulator.errors import UnavailableError, UsageError
from simulator.options import parse
from tests.scenarios.test_scenarios import ROOT

TALK = """\
Ana Silva: My order 7731-204 never came!! Where is it?
Support (Joe): I am sorry, Ana. When do you need it?
Ana Silva: By Friday, it is for my son's birthday. What will you do about it?
Support (Joe): That is not our fault, please contact the carrier.
Ana Silva: I did. They sent me back to you.
Support (Joe): Then I send a new one today, and it comes on Thursday. Is that all right?
Ana Silva: OK. Thank you, Joe.
"""


def run(path, *given):
    args = parse(["draft", str(path), *given])
    args.library = ROOT
    out, err = io.StringIO(), io.StringIO()
    assert draft.run(args, out, err) == 0
    return out.getvalue(), err.getvalue()


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "A lost parcel.txt"
    path.write_text(TALK, "utf-8")
    return path


def checked(text, tmp_path):
    path = tmp_path / "library" / "scenarios" / "a-lost-parcel.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    (found,) = check_files(gather([path], ROOT))
    return found


def test_a_draft_has_no_fault_but_what_is_still_to_be_written(talk, tmp_path):
    text, err = run(talk, "--out", "-")
    faults = checked(text, tmp_path).faults
    assert faults
    assert all(fault.message.endswith("[todo]") for fault in faults)
    assert "Masked: 2 names, 1 numbers" in err
    assert "Nothing was sent anywhere" in err


def test_what_was_told_asked_and_said_stands_in_it(talk):
    text, _ = run(talk, "--out", "-")
    for part in (
        "persona: \"angry\"", "rubric: \"complaint\"", "id: \"a-lost-parcel\"",
        "birthday", "told_1", "asked_1", "wants_1", "Where is it?", "What will you do about it?",
        "best reply (", "worst reply (",
    ):  # fmt: skip
        assert part in text
    best = next(line for line in text.splitlines() if "best reply" in line)
    worst = next(line for line in text.splitlines() if "worst reply" in line)
    assert "comes on Thursday" in best
    assert "not our fault" in worst


@pytest.mark.parametrize("word", ["Ana", "Silva", "Joe", "7731"])
def test_nothing_of_the_people_is_left(talk, word):
    assert word not in run(talk, "--out", "-")[0]


def test_it_is_written_to_a_file_and_never_over_one(talk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(talk)[0] == "a-lost-parcel.yaml\n"
    with pytest.raises(UsageError, match="already"):
        run(talk)


def test_a_death_makes_it_a_bereavement(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("Customer: My husband died in May.\nAgent: I am very sorry.\n", "utf-8")
    text, _ = run(path, "--out", "-")
    assert 'persona: "bereaved"' in text
    assert not [fault for fault in checked(text, tmp_path).faults if not fault.message.endswith("[todo]")]


@pytest.mark.parametrize("language", ["pl", "ru", "lt", "fa", "de"])
def test_other_languages_are_drafted_too(tmp_path, language):
    path = tmp_path / "t.txt"
    path.write_text("Klient: Gdzie jest moja paczka? Czekam dwa tygodnie.\nAgent: Już sprawdzam.\n", "utf-8")
    text, _ = run(path, "--out", "-", "--language", language)
    assert f"language: {language}" in text


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", UsageError, "no conversation"),
        (b"\xff\xfe\x00", UsageError, "UTF-8"),
        (b"Ana: x\nJoe: {{}} %s \x1b[2J: [a, b] # c\n", None, ""),
        (None, UnavailableError, "cannot be read"),
    ],
)
def test_hostile_transcripts(tmp_path, content, error, said):
    path = tmp_path / "t.txt"
    if content is not None:
        path.write_bytes(content)
    if error is None:
        assert not [
            one for one in checked(run(path, "--out", "-")[0], tmp_path).faults if "[todo]" not in one.message
        ]
        return
    with pytest.raises(error, match=said):
        run(path, "--out", "-")


def test_an_unknown_persona_is_told(talk):
    with pytest.raises(UsageError, match="no persona `zen`"):
        run(talk, "--persona", "zen")


@pytest.mark.parametrize("language", ["", "English", "en\nid: x", "e"])
def test_a_language_is_a_code(talk, language):
    with pytest.raises(UsageError, match="--language"):
        run(talk, "--language", language)


def test_the_arguments_are_a_namespace(talk):
    assert isinstance(parse(["draft", str(talk)]), Namespace)
