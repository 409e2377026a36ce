"""Promises for this very conversation ("one moment, I'll check that"), and whether a result followed.

A promise for later ("I'll call you on Friday") is not looked at: nobody can tell from here whether it was
kept. Neither is one after which the agent wrote nothing more. In doubt, for the learner: any information,
step or definite commitment after the promise counts as its result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import Match

from simulator.judging.case import Case, Message, Proof, Reply
from simulator.judging.english import FORMULA
from simulator.language.reading import Span
from simulator.language.wordlist import wordset

_SUBSTANCE = ("explains", "commits_to_action", "gives_instruction", "gives_timeframe")
_WAITING = wordset("moment moments second seconds sec minute minutes bear hold hang while whilst")
_DOING = wordset(
    "check checking verify verifying search searching look looking find finding pull pulling see have having "
    "take taking send give get show share be"
)
_BY_ME = ("let me", "i'll", "i will", "i'm", "i am", "right back")
_I_WILL = r"(?:i'll|i\ will|i\ am|i'm|let\ me)(?:\ (?:just|quickly|now|also|first|going\ to|gonna))*\ "

_LOOKING = rf"""(?:
      (?<!takes\ )(?<!take\ )(?<!for\ )(?<!within\ )(?<!after\ )(?<!about\ )(?<!wait\ )(?<!only\ )
        (?:one|a|just\ a|half\ a)\ (?:moment|second|sec|minute)\b
        (?=\s*(?:[.,!\u2026\u2013-]|$|please|while|and|i\b|to\ (?:check|look|find|pull|get|open)))
    | (?:one|a|two|five|ten|few|couple\ of)\ (?:moments?|minutes?|seconds?),?\ please
    | bear\ with\ me | hold\ on\b(?!\ to) | hang\ on\b(?!\ to) | be\ right\ back
    | (?:while|whilst)\ i\ (?:check|look|find|pull|search|open|verify)
    | {_I_WILL}(?: check(?:ing)?\b(?!\ (?:in|out|back)\b) | verify(?:ing)? | search(?:ing)?
        | look(?:ing)?\ (?:it|this|that|into|at|for|up|if|where|what|when|why|whether)\b
        | (?:hav|tak)(?:e|ing)\ a\ (?:quick\ |closer\ )?look | pull(?:ing)?\ (?:it\ |that\ |this\ )?up
        | find(?:ing)?\ (?:it\ |that\ |this\ )?out | see\ (?:what|if|whether|where|why) ) )"""
_THING = r"""(?:link|number|form|steps|instructions|address|details|list|photo|picture|screenshot|reference
    |page|document)"""
_SENDS = rf"""{_I_WILL}(?:send|give|get|show|share)\ (?:you\ )?
    (?:the|a|an|your|our|their|his|her|that|this|some)\ (?:\w+\ ){{0,2}}?(?P<thing>{_THING})s?\b"""
_PROMISE = re.compile(rf"\b(?:{_LOOKING}|(?P<sends>{_SENDS}))", re.IGNORECASE | re.VERBOSE)

_LATER = re.compile(
    r"""\b(?: (?:call|ring|phone|text|contact|update|e-?mail)\ (?:you|me)\b
    | (?:write|get\ back|come\ back)\ to\ you
    | let\ you\ know | by\ (?:e-?mail|post|mail|letter|text) | to\ your\ (?:e-?mail|address|phone|inbox)
    | as\ soon\ as | once | after | when\ (?:you|we|they) | if\ you\ (?:send|give|tell|want|like|need|can)
    | with\ (?:the|our|my|a)\ \w+ )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOW = re.compile(
    r"\b(?:now|right away|straight away|immediately|at once|moments?|seconds?"
    r"|(?:a|one|two|few|five) minutes?)\b",
    re.IGNORECASE,
)
_FOUND_NOTHING = re.compile(
    r"\b(?:(?:can't|cannot|(?:could|do|did|was|is)n't|(?:can|could|do|did|was|am|is|i'm) not) (?:\w+ )?"
    r"(?:find|see|know|tell|able|sure|there|listed)|no (?:record|trace|entry|sign)|nothing)\b",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(
    r"https?:|www\.|<url>|\b(?:sent|attached|below|here (?:it |you |they )?(?:is|are|go)"
    r"|there you (?:are|go))\b",
    re.IGNORECASE,
)
_GOT_IT = re.compile(
    r"\b(?:got it|received|arrived|i have it|found it|it(?:'s| is) here|it works)\b", re.IGNORECASE
)

_DIGITS = re.compile(r"\d{2}")
_HELD_IN_WORDS = ("number", "reference", "address", "details", "list")


@dataclass(frozen=True, slots=True)
class Promises:
    """What became of the promises for this conversation, each by its own words.

    Attributes:
        kept: Those that a result followed.
        broken: Those that none followed, although the agent wrote again.
    """

    kept: tuple[Proof, ...] = ()
    broken: tuple[Proof, ...] = ()


@dataclass(slots=True)
class _Made:
    """A promise: where its words end, what was to be handed over, and in which reply it was last made."""

    proof: Proof
    end: int
    thing: str | None
    last: int


def promises(case: Case, language: str) -> Promises:
    """Go through the replies once; at most one promise to look and one for each thing is open at a time."""
    if language != "en":
        return Promises()
    kept: list[Proof] = []
    pending: dict[str | None, _Made] = {}
    replies = [reply for reply in case.replies if reply.readable]
    messages = iter(case.messages)
    for reply in replies:
        made = list(_made(reply)) if _may_promise(reply.forms, reply.plain) else []
        if pending:
            kept += _kept(pending, reply, made, _heard_before(messages, reply))
        for promise in made:
            if _is_result(promise, reply, made, promise.end):
                kept.append(promise.proof)
            else:
                pending.setdefault(promise.thing, promise).last = reply.turn
    last = replies[-1].turn if replies else 0
    broken = (promise.proof for promise in pending.values() if promise.last < last)
    return Promises(tuple(kept), tuple(broken))


def _heard_before(messages: Iterator[Message], reply: Reply) -> list[str]:
    heard = []
    for message in messages:
        heard.append(message.text)
        if message.turn == reply.turn - 1:
            break
    return heard


def _kept(
    pending: dict[str | None, _Made], reply: Reply, made: Sequence[_Made], heard: Sequence[str]
) -> Iterator[Proof]:
    for promise in list(pending.values()):
        handed_over = promise.thing is not None and any(_GOT_IT.search(text) for text in heard)
        if handed_over or _is_result(promise, reply, made, 0):
            del pending[promise.thing]
            yield promise.proof


def _may_promise(forms: Iterable[str], text: str) -> bool:
    """A glance at the words of a text that misses none."""
    if not _WAITING.isdisjoint(forms):
        return True
    if _DOING.isdisjoint(forms):
        return False
    lower = text.lower()
    return any(words in lower for words in _BY_ME)


def _made(reply: Reply) -> Iterator[_Made]:
    text = reply.plain
    for at, sentence in enumerate(reply.reading.sentences):
        words = text[sentence.start : sentence.end]
        if words.endswith("?") or not _may_promise(reply.words[at], words):
            continue
        for match in _PROMISE.finditer(text, sentence.start, sentence.end):
            if not _is_for_later(match, at, reply):
                proof = reply.proof(Span(match.start(), match.end(), at))
                yield _Made(proof, match.end(), match["thing"] and match["thing"].lower(), reply.turn)


def _is_for_later(match: Match[str], at: int, reply: Reply) -> bool:
    """Whether the promise may be for after the conversation: a time, or a way to be reached, and no "now"."""
    text, sentence = reply.plain, reply.reading.sentences[at]
    if _NOW.search(text, sentence.start, sentence.end):
        return False
    if "into" in match[0].lower() or _LATER.search(text, sentence.start, sentence.end):
        return True
    times = reply.reading.behaviours["gives_timeframe"].spans
    return any(time.sentence in (at, at + 1) and not _NOW.search(reply.reading.quote(time)) for time in times)


def _is_result(promise: _Made, reply: Reply, made: Sequence[_Made], start: int) -> bool:
    """Whether a reply, from a place on, holds what was promised."""
    if promise.thing is None:
        return _tells_something(reply, made, start)
    return _hands_over(promise.thing, reply, made, start)


def _tells_something(reply: Reply, made: Sequence[_Made], start: int) -> bool:
    asking = {span.sentence for span in reply.spans(["asks_question"])}
    own = [(other.proof.span.start, other.end) for other in made]
    for span in reply.spans(_SUBSTANCE):
        promised = any(span.start < end and begin < span.end for begin, end in own)
        empty = span in reply.hollow or _NOW.fullmatch(reply.reading.quote(span))
        if span.start >= start and not promised and not empty and span.sentence not in asking:
            return True
    if _FOUND_NOTHING.search(reply.plain, start):
        return True
    return start == 0 and any(_is_told(at, reply, made) for at in reply.specific if at not in asking)


def _is_told(at: int, reply: Reply, made: Sequence[_Made]) -> bool:
    sentence = reply.reading.sentences[at]
    is_formula = FORMULA.match(reply.plain, sentence.start, sentence.end)
    return not is_formula and all(other.proof.span.sentence != at for other in made)


def _hands_over(thing: str, reply: Reply, made: Sequence[_Made], start: int) -> bool:
    if _HANDED_OVER.search(reply.plain, start):
        return True
    if thing in ("steps", "instructions") and reply.reading.shows("gives_instruction"):
        return True
    if thing in _HELD_IN_WORDS and (_DIGITS.search(reply.plain, start) or reply.specific):
        return True
    promised = {other.proof.span.sentence for other in made}
    asking = {question.span.sentence for question in reply.reading.questions}
    return any(
        sentence.start >= start
        and at not in promised | asking
        and thing in reply.plain[sentence.start : sentence.end].lower()
        for at, sentence in enumerate(reply.reading.sentences)
    )
