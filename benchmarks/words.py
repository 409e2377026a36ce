"""Replies and transcripts in any number, no two of them alike."""

from __future__ import annotations

from random import Random

_NAMES = ("Ines", "Tomasz", "Amara", "Jonas", "Leila", "Bram", "Nadia", "Oskar")
_GOODS = ("lamp", "bicycle", "tent", "keyboard", "sofa", "kettle", "jacket", "drill")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SENTENCES = (
    "I am sorry, {name}, you wrote to us twice and nobody came back to you.",
    "That was our mistake, and I can see how annoying it must be.",
    "I am sending you a new {goods} today, free of charge, and it arrives on {day}.",
    "Which address should the {goods} go to, and is somebody at home on {day}?",
    "Your order {number} has left the warehouse, but the scan shows no signature.",
    "I have refunded {money} euros to your account; it takes three working days.",
    "Please open the app, press the blue button and tell me what you see there.",
    "I will look at order {number} again on {day} morning and write to you here.",
    "If the {goods} is not there by {day}, we will give you the {money} euros back.",
    "Is there anything else about the {goods} that I can do for you, {name}?",
    "It was returned because the old account {number} had been closed in spring.",
    "Thank you for waiting, {name}, that is all I needed to know about the {goods}.",
)  # fmt: skip
_QUESTIONS = (
    "Where is my {goods}? I have been waiting since {day}.",
    "And when will the {goods} be here? I need it before {day}.",
    "Why did nobody answer me about order {number}?",
    "What are you going to do about the {money} euros?",
    "OK. And what happens if it goes wrong again?",
)


def sentences(chance: Random) -> str:
    """One sentence of a reply."""
    return _filled(chance.choice(_SENTENCES), chance)


def reply(chance: Random, words: int) -> str:
    """A reply of exactly so many words."""
    found: list[str] = []
    while len(found) < words:
        found += sentences(chance).split()
    return " ".join(found[:words])


def transcript(chance: Random, number: int, turns: int, words: int = 25) -> dict[str, object]:
    """A transcript as `score` reads it, with replies of so many words."""
    said = [
        {"speaker": "agent", "text": reply(chance, words)}
        if turn % 2
        else {"speaker": "customer", "text": _filled(chance.choice(_QUESTIONS), chance)}
        for turn in range(turns)
    ]
    return {"id": f"t{number}", "turns": said}


def _filled(sentence: str, chance: Random) -> str:
    return sentence.format(
        name=chance.choice(_NAMES), goods=chance.choice(_GOODS), day=chance.choice(_DAYS),
        number=chance.randrange(1000, 99999), money=chance.randrange(5, 400),
    )  # fmt: skip
