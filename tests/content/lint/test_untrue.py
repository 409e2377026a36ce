"""What is untrue here, and yet helps, or is minded by nobody."""

from __future__ import annotations

from tests.content.drafting import draft, faults
from tests.content.lint.linted import found_at, said

TOPIC = ('  search: ["look for"', '  washed: ["washed overboard"]\n  search: ["look for"')
UNTRUE = ("\nfacts:\n", "\nuntrue: [washed]\n\nfacts:\n")
MINDED = (
    "  - id: pier\n",
    "  - id: nonsense\n    when: {topic: washed}\n    mood: {trust: -10}\n  - id: pier\n",
)


def test_what_the_customer_minds_is_in_order():
    assert said("scenario", TOPIC, UNTRUE, MINDED) == []


def test_a_falsehood_that_nobody_minds():
    message = found_at("scenario", "[washed]", "untrue", TOPIC, UNTRUE)
    assert message.startswith(
        "the customer does not mind `washed`: add a reaction with `when: {topic: washed}`"
    )


def test_a_reaction_that_comes_without_it_does_not_mind_it():
    other = (MINDED[0], MINDED[1].replace("{topic: washed}", "{not: {topic: washed}}"))
    assert any("does not mind `washed`" in one for one in said("scenario", TOPIC, UNTRUE, other))


def test_a_falsehood_that_meets_a_need():
    helps = ("{topic: noon}]}", "{topic: noon}, {all: [{topic: washed}, {topic: noon}]}]}")
    found = said("scenario", TOPIC, UNTRUE, MINDED, helps)
    assert [
        "`washed` is untrue here, and yet it helps with the need `when_known`" in one for one in found
    ] == [True]


def test_a_topic_that_is_not_there():
    found = faults("scenario", draft("scenario", ("\nfacts:\n", "\nuntrue: [serch]\n\nfacts:\n")))
    assert any("unknown topic `serch`; did you mean 'search'?" in one for one in found), found
