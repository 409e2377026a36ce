"""`empty-chair people columns`: which headings of a roster's file are understood."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from simulator.commands.telling import as_json
from simulator.commands.wrapped import wrapped
from simulator.roster.cells import LEVELS, ROLE_WORDS
from simulator.roster.columns import NEEDED, PASSED_OVER, SYNONYMS

_WIDTH = 16


def columns(args: argparse.Namespace) -> Iterator[str]:
    """The lines that tell the headings."""
    return _objects() if args.json else _page()


def _objects() -> Iterator[str]:
    for kept, group in ((True, SYNONYMS), (False, PASSED_OVER)):
        for name, words in group.items():
            yield as_json(
                {
                    "type": "column",
                    "name": name,
                    "headings": list(words),
                    "kept": kept,
                    "needed": name == NEEDED,
                }
            )
    for kind, groups in (("level", LEVELS), ("role", ROLE_WORDS)):
        for name, words in groups.items():
            yield as_json({"type": kind, "name": name, "words": list(words)})


def _page() -> Iterator[str]:
    yield "Headings, in any case, with spaces, underscores or in camelCase."
    yield f"Only {NEEDED} has to be there, and level where people are new."
    yield ""
    yield from _group(SYNONYMS)
    yield ""
    yield "Known, and not kept:"
    yield from _group(PASSED_OVER)
    yield ""
    yield "Levels:"
    yield from _group(LEVELS)
    yield ""
    yield "Roles:"
    yield from _group(ROLE_WORDS)


def _group(group: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, words in group.items():
        others = [word for word in words if word.replace(" ", "_") != name]
        yield from wrapped(", ".join(others), f"  {name:<{_WIDTH}}")
