"""Several replies read together are read as each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.language.reader import Reader

READER = Reader("en", {"lamp": ["lamp"]})
REPLIES = st.lists(
    st.sampled_from(
        [
            "I am sorry about your lamp, Dana. It arrives on Monday, and I will call you then.",
            "Please open the app and press the blue button. Does that help?",
            "Dziękuję bardzo za wiadomość, niestety nie mogę teraz nic zrobić w tej sprawie.",
            "",
            "7 12",
            "That was our mistake. We have refunded 40 euros to your account within two days.",
        ]
    ),
    max_size=6,
)
HEARD = st.lists(st.sampled_from(["Where is my lamp?", "My account 4711 is closed.", "Thanks!"]), max_size=3)


@given(st.lists(st.tuples(REPLIES, HEARD), max_size=1), HEARD)
def test_the_readings_are_the_same(said: list[tuple[list[str], list[str]]], before: list[str]):
    pairs = [(reply, before + heard) for replies, heard in said for reply in replies]
    assert READER.read_all(pairs) == [READER.read(reply, heard) for reply, heard in pairs]


def test_each_is_read_with_what_was_heard_before_it():
    pairs = [("It is the lamp from May.", heard) for heard in ([], ["My lamp is broken since May."])]
    alone, after = READER.read_all(pairs)
    assert alone.behaviours["personalises"].confidence < after.behaviours["personalises"].confidence
