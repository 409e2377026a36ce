"""What the models may change of the phrases' findings, and the words that they show for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.language.learned.reconsidering import decide, is_short, reconsider
from simulator.language.learned.weights import Panel, Weights
from simulator.language.reader import Reader, rules_for
from simulator.language.reading import Finding
from simulator.language.scene import PRESENT, Scene

READER, RULES = Reader("en"), rules_for("en")
FEELING = "acknowledges_emotion"
LONG = "You wait for it since noon. We look at it now and then we tell you what is the matter with it."
SURE, NEVER = 20.0, -20.0
SHARES = st.floats(0, 1).map(lambda share: round(share, 3))


def looked(reply: str = LONG, *heard: str, **findings: Finding) -> Scene:
    scene = READER.look(reply, heard)
    scene.findings.update(findings)
    return scene


def weighed(scene: Scene, bias: float = 0.0, words: dict[str, float] | None = None) -> Finding:
    reconsider(scene, RULES, Panel({FEELING: Weights(bias, words or {})}))
    return scene.findings[FEELING]


def shown(scene: Scene, confidence: float) -> Finding:
    return Finding(True, confidence, (scene.span(0, 2),))


@pytest.mark.parametrize(
    ("present", "confidence", "likely", "together"),
    [
        (True, 0.9, 0.01, 0.5),  # sure phrases stand
        (True, 0.65, 0.0, 0.5),
        (True, 0.64, 0.49, 0.49),  # unsure ones do not
        (True, 0.64, 0.5, 0.57),
        (True, 0.6, 0.9, 0.75),
        (False, 0.4, 0.7, 0.7),
        (False, 0.4, 0.2, 0.2),
    ],
)
def test_phrases_and_model_together(present, confidence, likely, together):
    assert decide("explains", Finding(present, confidence), likely) == pytest.approx(together)


def test_a_feeling_that_no_phrase_hints_at_needs_a_model_that_is_quite_sure():
    nothing, hinted = Finding(), Finding(False, 0.2)
    assert decide(FEELING, nothing, 0.8) < PRESENT <= decide(FEELING, nothing, 0.9)
    assert decide(FEELING, hinted, 0.6) >= PRESENT
    assert decide(FEELING, nothing, 0.8) > decide(FEELING, nothing, 0.5) > decide(FEELING, nothing, 0.1)


@given(SHARES, SHARES, SHARES)
def test_the_more_likely_the_surer(confidence, one, other):
    before = Finding(confidence >= PRESENT, confidence)
    low, high = (decide("explains", before, likely) for likely in sorted((one, other)))
    assert 0 <= low <= high <= 1


def test_a_sure_phrase_stands_with_its_own_words():
    scene = looked()
    scene.findings[FEELING] = before = shown(scene, 0.7)
    after = weighed(scene, NEVER)
    assert after.present
    assert after.spans == before.spans


def test_an_unsure_phrase_falls_where_the_model_is_against_it():
    scene = looked()
    scene.findings[FEELING] = shown(scene, 0.6)
    assert weighed(scene, NEVER) == Finding(False, 0.0)


def test_an_unsure_phrase_stays_where_the_model_agrees():
    scene = looked()
    scene.findings[FEELING] = before = shown(scene, 0.6)
    assert weighed(scene, SURE) == Finding(True, 0.8, before.spans)


SHORT = "We look at it now and then we tell you what it"
AT_LEAST = SHORT + " is"


def test_where_short_ends():
    assert len(SHORT.split()) == 12
    assert is_short(looked(AT_LEAST))
    assert not is_short(looked(AT_LEAST + " then"))
    assert is_short(looked("We look. " * 6 + "Yes."))


@pytest.mark.parametrize("bias", [SURE, NEVER])
def test_in_a_short_reply_what_the_phrases_show_is_untouched(bias):
    scene = looked(SHORT)
    scene.findings[FEELING] = before = shown(scene, 0.55)
    assert weighed(scene, bias) is before


def test_in_a_short_reply_the_model_only_orders_what_the_phrases_do_not_show():
    assert weighed(looked(SHORT, **{FEELING: Finding()}), SURE) == Finding(False, 0.499)
    assert weighed(looked(SHORT, **{FEELING: Finding(False, 0.45)}), NEVER) == Finding(False, 0.0)


def test_without_models_nothing_changes():
    scene = looked()
    before = dict(scene.findings)
    reconsider(scene, RULES, Panel({}))
    assert scene.findings == before


def test_only_behaviours_with_a_model_change_and_none_is_added():
    scene = looked()
    before = dict(scene.findings)
    reconsider(scene, RULES, Panel({FEELING: Weights(SURE), "no_such_behaviour": Weights(SURE)}))
    changed = {name for name in scene.findings if scene.findings[name] != before.get(name)}
    assert changed == {FEELING}


def test_all_models_see_what_the_phrases_found_and_not_each_other():
    scene = looked(**{FEELING: Finding(), "thanks": Finding()})
    panel = Panel({FEELING: Weights(SURE), "thanks": Weights(-1.0, {}, {f"found.{FEELING}": 9.0})})
    reconsider(scene, RULES, panel)
    assert scene.findings[FEELING].present
    assert not scene.findings["thanks"].present


def quote(scene: Scene, finding: Finding) -> str:
    (span,) = finding.spans
    return scene.document.text[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"wait": 2.0, "noon": 1.0}, "wait"),  # the sentence with the larger sum
        ({"look": 2.0, "wait": 1.0}, "look"),
        ({"look": 1.0, "tell you": 1.0, "wait": 1.5}, "look at it now and then we tell you"),
        ({"wait": -1.0, "look": 2.0, "now": -1.0}, "look"),  # what weighs against it is no evidence
        ({"wait": 1.0, "look": 1.0}, "wait"),  # the first of two alike
    ],
)
def test_the_words_that_weighed_most_are_shown(words, said):
    scene = looked(**{FEELING: Finding()})
    assert quote(scene, weighed(scene, 5.0, words)) == said


def test_where_no_word_weighs_the_sentence_is_shown_from_its_first_word():
    scene = looked(**{FEELING: Finding()})
    assert quote(scene, weighed(scene, SURE)) == "You wait for it since noon"


def test_evidence_is_never_long():
    reply = "We look at it " + "and then " * 30 + "we tell you."
    scene = looked(reply, **{FEELING: Finding()})
    found = quote(scene, weighed(scene, SURE, {"look": 1.0, "tell": 1.0}))
    assert found.startswith("look at it and then")
    assert len(found.split()) == 15


PIECES = st.lists(
    st.sampled_from(
        ["we", "look", "kettle", "Ines", "you", ".", "?", "...", "\n", '"', "7", "$5", "🙂", ","]
    ),
    min_size=18,
    max_size=50,
)


@settings(max_examples=150, deadline=None)
@given(
    PIECES, st.dictionaries(st.sampled_from(["we", "look", "you look", "* .", "^ we", "."]), st.floats(-2, 2))
)
def test_evidence_lies_in_the_reply_and_in_one_sentence(pieces, words):
    scene = looked(" ".join(pieces), **{FEELING: Finding()})
    finding = weighed(scene, SURE, words)
    assert finding.present == (finding.confidence >= PRESENT) == bool(finding.spans)
    for span in finding.spans:
        sentence = scene.document.sentences[span.sentence]
        assert sentence.start <= span.start < span.end <= sentence.end
        assert scene.document.text[span.start : span.end].strip()


def test_a_feeling_is_not_added_by_a_model_where_anything_is_denied():
    said = "It is not hard for you. We look at it now and then we tell you what is the matter."
    scene = looked(said, **{FEELING: Finding(False, 0.4), "explains": Finding(False, 0.4)})
    assert scene.polarity.denied
    reconsider(scene, RULES, Panel({FEELING: Weights(SURE), "explains": Weights(SURE)}))
    assert scene.findings[FEELING] == Finding(False, 0.499)
    assert scene.findings["explains"].present


@pytest.mark.parametrize(
    ("behaviour", "reply"),
    [
        (
            "commits_to_action",
            "We will not send anybody this week, and we are not going to ring you about it.",
        ),
        (
            "commits_to_action",
            "I won't check this for you today, and I will never send somebody to look at it.",
        ),
        (
            "acknowledges_emotion",
            "I do not know how you feel about it, and I am not here to talk about that.",
        ),
        (
            "acknowledges_emotion",
            "I can't understand why you are upset. It does not sound hard at all, nobody is worried.",
        ),
    ],
)
def test_what_is_denied_is_not_shown(behaviour, reply):
    customer = "My heater broke last night and I am freezing. What will you do about it?"
    scene, reading = READER.look(reply, [customer]), READER.read(reply, [customer])
    assert not is_short(scene)
    assert not scene.findings[behaviour].present
    assert not reading.shows(behaviour)


@pytest.mark.parametrize(
    ("customer", "reply"),
    [
        (
            "My sister has not rung since the summer.",
            "So the phone is quiet, and each week without her is a bit more of a hole in the house for you.",
        ),
        (
            "I don't dare to open the letters any more.",
            "Every one of them feels like one more thing that is going to fall on you, so they stay shut.",
        ),
    ],
)
def test_the_shipped_models_order_what_the_phrases_miss(customer, reply):
    plain = "The form is on our page. You fill it in there, and then it goes to the right desk in two days."
    assert not READER.look(reply, [customer]).findings[FEELING].present
    sure, less = (READER.read(text, [customer]).behaviours[FEELING].confidence for text in (reply, plain))
    assert sure > less


def test_the_shipped_models_do_not_add_it_to_plain_answers():
    reply = (
        "The form is on our page. You fill it in there, and then it goes to the right desk within two days."
    )
    assert not READER.read(reply, ["I don't dare to open the letters any more."]).shows(FEELING)
