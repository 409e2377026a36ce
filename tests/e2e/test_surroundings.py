"""Where the world does not play along: files, disks, terminals, interruptions."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess

import pytest

from tests.e2e.conversations import ONE, one_good
from tests.e2e.product import INTERRUPTED, SECONDS, as_input, interrupt

pytestmark = pytest.mark.slow

REPLIES = one_good(ONE).replies
HELLO = as_input(REPLIES[:1])


def refused(ran, *words, status=3):
    """The command said no in plain words: nothing of it on standard output, a message, something to do."""
    assert (ran.status, ran.out) == (status, ""), ran
    message, *hint = ran.err.strip().splitlines()
    assert message.startswith("empty-chair: ")
    assert hint, "it does not say what to do"
    for word in words:
        assert word in ran.err


def library(product, tmp_path):
    """A copy of the library that may be broken."""
    installed = next(product.environment.glob("lib/python*/site-packages/simulator/library"))
    shutil.copytree(installed, tmp_path / "library")
    product.variables["EMPTY_CHAIR_LIBRARY"] = str(tmp_path / "library")
    return tmp_path / "library"


# ---- scenarios


@pytest.mark.parametrize("mode", ["--json", "--plain"])
def test_an_unknown_scenario_is_answered_with_the_nearest(product, mode):
    ran = product.run("play", ONE[:-1] + "k", mode)
    refused(ran, ONE, status=2)
    assert not product.data.exists()


@pytest.mark.parametrize(
    "given", ["../../etc/passwd", "/etc/passwd", "", ".", "a\nb", "x" * 5000, "personas/angry"]
)
@pytest.mark.sampled(2)
def test_no_path_is_taken_for_a_scenario(product, given):
    ran = product.run("play", given, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("empty-chair: ")
    assert len(ran.err) < 1000


def test_a_broken_scenario_names_all_its_faults(product, tmp_path):
    folder = library(product, tmp_path)
    path = folder / "scenarios" / f"{ONE}.yaml"
    text = path.read_text()
    path.write_text(text.replace("minutes:", "minuets:", 1).replace("channel: ", "channel: smoke-", 1))
    ran = product.run("play", ONE, "--json")
    assert (ran.status, ran.out) == (1, "")
    for words in ("minuets", "minutes", "channel", f"{ONE}.yaml:"):
        assert words in ran.err
    assert product.run("check", str(path)).status == 1


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"a: &a [*a]\n", b"id: [", b"\x00" * 100]
)
@pytest.mark.sampled(2)
def test_a_file_that_is_no_scenario_is_told(product, tmp_path, content):
    path = library(product, tmp_path) / "scenarios" / f"{ONE}.yaml"
    path.write_bytes(content)
    ran = product.run("check", str(path))
    assert ran.status == 1
    assert f"{ONE}.yaml:" in ran.out


def test_a_file_that_is_no_scenario_is_not_played(product, tmp_path):
    (library(product, tmp_path) / "scenarios" / f"{ONE}.yaml").write_bytes(b"id: [\n\x00")
    ran = product.run("play", ONE, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("empty-chair: ")
    assert f"{ONE}.yaml:" in ran.err


def test_a_library_that_is_not_there_is_told(product, tmp_path):
    for command in (["play", ONE, "--json"], ["score", "--rubric", "complaint"]):
        refused(product.run(*command, "--library", str(tmp_path / "nowhere")), "nowhere", status=2)


# ---- the disk


def test_a_data_folder_that_is_a_file_is_told(product, tmp_path):
    (tmp_path / "data").write_text("not a folder")
    refused(product.run("play", ONE, "--json", "--data", str(tmp_path / "data"), given=HELLO), "data")


@pytest.mark.slow
def test_a_damaged_database_is_told_and_left_alone(product, tmp_path):
    product.play(ONE, REPLIES[:1])
    (file,) = product.data.glob("*.sqlite3")
    whole = file.read_bytes()
    for damage, command in (
        (b"This is not a database at all. " * 300, ["resume"]),
        (whole[:5000], ["play", ONE]),
    ):
        file.write_bytes(damage)
        refused(product.run(*command, "--json", given=HELLO), file.name)
        assert file.read_bytes() == damage


@pytest.mark.slow
def test_a_locked_database_is_told_and_nothing_is_lost(product):
    process = product.start("play", ONE, "--json")
    opening = [process.stdout.readline() for _ in range(3)]
    (file,) = product.data.glob("*.sqlite3")
    lock = sqlite3.connect(file, isolation_level=None)
    try:
        lock.execute("begin immediate")
        out, err = process.communicate(HELLO, timeout=SECONDS)
    finally:
        lock.close()
    assert process.returncode == 3
    assert out == b""
    assert b"Traceback" not in err
    assert b"locked" in err
    resumed = product.run("resume", "--json", given=as_input(REPLIES))
    assert resumed.out.splitlines()[1].encode() == opening[2].strip()
    assert resumed.of("ended")[0]["ending"] == "resolved"


NAMESPACES = shutil.which("unshare") is not None and (
    subprocess.run(["unshare", "-rm", "true"], capture_output=True, timeout=20).returncode == 0
)
IN_NAMESPACE = pytest.mark.skipif(not NAMESPACES, reason="needs unprivileged mount namespaces")


def in_small_world(product, folder, mount, given):
    """Run `play` where a file system of its own is mounted on a folder; it goes away with the process."""
    script = f'mount -t tmpfs -o {mount} none "$1" && shift && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", script, "sh", str(folder), product.command]
    return product.run_any(
        [*command, "play", ONE, "--json", "--data", str(folder)],
        given,
        {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )


@IN_NAMESPACE
def test_a_full_disk_is_told(product, tmp_path):
    ran = in_small_world(product, tmp_path, "size=64k", HELLO)
    refused(ran, "full")


@IN_NAMESPACE
def test_a_disk_that_fills_up_keeps_what_was_shown(product, tmp_path):
    """Somewhere between a few pages and plenty, the disk is full in the middle of the conversation."""
    statuses = set()
    for size in (180, 240, 4000):
        ran = in_small_world(product, tmp_path, f"size={size}k", as_input(REPLIES))
        statuses.add(ran.status)
        if ran.status:
            assert ran.status == 3
            assert "full" in ran.err
            assert "evaluation" not in ran.out or ran.out.count('"type":"message"') > 2
    assert 0 in statuses


@IN_NAMESPACE
def test_a_read_only_disk_is_told(product, tmp_path):
    refused(in_small_world(product, tmp_path, "ro", HELLO), str(tmp_path))


def test_a_limit_on_file_sizes_is_told(product):
    limited = ["sh", "-c", 'ulimit -f 32 && exec "$@"', "sh", product.command]
    ran = product.run_any([*limited, "play", ONE, "--json"], as_input(REPLIES))
    assert ran.status == 3
    assert ran.err.startswith("empty-chair: ")


# ---- streams, terminals, interruptions


def test_a_closed_output_ends_in_silence(product):
    for command in (f"play {ONE} --json", f"play {ONE} --plain", "list --json"):
        ran = product.run_any(["sh", "-c", f'"{product.command}" {command} | head -1'], as_input(REPLIES))
        assert ran.status == 0
        assert len(ran.out.splitlines()) == 1
        assert ran.err == ""


@pytest.mark.slow
def test_no_input_at_all(product):
    for mode in ("--json", "--plain"):
        ran = product.run_any(["sh", "-c", f'"{product.command}" play {ONE} {mode} <&-'])
        assert ran.status == 0, ran.err
        assert "agent_ended" in ran.out or "you ended it" in ran.out


@pytest.mark.parametrize("mode", ["--json", "--plain"])
@pytest.mark.sampled(1)
def test_ctrl_c_ends_with_130_and_loses_nothing(product, mode):
    process = product.start("play", ONE, mode)
    process.stdin.write(REPLIES[0].encode() + b"\n")
    process.stdin.flush()
    heard = b""
    while heard.count(b'"speaker"') < 3 and heard.count(b"\nDana Okafor: ") + heard.count(b"\nYou: ") < 3:
        more = process.stdout.read1()
        assert more, heard
        heard += more
    ran = interrupt(process)
    assert ran.status == INTERRUPTED
    assert ran.err == ""
    resumed = product.run("resume", "--json")
    assert [text for _, _, text in resumed.said][1] == REPLIES[0]
    assert len(resumed.said) == 3


def test_sigterm_keeps_what_was_said(product):
    process = product.start("play", ONE, "--json")
    opening = [process.stdout.readline() for _ in range(3)]
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=SECONDS)
    assert process.returncode in (-signal.SIGTERM, 143)
    assert product.run("resume", "--json").out.splitlines()[1].encode() == opening[2].strip()


def test_without_a_terminal_the_lines_take_over(product):
    ran = product.run("play", ONE, given=REPLIES[0].encode() + b"\n")
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "The conversation is over" in ran.out


def test_the_menu_comes_when_nothing_is_named(product):
    ran = product.run("--plain", given=b"99\nno-such\n1\n/leave\n")
    assert ran.status == 0
    assert "There is no '99'" in ran.out
    assert "There is no 'no-such'" in ran.out
    assert "The conversation is over" in ran.out
    assert product.run("--plain", given=b"").status == 2


def test_a_dumb_terminal_gets_plain_lines(product):
    with product.on_terminal("play", ONE, "--no-pauses", columns=80, rows=24, TERM="dumb") as terminal:
        terminal.wait_for("You:")
        terminal.type("/leave\n")
        terminal.wait_for("The conversation is over")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in b"".join(data for _, data in terminal.chunks)


def test_no_colour_and_no_locale(product):
    ran = product.run(
        "play",
        ONE,
        "--plain",
        given="Caf\u00e9 \u2014 \u201csorry\u201d\n".encode(),
        env={"LANG": "C", "LC_ALL": "C", "NO_COLOR": "1"},
    )
    assert ran.status == 0
    assert "Caf\u00e9 \u2014 \u201csorry\u201d" in ran.out


def test_a_home_that_is_nowhere(product):
    ran = product.run("play", ONE, "--json", env={"HOME": "/proc/nowhere"}, given=HELLO)
    refused(ran, "/proc/nowhere")
    assert product.run("list", env={"HOME": "/proc/nowhere"}).status == 0


# ---- wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"], ["--wrong"], ["play", ONE, "--level", "boss"], ["play", ONE, "--mode", "exam"],
        ["play", ONE, "--seed", "many"], ["play", ONE, "--plain", "--json"], ["play", "--json"],
        ["play", ONE, "one-too-many"], ["schema"], ["schema", "song"], ["score"], ["records"],
        ["score", "--rubric", "complaint", "no-such-file"], ["score", "--rubric", "nope", "-"],
        ["read", "no-such-file"], ["read", "--language", "xx", "-"], ["records", "dance"],
        ["records", "show", "nope"], ["records", "list", "--limit", "few"], ["check", "no-such-file"],
        ["resume", "--json"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.sampled(4)
def test_wrong_use_is_told_in_two_lines(product, arguments):
    ran = product.run(*arguments)
    assert (ran.status, ran.out) == (2, ""), ran
    assert ran.err.startswith("empty-chair")
    assert 1 <= len(ran.err.strip().splitlines()) <= 3


def test_without_a_language_model_it_says_what_to_set(product):
    ran = product.run("play", ONE, "--json", "--customer", "llm")
    assert (ran.status, ran.out) == (3, "")
    assert "No language model is named." in ran.err
    assert "EMPTY_CHAIR_MODEL" in ran.err
    ran = product.run("score", "--rubric", "complaint", "--judge", "llm", "-")
    assert (ran.status, ran.out) == (3, "")
