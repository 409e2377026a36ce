"""The guard of a model's words for a colleague: plain words, of this speaker, that say what was decided.

Pure. What a colleague's own sentences would be refused for too is no fault of the model's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.colleagues.answering import heavy
from simulator.colleagues.kinds import CARELESS
from simulator.colleagues.plan import Plan
from simulator.colleagues.prompting import PROMPTS, Place, beginning, wanted_words
from simulator.customer.cue import Cue
from simulator.customer.guarding import conduct, form
from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.refusal import Kind
from simulator.customer.guarding.stems import values_in
from simulator.language.document import take_apart
from simulator.language.overlap import same_words
from simulator.language.text import clean_text

_TIMES, _MORE = 2, 15
"""A reply is far too long from twice the words wanted, and so many more."""
_ECHO = 0.6
"""The share of the customer's words from which a reply is the customer's own message."""
_FEWEST_STEMS = 3
"""So many words of weight must have been decided on, for a reply without any of them to be another one."""
_OF_A_DAY = 3
"""Letters by which a day or a month is known, however its end changes."""
_PROGRAM = re.compile(r"\b(?:as an ai|language model|artificial intelligence|chatgpt)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")

Check = Callable[[str, Plan, Place, Grounds], bool]


def refused(text: str, plan: Plan, place: Place) -> Kind | None:
    """Why a model's reply is not used; None when it is.

    Args:
        text: The reply without what models put around it, and otherwise as the model wrote it.
        plan: What it should say.
        place: Where.
    """
    if not text.strip():
        return Kind.EMPTY
    grounds = _grounds(plan, place)
    own = plan.spoken.text
    return next(
        (
            kind
            for kind, check in _CHECKS
            if check(text, plan, place, grounds) and not check(own, plan, place, grounds)
        ),
        None,
    )


def _grounds(plan: Plan, place: Place) -> Grounds:
    """What the customer's guard looks at: here the colleague speaks, and the customer was heard."""
    mine = (place.name, *plan.spoken.sentences, *(text for card in place.desk for text in card))
    return Grounds(
        language=place.language,
        channel=place.channel,
        name=place.name,
        cue=Cue((), {}),
        mine=mine,
        known=(*mine, plan.message),
        locked={},
        now={},
        heard=plan.message,
        prompt=(beginning(place, plan.kind), *map(PROMPTS.text, PROMPTS.names)),
    )


def _empty(text: str, plan: Plan, place: Place, grounds: Grounds) -> bool:
    """Whether there are no words; a colleague whose own reply is dots may write dots."""
    return not any(sign.isalnum() for sign in text)


def _too_long(text: str, plan: Plan, place: Place, grounds: Grounds) -> bool:
    return len(text.split()) > _TIMES * wanted_words(plan) + _MORE


def _reverses_role(text: str, plan: Plan, place: Place, grounds: Grounds) -> bool:
    """Whether the customer's message is said again, or a program speaks of itself."""
    if _PROGRAM.search(text):
        return True
    alike = same_words(text, plan.message, place.language)
    return alike >= _ECHO and alike > same_words(text, plan.spoken.text, place.language)


def _invents(text: str, plan: Plan, place: Place, grounds: Grounds) -> bool:
    """Whether a number, a day or a sum is named that nobody has named; how it is written does not matter."""
    language = place.language
    known = {value for one in grounds.known for value in values_in(one, language)}
    digits = {"00", *(run for one in grounds.known for run in _DIGITS.findall(clean_text(one)))}
    days = {value[:_OF_A_DAY] for value in known}
    return any(
        not digits.issuperset(runs) if (runs := _DIGITS.findall(value)) else value[:_OF_A_DAY] not in days
        for value in values_in(text, language).keys() - known
    )


def _leaves_out(text: str, plan: Plan, place: Place, grounds: Grounds) -> bool:
    """Whether a reply with something to say has nothing of it; who helps nobody says nothing anyway."""
    if plan.kind in CARELESS:
        return False
    language = place.language
    wanted = heavy(plan.spoken.text, language) - heavy(plan.message, language)
    said = {token.stem for token in take_apart(clean_text(text), language).tokens}
    return len(wanted) >= _FEWEST_STEMS and wanted.isdisjoint(said)


def _by_grounds(check: Callable[[str, Grounds], object]) -> Check:
    return lambda text, plan, place, grounds: check(text, grounds) is not None


_CHECKS: tuple[tuple[Kind, Check], ...] = (
    (Kind.EMPTY, _empty),
    (Kind.TOO_LONG, _too_long),
    (Kind.STAGE_DIRECTION, _by_grounds(form.stage_direction)),
    (Kind.MARKUP, _by_grounds(form.markup)),
    (Kind.OTHER_SPEAKER, _by_grounds(form.other_speaker)),
    (Kind.OTHER_LANGUAGE, _by_grounds(form.other_language)),
    (Kind.OBEYS, _by_grounds(conduct.obeys)),
    (Kind.ROLE_REVERSED, _reverses_role),
    (Kind.INVENTED, _invents),
    (Kind.LEFT_OUT, _leaves_out),
)
