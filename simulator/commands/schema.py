"""`empty-chair schema`: the JSON Schema of a format, for editors."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TextIO

from simulator.content.schema import json_schema
from simulator.errors import UsageError


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Print the JSON Schema of a format.

    Args:
        args: `what`: scenario, persona, rubric or programme.
        out: Takes the schema.
        err: Takes nothing.

    Returns:
        0.

    Raises:
        UsageError: There is no such format.
    """
    try:
        schema = json_schema(args.what)
    except KeyError:
        hint = "scenario, persona, rubric or programme"
        raise UsageError(f"there is no format {args.what!r}", hint) from None
    out.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return 0
