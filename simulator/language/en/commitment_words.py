"""Words with which English speaks of deeds: auxiliaries, light verbs, verbs that do nothing for a case."""

from __future__ import annotations

from simulator.language.wordlist import wordset

SELF = wordset("i we ill well")
FUTURE = wordset("will shall going")
PERFECT = wordset("have has had")
BE = wordset("am are is was were been being be")
ADVERBS = wordset(
    "just also now already then personally immediately directly gladly certainly definitely still "
    "always only therefore hereby both all simply surely quickly carefully first further please again "
    "to going be been do did happily actually go ahead and try be more back not been at once gone "
    "today straight away you for"
)
PARTICIPLE_ENDINGS = ("ed", "en", "nt", "de", "id", "ld", "ck", "ne", "ut", "et", "un", "me", "ght", "wn")


LIGHT_VERBS = {
    "get": wordset("a another back hold in it my one our somebody someone that the them this to you your"),
    "make": wordset(
        "a an another arrangement arrangements for it new note one refund sure that the this you your"
    ),
    "take": wordset(
        "a action care charge down half her him it off one over some that the this three two you your"
    ),
    "keep": wordset("her his it its our the their them this you your"),
    "give": wordset("a another feedback full her him it the them this you your"),
    "let": wordset("her him me the them you"),
    "start": wordset("a an by it now the this with your"),
    "stay": wordset("here on with"),
    "stop": wordset("all any further it that the this those"),
    "find": wordset("a it out that the this who you your"),
}

IN_BETWEEN = wordset("now also today already again directly just then")


WAITING = wordset("until till when after once if before")
NO_DEED = wordset("you should would could must may might to not")
SETTLED = wordset(
    "cancelled canceled stopped closed blocked paused refunded corrected booked ordered arranged "
    "deleted removed unlocked activated deactivated resent reserved waived credited replaced extended "
    "reversed"
)
DONE = wordset(
    "attached sorted done refunded cancelled canceled fixed resent sent reordered credited updated "
    "corrected extended booked reserved changed unlocked removed deleted closed issued forwarded "
    "escalated enclosed replaced dispatched noted arranged held"
)
STATED = wordset(
    "booked closed moved pressed sold covered informed involved located limited restricted stuck"
)
"""Participles that tell of a state of the company after "we are": "we are fully booked"."""
MODALS = wordset("am are is would can could did do must need may might should was were")
NO_DONE = wordset("open complet close make get involv clear let hold tell order charg")
"""Verbs (stems) whose participle more often tells of a state, or of the customer, than of a deed."""
STATES = wordset(
    "be see need have know understand love hate like miss want wish hope think believe feel mean "
    "remember forget seem appear belong hear notice read receive realise realize learn experience find "
    "lose fail enjoy use become happen regret apologise apologize thank appreciate agree accept suppose "
    "imagine guess expect trust doubt worry strive try aim intend plan pride care exist live remain "
    "continue face suffer say ask mention sympathise sympathize welcome sell sorry able sure best "
    "effort efforts gladly help happy glad afraid aware wait look reserve attach require manage keep "
    "recommend suggest advise propose encourage urge come go was were been not never no decline refuse "
    "reject deny stop cease charge close end"
)
"""Verbs that say nothing of a deed for the case, though the agent may be their subject."""
UNREAL = wordset("would could should might may must")
EMPTY_GIFTS = wordset("help assistance support service services importance experience better")
"""What is given when nothing is: "we will offer you help", "we attach great importance"."""
NO_AGENTS = wordset("it this that these those there he she you they which who what and the your if when all")
"""Words before "will" that name nobody of the company."""
RELATIVE_EXEMPT = wordset("moment time way day meantime meanwhile first next same while")
FINITE = wordset(
    "is are was were helps help can could will would may might must does do should takes makes means"
)
"""Verbs beside which an -ing at the start is a subject: "Keeping it open helps"."""
