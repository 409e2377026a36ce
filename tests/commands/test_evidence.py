"""`records verify`, `checkpoint`, `key`, `retire` and `people erase`, as a person calls them."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing

import pytest

from simulator.cli import main
from simulator.commands import people
from simulator.commands.records import run
from simulator.errors import EmptyChairError, UnavailableError, UsageError
from simulator.evidence_settings import evidence_settings
from simulator.locations import config_dir
from simulator.options import parse
from simulator.own_levels import keep_own_level, own_level
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.records.evidence_samples import NAME, SAID, fill
from tests.records.old import make_first
from tests.records.samples import make_header, make_turn


@pytest.fixture
def data(tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        fill(ledger)
    return tmp_path / "data"


def call(data, *given, command="records"):
    args = parse([command, *given])
    args.data = data
    out, err = io.StringIO(), io.StringIO()
    status = (people.run if command == "people" else run)(args, out, err)
    return status, out.getvalue()


def count(data):
    """How many entries the chain has."""
    return RecordsView.look(data).chain_head().count


def spoil(data):
    with closing(sqlite3.connect(data / "records.sqlite3")) as connection:
        connection.execute("DROP TRIGGER ends_no_update")
        connection.execute("UPDATE ends SET stars = 1")
        connection.commit()


def test_sound_records_are_told_with_their_head(data):
    status, out = call(data, "verify")
    assert status == 0
    assert out.startswith("As written: ")
    assert f"\nHead {count(data)}:" in out
    assert "No checkpoint is signed" in out


def test_the_first_bad_entry_is_named_and_the_status_is_1(data):
    spoil(data)
    status, out = call(data, "verify")
    assert status == 1
    assert out.startswith("NOT AS WRITTEN: ends, attempt 0001: ")
    status, out = call(data, "verify", "--json")
    found = json.loads(out)
    assert (status, found["ok"], found["type"]) == (1, False, "verification")
    assert found["first_bad"] == {
        "table": "ends", "key": "attempt 0001", "column": "", "why": "it is not as it was written",
    }  # fmt: skip


def test_a_key_a_checkpoint_and_what_they_prove(data, tmp_path):
    with pytest.raises(UnavailableError, match="no key at"):
        call(data, "checkpoint")
    call(data, "key", "new", "--to", str(tmp_path / "apart.pem"))
    key = ["--key", str(tmp_path / "apart.pem")]
    signed = count(data) + 1
    status, out = call(data, "checkpoint", "--json", *key)
    made = json.loads(out)
    assert (status, made["type"], made["seq"]) == (0, "checkpoint", signed)
    (tmp_path / "elsewhere.jsonl").write_text(out)
    status, out = call(
        data,
        "verify",
        "--against",
        str(tmp_path / "elsewhere.jsonl"),
        "--seen",
        f"{signed}:{made['hash'][:8]}",
    )
    assert status == 0
    assert f"Signed up to entry {signed}" in out
    assert "nothing stands behind it" in out


def test_what_was_printed_is_held_against_the_chain(data):
    status, out = call(data, "verify", "--seen", "99:" + "ab" * 16)
    assert status == 1
    assert "was cut" in out
    status, out = call(data, "verify", "--seen", "3:" + "ab" * 16)
    assert (status, "seq 3" in out) == (1, True)


@pytest.mark.parametrize("seen", ["", "12", "12:xyz", "12:abc", "-1:abcdef01"])
def test_something_else_than_a_head_is_refused(data, seen):
    with pytest.raises(UsageError, match="--seen"):
        call(data, "verify", f"--seen={seen}")


@pytest.mark.parametrize("text", ["no json", "[1]", '{"seq": "x", "hash": 1}', "{}"])
def test_something_else_than_checkpoints_is_refused_with_its_place(data, tmp_path, text):
    file = tmp_path / "kept.jsonl"
    file.write_text(f"\n{text}\n")
    with pytest.raises(UsageError, match="line 2"):
        call(data, "verify", "--against", str(file))
    with pytest.raises(UnavailableError, match="cannot be read"):
        call(data, "verify", "--against", str(tmp_path))


def test_a_missing_or_foreign_public_key_ends_with_status_3(data, tmp_path):
    call(data, "key", "new", "--to", str(tmp_path / "one.pem"))
    call(data, "checkpoint", "--key", str(tmp_path / "one.pem"))
    public = data / "records-public-keys.pem"
    kept = public.read_bytes()
    public.unlink()
    with pytest.raises(UnavailableError, match="no key at"):
        call(data, "verify")
    call(data, "key", "new", "--to", str(tmp_path / "two.pem"))
    with pytest.raises(UnavailableError, match="not among the public keys"):
        call(data, "verify")
    public.write_bytes(kept)
    assert call(data, "verify")[0] == 0
    spoil(data)
    public.unlink()
    assert call(data, "verify")[0] == 1  # what is bad is told first


def test_an_unreadable_private_key_is_told_and_signs_nothing(data, tmp_path):
    file = tmp_path / "key.pem"
    file.write_text("not a key")
    file.chmod(0o600)
    with pytest.raises(UnavailableError, match="no private key"):
        call(data, "checkpoint", "--key", str(file))
    assert f"\nHead {count(data)}:" in call(data, "verify")[1]


def test_old_records_are_said_to_have_no_chain(tmp_path):
    make_first(tmp_path)
    with pytest.raises(UnavailableError, match="older version"):
        call(tmp_path, "verify")


def test_erasing_is_shown_first_and_done_with_yes(data):
    given = ["erase", NAME, "--by", "office", "--reason", "their own request"]
    keep_own_level(config_dir(), NAME, "manager")
    status, out = call(data, *given, command="people")
    assert status == 0
    assert "Nothing was changed" in out
    assert NAME in out
    assert SAID.encode() in (data / "records.sqlite3").read_bytes()
    assert own_level(config_dir(), NAME) == "manager"
    status, out = call(data, *given, "--yes", "--json", command="people")
    done = json.loads(out)
    assert (done["type"], done["done"], done["attempts"], done["turns"]) == ("erasure", True, 1, 2)
    assert SAID.encode() not in (data / "records.sqlite3").read_bytes()
    assert own_level(config_dir(), NAME) == ""
    assert "were erased" in call(data, "show", "0001")[1]
    assert "Rows whose words were erased: 11" in call(data, "verify")[1]


def test_erasing_somebody_unknown_is_told(data):
    for yes in ([], ["--yes"]):
        with pytest.raises(EmptyChairError, match="Nobody"):
            call(data, "erase", "nobody", "--by", "x", "--reason", "y", *yes, command="people")


def test_retiring_is_shown_first_and_said_in_the_chain(data):
    with SqlLedger.open(data) as ledger:
        ledger.open_attempt(make_header("0002", started_at="2020-01-01T00:00:00.000Z"), [make_turn(1)])
    status, out = call(data, "retire", "--dry-run")
    assert (status, out.splitlines()[-1]) == (0, "1 would be erased.")
    status, out = call(data, "retire", "--json")
    assert json.loads(out)["owner"] == "0002"
    assert call(data, "retire")[1] == "Nothing is too old.\n"
    assert call(data, "verify")[0] == 0


def test_the_settings_say_how_long_and_where(tmp_path, monkeypatch):
    file = tmp_path / "settings.toml"
    assert evidence_settings(tmp_path, file).retention.practice_days == 400
    file.write_text('[evidence]\npractice_days = 500\nsigning_key = "/keys/one.pem"\n')
    found = evidence_settings(tmp_path, file)
    assert (found.retention.practice_days, str(found.signing_key)) == (500, "/keys/one.pem")
    assert found.public_keys == tmp_path / "records-public-keys.pem"
    monkeypatch.setenv("EMPTY_CHAIR_SIGNING_KEY", "/keys/two.pem")
    assert str(evidence_settings(tmp_path, file).signing_key) == "/keys/two.pem"


@pytest.mark.parametrize(
    "text", ["[evidence\n", "evidence = 1\n", "[evidence]\nkeep = 1\n", "[evidence]\npublic_keys = 3\n"]
)
def test_settings_that_cannot_be_used_are_told(tmp_path, text):
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(UsageError):
        evidence_settings(tmp_path, file)


def test_a_traceback_is_never_shown(data, capsys):
    (data / "records.sqlite3").write_bytes(b"This is no database at all.\n" * 400)
    assert main(["records", "verify", "--data", str(data)]) == 3
    assert "damaged" in capsys.readouterr().err
