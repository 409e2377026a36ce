"""A language's bank of sentences: what colleagues say when the scenario does not give them the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.behaviours import BEHAVIOURS
from simulator.colleagues.phrasing import Fillers
from simulator.errors import ContentError, UsageError

_FOLDER = Path(__file__).parent
_SETS = (
    *("greeting", "closing", "charge", "grief", "kind", "vague", "formula", "refusal", "magic", "sales"),
    *("silence", "insult", "sarcasm", "tell", "promise", "question", "ask", "instruct"),
)


@dataclass(frozen=True, slots=True)
class Bank:
    """One language's sentences.

    Slots in braces are filled from the case: `{name}`, `{thing}`, `{date}`, `{sum}`, `{agent}`, and in frames
    `{words}` for a topic's phrase.

    Attributes:
        behaviours: Sentences for each of the nineteen behaviours, by its name.
        sets: Sentences and frames for a part of a reply, by its name. `apt` may be left out: sentences that
            fit some cases only, and are said where what they show is looked for.
        agents: Names for the agent.
        fillers: What stands in the gaps of phrases.
        words: More whole words for phrases that give the first letters of one only.
        verbs: Verbs that a promise begins with.
        orders: Verbs that an order begins with; the same where the bank does not tell them apart.
        dates: Times to promise where the desk shows none.
        before_things: Words that stand before a thing, such as articles.
        thing: What the matter is called where nothing better is found.
        thanks: Words by which somebody says thanks, in small letters.
        loss: Words by which somebody tells of a death.
        from_agent: Words of the desk to the agent, and what they become when the agent speaks.
        to_customer: Words about the customer, by sort, and what they become when the customer is spoken to.
        turned: For a slot, what becomes of words of the case so that they fit, as of a name in the vocative.
            A slot of the bank's own is made of what stands in `{name}`, such as a pronoun for him or her.
    """

    language: str
    behaviours: Mapping[str, Sequence[str]]
    sets: Mapping[str, Sequence[str]]
    agents: Sequence[str]
    fillers: Fillers
    words: Sequence[str]
    verbs: frozenset[str]
    orders: frozenset[str]
    dates: Sequence[str]
    thing: str
    before_things: frozenset[str]
    thanks: Sequence[str]
    loss: Sequence[str]
    from_agent: Sequence[tuple[str, str]]
    to_customer: Mapping[str, Sequence[tuple[str, str]]]
    turned: Mapping[str, Sequence[tuple[str, str]]]


def bank_languages() -> tuple[str, ...]:
    """The languages that colleagues speak."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=8)
def bank_for(language: str) -> Bank:
    """The bank of a language, read once.

    Args:
        language: Its code; what stands behind a hyphen does not count.

    Raises:
        UsageError: Colleagues do not speak it.
        ContentError: The bank lacks sentences.
    """
    code = language.partition("-")[0]
    path = _FOLDER / f"{code}.yaml"
    if code not in bank_languages():
        known = ", ".join(bank_languages())
        raise UsageError(f'No simulated colleague speaks "{code}" yet.', f"They speak: {known}.")
    return bank_from(code, _read(path))


def bank_from(language: str, given: Mapping[str, Any]) -> Bank:
    """A bank from the plain values of its file.

    Raises:
        ContentError: A behaviour or a set of sentences has none.
    """
    missing = [name for name in BEHAVIOURS if not given["behaviours"].get(name)]
    missing += [name for name in _SETS if not given["sets"].get(name)]
    if missing:
        raise ContentError(f'The bank of "{language}" has no sentences for: {", ".join(missing)}.')
    turned = given.get("to_customer") or {}
    return Bank(
        language=language,
        behaviours=given["behaviours"],
        sets=given["sets"],
        agents=given["agents"],
        fillers=_fillers(given["gaps"]),
        words=(given.get("words") or "").split(),
        verbs=frozenset(given["verbs"].split()),
        orders=frozenset((given.get("orders") or given["verbs"]).split()),
        dates=given["dates"],
        thing=given["thing"],
        before_things=frozenset(given["before_things"].split()),
        thanks=given["thanks"],
        loss=given["loss"],
        from_agent=_pairs(given.get("from_agent") or ()),
        to_customer={sort: _pairs(pairs) for sort, pairs in turned.items()},
        turned={slot: _pairs(pairs) for slot, pairs in (given.get("turned") or {}).items()},
    )


def _fillers(given: Mapping[str, Any]) -> Fillers:
    return Fillers(
        frozenset(given["questions"].split()),
        tuple(given["after_question"]),
        tuple(given["anywhere"]),
        given["classes"],
        given.get("spelt") or {},
    )


def _pairs(given: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    return [(old, new) for old, new in given]


def _read(path: Path) -> Mapping[str, Any]:
    import yaml

    given: Mapping[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return given
