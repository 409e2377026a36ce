"""The rules of a language that comes as a lexicon, put together for the reader."""

from __future__ import annotations

from simulator.language.lexicon import acting, asking, case, conduct, feeling, telling
from simulator.language.lexicon.clauses import clauses_of
from simulator.language.lexicon.files import lexicon_for
from simulator.language.lexicon.scopes import NO_WORDS, POLARITY_CUES, polarity_by_phrases
from simulator.language.scene import LanguageRules


def rules(language: str) -> LanguageRules:
    """The rules of a language. Later detectors look at what earlier ones found."""
    lexicon = lexicon_for(language)
    return LanguageRules(
        code=language,
        polarity=NO_WORDS,
        generic=lexicon.generic,
        common=lexicon["everyday"],
        greetings=lexicon["greetings"],
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
            ("commits_to_action", acting.commits_to_action),
            ("gives_instruction", acting.gives_instruction),
            ("gives_timeframe", acting.gives_timeframe),
            ("signposts", acting.signposts),
            ("explains", telling.explains),
            ("blames", conduct.blames),
            ("overpromises", conduct.overpromises),
            ("requests_sensitive_data", conduct.requests_sensitive_data),
            ("brushes_off", conduct.brushes_off),
        ),
        clauses=clauses_of,
        questions=asking.questions_of,
        question_cues=asking.QUESTION_CUES,
        polarity_from=polarity_by_phrases,
        polarity_cues=POLARITY_CUES,
    )
