"""Scanning the events of a YAML text until all wanted keys were seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from simulator.content.faults import TOP, Place
from simulator.content.yamlcomposing import MAX_DEPTH, Unreadable, event_loader
from simulator.content.yamlscalars import Scalar, resolve
from simulator.language.text import clean_text

_MAX_EVENTS = 100_000
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def scan(text: str, required: Iterable[str], optional: Iterable[str], found: dict[str, Any]) -> None:
    """Collect the values of keys, and stop when there is nothing more to find.

    Args:
        text: A YAML file.
        required: Keys at the top level, or one below, as `customer.name`.
        optional: Keys that are waited for only when the text has a line that begins with them.
        found: Takes scalars and lists of scalars; also those that were seen before an error is raised.

    Raises:
        Unreadable: The text is too deep or too long, or no mapping.
        yaml.YAMLError: It is no YAML.
    """
    events = _events(text)
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        raise Unreadable(TOP, "the file is empty")
    root = next(events)
    if not isinstance(root, yaml.MappingStartEvent):
        raise Unreadable(_place(root), "the file begins with no key")
    present = [key for key in optional if root.flow_style or text.startswith(key) or f"\n{key}" in text]
    _Scan(events, {*required, *present}, found).mapping("")


def _events(text: str) -> Iterator[yaml.Event]:
    for count, event in enumerate(yaml.parse(text, Loader=event_loader())):
        if count > _MAX_EVENTS:
            raise Unreadable(
                _place(event), "too long; put `id`, `title` and `customer` at the top of the file"
            )
        yield event


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark is not None else TOP


class _Scan:
    """One walk over the events, with the keys that are still wanted."""

    def __init__(self, events: Iterator[yaml.Event], wanted: set[str], found: dict[str, Any]) -> None:
        self.events = events
        self.wanted = wanted
        self.found = found
        self.inner = {key.split(".")[0] for key in wanted if "." in key}

    def mapping(self, prefix: str) -> None:
        """Walk over a mapping whose start was read; keys are looked up behind the prefix."""
        while self.wanted and not isinstance(event := next(self.events), _CLOSING):
            name = f"{prefix}{clean_text(event.value)}" if isinstance(event, yaml.ScalarEvent) else ""
            if not name:
                self._skip(event)
            value = next(self.events)
            if name in self.inner and isinstance(value, yaml.MappingStartEvent):
                self.mapping(f"{name}.")
            elif name in self.wanted:
                self.wanted.discard(name)
                self.found.setdefault(name, self._value(value))
            else:
                self._skip(value)

    def _value(self, event: yaml.Event) -> Any:  # noqa: ANN401 - plain data of any kind
        """A scalar, or a list with the scalars in it; anything else is skipped and None."""
        if not isinstance(event, yaml.SequenceStartEvent):
            return self._scalar(event)
        values = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            values.append(self._scalar(inner))
        return values

    def _scalar(self, event: yaml.Event) -> Scalar:
        if not isinstance(event, yaml.ScalarEvent):
            self._skip(event)
            return None
        text = clean_text(event.value)
        return resolve(text).value if event.implicit[0] else text

    def _skip(self, event: yaml.Event) -> None:
        """Pass over the rest of a value whose first event was read."""
        depth = int(isinstance(event, _OPENING))
        while depth:
            event = next(self.events)
            if isinstance(event, _OPENING):
                depth += 1
            elif isinstance(event, _CLOSING):
                depth -= 1
            if depth > MAX_DEPTH:
                raise Unreadable(_place(event), f"nested deeper than {MAX_DEPTH} levels")
