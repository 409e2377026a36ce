"""The guard: every sentence before it is shown, and the whole line with what was shown before.

Pure: it decides from the text and its grounds alone. The first refusal counts; the checks of form come first,
so that the others see plain text.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.customer.guarding import conduct, form, knowledge, repetition, secrets
from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.refusal import Refusal

Check = Callable[[str, Grounds], Refusal | None]

_OF_A_SENTENCE: tuple[Check, ...] = (
    form.stage_direction,
    form.markup,
    form.other_speaker,
    form.other_language,
    conduct.reverses_role,
    conduct.obeys,
    conduct.ends,
    conduct.too_soft,
    secrets.tells_secret,
    knowledge.invents,
)
_OF_A_LINE: tuple[Check, ...] = (
    form.too_long,
    form.other_speaker,
    form.other_language,
    conduct.obeys,
    secrets.tells_secret,
    repetition.repeats_line,
)
_OF_A_WHOLE_LINE: tuple[Check, ...] = (form.empty, secrets.leaves_out)


def refuse_sentence(sentence: str, grounds: Grounds, before: str = "") -> Refusal | None:
    """Why a sentence is not shown after what was shown of the same message, or None.

    Args:
        sentence: The sentence as the model wrote it, with any signs that stood before it.
        grounds: What it is held against.
        before: What was shown of this message; it passed.
    """
    refusal = _first(_OF_A_SENTENCE, sentence, grounds)
    refusal = refusal or repetition.repeats_sentence(sentence, grounds, before)
    return refusal or _first(_OF_A_LINE, f"{before} {sentence}".strip(), grounds)


def refuse_rest(line: str, grounds: Grounds) -> Refusal | None:
    """Why a line whose sentences passed is not whole: nothing was said, or a fact that is due is missing."""
    return _first(_OF_A_WHOLE_LINE, line, grounds)


def refuse_line(line: str, grounds: Grounds) -> Refusal | None:
    """Why a whole line is not shown, or None; the same as its sentences one after the other."""
    before = ""
    for sentence in repetition.sentences_of(line, grounds.language):
        refusal = refuse_sentence(sentence, grounds, before)
        if refusal is not None:
            return refusal
        before = f"{before} {sentence}".strip()
    return form.markup(line, grounds) or refuse_rest(line, grounds)


def _first(checks: tuple[Check, ...], text: str, grounds: Grounds) -> Refusal | None:
    return next((refusal for check in checks if (refusal := check(text, grounds)) is not None), None)
