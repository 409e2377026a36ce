"""What may be wrong with a file, and need not be: told beside the faults, and no fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from simulator.content.conditions import Condition
from simulator.content.faults import Fault
from simulator.content.files import nearby, shown
from simulator.content.loading import Loaded
from simulator.content.missing import Missing
from simulator.content.rubric import Observation
from simulator.content.scenario import Answer, Fact, Scenario
from simulator.content.sheet import Sheet
from simulator.content.walking import Loc, models_in
from simulator.content.yamltree import Node

if TYPE_CHECKING:
    from simulator.content.library import Library

_WORD_QUOTES = ("\u201c", "\u201d", "\u201e", "\u2018", "\u00ab")
_LONG_DASHES = ("\u2013", "\u2014")
_PATTERNS = ("topics", "phrases")
"""Keys with phrase patterns, in which a comma without quotes parts what it should part."""


def notes(loaded: Loaded[Any], library: Library) -> list[Fault]:
    """All notes on a file, in its order.

    Args:
        loaded: The file, in good form.
        library: Where its persona and its rubric are looked up.
    """
    sheet = Sheet(loaded)
    _note_inside(sheet, (), loaded.tree)
    if isinstance(loaded.model, Scenario):
        _note_company(sheet, loaded.model, library)
    return sheet.faults


def _note_inside(sheet: Sheet[Any], loc: Loc, node: Node) -> None:
    for key, child in node.children.items():
        if child.plain:
            _note_text(sheet, (*loc, key), child)
        elif child.children:
            inner = (*loc, key)
            if child.kind == "list" and inner[0] not in _PATTERNS:
                _note_torn(sheet, inner, child)
            _note_inside(sheet, inner, child)


def _note_text(sheet: Sheet[Any], loc: Loc, node: Node) -> None:
    """Signs of a word processor at the beginning of a text without quotes, or a comment at its end."""
    if not isinstance(node.data, str):
        return
    if node.data.startswith(_WORD_QUOTES):
        sign = node.data[0]
        sheet.at_value(loc, f"the text begins with {sign}, which is no quote for YAML; quote it with \" or '")
    elif node.data.startswith(_LONG_DASHES):
        sheet.at_value(loc, f"the text begins with the long dash {node.data[0]}; a list entry begins with -")
    if node.comment and " " in node.data:
        message = "from # on this line is a comment; if it belongs to the text, put the whole text in quotes"
        sheet.at_value(loc, message)


def _note_torn(sheet: Sheet[Any], loc: Loc, node: Node) -> None:
    """A comma inside a text without quotes makes two entries of it: `[All right, give me the key.]`."""
    for index in range(1, len(node.children)):
        before, entry = node.children[index - 1], node.children[index]
        if _is_torn(before, entry):
            message = (
                f"after the comma a text of its own begins, `{entry.data}`; "
                "if it belongs to the one before, put both in one pair of quotes"
            )
            sheet.at_value((*loc, index), message)


def _is_torn(before: Node, entry: Node) -> bool:
    if not (before.plain and entry.plain and isinstance(before.data, str) and isinstance(entry.data, str)):
        return False
    goes_on = entry.data[:1].islower() and entry.data.endswith((".", "!", "?", "\u2026"))
    return goes_on and not before.data.endswith((".", "!", "?", "\u2026"))


def _note_company(sheet: Sheet[Scenario], model: Scenario, library: Library) -> None:
    """Whose persona and rubric are meant, and topics that none of the three files asks for."""
    used = {*_topics_in(model), *model.untrue}
    for kind, loc, name in (
        ("persona", ("customer", "persona"), model.customer.persona),
        ("rubric", ("rubric",), model.rubric),
    ):
        part = library.linked(kind, name)
        if isinstance(part, Missing):
            return
        used |= _asked_for_in(part)
        if library.is_shipped(part):
            file = shown(nearby(part.path))
            sheet.at_value(
                loc, f"this library has no {kind} `{name}`; the one that came along is used: {file}"
            )
    for topic in model.topics:
        if topic not in used:
            sheet.at_key(("topics", topic), f"nothing asks for the topic `{topic}`")


_ASKED_KEPT = 256
_asked: dict[str, frozenset[str]] = {}
"""The topics that the latest personas and rubrics ask for, by the hash of their files."""


def _asked_for_in(part: Loaded[Any]) -> frozenset[str]:
    """The topics that a persona or a rubric asks for; remembered, as many scenarios have the same."""
    found = _asked.get(part.sha256)
    if found is None:
        if len(_asked) >= _ASKED_KEPT:
            _asked.clear()
        found = _asked[part.sha256] = frozenset(_topics_in(part.model))
    return found


def _topics_in(model: object) -> Iterator[str]:
    for _, part in models_in(model):
        if isinstance(part, Condition):
            yield from (*(part.topic or ()), *(part.asked or ()))
        elif isinstance(part, Observation):
            yield from part.topic or ()
        elif isinstance(part, Fact):
            yield from part.about or ()
        elif isinstance(part, Answer):
            yield from part.asked or ()
