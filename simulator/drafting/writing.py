"""A draft in the format of scenarios: what is known stands there, what is not begins with TODO."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import dumps

from simulator.drafting.reading import Findings, Reply, Told, Wanted, telling_words
from simulator.language.text import shorten

_LONGEST = 600


def draft(given: Mapping[str, str], found: Findings, common: frozenset[str] = frozenset()) -> str:
    """The text of a scenario's file.

    Args:
        given: `id`, `title`, `language`, `channel`, `persona`, `rubric`.
        found: What the conversation held; masked.
        common: Everyday words of the language, which make no topic.
    """
    return "\n".join([*_head(given), *_customer(given, found), *_topics(found, common), *_facts(found),
                      *_needs(found), *_endings(found), *_exemplars(found)]) + "\n"  # fmt: skip


def _text(text: str) -> str:
    return dumps(shorten(" ".join(text.split()), _LONGEST), ensure_ascii=False)


def _remark(text: str) -> str:
    return shorten(" ".join(text.split()), 100)


def _head(given: Mapping[str, str]) -> Iterator[str]:
    yield "# A draft from a conversation that took place. Personal data is masked: look through it anyway."
    yield "# Every text that begins with TODO is still to be written; `empty-chair check` lists them."
    yield "# What each key means: docs/authoring.md."
    yield "schema: empty-chair/scenario/1"
    yield f"id: {_text(given['id'])}"
    yield "version: 1"
    yield f"title: {_text(given['title'])}"
    yield f"language: {given['language']}"
    yield f"channel: {given['channel']}"
    yield "levels: [new_hire, agent, manager, executive]"
    yield "tags: []"
    yield "minutes: 8"
    yield f"rubric: {_text(given['rubric'])}"
    yield 'source: "TODO the practice that it teaches; it is drafted from a conversation that took place"'
    yield 'brief: "TODO who comes, with what, and what has happened so far"'
    yield "desk:"
    yield '  - title: "TODO the order, the account or the contract"'
    yield '    text: "TODO what the agent saw, with invented figures and dates"'
    yield '  - title: "TODO what you may offer"'
    yield '    text: "TODO what the agent may promise, and what not"'


def _customer(given: Mapping[str, str], found: Findings) -> Iterator[str]:
    yield "customer:"
    yield '  name: "TODO an invented first and last name"'
    yield f"  persona: {_text(given['persona'])}   # guessed; others: empty-chair list"
    yield "  opening:"
    yield "    # As it was; now in words of your own, and without the masks."
    yield f"    - {_text('TODO ' + found.opening)}"


def _topics(found: Findings, common: frozenset[str]) -> Iterator[str]:
    """What was asked by either side, as the beginning of topics."""
    yield "topics:"
    for number, told in enumerate(found.told, start=1):
        if told.asked:
            yield f"  # asked: {_remark(told.asked)}"
            yield f'  asked_{number}: [{_phrase(told.asked, common)}, "TODO other words that ask this"]'
    for number, wanted in enumerate(found.wanted, start=1):
        yield f"  # answers: {_remark(wanted.asked)}"
        words = wanted.answered or wanted.asked
        yield f'  answer_{number}: [{_phrase(words, common)}, "TODO other words that answer it"]'
    yield '  remedy: ["TODO words that name what helps"]'


def _phrase(text: str, common: frozenset[str]) -> str:
    words = telling_words(text, common)[:2]
    return dumps(" ... ".join(words) if words else "TODO words that ask this", ensure_ascii=False)


def _facts(found: Findings) -> Iterator[str]:
    yield "# What the customer told in the course of it, in the order in which it came out."
    yield "facts:"
    for number, told in enumerate(found.told, start=1):
        yield from _fact(number, told)
    if not found.told:
        yield "  reason:"
        yield '    text: "TODO what lies behind it"'
        yield "    unlock: {behaviour: asks_question}"
        yield '    say: ["TODO how the customer tells it"]'


def _fact(number: int, told: Told) -> Iterator[str]:
    yield f"  told_{number}:"
    yield f"    text: {_text('TODO in one sentence: ' + told.said)}"
    if told.asked:
        yield f"    about: asked_{number}"
        yield f"    unlock: {{asked: asked_{number}}}"
    else:
        yield "    unlock: {behaviour: [asks_question, acknowledges_emotion]}   # nobody had asked"
    yield f"    say: [{_text('TODO ' + told.said)}]"


def _needs(found: Findings) -> Iterator[str]:
    yield "# What the customer wanted: each of their questions. Put first what weighs most."
    yield "needs:"
    yield "  heard:"
    yield '    title: "TODO somebody takes it seriously"'
    yield "    met: {behaviour: [acknowledges_emotion, takes_ownership]}"
    yield '    ask: ["TODO how the customer asks to be heard"]'
    yield '    hint: "TODO say in your own words what this is for them"'
    for number, wanted in enumerate(found.wanted, start=1):
        yield from _need(number, wanted)
    if not found.wanted:
        yield "  helped:"
        yield '    title: "TODO it is put right"'
        yield "    met: {all: [{behaviour: commits_to_action}, {topic: remedy}]}"
        yield '    ask: ["TODO how the customer asks for it"]'
        yield '    hint: "TODO say what you do now"'


def _need(number: int, wanted: Wanted) -> Iterator[str]:
    if wanted.answered:
        yield f"  # then was answered: {_remark(wanted.answered)}"
    yield f"  wants_{number}:"
    yield f"    title: {_text('TODO what they want: ' + wanted.asked)}"
    yield f"    met: {{topic: answer_{number}}}"
    yield f"    ask: [{_text('TODO ' + wanted.asked)}]"
    yield '    hint: "TODO what the learner might say"'


def _endings(found: Findings) -> Iterator[str]:
    needs = ", ".join(["heard", *(f"wants_{number}" for number in range(1, len(found.wanted) + 1))])
    needs = needs if found.wanted else "heard, helped"
    yield "endings:"
    yield "  resolved:"
    yield f"    when: {{needs: [{needs}]}}"
    yield "    stars: 5"
    yield f"    # the last words were: {_remark(found.last)}"
    yield '    say: ["TODO the last words when it went well"]'
    yield '    tells: "TODO what they tell others then"'
    yield "  customer_left:"
    yield '    when: {mood: {patience: "<= 0"}}'
    yield "    stars: 1"
    yield '    say: ["TODO the last words when they have had enough"]'
    yield '    tells: "TODO what they tell others then"'
    yield "  turn_cap:"
    yield "    stars: 2"
    yield '    say: ["TODO the last words when it goes on for too long"]'
    yield '    tells: "TODO what they tell others then"'
    yield f"limits: {{floor: 2, replies: {max(8, len(found.replies) + 4)}}}"


def _exemplars(found: Findings) -> Iterator[str]:
    yield "exemplars:"
    yield f"  # The agent's best reply{_shown(found.best)}: {_remark(found.best.text)}"
    yield f"  # The agent's worst reply{_shown(found.worst)}: {_remark(found.worst.text)}"
    yield "  - name: strong"
    yield f"    replies: [{_text('TODO better than the best: ' + found.best.text)}]"
    yield '    expect: {ending: resolved, percentage: ">= 85"}'
    yield "  - name: as it was"
    yield "    replies:"
    for reply in found.replies:
        yield f"      - {_text('TODO ' + reply.text)}"
    yield '    expect: {percentage: ">= 0"}'
    yield "  - name: brush-off"
    yield f"    replies: [{_text('TODO worse than the worst: ' + found.worst.text)}]"
    yield '    expect: {percentage: "<= 35"}'


def _shown(reply: Reply) -> str:
    return f" ({', '.join(reply.behaviours)})" if reply.behaviours else ""
