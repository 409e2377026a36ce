"""A small scenario and persona, to be varied by a test."""

from __future__ import annotations

from typing import Any

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario


def make_persona(**changes: Any) -> Persona:
    generic = {
        name: [f"{name} one.", f"{name} two."]
        for name in (
            "unclear", "empty", "other_language", "repeated", "dont_know", "deflect", "told", "offered",
            "silence", "insist", "waiting", "neutral",
        )
    }  # fmt: skip
    given: dict[str, Any] = {
        "schema": "empty-chair/persona/1", "id": "angry", "version": 1, "title": "Angry", "language": "en",
        "description": "Angry.", "start": {"patience": 50, "trust": 20},
        "inertia": {"better": 12, "worse": 30, "grudge": 0.5}, "drift": {"patience": -2},
        "reactions": [
            {"id": "sorry", "when": {"behaviour": "apologises"}, "mood": {"trust": 8},
             "say": ["At least you say it."], "again": {"mood": {"patience": -10}, "say": ["Sorry again?"]}},
            {"id": "brush", "when": {"behaviour": "brushes_off"}, "mood": {"patience": -25}, "offence": True,
             "say": ["Is that all?"]},
        ],
        "lines": generic,
        "manner": {"length": "short", "punctuation": "!", "register": "plain"},
    }  # fmt: skip
    return Persona.model_validate({**given, **changes})


def make_scenario(**changes: Any) -> Scenario:
    given: dict[str, Any] = {
        "schema": "empty-chair/scenario/1", "id": "parcel", "version": 1, "title": "Parcel", "language": "en",
        "channel": "chat", "levels": ["agent"], "minutes": 5, "rubric": "complaint", "source": "A practice",
        "brief": "A parcel is lost.", "desk": [{"title": "Order", "text": "Order 7731."}],
        "customer": {"name": "Dana Okafor", "persona": "angry", "opening": ["Where is it?", "Well?"]},
        "topics": {"deadline": ["when"], "refund": ["refund"], "address": ["address"], "order": ["order"]},
        "facts": {
            "birthday": {"text": "A birthday.", "about": ["deadline"], "unlock": {"asked": "deadline"},
                         "say": ["Saturday is his birthday."], "again": ["Saturday. I said so."]},
            "secret": {"text": "A secret.", "about": ["address"], "say": ["The old address."],
                       "unlock": {"all": [{"asked": "address"}, {"mood": {"trust": ">= 60"}}]},
                       "deflect": ["Why do you ask?"]},
        },
        "answers": {"number": {"asked": "order", "say": ["7731."]}},
        "needs": {
            "remedy": {"title": "The money", "ask": ["What will you do?", "Well, what?"], "thanks": ["Good."],
                       "met": {"together": [{"behaviour": "commits_to_action"}, {"topic": "refund"}]},
                       "hint": "Offer the money.", "mood": {"trust": 10}},
            "date": {"title": "A day", "after": "remedy", "met": {"behaviour": "gives_timeframe"},
                     "ask": ["When?"], "hint": "Name a day."},
        },
        "endings": {
            "resolved": {"when": {"needs": ["remedy", "date"]}, "stars": 5, "say": ["OK."], "tells": "Good."},
            "customer_left": {"when": {"mood": {"patience": "<= 0"}}, "stars": 1, "say": ["Bye."],
                              "tells": "Bad."},
            "turn_cap": {"stars": 2, "say": ["I have to go."], "tells": "Long."},
        },
        "limits": {"floor": 2, "replies": 6},
        "exemplars": [{"name": "none", "replies": ["x"], "expect": {}}],
    }  # fmt: skip
    return Scenario.model_validate({**given, **changes})
