"""The options of `new`, `graph` and `preview`."""

from __future__ import annotations

import argparse
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

KINDS = ("scenario", "persona", "rubric")
FORMATS = ("text", "mermaid")


def add_new(commands: argparse._SubParsersAction[Parser]) -> tuple[Parser, Parser, Parser]:
    """The three commands."""
    new = commands.add_parser("new", help="begin a scenario, a persona or a rubric")
    new.add_argument("kind", choices=KINDS, metavar="|".join(KINDS), help="what to begin")
    new.add_argument("--id", metavar="ID", help="its id, such as wrong-day; best the file's name too")
    new.add_argument("--title", metavar="TEXT", help="its name in lists")
    new.add_argument("--language", metavar="CODE", help="in what it is written (default: en)")
    new.add_argument("--persona", metavar="ID", help="of a scenario: the customer's temperament")
    new.add_argument("--rubric", metavar="ID", help="of a scenario: the form that judges it")
    new.add_argument("--channel", metavar="NAME", help="of a scenario: chat, phone, email, ...")
    new.add_argument("--out", metavar="FILE", help="where to write it (default: ID.yaml; - is the output)")
    graph = commands.add_parser("graph", help="the course of a conversation, as a chart")
    graph.add_argument("scenario", metavar="SCENARIO", help="its id, or its file")
    graph.add_argument("--format", choices=FORMATS, default="text", help="(default: text)")
    preview = commands.add_parser("preview", help="a scenario while it is written: shown anew at every save")
    preview.add_argument("scenario", metavar="SCENARIO", help="its id, or its file")
    return new, graph, preview
