"""Building the tree of a YAML file from the parser's events.

The nodes are composed here, and not by PyYAML's composer, so that the limits hold while reading: a hostile
file is refused before it is built. Nothing of YAML's typing is left but mappings, lists, texts, numbers,
booleans and null.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

import yaml

from simulator.content.faults import TOP, FaultList, Place
from simulator.content.yamlscalars import Scalar, is_text, resolve
from simulator.content.yamltree import Key, Node
from simulator.language.text import clean_text

MAX_DEPTH = 40
MAX_NODES = 100_000
MAX_ALIASES = 50

_TAG = "tag:yaml.org,2002:"
_KINDS = {f"{_TAG}{name}": kind for name, kind in (("int", int), ("float", float), ("bool", bool))}
_GLUED_DASH = re.compile("-[\"'\u201c\u201e]|[\u2013\u2014] ?[\"'\u201c\u201e]")
_WORD_OPENING = ("\u201c", "\u201e")
_WORD_CLOSING = re.compile("[\u201c\u201d]")
_ENDS_OF_LINES = frozenset({"\n", ":", ",", ""})
_NO_CHILDREN: dict[Key, Node] = {}
_NO_KEYS: dict[Key, Place] = {}
"""What all scalars share, and nobody writes to: nine nodes of ten are scalars."""
_NO_LIST_KEY = "a key must be a word; a text with brackets or braces in it stands in quotes"


ODD_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that look like a space, and are a letter like any other to YAML."""


def odd_blank(blank: str) -> str:
    """What is said about one that stands where the indentation should be."""
    code = f"U+{ord(blank):04X}"
    return (
        f"a non-breaking or other special blank ({code}) in the indentation; replace it with ordinary spaces"
    )


class Unreadable(Exception):
    """Reading cannot go on: what is wrong, and where."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def event_loader() -> type[yaml.CSafeLoader] | type[yaml.SafeLoader]:
    """The loader class for `yaml.parse`: libyaml's when PyYAML was built with it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    assert mark is not None  # parsed events always have one
    return tuple.__new__(Place, (mark.line + 1, mark.column + 1))  # Place(...) would take twice the time


class Composer:
    """Builds nodes from the events of one text, within the limits.

    Faults that do not stop the reading are added to the list; others are raised as `Unreadable` or as
    `yaml.YAMLError`.
    """

    def __init__(self, text: str, faults: FaultList) -> None:
        self.text = text
        self.faults = faults
        self.next_event = cast(Callable[[], yaml.Event], event_loader()(text).get_event)
        self.plain_keys: dict[str, str] = {}
        self.anchors: dict[str, Node | None] = {}
        self.nodes = 0
        self.aliases = 0

    def document(self) -> Node:
        """The root of the one document."""
        self.next_event()
        event = self.next_event()
        if isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(TOP, "the file is empty")
        root = self._node(self.next_event(), 1)
        if root.kind == "scalar" and root.data is None:
            raise Unreadable(TOP, "the file is empty")
        self.next_event()
        event = self.next_event()
        if not isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(_place(event), "a second document begins here; one file, one thing")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event)
        if depth > MAX_DEPTH:
            raise Unreadable(place, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place, depth)
        self._count(1, place)
        anchor: str | None = getattr(event, "anchor", None)
        if anchor is None:
            return self._built(event, place, depth)
        self.anchors[anchor] = None  # an alias inside its own anchor finds this
        node = self.anchors[anchor] = self._built(event, place, depth)
        return node

    def _built(self, event: yaml.Event, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            self._check_tag(event.tag, place, "map")
            node = self._mapping(place, depth)
        else:
            self._check_tag(getattr(event, "tag", None), place, "seq")
            node = self._list(place, depth)
        size, height = 1, 0
        for child in node.children.values():
            size += child.size
            height = max(height, child.height)
        node.size, node.height = size, height + 1
        return node

    def _count(self, more: int, place: Place) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            raise Unreadable(place, f"more than {MAX_NODES:,} values in one file")

    def _alias(self, event: yaml.AliasEvent, place: Place, depth: int) -> Node:
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
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key_place = _place(event)
            key = self._key(event, depth)
            value = self._node(self.next_event(), depth + 1)
            if key in node.children:
                first = node.keys[key]
                self.faults.add(key_place, f"the key `{key}` stands here twice (first in line {first.line})")
                continue
            node.keys[key], node.children[key], node.data[key] = key_place, value, value.data
            if value.data is None and value.kind == "scalar":
                self.faults.add(value.place, f"`{key}` has no value; write one, or take the key out")
        return node

    def _key(self, event: yaml.Event, depth: int) -> str:
        """The text of a key; of one that stood here without fault before, nothing is looked at again."""
        plain: str | None = None
        if isinstance(event, yaml.ScalarEvent) and not (event.style or event.tag or event.anchor):
            plain = event.value
        if plain in self.plain_keys and depth < MAX_DEPTH:
            self._count(1, _place(event))
            return self.plain_keys[plain]
        before = len(self.faults.faults)
        key = self._key_text(self._node(event, depth + 1))
        if plain is not None and len(self.faults.faults) == before:
            self.plain_keys[plain] = key
        return key

    def _key_text(self, key: Node) -> str:
        if key.kind != "scalar":
            raise Unreadable(key.place, _NO_LIST_KEY)
        if isinstance(key.data, str):
            if key.data == "<<" and key.inset == 0:
                self.faults.add(key.place, "merge keys (`<<`) are not used here; write the keys out")
            if odd := ODD_BLANK.match(key.data):
                self.faults.add(key.place, odd_blank(odd.group()))
            return key.data
        shown = key.written or "~"
        self.faults.add(key.place, f"YAML does not read the key {shown} as a text; put it in quotes")
        return shown

    def _list(self, place: Place, depth: int) -> Node:
        node = Node("list", place, [])
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            value = self._node(event, depth + 1)
            if value.data is None and value.kind == "scalar":
                self.faults.add(value.place, "an empty entry in a list; write one, or take the dash out")
            node.children[len(node.data)] = value
            node.data.append(value.data)
        return node

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Node:
        written = clean_text(event.value)
        node = Node("scalar", place, written, _NO_CHILDREN, _NO_KEYS, written, self._inset(event))
        if not event.style:
            node.plain = True
            self._check_plain(event, node)
        if event.implicit[0] or event.tag in _KINDS or event.tag == f"{_TAG}null":
            if event.tag is not None or not is_text(written):
                node.data = self._resolved(event.tag, written, place)
        elif not event.implicit[1]:
            self._check_tag(event.tag, place, "str")
        return node

    def _check_plain(self, event: yaml.ScalarEvent, node: Node) -> None:
        """What is certainly meant otherwise in a text without quotes."""
        end = event.end_mark
        assert end is not None
        if self.text[end.index : end.index + 1] not in _ENDS_OF_LINES:
            rest = self.text[end.index : end.index + 200].partition("\n")[0]
            node.comment = rest.lstrip().startswith("#")
        if _GLUED_DASH.match(node.written):
            sign = node.written[0]
            advice = "a blank stands behind it" if sign == "-" else "it is a plain hyphen and a blank"
            self.faults.add(node.place, f'`{sign}` begins no list entry like this; {advice}: - "..."')
        elif node.written.startswith(_WORD_OPENING) and not _WORD_CLOSING.search(node.written, 1):
            message = (
                f"the text begins with {node.written[0]}, which is no quote for YAML, and is cut short; "
                'put the whole text in straight quotes (")'
            )
            self.faults.add(node.place, message)

    def _resolved(self, tag: str | None, written: str, place: Place) -> Scalar:
        value, trap = resolve(written)
        if trap:
            self.faults.add(place, trap)
        kind = _KINDS.get(tag or "")
        if kind is not None and type(value) is not kind:
            self.faults.add(place, f"{written} is no {kind.__name__}; leave the tag out")
        return value

    def _check_tag(self, tag: str | None, place: Place, expected: str) -> None:
        if tag in (None, "!", f"{_TAG}{expected}"):
            return
        shown = clean_text(tag).replace(_TAG, "!!")
        self.faults.add(place, f"the tag {shown} is not used; a text that begins with ! stands in quotes")

    def _inset(self, event: yaml.ScalarEvent) -> int | None:
        """How far behind its mark the letters of a one-line scalar begin."""
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        written = self.text[start.index : end.index]
        if written == event.value:
            return 0
        return 1 if written[1:-1] == event.value else None
