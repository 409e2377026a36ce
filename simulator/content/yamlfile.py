"""Reading YAML safely: limits, one document, no duplicate keys, no surprises, every place remembered.

The nodes are composed here from the parser's events, and not by PyYAML's composer, so that the limits hold
while reading: a hostile file is refused before it is built. Nothing of YAML's typing is left but mappings,
lists, texts, numbers, booleans and null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from simulator.content.faults import TOP, FaultList, Place
from simulator.content.yamlscalars import Scalar, resolve
from simulator.content.yamlsyntax import explain_syntax
from simulator.content.yamltree import Node
from simulator.language.text import clean_text

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_ALIASES = 50

_TAG = "tag:yaml.org,2002:"
_KINDS = {f"{_TAG}{name}": kind for name, kind in (("int", int), ("float", float), ("bool", bool))}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


class Unreadable(Exception):
    """Reading cannot go on: what is wrong, and where."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def event_loader() -> Any:
    """The loader class for `yaml.parse`: libyaml's when PyYAML was built with it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(raw: bytes) -> str:
    """The text of a file, its byte order mark included.

    Raises:
        Unreadable: It is too big, or not in UTF-8, or holds control characters.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable(TOP, f"the file has {len(raw):,} bytes; the most is {MAX_BYTES:,}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_place_at(raw[: error.start].decode("utf-8")), _not_utf8(raw)) from None
    odd = _CONTROL.search(text)
    if odd is not None:
        code = f"U+{ord(odd.group()):04X}"
        raise Unreadable(_place_at(text[: odd.start()]), f"a control character ({code}); take it out")
    return text


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
        root = _Composer(text, faults).document()
    except Unreadable as error:
        faults.add(error.place, error.message)
        return None
    except yaml.YAMLError as error:
        faults.add(*explain_syntax(error, text))
        return None
    if root.kind != "mapping":
        faults.add(root.place, "a file of this kind begins with keys, such as `schema: empty-chair/scenario/1`")
        return None
    return root


def _place(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Composer:
    """Builds nodes from the events of one text, within the limits."""

    def __init__(self, text: str, faults: FaultList) -> None:
        self.text = text
        self.faults = faults
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=event_loader()))
        self.anchors: dict[str, Node | None] = {}
        self.nodes = 0
        self.aliases = 0

    def document(self) -> Node:
        """The root of the one document."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(TOP, "the file is empty")
        root = self._node(next(self.events), 1)
        if root.kind == "scalar" and root.data is None:
            raise Unreadable(TOP, "the file is empty")
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(_place(event.start_mark), "a second document begins here; one file holds one thing")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        place = _place(event.start_mark)
        if depth > MAX_DEPTH:
            raise Unreadable(place, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place, depth)
        self._count(1, place)
        if event.anchor is not None:
            self.anchors[event.anchor] = None  # an alias inside its own anchor finds this
        node = self._built(event, place, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _built(self, event: Any, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        self._check_tag(event, place, "map" if isinstance(event, yaml.MappingStartEvent) else "seq")
        node = self._mapping(place, depth) if isinstance(event, yaml.MappingStartEvent) else self._list(place, depth)
        node.size += sum(child.size for child in node.children.values())
        node.height += max((child.height for child in node.children.values()), default=0)
        return node

    def _count(self, more: int, place: Place) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            raise Unreadable(place, f"more than {MAX_NODES:,} values in one file")

    def _alias(self, event: Any, place: Place, depth: int) -> Node:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise Unreadable(place, f"more than {MAX_ALIASES} uses of anchors (`*name`) in one file")
        if event.anchor not in self.anchors:
            message = f"`*{event.anchor}` is not defined above; a text that begins with * stands in quotes"
            raise Unreadable(place, message)
        node = self.anchors[event.anchor]
        if node is None:
            raise Unreadable(place, f"`*{event.anchor}` contains itself")
        self._count(node.size, place)  # as if it were written out, so that aliases cannot multiply
        if depth + node.height - 1 > MAX_DEPTH:
            raise Unreadable(place, f"nested deeper than {MAX_DEPTH} levels")
        return node

    def _mapping(self, place: Place, depth: int) -> Node:
        node = Node("mapping", place, {})
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key_place = _place(event.start_mark)
            key = self._key(event, depth)
            value = self._node(next(self.events), depth + 1)
            if key in node.children:
                first = node.keys[key]
                self.faults.add(key_place, f"the key `{key}` stands here twice (first in line {first.line})")
                continue
            node.keys[key], node.children[key], node.data[key] = key_place, value, value.data
            if value.data is None and value.kind == "scalar":
                self.faults.add(value.place, f"`{key}` has no value; write one, or take the key out")
        return node

    def _key(self, event: Any, depth: int) -> str:
        key = self._node(event, depth + 1)
        if key.kind != "scalar":
            raise Unreadable(key.place, "a key must be a word; a text with brackets or braces stands in quotes")
        if isinstance(key.data, str):
            if key.data == "<<" and key.inset == 0:
                self.faults.add(key.place, "merge keys (`<<`) are not used here; write the keys out")
            return key.data
        shown = key.written or "~"
        self.faults.add(key.place, f"YAML does not read the key {shown} as a text; put it in quotes")
        return shown

    def _list(self, place: Place, depth: int) -> Node:
        node = Node("list", place, [])
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value = self._node(event, depth + 1)
            if value.data is None and value.kind == "scalar":
                self.faults.add(value.place, "an empty place in a list; write something, or take the dash out")
            node.children[len(node.data)] = value
            node.data.append(value.data)
        return node

    def _scalar(self, event: Any, place: Place) -> Node:
        written = clean_text(event.value)
        node = Node("scalar", place, written, written=written, inset=self._inset(event))
        if event.implicit[0] or event.tag in _KINDS or event.tag == f"{_TAG}null":
            node.data = self._resolved(event, written, place)
        elif not event.implicit[1] and event.tag not in (f"{_TAG}str", "!"):
            self._check_tag(event, place, "str")
        return node

    def _resolved(self, event: Any, written: str, place: Place) -> Scalar:
        value, trap = resolve(written)
        if trap:
            self.faults.add(place, trap)
        kind = _KINDS.get(event.tag or "")
        if kind is not None and type(value) is not kind:
            self.faults.add(place, f"{written} is no {kind.__name__}; leave the tag out")
        return value

    def _check_tag(self, event: Any, place: Place, expected: str) -> None:
        if event.tag not in (None, "!", f"{_TAG}{expected}"):
            tag = clean_text(event.tag).replace(_TAG, "!!")
            self.faults.add(place, f"the tag {tag} is not used here; a text that begins with ! stands in quotes")

    def _inset(self, event: Any) -> int | None:
        """How far behind its mark the letters of a one-line scalar begin."""
        written = self.text[event.start_mark.index : event.end_mark.index]
        if written == event.value:
            return 0
        return 1 if written[1:-1] == event.value else None
