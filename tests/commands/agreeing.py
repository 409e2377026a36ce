"""What the tests of `empty-chair agreement` share."""

from __future__ import annotations

import json
import random

from simulator.cli import main

ACKNOWLEDGES = ("o_none", "o_general", "o_specific")
"""The options of a question of the rubric `complaint`, by their scores."""


def called(capsys, *given, resamples=100):
    """The status, the objects (or the text without `--json`) and what was said beside them."""
    status = main(["agreement", "--resamples", str(resamples), *map(str, given)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()] if "--json" in given else out, err


def written(tmp_path, name, *rows):
    """A file of these rows; a text stands as it is."""
    path = tmp_path / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def labels(rater, said, question="acknowledges"):
    return [{"rater": rater, "id": f"t{at}", "labels": {question: label}} for at, label in enumerate(said)]


def drawn(items, seed, faithful=0.8):
    truth, own = random.Random(0), random.Random(seed)
    return [
        right if own.random() < faithful else own.choice(ACKNOWLEDGES)
        for right in (truth.choice(ACKNOWLEDGES) for _ in range(items))
    ]


def three_files(tmp_path):
    """Three raters of sixty items."""
    return [written(tmp_path, f"{who}.jsonl", *labels(who, drawn(60, who))) for who in ("ana", "ben", "cleo")]


def form(item, options, rater="rules", **more):
    questions = [
        {"ref_id": name, "option": option, "score": 0, "status": "scored", "source": "rules"}
        for name, option in options.items()
    ]
    found = {"type": "evaluation", "id": item, "rubric": {"id": "complaint"}, "judge": {"id": rater}}
    return {**found, "percentage": 50.0, "questions": questions, **more}
