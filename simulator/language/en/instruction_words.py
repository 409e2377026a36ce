"""Words with which English tells somebody what to do, and those that only sound like it."""

from __future__ import annotations

from simulator.language.wordlist import wordset

INSTRUCT_SOFT = wordset(
    "let wait note bear get have put keep understand accept rest feel remember be see look leave give "
    "watch stop go come call"
)
_ORDERS_NOTHING = wordset(
    "let:us let:me let:you let:them accept:our accept:my bear:with have:a feel:free take:care keep:in "
    "get:well note:that find:below see:below leave:it leave:this leave:that give:us give:me wait:for "
    "hold:on bear:in be:patient be:careful be:relaxed see:you look:forward hope:this take:your take:all "
    "keep:up put:simply tell:me tell:us allow:me allow:us get:better have:patient have:patience help:me "
    "back:in back:on back:online back:at swap:or cover:for keep:us "
    "keep:me stay:safe wait:patiently focus:on stay:tuned rest:assured be:assured"
)
NO_INSTRUCTION = frozenset(tuple(pair.split(":")) for pair in _ORDERS_NOTHING)
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
HAS_FORM = wordset("got went missed copied sent made left given paid took found changes orders")
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
