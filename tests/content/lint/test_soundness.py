"""What lint calls impossible never happens: random conditions against random replies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviours import BEHAVIOURS
from simulator.content.conditions import Condition
from simulator.content.lint.conditions import ANYTHING
from simulator.content.lint.literals import joined, ways
from simulator.customer.conditions import Moment
from simulator.customer.state import CustomerState
from simulator.language.reading import Finding, Question, Reading, Span, TopicMention

_SHOWN = ("thanks", "explains")
_TOPICS = ("noon", "tide")
_BOUND = st.tuples(st.sampled_from(["<", "<=", "==", ">=", ">"]), st.integers(-1, 3)).map(
    "{0[0]} {0[1]}".format
)
_LEAF = st.one_of(
    st.sampled_from(_SHOWN).map(lambda name: {"behaviour": name}),
    st.lists(st.sampled_from(_TOPICS), min_size=1, max_size=2, unique=True).map(lambda ids: {"topic": ids}),
    st.sampled_from(_TOPICS).map(lambda name: {"asked": name}),
    _BOUND.map(lambda text: {"details": text}),
)
_ALONE = st.one_of(
    _LEAF,
    st.dictionaries(st.sampled_from(["trust", "patience"]), _BOUND, min_size=1).map(
        lambda mood: {"mood": mood}
    ),
    st.tuples(st.sampled_from(["replies", "words", "questions"]), _BOUND).map(lambda pair: dict([pair])),
    st.tuples(
        st.sampled_from(["facts", "needs"]), st.lists(st.sampled_from("ab"), min_size=1, unique=True)
    ).map(lambda pair: dict([pair])),
    st.sampled_from(["empty", "wordless", "repeated"]).map(lambda flag: {"flag": flag}),
    st.lists(_LEAF, min_size=2, max_size=3).map(lambda parts: {"together": parts}),
)
CONDITIONS = st.recursive(
    _ALONE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
        inner.map(lambda part: {"ever": part}),
    ),
    max_leaves=6,
).map(Condition.model_validate)


@st.composite
def moments(draw):
    """A reply of two sentences as the reader might have read it, and where the customer stands."""
    flags = draw(st.sampled_from([(), (), ("repeated",), ("empty",), ("wordless",)]))
    words = 0 if "empty" in flags else draw(st.integers(1, 4))
    spans = st.sampled_from([Span(0, 1, 0), Span(2, 3, 1)])
    some = 0 if set(flags) & {"empty", "wordless"} else 2
    shown = {
        name: Finding(bool(found), 0.9, tuple(found))
        for name in BEHAVIOURS
        for found in [draw(st.lists(spans, max_size=some)) if name in _SHOWN else []]
    }
    mentions = st.builds(TopicMention, spans, st.booleans(), st.booleans())
    topics = {name: tuple(draw(st.lists(mentions, max_size=some))) for name in _TOPICS}
    questions = draw(st.lists(st.builds(Question, spans, st.sampled_from([(), ("noon",)])), max_size=some))
    details = tuple(draw(st.lists(spans, max_size=some)))
    reading = Reading("x", shown, topics, (), tuple(questions), details, words, frozenset(flags))
    points = st.integers(0, 300).map(lambda hundredths: hundredths / 100)
    state = CustomerState(
        mood={"trust": draw(points), "patience": draw(points)},
        replies=draw(st.integers(1, 4)),
        told=frozenset(draw(st.sets(st.sampled_from("ab")))),
        met=frozenset(draw(st.sets(st.sampled_from("ab")))),
    )
    return Moment(reading, state, reading.flags)


@given(CONDITIONS, moments())
def test_what_happens_is_possible(condition, moment):
    if moment.holds(condition):
        assert ANYTHING.possible(condition), ANYTHING.why_not(condition)
    else:
        assert ANYTHING.refused(ways(condition, so=False)) is None


@given(CONDITIONS, CONDITIONS, moments())
def test_what_happens_together_is_possible_together(one, other, moment):
    if moment.holds(one) and moment.holds(other):
        assert ANYTHING.refused(joined([ways(one), ways(other)])) is None
    if moment.holds(one) and not moment.holds(other):
        assert not ANYTHING.implied(other, ways(one))
