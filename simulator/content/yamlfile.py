"""Reading YAML safely: from bytes to a tree that knows its places, or to faults."""

from __future__ import annotations

import re

import yaml

from simulator.content.faults import TOP, FaultList, Place
from simulator.content.yamlcomposing import Composer, Unreadable
from simulator.content.yamlsyntax import explain_syntax
from simulator.content.yamltree import Node

MAX_BYTES = 1_000_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(raw: bytes) -> str:
    """The text of a file, its byte order mark included.

    Raises:
        Unreadable: It is too big, or not in UTF-8.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(TOP, f"the file is bigger than {MAX_BYTES:,} bytes")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_place_at(raw[: error.start].decode("utf-8")), _not_utf8(raw)) from None


def _refuse_controls(text: str) -> None:
    odd = _CONTROL.search(text)
    if odd is not None:
        code = f"U+{ord(odd.group()):04X}"
        raise Unreadable(_place_at(text[: odd.start()]), f"a control character ({code}); take it out")


def _not_utf8(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is in UTF-16; save it as UTF-8"
    return "the file is not in UTF-8; save it as UTF-8"


def _place_at(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def read_tree(text: str, faults: FaultList) -> Node | None:
    """The one document of a text; None when it cannot be read at all.

    Args:
        text: The file, with or without a byte order mark.
        faults: Takes whatever is wrong; reading goes on where it can.
    """
    text = text.removeprefix("\ufeff")
    try:
        _refuse_controls(text)
        root = Composer(text, faults).document()
    except Unreadable as error:
        faults.add(error.place, error.message)
        return None
    except yaml.YAMLError as error:
        faults.add(*explain_syntax(error, text))
        return None
    if root.kind != "mapping":
        message = "the file begins with no key; write one a line, such as `schema: empty-chair/scenario/1`"
        faults.add(root.place, message)
        return None
    return root
