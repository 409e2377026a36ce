"""Words with which English tells somebody what to do, and those that only sound like it."""

from __future__ import annotations

from simulator.language.wordlist import wordset

INSTRUCT_SOFT = wordset(
    "let wait note bear get have put keep understand accept rest feel remember be see look leave give "
    "watch stop go come call"
)
NO_INSTRUCTION = frozenset(
    tuple(pair.split("_"))
    for pair in [
        "let_us",
        "let_me",
        "let_you",
        "let_them",
        "accept_our",
        "accept_my",
        "bear_with",
        "have_a",
        "feel_free",
        "take_care",
        "keep_in",
        "get_well",
        "note_that",
        "find_below",
        "see_below",
        "leave_it",
        "leave_this",
        "leave_that",
        "give_us",
        "give_me",
        "wait_for",
        "hold_on",
        "bear_in",
        "be_patient",
        "be_careful",
        "be_relaxed",
        "see_you",
        "look_forward",
        "hope_this",
        "take_your",
        "take_all",
        "keep_up",
        "put_simply",
        "tell_me",
        "tell_us",
        "allow_me",
        "allow_us",
        "get_better",
        "have_patient",
        "have_patience",
        "help_me",
        "keep_us",
        "keep_me",
        "stay_safe",
        "wait_patiently",
        "focus_on",
        "stay_tuned",
        "rest_assured",
        "be_assured",
    ]
)
"""Verbs with the word after them that order nothing: "bear with us", "take care"."""
NOUNS_TOO = wordset("contact order phone email account text report request test call address return post")
NOUN_HEADS = wordset("information number name details address person numbers line id time date")
YOU_MODALS = wordset("can could may might must should will would need have")
CONCRETE = wordset(
    "go click press open type tap enter select choose dial scroll push hold turn write put unplug "
    "plug restart reboot switch swipe insert sign fill"
)


AUX_OPENERS = wordset(
    "do does did is are was were have has had can could will would shall should may might am"
)
INFLECTED_NOT = wordset(
    "bring ring feed need embed press process pass discuss express focus access address bypass"
)
HAS_FORM = wordset("sent made left given paid took found changes orders")
ADVISING = wordset("advis recommend suggest ask need encourag urg request propos advic adviz")
"""Stems of verbs of advice, the noun taken for the verb too."""
BETWEEN = wordset(
    "also to just then always now simply only want are expected advised required requested suggested "
    "recommended asked kindly either try still do like better not re"
)
STARTERS = wordset("please kindly also just then always still simply try first either directly to")
CONTACTING = wordset("contact call write message mail email dm pm ring phone consult reach ask tell inform")
ANYTHING = wordset("any any further other more else additional encounter encountered questions doubts future")
HEARSAY = wordset("repeat clarify confirm specify explain describe tell share")
REASSURED = wordset("worry hesitate be forget panic feel think get apologise thank")
NO_ORDER_AFTER = wordset("is are was were has will have and of can does")
ALLOWED = wordset("will can would may could")
TOLD_YOU = wordset("then so that or convenience")
