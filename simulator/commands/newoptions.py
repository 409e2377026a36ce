"""The options of `new`, `draft`, `graph` and `preview`."""

from __future__ import annotations

import argparse
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

KINDS = ("scenario", "persona", "rubric")
FORMATS = ("text", "mermaid")
CHANNELS = ("chat", "phone", "email", "review", "counter", "meeting")


def add_new(commands: argparse._SubParsersAction[Parser]) -> tuple[Parser, ...]:
    """The four commands."""
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
    return new, graph, preview, _add_draft(commands)


def _add_draft(commands: argparse._SubParsersAction[Parser]) -> Parser:
    draft = commands.add_parser("draft", help="a scenario drafted from a conversation that took place")
    draft.add_argument(
        "transcript", metavar="TRANSCRIPT", help="JSON Lines, or text with names; - is the input"
    )
    draft.add_argument("--customer", metavar="NAME", help="under which name the customer speaks")
    draft.add_argument("--id", metavar="ID", help="its id (default: after the transcript)")
    draft.add_argument("--title", metavar="TEXT", help="its name in lists")
    draft.add_argument("--language", default="en", metavar="CODE", help="in what it is written (default: en)")
    draft.add_argument("--channel", choices=CHANNELS, default="chat", help="(default: chat)")
    draft.add_argument("--persona", metavar="ID", help="the customer's temperament (default: guessed)")
    draft.add_argument("--rubric", metavar="ID", help="the form that judges it (default: guessed)")
    draft.add_argument("--out", metavar="FILE", help="where to write it (default: ID.yaml; - is the output)")
    return draft
