from __future__ import annotations

import io
import os
import sys

import pytest

from simulator import __version__, cli
from simulator.errors import ContentError, NotFoundError, UnavailableError


@pytest.fixture
def command(monkeypatch):
    """Put a command in the place of `list`; what it was given comes back."""
    seen = []

    def put(does):
        def run(args, out, err):
            seen.append(args)
            return does(out)

        monkeypatch.setattr(cli, "_command", lambda name: run)
        return seen

    return put


def failing(error):
    def does(out):
        raise error

    return does


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version(capsys, option):
    assert cli.main([option]) == 0
    assert capsys.readouterr().out == f"empty-chair {__version__}\n"


def test_the_status_is_the_commands(command):
    command(lambda out: 1)
    assert cli.main(["list"]) == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFoundError("No.", "Do."), 2), (ContentError("No."), 1), (UnavailableError("No."), 3)],
)
def test_what_is_wrong_is_told_on_standard_error(command, capsys, error, status):
    command(failing(error))
    assert cli.main(["list"]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "empty-chair: No.\n" + ("  Do.\n" if error.hint else "")


def test_messages_are_shown_clean(command, capsys):
    command(failing(NotFoundError("No \x1b[31m`x\u202e`.")))
    cli.main(["list"])
    assert capsys.readouterr().err == "empty-chair: No `x`.\n"


def test_ctrl_c_is_130(command):
    command(failing(KeyboardInterrupt()))
    assert cli.main(["list"]) == 130


def test_a_reader_that_has_gone_is_no_fault(command, monkeypatch):
    read_end, write_end = os.pipe()
    os.close(read_end)
    with open(write_end, "w") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        command(failing(BrokenPipeError()))
        assert cli.main(["list"]) == 0


def test_closed_streams_are_silence(command, monkeypatch):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    command(lambda out: out.write("into the void") and sys.stdin.readline() and 1)
    try:
        assert cli.main(["list"]) == ""
    finally:
        for name in ("stdin", "stdout", "stderr"):
            getattr(sys, name).close()


def test_output_is_utf_8_whatever_the_locale_says(command, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    command(lambda out: (out.write("é\ud800\n") and out.flush()) or 0)
    assert cli.main(["list"]) == 0
    assert raw.getvalue() == "é?\n".encode()


def test_places_are_found_only_for_commands_that_use_them(command, monkeypatch, tmp_path):
    monkeypatch.setenv("EMPTY_CHAIR_DATA", str(tmp_path / "from the environment"))
    seen = command(lambda out: 0)
    cli.main(["list", "--library", str(tmp_path)])
    cli.main(["resume", "--library", str(tmp_path)])
    cli.main(["records", "list", "--data", str(tmp_path)])
    cli.main(["schema", "scenario"])
    assert seen[0].library == tmp_path
    assert seen[0].data is None
    assert seen[1].data == tmp_path / "from the environment"
    assert seen[2].data == tmp_path
    assert seen[3].library is None


@pytest.mark.parametrize("name", ["play", "resume", "score", "read", "check", "schema", "list", "records"])
def test_every_command_has_a_room(name):
    assert callable(cli._command(name))
