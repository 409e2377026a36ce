"""Drops what a model only thinks: blocks of reasoning that some servers leave in the stream of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAMES = "think|thinking|thoughts?|reasoning|reflection|analysis|scratchpad|monologue|inner_monologue"
_BLOCKS = (
    (rf"<(?:{_NAMES})\b[^<>]{{0,40}}>", rf"</(?:{_NAMES})\s*>"),
    (rf"\[(?:{_NAMES})\]", rf"\[/(?:{_NAMES})\]"),
    ("\u25c1think\u25b7", "\u25c1/think\u25b7"),
    (
        r"(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)\b[^<]{0,40}<\|message\|>",
        r"<\|channel\|>final\b[^<]{0,40}<\|message\|>",
    ),
)
"""How a block begins and how it ends, as open models and the servers for them write it."""
_STARTS = tuple(re.compile(start, re.IGNORECASE) for start, _ in _BLOCKS)
_ENDS = tuple(re.compile(end, re.IGNORECASE) for _, end in _BLOCKS)
_MARK = re.compile("|".join(f"(?:{start})|(?:{end})" for start, end in _BLOCKS), re.IGNORECASE)
_HALF_A_MARK = re.compile(
    r"(?:(?:<\|\w+\|>[\w ]{0,40}){1,3}(?:<[^>\n]{0,20})?|[<\[\u25c1][^>\]\u25b7\n]{0,60})$"
)
_LONGEST_MARK = 120


@dataclass(slots=True)
class Thoughts:
    """Takes pieces of a stream in and gives what is said; what may yet become a mark is held back.

    A block that never ends has no words after it. An end without a beginning tells that all before it was
    thought: some servers write the beginning into the prompt.
    """

    _rest: str = ""
    _within: re.Pattern[str] | None = None
    _forget: bool = field(default=False)

    def add(self, piece: str) -> str:
        """What the piece says."""
        self._rest += piece
        return self._said(final=False)

    def close(self) -> str:
        """What is said with all that was held back; nothing inside a block."""
        return self._said(final=True)

    def forgets(self) -> bool:
        """Whether all before the latest piece was thought and not said; told once."""
        forget, self._forget = self._forget, False
        return forget

    def _said(self, final: bool) -> str:
        said = ""
        while True:
            if self._within is not None:
                end = self._within.search(self._rest)
                if end is None:
                    self._rest = "" if final else self._rest[-_LONGEST_MARK:]
                    return said
                self._rest, self._within = self._rest[end.end() :], None
                continue
            mark = _MARK.search(self._rest)
            if mark is None:
                return said + self._released(final)
            said = self._pass(mark, said)

    def _pass(self, mark: re.Match[str], said: str) -> str:
        """Go behind a mark; gives what counts as said before it."""
        before, self._rest = self._rest[: mark.start()], self._rest[mark.end() :]
        for start, end in zip(_STARTS, _ENDS, strict=True):
            if start.fullmatch(mark.group()):
                self._within = end
                return said + before
        self._forget = True
        return ""

    def _released(self, final: bool) -> str:
        half = None if final else _HALF_A_MARK.search(self._rest)
        at = half.start() if half else len(self._rest)
        released, self._rest = self._rest[:at], self._rest[at:]
        return released
