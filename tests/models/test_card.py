"""The model card tells of every file and every model."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from models import help as helping
from models import measure, train
from models.behaviours import _BY_FORM, _LEAST_GAIN, COSTLY
from simulator.language.learned import reconsidering
from simulator.language.learned.weights import weights_path

MODELS = Path(__file__).parents[2] / "models"
CARD = (MODELS / "README.md").read_text(encoding="utf-8")
DATA = sorted(str(path.relative_to(MODELS)) for path in MODELS.glob("*/*.jsonl"))
PROGRAMS = sorted(path.name for path in MODELS.glob("*.py") if path.name != "__init__.py")
COUNTED = re.findall(r"^\| `([\w/-]+\.jsonl)` \| (\d+) ", CARD, re.MULTILINE)
LEARNED = sorted(json.loads(weights_path("en").read_bytes())["models"])


def rows_of_table(header: str) -> list[str]:
    """The first cells of the table that begins with a header."""
    lines = CARD[CARD.index(header) :].split("\n\n")[0].splitlines()
    return [line.split("|")[1].strip() for line in lines[2:]]


def test_every_file_of_rows_stands_in_a_table_once_with_its_count_and_no_other_does():
    assert sorted(name for name, _ in COUNTED) == DATA


def test_files_that_the_text_names_are_there():
    named = set(re.findall(r"`((?:rows|talks|labels)/[\w-]+\.jsonl)`", CARD))
    assert named == set(DATA)


def test_what_is_held_out_stands_apart_from_what_was_trained_on():
    trained_on, apart = (
        CARD.split(f"## {title}")[1].split("\n## ")[0]
        for title in ("What they were trained on", "What was kept apart")
    )
    for name in DATA:
        held = name.endswith("-held-out.jsonl")
        assert (f"| `{name}` |" in apart, f"| `{name}` |" in trained_on) == (held, not held)


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name in ("train.py", "measure.py")])
def test_every_program_to_run_is_named(name):
    assert f"python -m models.{name.removesuffix('.py')}" in CARD


def test_the_table_of_models_names_those_in_the_file_and_no_others():
    cells = rows_of_table("| model | what it does")
    assert sorted(re.findall(r"`(\w+)`", " ".join(cells))) == LEARNED


def test_what_is_never_learned_is_named():
    for name in (*COSTLY, *_BY_FORM):
        assert f"`{name}`" in CARD


def test_numbers_in_the_card_are_those_of_the_code():
    assert f"fewer than {reconsidering._SHORT} words" in CARD
    assert f"by {_LEAST_GAIN:.3f}".replace("0.", ".") in CARD
    assert f"(people's satisfaction, {helping._HELPDESK_SHARE:.0%}".replace("%", " %") in CARD
    size = re.search(r"under\s+(\d+) kB", CARD)
    assert size is not None
    assert weights_path("en").stat().st_size < 1000 * int(size[1])


@pytest.mark.parametrize(("name", "said"), COUNTED)
def test_rows_are_counted_rightly(name, said):
    lines = (MODELS / name).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) == int(said)


@pytest.mark.parametrize(("name", "said"), re.findall(r"`([\w/-]+\.jsonl)`, (\d+)", CARD))
def test_rows_of_figures_are_counted_rightly(name, said):
    lines = (MODELS / name).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) == int(said)


def test_the_commands_of_the_card_are_understood_and_their_files_are_there():
    block = CARD.split("## Train and measure")[1].replace("\\\n", " ")
    commands = [
        shlex.split(line) for line in block.splitlines() if line.strip().startswith("python -m models")
    ]
    parsed = {words[2]: words[3:] for words in commands}
    assert set(parsed) == {"models.train", "models.measure"}
    trained, measured = train._arguments(parsed["models.train"]), measure._arguments(parsed["models.measure"])
    named = [*trained.rows, *trained.talks, trained.out, *measured.rows, *measured.support, *measured.talks]
    assert [
        path for path in named if not path.name.isupper() and not path.exists() and path.stem.islower()
    ] == []
