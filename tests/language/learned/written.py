"""Replies and talks for the tests of the whole reader and judge."""

from __future__ import annotations

import json

REPLIES = [
    (
        "Where is my kettle?",
        "Your kettle left the depot at 9:40 and is with you on Tuesday, because the van was late.",
    ),
    (
        "I am done with this.",
        "So it is one thing after another, and you stand there with none of it set right.",
    ),
    (
        "The tap drips again.",
        "I'm sorry. I send Noor on Friday at 8, she brings the part, and I ring you at noon.",
    ),
    ("Is it dear?", "It costs €45 a month. You pay nothing in May, as you have paid it ahead."),
    (
        "Why was it stopped?",
        "It was stopped because the card ran out. You can put in the new one under Settings.",
    ),
    (
        "My aunt died in March.",
        "I am so sorry about your aunt. Take your time; the letter can wait as long as it has to.",
    ),
    ("You lost my coat!", "That is not our fault. You should have read the terms before you left it here."),
    ("Hello?", "Hello! Thank you for your patience. Is there anything else that I can do for you today?"),
    (
        "It will not open.",
        "Hold the power key for ten seconds, then let go. If the light is red, tell me the code.",
    ),
    ("Can I swap it?", "Yes."),
    ("¿Dónde está?", "Su paquete llega mañana por la mañana, y le llamamos antes de las diez."),
    (
        "???",
        "We can't say when 🙂 … but it won't be long, I promise you that, @you, see www.example.org/B14.",
    ),
]

TALKS = [
    [
        ("customer", "My sofa came with a torn side. What now?"),
        ("agent", "I'm sorry that the side is torn. I send Ivo with a new cover on Monday at 9, at no cost."),
        ("customer", "And if I am out?"),
        (
            "agent",
            "Then tell me a day that suits you, and I set it down for that. I ring you when he leaves.",
        ),
    ],
    [
        ("customer", "My father passed away. His line is still billed."),
        (
            "agent",
            "I am so sorry about your father. I have stopped the bill from today; nothing else is due.",
        ),
        ("customer", "Thank you. Do you need a paper?"),
        ("agent", "Only a copy of the certificate, whenever you find the time. You need not call again."),
    ],
    [
        ("customer", "How do I set up the printer? I am not good at this."),
        (
            "agent",
            "We sincerely apologise for any inconvenience. Our staff will verify your valued feedback.",
        ),
        ("agent", "First plug it in, then press the round key, because that wakes it. Does the light go on?"),
    ],
]


def lines_to_read() -> bytes:
    rows = [{"id": str(at), "customer": asked, "reply": reply} for at, (asked, reply) in enumerate(REPLIES)]
    return "\n".join(json.dumps(row) for row in rows).encode()


def lines_to_score() -> bytes:
    """Twelve talks: each with its first turns only, and as a whole, and one after another."""
    turns = [[{"speaker": who, "text": text} for who, text in talk] for talk in TALKS]
    cut = [talk[:end] for talk in turns for end in range(2, len(talk) + 1)]
    joined = [one + other for one in turns for other in turns if one is not other][: 12 - len(cut)]
    return "\n".join(json.dumps({"id": str(at), "turns": t}) for at, t in enumerate(cut + joined)).encode()
