"""What models cost, on record: whole lines from several processes, and sums over damaged ones."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.records.spending import FILE_NAME, DaySpent, SpendingLog, Spent

ROOT = Path(simulator.__file__).parents[1]
DAY = "2026-03-02"


def spent(cost="0.5", at=f"{DAY}T09:30:00.000Z", **fields):
    given_ = {
        "at": at, "purpose": "customer", "attempt": "a1", "model": "quiet", "input_tokens": 10,
        "output_tokens": 5, "estimated": False, "cost": None if cost is None else Decimal(cost),
    }  # fmt: skip
    return Spent(**given_ | fields)


@pytest.fixture
def log(tmp_path):
    return SpendingLog(tmp_path / "data")


def test_looking_creates_nothing(log):
    assert log.day(DAY) == DaySpent()
    assert not log.file.parent.exists()


def test_a_line_holds_what_the_request_was(log):
    assert log.add(spent("0.00000015")) == ""
    (line,) = log.file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "at": f"{DAY}T09:30:00.000Z", "purpose": "customer", "attempt": "a1", "model": "quiet",
        "input_tokens": 10, "output_tokens": 5, "estimated": False, "cost": "0.00000015",
    }  # fmt: skip
    assert log.day(DAY) == DaySpent(1, 10, 5, Decimal("0.00000015"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_file_is_for_its_owner_only(log):
    log.add(spent())
    assert stat.S_IMODE(log.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.file.parent.stat().st_mode) == 0o700


entries = st.builds(
    spent,
    st.decimals(0, 100, places=6).map(str),
    st.sampled_from([f"{DAY}T00:00:00.000Z", f"{DAY}T23:59:59.999Z", "2026-03-01T23:59:59.999Z"]),
    model=st.sampled_from(["quiet", DAY, 'a"b\\c', "日本", "x" * 300]),
    input_tokens=st.integers(0, 10**6),
    estimated=st.booleans(),
)


@given(st.lists(entries, max_size=12))
def test_a_day_is_the_sum_of_its_requests(tmp_path_factory, made):
    log = SpendingLog(tmp_path_factory.mktemp("data"))
    for one in made:
        assert log.add(one) == ""
    of_day = [one for one in made if one.at.startswith(DAY)]
    assert log.day(DAY) == DaySpent(
        len(of_day),
        sum(one.input_tokens for one in of_day),
        5 * len(of_day),
        sum((one.cost for one in of_day), Decimal(0)),
        any(one.estimated for one in of_day),
    )


def test_one_request_without_a_price_makes_the_day_unknown(log):
    for cost in ("1", None, "1"):
        log.add(spent(cost))
    log.add(spent(None, at="2026-03-03T00:00:00.000Z"))
    log.add(spent("2", at="2026-03-04T00:00:00.000Z"))
    assert log.day(DAY).cost is None
    assert log.day("2026-03-04").cost == 2


def at_two_a_token(model, read, written):
    return None if model == "dear" else Decimal(2 * (read + written))


def test_a_request_without_a_price_then_costs_what_it_costs_now(log):
    log.add(spent("0.5"))
    log.add(spent(None))
    found = log.day(DAY, at_two_a_token)
    assert (found.cost, found.unpriced) == (Decimal("30.5"), ())
    assert log.day(DAY).cost is None


def test_only_models_without_a_price_even_now_make_the_day_unknown_and_are_named(log):
    for model in ("quiet", "dear", "dear", "quiet"):
        log.add(spent(None, model=model))
    log.add(spent("1", model="dear"))
    log.add(spent(None, model="another", at="2026-03-03T00:00:00.000Z"))
    found = log.day(DAY, at_two_a_token)
    assert (found.cost, found.unpriced) == (None, ("dear",))
    assert log.day(DAY).unpriced == ("quiet", "dear")


def test_many_models_without_a_price_are_not_all_named(log):
    for number in range(30):
        log.add(spent(None, model=f"m{number}"))
    assert log.day(DAY).unpriced == tuple(f"m{number}" for number in range(9))


costs = st.one_of(st.none(), st.decimals(0, 100, places=6).map(str))


@given(st.lists(st.tuples(costs, st.sampled_from(["quiet", "dear"])), max_size=8))
def test_the_sum_is_known_exactly_where_every_line_has_a_price(tmp_path_factory, made):
    log = SpendingLog(tmp_path_factory.mktemp("data"))
    for cost, model in made:
        log.add(spent(cost, model=model))
    each = [Decimal(cost) if cost else at_two_a_token(model, 10, 5) for cost, model in made]
    found = log.day(DAY, at_two_a_token)
    assert (found.cost is None) == (None in each) == bool(found.unpriced)
    assert None in each or found.cost == sum(each, Decimal(0))


WHOLE = json.dumps({
    "at": f"{DAY}T01:00:00.000Z", "purpose": "judge", "attempt": None, "model": "m", "input_tokens": 1,
    "output_tokens": 1, "estimated": False, "cost": "1",
})  # fmt: skip


def changed(**fields):
    return json.dumps(json.loads(WHOLE) | fields)


@pytest.mark.parametrize(
    "line",
    [
        WHOLE[:-1],
        WHOLE[:60],
        f"[{WHOLE}]",
        f'"{DAY}"',
        changed(cost="much"),
        changed(cost=1.5),
        changed(cost="NaN"),
        changed(cost="-1"),
        changed(cost="1e99"),
        changed(cost=True),
        changed(input_tokens=-1),
        changed(input_tokens=True),
        changed(output_tokens="5"),
        changed(estimated=0),
        changed(at=[DAY]),
        changed(model=["quiet"], cost=None),
        "[" * 100_000 + DAY,
        json.dumps({"at": DAY}),
    ],
    ids=range(18),
)
def test_a_damaged_line_is_left_out_and_told(log, line):
    log.add(spent())
    with log.file.open("a") as file:
        file.write(f"{line}\n")
    log.add(spent())
    found = log.day(DAY, at_two_a_token)
    assert (found.requests, found.cost) == (2, 1)
    assert found.damaged >= 1


def test_bytes_that_are_no_text_are_left_out(log):
    log.add(spent())
    with log.file.open("ab") as file:
        file.write(b"\x00\xff" + DAY.encode() + b"\xfe\n\n\n")
    assert log.day(DAY).requests == 1


def test_a_torn_line_does_not_take_the_next_one_with_it(log):
    log.add(spent())
    with log.file.open("rb+") as file:
        file.truncate(log.file.stat().st_size - 20)
    log.add(spent("2"))
    log.add(spent("3"))
    found = log.day(DAY)
    assert (found.requests, found.cost, found.damaged) == (2, 5, 1)


def test_entries_of_a_newer_version_are_summed_up(log):
    log.add(spent())
    with log.file.open("a") as file:
        file.write(changed(purpose="translator", more=1) + "\n")
    assert log.day(DAY).cost == Decimal("1.5")


WRITER = """
import sys
from decimal import Decimal
from pathlib import Path
from simulator.records.spending import SpendingLog, Spent
log = SpendingLog(Path(sys.argv[1]))
sys.stdin.readline()
for n in range(300):
    told = log.add(Spent("2026-03-02T00:00:00Z", "judge", None, sys.argv[2] * 150, n, 1, False, Decimal(1)))
    assert told == "", told
"""


def test_two_processes_write_at_once_from_the_first_line(log):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(log.file.parent), name],
            stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in "ab"
    ]  # fmt: skip
    for writer in writers:
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert log.day(DAY) == DaySpent(600, 2 * sum(range(300)), 600, Decimal(600))
    for line in log.file.read_text().splitlines():
        assert line == "" or json.loads(line)["cost"] == "1"


def in_the_way(log, kind):
    log.file.parent.mkdir()
    if kind == "a folder":
        log.file.mkdir()
    elif kind == "a pipe":
        os.mkfifo(log.file)
    elif kind == "a file for the folder":
        log.file.parent.rmdir()
        log.file.parent.write_text("x")
    elif kind == "a device":
        log.file.symlink_to("/dev/full")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are POSIX")
@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a file for the folder", "a device"])
def test_what_cannot_be_kept_is_told_once_and_stops_nothing(log, kind):
    in_the_way(log, kind)
    told = log.add(spent())
    assert FILE_NAME in told
    assert told.endswith("The conversation goes on.")
    assert log.add(spent()) == ""
    with pytest.raises(OSError):  # noqa: PT011 - whichever it is
        log.day(DAY)


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_full_disk_is_told_and_what_was_kept_stays(log, tmp_path):
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from tests.records.test_spending import SpendingLog, spent\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "log = SpendingLog(Path(sys.argv[1]))\n"
        "print([log.add(spent()) for _ in range(9)])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(log.file.parent)],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert ran.stdout.count("could not be kept") == 1
    kept = log.day(DAY)
    assert kept.requests == 1000 // len(log.file.read_bytes().splitlines(keepends=True)[0])
    assert log.add(spent()) == ""
    assert log.day(DAY).requests == kept.requests + 1


def test_a_long_history_is_read_in_no_time(log):
    log.add(spent())
    old = WHOLE.replace(DAY, "2026-01-01") + "\n"
    with log.file.open("a") as file:
        file.writelines([old] * 100_000)
    log.add(spent())
    began = os.times().user
    assert log.day(DAY).cost == 1
    assert os.times().user - began < 1
