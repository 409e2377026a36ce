"""What may point at a person is masked; what only tells the story stays."""

from __future__ import annotations

import pytest

from simulator.drafting.masking import Masking


def masked(text, *names):
    masking = Masking()
    masking.learn(names, [text])
    return masking.mask(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to ana.k@mail.example.org now.", "Write to [e-mail] now."),
        ("See https://a.example/x?y=1 or www.b.example/z.", "See [link] or [link]"),
        ("Find me as @anak there.", "Find me as [link] there."),
        ("It is PL61 1090 1014 0000 0712 1981 2874.", "It is [number]."),
        ("Call +44 20 7946 0958 or (555) 013-4477.", "Call [number] or [number]."),
        (
            "Order 7731-204, code AB-12345, card 4111 1111 1111 1111.",
            "Order [number], code [number], card [number].",
        ),
        ("Born 12.03.1984, or 1984-03-12.", "Born [date], or [date]."),
        ("At 14 Rose Garden Lane, SW1A 1AA.", "At [address], [address]."),
        ("Mieszkam przy ul. Długa 12/4, 00-950.", "Mieszkam przy [address], [address]."),
        ("My name is Ana Silva and my son is Tomek.", "My name is [name] and my son is [name]."),
        ("Thank you, Mrs. Kowalska.", "Thank you, Mrs. [name]."),
        ("my name is zofia o'neill, ask dr. kowalska", "my name is [name], ask dr. [name]"),
        ("Born on the 4th of May 1981, or May 4, 1981.", "Born on the [date], or [date]."),
        ("It is zofia (at) wp pl or z (at) wp dot pl.", "It is [e-mail] or [e-mail]."),
        ("Ring oh seven seven, 900 123 now.", "Ring [number] now."),
    ],
)
def test_what_points_at_somebody_is_masked(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It came on Friday 13 November, two weeks late.",
        "It cost 45 euros, then 12.50, and 24/7 nobody answers.",
        "The shelf is 120 cm wide; I paid 3 times.",
        "I wait. When do you come? OK.",
        "The internet and the PIN do not work.",
        "I have one, two or three kids, and it came on 4 May.",
    ],
)
def test_the_story_stays(text):
    assert masked(text) == text


def test_the_speakers_are_masked_everywhere_and_counted():
    masking = Masking()
    masking.learn(["Ana Silva", "Joe"], [])
    assert masking.mask("ana, tell Ana's mother that Joe and Ana Silva rang.") == (
        "ana, tell [name]'s mother that [name] and [name] rang."
    )
    assert masking.found == {"names": 3}
