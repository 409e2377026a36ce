"""What is handed down: the environment, and the letter."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.serving.environment import Letter, child_environment, kept_back
from simulator.serving.letters import as_bytes, read_letter

OURS = {
    "PATH": "/bin", "HOME": "/home/kim", "LC_TIME": "lt_LT.UTF-8", "XDG_CONFIG_HOME": "/c", "NO_COLOR": "1",
    "OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": "http://me:word@host", "EMPTY_CHAIR_MODEL": "m",
    "EMPTY_CHAIR_DATABASE": "postgresql://u:word@h/d", "PGPASSWORD": "word", "HTTPS_PROXY": "http://u:word@p",
    "EMPTY_CHAIR_PROXY_SECRET": "word", "AWS_SECRET_ACCESS_KEY": "word", "LD_PRELOAD": "word",
    "PYTHONPATH": "word", "PYTHONSTARTUP": "word", "BASH_ENV": "word", "EMPTY_CHAIR_LEARNER": "somebody",
    "SUDO_USER": "word", "TEXTUAL": "debug,devtools",
}  # fmt: skip


def test_only_what_is_on_the_list_is_handed_down():
    found = child_environment(OURS, "ana", "/library", "/data")
    assert found["EMPTY_CHAIR_LEARNER"] == "ana"
    assert {"PATH", "HOME", "LC_TIME", "XDG_CONFIG_HOME", "NO_COLOR"} <= set(found)
    assert not {"word", "sk-secret"} & {part for value in found.values() for part in (value, value[-4:])}
    assert not {name for name in found if name.startswith(("OPENAI", "PG", "PYTHON", "AWS", "LD_", "SUDO"))}
    assert "EMPTY_CHAIR_DATABASE" not in found
    assert "TEXTUAL" not in found


@pytest.mark.parametrize("database", [True, False])
@pytest.mark.parametrize("model", [True, False])
def test_what_opens_other_doors_goes_by_letter_if_it_is_needed(database, model):
    found = kept_back(OURS, database=database, model=model)
    assert ("PGPASSWORD" in found) is database
    assert ("OPENAI_API_KEY" in found) is model
    assert ("HTTPS_PROXY" in found) is model
    assert "EMPTY_CHAIR_DATABASE" in found
    assert not {"EMPTY_CHAIR_PROXY_SECRET", "AWS_SECRET_ACCESS_KEY", "LD_PRELOAD"} & set(found)


texts = st.text(max_size=30)


@given(st.dictionaries(texts, texts, max_size=5), texts, st.booleans(), st.binary(max_size=20))
def test_a_letter_arrives_whole_and_leaves_what_follows(variables, resume, alone, after):
    letter = Letter(variables, resume, alone, "", dict(variables))
    stream = io.BytesIO(as_bytes(letter) + after)
    assert read_letter(lambda size: stream.read(min(size, 3))) == letter
    assert stream.read() == after


@pytest.mark.parametrize(
    "raw", [b"", b"\0\0", b"\0\0\0\5{}", b"\xff\xff\xff\xff", b"\0\0\0\2[]", b'\0\0\0\7{"x":1}', b"\0\0\0\1{"]
)
def test_what_is_no_letter_is_refused(raw):
    with pytest.raises(ValueError):  # noqa: PT011 (whatever is wrong with it)
        read_letter(io.BytesIO(raw).read)


@pytest.mark.parametrize(
    "raw", [b"", b"hello there", b"\0\0\0\2{}"], ids=["nothing", "no letter", "no learner"]
)
def test_the_process_started_by_hand_says_who_starts_it(raw):
    command = [sys.executable, "-m", "simulator.serving.child"]
    ran = subprocess.run(command, input=raw, capture_output=True, timeout=20)
    assert ran.returncode == 2
    assert b"empty-chair serve" in ran.stderr
    assert b"Traceback" not in ran.stderr
