"""`records push`, as a person calls it, to a store on loopback and to a real one."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from simulator.cli import main
from simulator.commands import push as command
from simulator.commands.push_settings import password_for
from simulator.errors import UnavailableError, UsageError
from simulator.llm import keys
from simulator.locations import config_dir
from simulator.settings import Settings, load_settings, save_settings
from tests.commands.exporting import HOME, call, fill, make_library
from tests.exporting.cmi5_rules import verb, violations
from tests.exporting.conftest import ralph_python  # noqa: F401 - a fixture
from tests.exporting.conftest import store as real_store  # noqa: F401 - a fixture
from tests.exporting.ralph import PASSWORD as REAL_PASSWORD
from tests.exporting.ralph import USER as REAL_USER
from tests.exporting.store import PASSWORD, USER, fake_store, hang_up, status


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def data(filled, tmp_path):
    """A folder of its own: what was pushed is kept in it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records.sqlite3").write_bytes((filled / "records.sqlite3").read_bytes())
    return tmp_path / "data"


@pytest.fixture
def store():
    with fake_store() as found:
        yield found


def put_settings(url, user=USER, more=""):
    config_dir().mkdir(parents=True, exist_ok=True)
    text = f'[lrs]\nurl = "{url}"\nuser = "{user}"\nhome_page = "{HOME}"\nbatch = 6\n{more}'
    (config_dir() / "settings.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def push(data, library, store, monkeypatch):
    put_settings(store.url)
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", PASSWORD)
    monkeypatch.setattr(command.time, "sleep", lambda _: None)
    return lambda *given: call(data, library, "push", *given)


def test_certified_attempts_are_pushed_once(push, store):
    status_of, out, _ = push()
    assert (status_of, len(store.kept)) == (0, 14)
    assert "14 statements sent to " in out
    assert violations(store.kept.values()) == []
    status_of, out, _ = push("--json")
    told = {"type": "push", "lrs": store.url, "attempts": 4, "sent": 0, "already": 14, "voided": 0,
            "conflicts": 0, "refused": 0, "faults": []}  # fmt: skip
    assert (status_of, json.loads(out)) == (0, told)
    assert len(store.requests) == 2


def test_filters_and_practice(push, store):
    push("--from", "2026-03-06")
    assert [verb(one) for one in store.kept.values()] == ["initialized", "completed", "passed", "terminated"]
    push("--mode", "practice")
    assert [verb(one) for one in store.kept.values()][4:] == ["attempted", "scored"]


def test_what_was_pushed_is_what_is_exported(push, store, data, library):
    push("--mode", "any")
    text = call(data, library, "export", "--format", "xapi", "--mode", "any")[1]
    assert [json.loads(line) for line in text.splitlines()] == list(store.kept.values())


def test_conflicts_end_with_1_and_are_named(push, store, data, library):
    push()
    (key, kept), *_ = store.kept.items()
    store.kept[key] = {**kept, "timestamp": "2020-01-01T00:00:00.000Z"}
    for path in (data / "pushed").iterdir():
        path.unlink()
    status_of, out, _ = push()
    assert status_of == 1
    assert "1 it has under the same id with another body; its own stay." in out
    assert f"  {key}: the store has another statement" in out


def test_the_password_is_nowhere(push, store, data):
    store.faults.extend([status(500), hang_up])
    _, out, err = push()
    written = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    written += [path.read_bytes() for path in config_dir().rglob("*") if path.is_file()]
    said = f"{out}{err}"
    assert "trying again in 1 seconds." in err
    assert PASSWORD not in said
    assert not any(PASSWORD.encode() in content for content in written)


def test_interrupted_it_is_said_that_it_goes_on(push, store, data, library, monkeypatch, capsys):
    args = ["--data", str(data), "--library", str(library), "records", "push"]

    def interrupt(_):
        raise KeyboardInterrupt

    store.always = status(503)
    monkeypatch.setattr(command.time, "sleep", interrupt)
    assert main(args) == 130
    assert "push again, and it goes on" in capsys.readouterr().err


def test_who_is_not_let_in_ends_with_3(push, store, data, library, monkeypatch, capsys):
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", "wrong")
    assert main(["--data", str(data), "--library", str(library), "records", "push"]) == 3
    assert "does not let us in (HTTP 401)" in capsys.readouterr().err


def test_nothing_goes_without_a_store_a_user_or_a_password(data, library, monkeypatch):
    with pytest.raises(UsageError, match="No Learning Record Store is named"):
        call(data, library, "push")
    put_settings("https://lrs.example.org", user="")
    with pytest.raises(UsageError, match="No user for"):
        call(data, library, "push")
    put_settings("https://lrs.example.org")
    monkeypatch.setattr(keys, "ask_keyring", lambda _: ("", keys.Keyring.NOT_INSTALLED))
    with pytest.raises(UnavailableError, match="There is no password"):
        call(data, library, "push")


def test_the_password_of_the_keyring_is_that_of_the_host(monkeypatch):
    asked = []
    monkeypatch.setattr(
        keys, "ask_keyring", lambda name: (asked.append(name) or "kept", keys.Keyring.HAS_KEY)
    )
    assert password_for("lrs.example.org").reveal() == "kept"
    assert asked == ["lrs:lrs.example.org"]
    assert "kept" not in repr(password_for("lrs.example.org"))
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", "given")
    assert password_for("lrs.example.org").reveal() == "given"


def test_the_settings_file_keeps_the_table(tmp_path):
    put_settings("https://lrs.example.org", more="# ours\n")
    path = config_dir() / "settings.toml"
    assert load_settings(path) == (Settings(), "")
    save_settings(path, Settings(theme="light"))
    assert path.read_text(encoding="utf-8").endswith(
        f'[lrs]\nurl = "https://lrs.example.org"\nuser = "{USER}"\nhome_page = "{HOME}"\nbatch = 6\n# ours\n'
    )
    put_settings("https://lrs.example.org", more='password = "x"\n')
    assert "does not belong into the settings" in load_settings(path)[1]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_real_store_holds_what_was_pushed(data, library, real_store, monkeypatch):  # noqa: F811
    put_settings(real_store.url, REAL_USER)
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", REAL_PASSWORD)
    status_of, out, _ = call(data, library, "push", "--mode", "any")
    assert (status_of, "16 statements sent" in out) == (0, True)
    held = {one["id"]: one for one in real_store.statements()}
    exported = call(data, library, "export", "--format", "xapi", "--mode", "any")[1]
    ours = {one["id"]: one for one in map(json.loads, exported.splitlines())}
    assert held.keys() == ours.keys()
    for key, one in ours.items():
        assert {part: held[key][part] for part in one} == one
    assert len(real_store.statements("&verb=http://adlnet.gov/expapi/verbs/passed")) == 2
    registration = next(iter(ours.values()))["context"]["registration"]
    assert len(real_store.statements(f"&registration={registration}")) == 14
    for path in (data / "pushed").iterdir():
        path.unlink()  # as if it were the first time
    assert call(data, library, "push", "--mode", "any")[0] == 0
    assert {one["id"]: one for one in real_store.statements()} == held


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_real_store_says_what_is_wrong(data, library, real_store, monkeypatch):  # noqa: F811
    put_settings(real_store.url, REAL_USER)
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", "wrong")
    with pytest.raises(UnavailableError, match="HTTP 401"):
        call(data, library, "push")
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", REAL_PASSWORD)
    assert call(data, library, "push")[0] == 0
    for path in (data / "pushed").iterdir():
        path.unlink()
    status_of, out, _ = call(data, library, "push", "--home-page", "https://elsewhere.example.org")
    assert status_of == 1
    assert "14 it has under the same id with another body" in out


@pytest.mark.slow
def test_killed_in_the_middle_it_goes_on(data, library, store, monkeypatch):
    put_settings(store.url)
    monkeypatch.setenv("EMPTY_CHAIR_LRS_PASSWORD", PASSWORD)
    reached = threading.Event()

    def hold(handler, _statements):
        reached.set()
        return handler.store.waiting.wait(20) or True

    store.faults.extend([lambda *_: False, hold])
    given = [
        sys.executable,
        "-m",
        "simulator",
        "--data",
        str(data),
        "--library",
        str(library),
        "records",
        "push",
    ]
    with subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert reached.wait(60)
        process.kill()
    had = len(store.kept)
    assert 0 < had < 14
    assert call(data, library, "push")[0] == 0
    assert len(store.kept) == 14
    assert sum(map(len, store.requests)) < 14 + had + 6
