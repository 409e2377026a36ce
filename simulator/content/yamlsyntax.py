"""YAML's own error messages, in words for people who write scenarios."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from simulator.content import yamlcomposing
from simulator.content.faults import TOP, Place

_INDENT = re.compile(r"\s*")
_QUOTE_IT = "put the whole text in quotes"


class SyntaxFault(NamedTuple):
    """Where reading stopped, and why."""

    place: Place
    message: str


def explain_syntax(error: yaml.YAMLError, text: str) -> SyntaxFault:
    """The place and a plain sentence for an error of the YAML parser."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return SyntaxFault(TOP, _unmarked(error))
    opened = getattr(error, "context_mark", None) or mark
    lines = text.splitlines() or [""]
    if (blank := _odd_blank(lines[: mark.line + 1])) is not None:
        return blank
    if (quote := _runaway_quote(text, mark)) is not None:
        return quote
    line = lines[mark.line] if mark.line < len(lines) else ""
    problem = f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or ''}"
    message = _message(problem, line, mark.column, opened.line + 1)
    return SyntaxFault(Place(min(mark.line, len(lines) - 1) + 1, mark.column + 1), message)


def _odd_blank(lines: Sequence[str]) -> SyntaxFault | None:
    """The last line before the error that is indented with a blank which only looks like one."""
    for number in range(len(lines), 0, -1):
        indent = _INDENT.match(lines[number - 1])
        odd = yamlcomposing.ODD_BLANK.search(indent.group()) if indent else None
        if odd is not None:
            place = Place(number, odd.start() + 1)
            return SyntaxFault(place, yamlcomposing.odd_blank(odd.group()))
    return None


def _runaway_quote(text: str, mark: yaml.Mark) -> SyntaxFault | None:
    """A quote that closes only lines later, in the very line of the error: its own end is missing."""
    last: yaml.ScalarToken | None = None
    try:
        for token in yaml.scan(text, Loader=yamlcomposing.event_loader()):
            if token.start_mark.index >= mark.index:
                break
            if isinstance(token, yaml.ScalarToken) and not token.plain and token.style in ("'", '"'):
                last = token
    except yaml.YAMLError:
        pass
    if last is None or last.start_mark.line == last.end_mark.line or mark.line != last.end_mark.line:
        return None
    message = (
        f"the quote that is opened here is closed only in line {last.end_mark.line + 1}; "
        "close it where the text ends, or write a quote mark inside it twice ('') or as \\\""
    )
    return SyntaxFault(Place(last.start_mark.line + 1, last.start_mark.column + 1), message)


def _unmarked(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "the file holds a character that YAML does not allow, such as a control character"
    return "this is no YAML text"


def _message(problem: str, line: str, column: int, opened: int) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    letter = line[column : column + 1]
    if "\t" in indent or (letter == "\t" and "any token" in problem):
        return "a tab; YAML wants spaces for indentation"
    if "cannot start any token" in problem:
        return _bad_start(letter)
    return _known(problem, opened) or _structure(problem, line, column, opened)


def _bad_start(letter: str) -> str:
    if letter == ">":
        return 'a comparison stands in quotes, such as ">= 45"'
    return f"a text cannot begin with {letter!r}; {_QUOTE_IT}"


def _known(problem: str, opened: int) -> str:
    """The sentence for a problem that its wording alone tells."""
    if "mapping values are not allowed" in problem:
        return f"a colon where no key can be; if it belongs to a text, {_QUOTE_IT}; or check the indentation"
    if "sequence entries are not allowed" in problem:
        return f"a dash where no list can begin; begin the list on a line of its own, or {_QUOTE_IT}"
    if "block scalar" in problem:
        return 'after | or > comes the text, on the next line; a comparison stands in quotes, such as ">= 45"'
    if "quoted scalar" in problem or "double-quoted" in problem:
        return _quotes(problem, opened)
    if "tag" in problem:
        return f"`!` means something to YAML at the beginning of a text; {_QUOTE_IT}"
    if "scanning an alias" in problem or "scanning an anchor" in problem:
        return f"`*` and `&` mean something to YAML at the beginning of a text; {_QUOTE_IT}"
    if "incompatible YAML document" in problem or "directive" in problem:
        return "leave out the line that begins with %"
    return ""


def _quotes(problem: str, opened: int) -> str:
    if "escape" in problem:
        return "a backslash in double quotes begins a code; write \\\\ for a backslash, or use single quotes"
    return f"the quote that is opened in line {opened} is never closed; close it where the text ends"


def _structure(problem: str, line: str, column: int, opened: int) -> str:
    before = line[:column].rstrip()
    if before.endswith(("'", '"')) and line[column : column + 1] in ("'", '"') and line[column - 1] == " ":
        return "a comma is missing between two texts"
    if before.endswith(("'", '"')) and line[column : column + 1] not in ("", "#", ",", "]", "}"):
        return (
            f"the quoted text ends before this; {_QUOTE_IT} once, "
            "and write a quote mark of the same kind inside it twice ('') or as \\\""
        )
    if "flow sequence" in problem:
        return f"a comma or the closing ] of the list that begins in line {opened} is missing"
    if "flow mapping" in problem:
        return f"a comma or the closing }} of the mapping that begins in line {opened} is missing"
    if "could not find expected ':'" in problem:
        return "this line is neither `key: value` nor part of a text; check the colon and the indentation"
    if "block collection" in problem or "block mapping" in problem or "block sequence" in problem:
        return (
            f"this does not fit what begins in line {opened}; check the indentation: the keys of a mapping, "
            "and the dashes of a list, stand exactly below each other"
        )
    return f"YAML cannot read this: {problem.strip(': ')}"
