"""`empty-chair doctor` without a model: the place, and how findings are told."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections import namedtuple
from decimal import Decimal
from pathlib import Path

import pytest

from simulator import cli
from simulator.commands import doctor_place
from simulator.commands.doctor_findings import Finding, Teller, exact, money
from simulator.locations import config_dir
from tests.commands.doctoring import Examined

PLACE = ["python", "terminal", "library", "data", "settings"]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def settings(text):
    file = config_dir() / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_without_a_model_everything_works_and_nothing_is_made(data):
    found = Examined(data)
    assert list(found.states()) == [*PLACE, "model"]
    assert found.troubles() == {}
    assert "everything works without one" in found["model"]["text"]
    assert found.lines[-1] == {"type": "doctor", "faults": 0, "warnings": 0}
    assert (found.status, found.err) == (0, "")
    assert not data.exists()
    assert not config_dir().exists()


def test_for_people_each_finding_is_a_line_with_what_to_do_below(data):
    settings("theme = 'mauve'")
    found = Examined(data, as_json=False)
    lines = found.out.splitlines()
    assert [line.split()[1] for line in lines[:-2] if not line.startswith(" ")] == [*PLACE, "model"]
    (line,) = [number for number, line in enumerate(lines) if line.startswith("fault")]
    assert lines[line].split()[:2] == ["fault", "settings"]
    assert any("Put the file right" in line for line in lines[line:])
    assert lines[-1] == "1 fault, 0 warnings."
    assert found.status == 1


def test_from_the_command_line(capsys, data):
    assert cli.main(["doctor", "--json", "--data", str(data)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["check"] == "python"
    assert cli.main(["doctor"]) == 0
    assert "Everything that was looked at works." in capsys.readouterr().out


def test_a_library_without_scenarios_is_a_fault(data, tmp_path):
    found = Examined(data, library=tmp_path / "nowhere")
    assert found.troubles() == {"library": "fault"}
    assert "nowhere" in found["library"]["text"]
    assert "--library" in found["library"]["todo"]


def test_a_scenario_that_cannot_be_used_is_a_warning(data, tmp_path):
    from tests.content.drafting import copied_library

    root = copied_library(tmp_path)
    (root / "scenarios" / "broken.yaml").write_text("title: [")
    found = Examined(data, library=root)
    assert found.troubles() == {"library": "warning"}
    assert found["library"]["todo"] == "See: empty-chair check"


def test_data_that_is_no_folder_is_a_fault(data):
    data.write_text("x")
    found = Examined(data)
    assert found.troubles() == {"data": "fault"}
    assert "a file stands in its way" in found["data"]["text"]
    data.unlink()
    data.mkdir()
    assert Examined(data).status == 0
    assert list(data.iterdir()) == []


def test_data_below_a_file_is_a_fault(data):
    data.write_text("x")
    assert Examined(data / "in" / "it").troubles() == {"data": "fault"}


def test_a_disk_that_refuses_is_a_fault(data, monkeypatch):
    data.mkdir()

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor_place.tempfile, "TemporaryFile", full)
    found = Examined(data)
    assert found.troubles() == {"data": "fault"}
    assert "full" in found["data"]["text"]
    assert "Make room" in found["data"]["todo"]


def test_a_folder_above_that_is_closed_is_a_fault(data, monkeypatch):
    monkeypatch.setattr(doctor_place.os, "access", lambda *_, **__: False)
    assert Examined(data).troubles() == {"data": "fault"}


def test_records_that_cannot_be_written_are_a_fault(data, monkeypatch):
    data.mkdir()
    (data / "records.sqlite3").write_bytes(b"")
    monkeypatch.setattr("simulator.records.place.writable", lambda path: False)
    found = Examined(data)
    assert "read-only" in found["data"]["text"]


def test_a_network_disk_and_a_full_one_are_warnings(data, monkeypatch):
    monkeypatch.setattr("simulator.records.place.on_network", lambda folder: True)
    assert "network" in Examined(data)["data"]["text"]
    monkeypatch.setattr("simulator.records.place.on_network", lambda folder: False)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(doctor_place.shutil, "disk_usage", lambda path: usage(10, 9, 1))
    found = Examined(data)
    assert found.troubles() == {"data": "warning"}
    assert "0 MB" in found["data"]["text"]


@pytest.mark.parametrize("text", ["theme =", "[language_model]\nmodle = 'x'", "[language_model]\nkey = 'x'"])
def test_a_fault_in_the_settings_is_told_and_the_rest_goes_on(data, text):
    settings(text)
    found = Examined(data)
    assert found.troubles() == {"settings": "fault"}
    assert found.lines[-1]["faults"] == 1
    assert found.status == 1


def test_a_name_that_is_nearly_right_is_told_with_one_sign_at_the_end(data):
    settings("[language_model]\nbudget = 3")
    text = Examined(data)["settings"]["text"]
    assert text.endswith("Did you mean `budget_day`?")


def test_a_fault_of_the_environment_is_told_beside_one_of_the_file(data, monkeypatch):
    settings("[language_model]\nbase_url = 'nowhere'")
    monkeypatch.setenv("OPENAI_BASE_URL", "elsewhere")
    found = Examined(data)
    assert found.troubles() == {"settings": "fault", "model": "fault"}
    assert "OPENAI_BASE_URL" in found["model"]["text"]


def test_fetching_a_vocabulary_tells_what_is_wrong_in_the_file(data):
    settings("[language_model]\nvotes = 0")
    found = Examined(data, fetch=True)
    assert found.troubles() == {"model": "fault"}
    assert found.status == 1


def test_a_fault_in_the_environment_is_told(data, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "nowhere")
    found = Examined(data)
    assert found.troubles() == {"model": "fault"}
    assert "OPENAI_BASE_URL" in found["model"]["text"]


@pytest.mark.parametrize("text", ["reader = 'rules+llm'", "judge = 'rules+llm'", "base_url = 'http://a/v1'"])
def test_a_model_that_is_wanted_and_not_named_is_a_warning(data, text):
    settings(f"[language_model]\n{text}")
    found = Examined(data)
    assert found.troubles() == {"model": "warning"}
    assert found.status == 0


class Screen(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        return 1


@pytest.mark.parametrize(
    ("columns", "rows", "term", "state"),
    [(80, 24, "xterm", "ok"), (39, 24, "xterm", "warning"), (80, 11, "xterm", "warning"),
     (80, 24, "dumb", "warning")],
)  # fmt: skip
def test_the_terminal(monkeypatch, columns, rows, term, state):
    monkeypatch.setattr(sys, "stdin", Screen())
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(doctor_place.os, "get_terminal_size", lambda _: os.terminal_size((columns, rows)))
    monkeypatch.setenv("TERM", term)
    assert doctor_place._terminal().state == state


def test_what_is_told_is_clean_and_on_one_line():
    out = io.StringIO()
    Teller(out, as_json=True).tell(Finding("x", "ok", "a\x1b[31m\nb\u202e", "c\nd"))
    assert json.loads(out.getvalue()) == {
        "type": "check", "check": "x", "state": "ok", "text": "a b", "todo": "c d",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "0.00"), ("1.5", "1.50"), ("0.25", "0.25"), ("0.012", "0.012"), ("0.00000015", "0.00000015"),
     ("1234.567", "1234.57"), ("0.0999", "0.100"), ("0.00126", "0.0013")],
)  # fmt: skip
def test_sums_are_shown_with_as_many_decimals_as_they_need(amount, shown):
    assert money(Decimal(amount), "") == shown
    assert money(Decimal(amount), "EUR") == f"{shown} EUR"
    assert money(None, "EUR") == "an unknown sum"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "0.00"), ("5", "5.00"), ("0.125", "0.125"), ("1E+2", "100.00"), ("0.150", "0.15")],
)
def test_what_people_set_is_shown_as_they_set_it(amount, shown):
    assert exact(Decimal(amount), "EUR") == f"{shown} EUR"


def test_the_manual_names_every_check():
    commands = Path(doctor_place.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in commands.glob("doctor*.py"))
    checks = set(re.findall(r'(?:Finding|_failed)\(\s*"(\w+)"', source))
    assert {"python", "spending", "structured", "accepted"} <= checks
    manual = (commands.parents[1] / "docs" / "operating.md").read_text(encoding="utf-8")
    assert [check for check in checks if f"`{check}`" not in manual] == []
