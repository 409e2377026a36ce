"""The rules of English, put together for the reader."""

from __future__ import annotations

from simulator.language.en import (
    asking,
    case,
    commitments,
    conduct,
    feeling,
    instructions,
    telling,
    timing,
)
from simulator.language.en.clauses import clauses_of
from simulator.language.en.questions import QUESTION_CUES, questions_of
from simulator.language.en.words import (
    ACTION_VERBS,
    COMMON_WORDS,
    GREETINGS,
    INSTRUCTION_VERBS,
    POLARITY,
    SERVICE_WORDS,
    VAGUE_ACTIONS,
    generic_stems,
)
from simulator.language.scene import LanguageRules


def listed_words() -> frozenset[str]:
    """Every word whose stem the rules ask for."""
    return COMMON_WORDS | SERVICE_WORDS | ACTION_VERBS | VAGUE_ACTIONS | INSTRUCTION_VERBS


def rules() -> LanguageRules:
    """English. The order of the detectors matters: later ones look at what earlier ones found."""
    return LanguageRules(
        code="en",
        polarity=POLARITY,
        generic=generic_stems(),
        common=COMMON_WORDS,
        greetings=GREETINGS,
        detectors=(
            ("introduces_self", case.introduces_self),
            ("personalises", case.personalises),
            ("conditional_apology", feeling.conditional_apology),
            ("apologises", feeling.apologises),
            ("condolence", feeling.condolence),
            ("acknowledges_emotion", feeling.acknowledges_emotion),
            ("takes_ownership", feeling.takes_ownership),
            ("thanks", feeling.thanks),
            ("asks_question", asking.asks_question),
            ("checks_satisfaction", asking.checks_satisfaction),
            ("commits_to_action", commitments.commits_to_action),
            ("gives_instruction", instructions.gives_instruction),
            ("gives_timeframe", timing.gives_timeframe),
            ("signposts", telling.signposts),
            ("explains", telling.explains),
            ("blames", conduct.blames),
            ("overpromises", conduct.overpromises),
            ("requests_sensitive_data", conduct.requests_sensitive_data),
            ("brushes_off", conduct.brushes_off),
        ),
        clauses=clauses_of,
        questions=questions_of,
        question_cues=QUESTION_CUES,
    )
