"""The samples, changed in places, and what lint says of them."""

from __future__ import annotations

from pathlib import Path

from simulator.content.library import Material
from simulator.content.lint.linting import Register, lint_persona, lint_rubric, lint_scenario
from simulator.content.loading import parse
from tests.content.drafting import draft, faults, sample

Edit = tuple[str, str]


def said(kind: str, *edits: Edit, file: str = "left-umbrella", **company: tuple[Edit, ...]) -> list[str]:
    """What lint says of a changed sample, as `line: message`; it must be in good form.

    Args:
        kind: scenario, persona or rubric.
        edits: What is changed in it.
        file: The name of its file, without the ending.
        company: Changes of the other two, by their kind.
    """
    assert faults(kind, draft(kind, *edits)) == []
    loaded = changed(kind, *edits, file=file)
    if kind == "scenario":
        found = lint_scenario(together(loaded, **company))
    else:
        found = lint_persona(loaded) if kind == "persona" else lint_rubric(loaded)
    return [f"{fault.line}: {fault.message}" for fault in found]


def together(scenario, **company: tuple[Edit, ...]) -> Material:
    """A scenario with the samples of its company, changed or not."""
    return Material(scenario, *(changed(kind, *company.get(kind, ())) for kind in ("persona", "rubric")))


def changed(kind: str, *edits: Edit, file: str = ""):
    """A changed sample."""
    return parse(draft(kind, *edits).encode(), Path(f"{file or sample(kind).model.id}.yaml"), kind)


def line_of(kind: str, part: str, *edits: Edit) -> int:
    """The line of a part of the changed text, which must be there once."""
    text = draft(kind, *edits)
    assert text.count(part) == 1, (part, text.count(part))
    return text[: text.index(part)].count("\n") + 1


def found_at(kind: str, part: str, word: str, *edits: Edit, **company: tuple[Edit, ...]) -> str:
    """The one thing that lint says of a changed sample: on the line of a part, and of this kind."""
    found = said(kind, *edits, **company)
    assert len(found) == 1, found
    line, _, message = found[0].partition(": ")
    assert int(line) == line_of(kind, part, *edits), found
    assert message.endswith(f" [{word}]"), found
    return message.removesuffix(f" [{word}]")


__all__ = ["Register", "changed", "found_at", "line_of", "said", "together"]
