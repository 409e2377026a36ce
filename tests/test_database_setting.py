"""Which database holds the records, and how the settings file keeps its name."""

from __future__ import annotations

import pytest

from simulator import cli
from simulator.database_setting import records_at
from simulator.errors import UnavailableError, UsageError
from simulator.locations import config_dir
from simulator.records.address import FileAddress, ServerAddress
from simulator.settings import FILE_NAME, Settings, load_settings, save_settings

URL = "postgresql+psycopg://eva:hunter2@db.example/chairs"
OTHER = "postgresql+psycopg://eva:hunter2@other.example/chairs"


@pytest.fixture
def file():
    path = config_dir() / FILE_NAME
    path.parent.mkdir(parents=True)
    return path


def test_without_a_name_it_is_the_data_folder(tmp_path, file):
    assert records_at(tmp_path) == tmp_path
    file.write_text('level = "manager"\n')
    assert records_at(tmp_path) == tmp_path
    file.write_text('database = "  "\n')
    assert records_at(tmp_path) == tmp_path


def test_the_environment_goes_before_the_settings(tmp_path, file, monkeypatch):
    file.write_text(f'database = "{OTHER}"\n')
    found = records_at(tmp_path)
    assert isinstance(found, ServerAddress)
    assert found.url.host == "other.example"
    assert records_at(tmp_path, tmp_path / "no-settings") == tmp_path
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", URL)
    assert records_at(tmp_path).url.host == "db.example"
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", " ")
    assert records_at(tmp_path).url.host == "other.example"


def test_a_file_may_be_named_too(tmp_path, monkeypatch):
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", f"sqlite:///{tmp_path}/ours.sqlite3")
    assert records_at(tmp_path / "elsewhere") == FileAddress(tmp_path / "ours.sqlite3")


@pytest.mark.parametrize("text", [f'database = "{URL}"\nlevel = [', f"database = {URL}\n"])
def test_a_damaged_file_that_names_one_stops_everything(tmp_path, file, text):
    file.write_text(text)
    with pytest.raises(UsageError, match="no valid TOML") as caught:
        records_at(tmp_path)
    assert "hunter2" not in caught.value.message + caught.value.hint
    file.write_text("level = [")
    assert records_at(tmp_path) == tmp_path


@pytest.mark.parametrize("value", ["7", "true", "[]"])
def test_what_is_no_text_is_told(tmp_path, file, value):
    file.write_text(f"database = {value}\n")
    with pytest.raises(UsageError, match="is a text"):
        records_at(tmp_path)
    assert "`database` is a text" in load_settings(file)[1]


def test_the_app_knows_the_key_and_keeps_it(tmp_path, file):
    file.write_text(f'theme = "light"\ndatabase = "{URL}"\n\n[language_model]\nmodel = "quiet"\n')
    settings, complaint = load_settings(file)
    assert (settings.theme, complaint) == ("light", "")
    assert "hunter2" not in repr(settings)
    save_settings(file, Settings(theme="dark"))
    assert records_at(tmp_path).url.host == "db.example"
    assert 'model = "quiet"' in file.read_text()
    assert load_settings(file) == (Settings(theme="dark"), "")


def test_a_damaged_file_that_names_one_is_not_written_over(file):
    before = f'database = "{URL}"\nlevel = ['
    file.write_text(before)
    with pytest.raises(UnavailableError, match="not saved"):
        save_settings(file, Settings())
    assert file.read_text() == before


def test_a_command_says_what_is_wrong_and_keeps_the_password_to_itself(monkeypatch, capsys):
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", "postgresql+psycopg://eva:hunter2@127.0.0.1:9/chairs")
    assert cli.main(["records", "list"]) == 3
    told = capsys.readouterr()
    assert "postgresql://eva@127.0.0.1:9/chairs could not be reached" in told.err
    assert "hunter2" not in told.err + told.out
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", "mysql://eva:hunter2@127.0.0.1/chairs")
    assert cli.main(["records", "list"]) == 2
    told = capsys.readouterr()
    assert "neither PostgreSQL's nor SQLite's" in told.err
    assert "hunter2" not in told.err + told.out


def test_doctor_looks_at_the_database_that_is_named(tmp_path, file, monkeypatch, server_url):
    from simulator.commands.doctor_place import _database

    assert list(_database(tmp_path, file)) == []
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", URL.replace("db.example", "127.0.0.1:9"))
    (finding,) = _database(tmp_path, file)
    assert (finding.check, finding.state) == ("database", "fault")
    assert "hunter2" not in finding.text + finding.todo
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", server_url)
    (finding,) = _database(tmp_path, file)
    assert finding.state == "ok"
    assert "postgresql://" in finding.text
