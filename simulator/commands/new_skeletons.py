"""How a scenario, a persona and a rubric begin: complete in form, with TODO where the author writes."""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps

from simulator.content.yamlscalars import resolve

_SCENARIO = """\
# A scenario: one situation to practise. Every text that begins with TODO is still to be written; `check`
# lists them. What each key means, and many that are not here: docs/authoring.md.
# For help while typing: empty-chair schema scenario > scenario.schema.json, and as first line of this file
# yaml-language-server: $schema=scenario.schema.json
schema: empty-chair/scenario/1
id: {id}
version: 1
title: {title}
language: {language}
channel: {channel}
levels: [new_hire, agent, manager, executive]   # for whom it is
tags: []
minutes: 8
rubric: {rubric}
source: "TODO the practice that it teaches, and where that comes from"

# What the learner knows before the first message.
brief: |
  TODO who comes, with what, and what has happened so far.
# What the learner can see and may offer. All that an ideal reply needs is in the brief or here.
desk:
  - title: "TODO the order, the account or the contract"
    text: "TODO what it says, with figures and dates"
  - title: {todo}What you may offer
    text: "TODO what the learner may promise, and what not"

customer:
  name: "TODO first and last name"
  persona: {persona}
  # The first message; which one is said depends on the attempt.
  opening:
    - "TODO the first message"

# What a reply can be about: phrases, found by the stems of their words (docs/patterns.md).
topics:
  deadline: ["TODO words that ask by when"]
  remedy: ["TODO words that name what helps"]

# What the customer tells only when it is earned. Aim at six.
facts:
  reason:
    text: "TODO what lies behind it"
    about: deadline
    unlock: {{asked: deadline}}
    say: ["TODO how the customer tells it"]

# What the customer wants, in the order in which they ask for it. Aim at four.
needs:
  heard:
    title: {todo}Somebody takes it seriously
    met: {{behaviour: [acknowledges_emotion, takes_ownership]}}
    ask: ["TODO how the customer asks to be heard"]
    hint: {todo}Say in your own words what this is for them.
  helped:
    title: {todo}It is put right
    met: {{all: [{{behaviour: commits_to_action}}, {{topic: remedy}}]}}
    ask: ["TODO how the customer asks for it"]
    hint: {todo}Say what you do now.

# How it can end, tried in this order after every reply.
endings:
  resolved:
    when: {{needs: [heard, helped]}}
    stars: 5
    say: ["TODO the last words when it went well"]
    tells: "TODO what they tell others then"
  customer_left:
    when: {{mood: {{patience: "<= 0"}}}}
    stars: 1
    say: ["TODO the last words when they have had enough"]
    tells: "TODO what they tell others then"
  turn_cap:
    stars: 2
    say: ["TODO the last words when it goes on for too long"]
    tells: "TODO what they tell others then"
limits: {{floor: 2, replies: 10}}

# Conversations with the result that they must come to: `check` plays them. Write three at least.
exemplars:
  - name: strong
    replies: ["TODO a reply as good as they come"]
    expect: {{ending: resolved, percentage: ">= 85"}}
  - name: brush-off
    replies: ["TODO a reply that helps nobody"]
    expect: {{percentage: "<= 35"}}
"""

_PERSONA = """\
# A persona: a temperament that several scenarios share. Every text that begins with TODO is still to be
# written; `check` lists them. What each key means: docs/authoring.md.
schema: empty-chair/persona/1
id: {id}
version: 1
title: {title}
language: {language}
description: "TODO who this is, and what they are like when things go wrong"

# Where the mood starts, 0 to 100: patience, trust, clarity, distress. One that is not here does not exist.
start: {{patience: 50, trust: 40}}
inertia: {{better: 12, worse: 20, grudge: 0.5}}   # one kind sentence does not end a rage
drift: {{patience: -4}}                           # in every turn in which nothing was met

reactions:
  - id: kind
    when: {{behaviour: [acknowledges_emotion, takes_ownership]}}
    mood: {{trust: 8, patience: 4}}
    say: ["TODO how they take it when somebody understands"]
  - id: brushed-off
    when: {{behaviour: [brushes_off, blames]}}
    mood: {{trust: -15, patience: -20}}
    say: ["TODO how they take it when they are sent away"]
    offence: true   # held against the agent: every later gain is smaller
    priority: 8

# What is said when the scenario has nothing of its own; several wordings each are better than one.
lines:
  unclear: ["TODO the reply could not be read"]
  empty: ["TODO the reply held no words"]
  other_language: ["TODO the reply is in another language"]
  repeated: ["TODO the agent says the same once more"]
  dont_know: ["TODO a question that the scenario does not foresee"]
  deflect: ["TODO a question about something that is not told yet"]
  told: ["TODO a question about something that was told already"]
  offered: ["TODO an offer that the scenario does not foresee"]
  silence: ["..."]
  insist: ["TODO a need is still open, and its own lines are used up"]
  waiting: ["TODO nothing is open, but it is too early to end"]
  neutral: ["TODO the reply neither helped nor hurt"]

manner:
  length: "TODO how long their messages are, and how that changes"
  punctuation: "TODO capitals, commas, dots"
  register: "TODO how formal they are"
  never_says: []   # words that they never use: phrases as in topics; no line of theirs may hold one
"""

_RUBRIC = """\
# A rubric: the form by which a conversation is judged. Every text that begins with TODO is still to be
# written; `check` lists them. What each key means, and all the rules: docs/authoring.md.
schema: empty-chair/rubric/1
id: {id}
version: 1
title: {title}
description: "TODO what it looks at"
language: {language}
mastery_score: 0.8   # the share of the points that a pass needs
score_thresholds:
  - {{performance_category: NEEDS_IMPROVEMENT, max_score_percentage: 60}}
  - {{performance_category: EXCEEDS_EXPECTATIONS, min_score_percentage: 92}}

# The weights of all sections total 100.
sections:
  - ref_id: matter
    title: {todo}The matter itself
    weight: 60
    questions:
      - ref_id: next_step
        title: {todo}Does the agent say what they do now?
        instructions: "TODO how a person would decide"
        weight: 2
        error_class: customer_critical
        critical: true   # a pass needs full marks here
        # Options are tried in this order; the one without `when` is taken when no other is.
        options:
          - ref_id: full
            text: {todo}Yes, for this very case
            score: 10
            when: {{seen: {{behaviour: commits_to_action, specific: true}}}}
          - ref_id: half
            text: {todo}In general words
            score: 5
            when: {{seen: {{behaviour: commits_to_action}}}}
          - {{ref_id: none, text: {todo}No answer, score: 0}}
        feedback:
          met: "TODO said when this was the strength; about the reply, never about the person"
          missed: "TODO said when this was the gap"
          better: "TODO a better wording"
  - ref_id: person
    title: {todo}The person
    weight: 40
    questions:
      - ref_id: heard
        title: {todo}Does the agent take up how this is for the customer?
        options:
          - ref_id: full
            text: {todo}Yes, it does
            score: 10
            when: {{seen: {{behaviour: acknowledges_emotion}}}}
          - {{ref_id: none, text: {todo}No answer, score: 0}}
        feedback:
          met: "TODO said when this was the strength"
          missed: "TODO said when this was the gap"
          better: "TODO a better wording"
"""

_SKELETONS = {"scenario": _SCENARIO, "persona": _PERSONA, "rubric": _RUBRIC}


def skeleton(kind: str, given: Mapping[str, str]) -> str:
    """The text of a new file.

    Args:
        kind: scenario, persona or rubric.
        given: What the author chose: `id`, `title`, `language`; of a scenario also `persona`, `rubric` and
            `channel`. They may hold anything; what YAML would take for something else is quoted.
    """
    chosen = {name: _written(text) for name, text in given.items()}
    english = given["language"].partition("-")[0] == "en"
    return _SKELETONS[kind].format_map({**chosen, "todo": "" if english else "TODO "})


def _written(text: str) -> str:
    plain = text.replace("-", "").replace("_", "").isalnum() and text[0].isalpha()
    return text if plain and isinstance(resolve(text).value, str) else dumps(text, ensure_ascii=False)
