from __future__ import annotations

import stat
import sys

import pytest

from simulator.errors import UnavailableError
from simulator.exporting.naming import statement_id
from simulator.exporting.progress import Progress, progress_file

IDS = tuple(statement_id("0001", name) for name in ("initialized", "completed"))


@pytest.fixture
def path(tmp_path):
    return progress_file(tmp_path, "https://lrs.example.org/xAPI", "trainer")


def test_stores_and_users_have_files_of_their_own(tmp_path, path):
    assert path.parent == tmp_path / "pushed"
    assert path.name.startswith("lrs.example.org-xapi-")
    others = {
        progress_file(tmp_path, "https://lrs.example.org/xapi", "trainer"),
        progress_file(tmp_path, "https://lrs.example.org/xAPI", "other"),
    }
    assert len(others | {path}) == 3


def test_what_was_added_is_there_again(path):
    Progress.read(path).add({"0001": IDS, "0002": ()})
    found = Progress.read(path)
    assert found.statements("0001") == IDS
    assert found.statements("0002") == found.statements("0003") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_it_is_its_owners_alone(path):
    Progress.read(path).add({"0001": IDS})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_newest_line_about_an_attempt_holds(path):
    Progress.read(path).add({"0001": IDS})
    Progress.read(path).add({"0001": IDS[:1]})
    assert Progress.read(path).statements("0001") == IDS[:1]


@pytest.mark.parametrize(
    "torn",
    [b'{"attempt":"0002","sta', b"\x00\xff\xfe", b"[]", b'{"attempt":"2","statements":["x"]}', b"{}\n[1]"],
)
def test_a_torn_line_is_passed_over_and_the_next_is_whole(path, torn):
    Progress.read(path).add({"0001": IDS})
    with path.open("ab") as file:
        file.write(torn)
    found = Progress.read(path)
    assert found.statements("0001") == IDS
    found.add({"0003": IDS})
    assert Progress.read(path).statements("0003") == IDS


def test_a_place_that_cannot_be_used_is_told(path):
    path.mkdir(parents=True)
    with pytest.raises(UnavailableError, match="cannot be kept in"):
        Progress.read(path)
    with pytest.raises(UnavailableError, match="cannot be kept in"):
        Progress(path).add({"0001": IDS})
