"""English words that the judge itself has to know: of questions, of a yes or no, of times, of words to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AUXILIARY = r"""(?: is | isn't | are | aren't | was | were | am | do | does | don't | doesn't | did | didn't
    | has | have | had | should | must | may | might | can\ (?:i|we|my|the|it|that|this)
    | could\ (?:i|we|my|it)
    | will\ (?:it|they|that|this|he|she|i|we|the|my|there) | would\ (?:it|they|that|i|we) )"""

_TELLING_SUBJECT = r"""(?: i | we | they | he | she | it | nobody | no\ one
    | you(?=\ (?:will|can|are\ going|won't|can't)\b) | (?:my|the|his|her|our)\ [a-z]+ )"""

KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for kind, pattern in {
        "when": r"""\b(?: when | how\ (?:long|soon|much\ longer|many\ (?:days|weeks|hours|months))
            | (?:what|which)\ (?:time|day|date) | until\ what )\b""",
        "cost": r"""\b(?: how\ much\b(?!\ (?:longer|time|more\ time))
            | what\ (?:do|does|did|will|would|must|should)\ (?:\w+\ ){0,4}(?:cost|owe|pay)\b | what(?:'s
            |\ is)\ the\ (?:price|fee|cost) )""",
        "where": r"(?: ^ | [,;:.!]\s* | \b(?:and|but|so|or|then|ok|know|see|me|from)\s+ ) where(?:'s)?\b",
        "who": r"""(?: ^ | [,;]\s* | \b(?:and|but|so|or|to|with|then|know|me)\s+ ) who(?:'s|m|se)?\b""",
        "why": r"""\b(?: why | how\ come | what\ (?:has\ |have\ )?(?:happened|went\ wrong|gone\ wrong)
            | how\ (?:could|can)\ (?:this|that|it|you) )\b""",
        "plan": r"\bwhat\ (?:are\ you|will\ you|can\ you|do\ you\ intend|is\ going\ to)\b",
        "will": r"""\b(?:will|can|could|would|won't|can't)\ you\b | \bare\ you\ going\ to\b""",
        "how": r"""\bhow\ (?:do|can|should|would|to|am|does|did|is)\b
            | \bwhat\ (?:should|can|must|shall)\ (?:i|we)\b
            | \bwhat\ do\ (?:i|we)\ (?:do|need|have\ to|say|press|click|tap|type|write|bring|send|tell)\b
            | \bwhat\ (?:i|we)\ (?:have|need)\ to\ do\b
            | \bwhat\ (?:now|next)\b""",
        "what": r"""\b(?: what | what's | which | who | whom | whose | how )\b
            | ^ (?:and|but|so|ok|okay|well) ,?\ (?:the|my|our|his|her|its|that|those|these)\ [\w\ ']+ \?""",
        "yes_or_no": rf"""(?: ^ | [,;:\u2013\u2014-]\s* | [.!]\s+
            | \b(?:and|but|so|or|then|ok|okay|well)\s+ ) {_AUXILIARY}\b
            | ^ (?:and|but|so|or|then|well) ,?\s+ (?:what\ )?if\ .*\? | ^ (?:what\ )?if\ .*\?
            | ^ (?:and|but|so|or|then|well) ,?\s+ (?:(?:now|then|until\ then)\ )? {_TELLING_SUBJECT}\ \w+ .*\?
            | ^ {_TELLING_SUBJECT}\ (?:\w+\ )? (?:will|can|must|may|have\ to|has\ to|need\ to|needs\ to
                |are\ going|is\ going|am\ going|get|gets|won't|can't)\b .*\? """,
    }.items()
}
"""Kinds of question, tried in this order."""

RHETORICAL = re.compile(
    r"""\b(?: are\ you\ (?:kidding|joking|serious|for\ real|even|people)
    | is\ (?:this|that)\ (?:a|some\ kind\ of)\ joke | what\ is\ this,?\ (?:a|some)\b
    | do\ (?:you|they)\ think\ (?:i|that\ i|we)\b | do\ i\ look\ like | can\ you\ (?:believe|imagine)
    | how\ (?:am\ i|was\ i|should\ i)\ supposed | how\ would\ you\ (?:feel|like) | you\ know\ what
    | who\ (?:even\ )?does\ (?:that|this) | is\ (?:this|that)\ how\b | what\ am\ i\ (?:even\ )?paying
    | why\ do\ i\ (?:pay|bother)
    | how\ dare | what\ kind\ of | who\ do\ you\ think | do\ you\ (?:even|people|ever|know\ how)
    | you\ call\ (?:this|that) | what(?:'s|\ is)\ wrong\ with\ you | how\ (?:hard|difficult)\ can
    | how\ many\ (?:more\ )?times | why\ (?:even\ )?bother | why\ do\ i\ (?:even|always) | what's\ the\ point
    | does\ (?:anyone|anybody)\ (?:even\ )?(?:read|care|listen|work)
    | (?:now|and|so)\ you\ (?:really\ |seriously\ )?(?:tell|told|expect|want)\ (?:me|us)
    | for\ (?:this|that|nothing)\? | this\ is\ (?:what|how)
    | are\ you\ (?:telling\ me|saying|offering\ me|selling|having\ me\ on)
    | are\ (?:you|we)\ (?:going|gone|leaving|finished|done)(?=\s*\?) | is\ that\ all\ of\ it(?=\s*\?)
    | is\ (?:this|that|it)\ an?\ (?:recording|questionnaire|survey|interview|form\ you're)
    | do\ you\ hear\ yourself | you\ want\ what | did\ you\ (?:even\ |actually\ )?read
    | who(?:'s|\ is)\ next(?=[,?]) | what\ next,
    )(?:\b|$)
    | n't\ know\ (?:(?:what|how)\ (?:else|you\ want\ me) | when\ i'd)\b
    | ^(?:sorry\ |thanks\ )?for\ (?:what|which\ part)\?
    | ^(?:told|telling)\ me\ (?:what|how)\b
    | ^(?:so\ |why\ )?(?:is|are|was|were|do|does|did|don't|can|could|will|would|have|has)(?:n't)?
        \ (?:i|it|you|we|he|she|they|that)\.+$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Exclamations in the clothes of a question, and tags without its mark ("You can't, can you.")."""

_OF_EXCLAMATIONS = (
    "are you", "joke", "what is this", "think", "look like", "can you", "supposed", "would you", "you know",
    "who", "this how", "that how", "paying", "why do i", "dare", "kind of", "do you", "you call",
    "wrong with", "hard can", "difficult can", "times", "bother", "the point", "does any", "now you",
    "and you", "so you", "for this", "for that", "for nothing", "this is", "are we", "is that", "is it",
    "you hear", "you want", "did you", "what next", "n't know", "for what",
    "for which", "told me", "telling me", "is this",
    " i.", " it.", " you.", " we.", " he.", " she.", " they.", " that.",
)  # fmt: skip


def may_be_rhetorical(text: str) -> bool:
    """A glance that misses none and spares most questions the search for `RHETORICAL`."""
    return holds_any(text, _OF_EXCLAMATIONS)


def holds_any(text: str, pieces: Iterable[str]) -> bool:
    """Whether any of the pieces is in a text, in whatever case.

    Outside ASCII there are letters that a search takes for others ("\u017f" for "s"), so it may be.
    """
    if not text.isascii():
        return True
    lower = text.lower()
    for piece in pieces:  # noqa: SIM110 - a loop takes half the time of a generator
        if piece in lower:
            return True
    return False


AWAITED = re.compile(r"\bwhere(?:'s|\ is|\ are)\ (?:my|our|it|they)\b", re.IGNORECASE)
"""Whoever asks where their things are is answered by what is done to get them there, too."""

OF_ONESELF = re.compile(r"\b(?:i|we|my|our|me|us)\b", re.IGNORECASE)
"""Whoever asks about themselves is not just closing: "do I get it?"."""

YES_OR_NO = re.compile(
    r"""(?: yes | yeah | yep | no | nope | nobody | none | only\ (?:if|once|one|when|the) | unless | then
        | correct | exactly | right
    | indeed | of\ course | sure | certainly | absolutely | definitely | both | neither | (?:that's
        |that\ is)\ (?:right|correct|it)
    | not\ (?:if|unless|until|before|yet|at\ all|quite|really|any\ ?more|needed|necessary)
    | (?:i|we)\ (?: can | can't | cannot | will | won't | do | don't | did | have | haven't )(?=\s*(?:[.,!;]
        |$))
    | (?:there|you|it|they|that|this|he|she)\ (?: can | can't | cannot | may | do | does | don't | doesn't
        | will | won't | is | isn't | are | aren't | did | didn't | was | wasn't | has | hasn't | have
        | haven't | need ) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a sentence begins that answers with yes or no."""

OPEN_ENDED = re.compile(
    r"""\b(?: as\ long\ as\ (?:you|it) | (?:without|with\ no|no)\ (?:an?\ |any\ )?(?:end|limit|deadline)
        | for\ (?:good|ever) | forever | whenever | never | until\ (?:you|it|we|the) | not\ yet )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Answers to "when" and "how long" that name no time and yet say it."""

NOT_KNOWN = re.compile(
    r"""\b(?: (?:do|can|could|am)(?:n't|\ not)\ (?:\w+\ )?(?:know|tell|say|see|sure)\b
    | can't\ (?:\w+\ )?(?:tell|say|see)\b | cannot\ (?:\w+\ )?(?:tell|say|see)\b
    | i'm\ not\ (?:\w+\ )?sure | no\ answer\ (?:to\ that\ )?yet )""",
    re.IGNORECASE | re.VERBOSE,
)
"""An honest word that the answer is not known."""

WILL_FIND_OUT = re.compile(r"\bfind(?:ing)? (?:(?:it|that|this) )?out\b", re.IGNORECASE)
"""A promise of the answer; with a time beside it that is an answer for now."""

HEDGED = re.compile(
    r"\b(?:i think|i guess|i suppose|maybe|perhaps|probably|possibly|normally|usually|depends?|should be"
    r"|might|hopefully|(?:hour|day|week|month)s?)\b",
    re.IGNORECASE,
)
"""Words beside which a time is none to count on: half taken back, or a duration and no day."""

MERE_TIME = re.compile(
    r"""(?: \s* (?: today | tonight | tomorrow | yesterday | (?:mon|tues|wednes|thurs|fri|satur|sun)days?
        | noon | midnight | \d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|o['\u2019]?clock)? | \d{1,2}:\d\d
        | hours? | minutes? | days? | weeks? ) (?!\d) \s*,? )+""",
    re.IGNORECASE | re.VERBOSE,
)
"""A day of the week or a time of day, without a date."""

FORMULA = re.compile(
    r"""(?:(?:and|so|yes|well|oh|please|dear\ \w+|sir|madam)\W+)*(?:
    (?:i|we)(?:['\u2019](?:m|re)|\ am|\ are)?\ (?:(?:do|can|also|completely|fully|truly|totally|absolutely
        |really
        |certainly|very|so|quite|deeply|sincerely|only|just|clearly|well)\ )*
        (?:understand|hear|appreciate|apologi|sorry|reali[sz]e|sympathi|empathi|regret|feel\ (?:for|with|your)
        |know\ how|see\ how|imagine|value)
    | thank | sorry | apologies | no\ (?:problem|worries|trouble)
    | (?:(?:that(?:['\u2019]s|\ is|\ was)|what)\ )?(?:an?\ )?(?:(?:very|really|quite|such)\ )?(?:a\ )?
        (?:great|good|fair|excellent|interesting|sensible)\ (?:question|point)\b
        | take\ your\ time
    | (?:don['\u2019]t|do\ not)\ worry | let\ me\ know | i(?:['\u2019]m|\ am)\ happy\ to | (?:my
        |our)\ (?:\w+\ )?(?:condolences?|apologies|sympathy)
    | (?:please\ )?(?:accept|rest\ assured|bear\ with) | your\ \w+\ (?:is|are)\ (?:\w+\ )?(?:important|valued)
    | (?:the|this|your|our)\ (?:matter|concern|case|request|team|message|feedback|complaint)
        \ (?:is|has|will|was)\ (?:been\ |be\ |being\ )?(?:(?:duly|now|already)\ )?
        (?:noted|attended|forwarded|passed|doing|reviewed|logged|taken|looked|dealt|important|escalated)
    | (?:this|that|it)\ (?:is|was|must\ be|sounds)\ (?:(?:very|so|really|truly|quite)\ )*
        (?:bad|terrible|awful|horrible|frustrating|upsetting|annoying|unacceptable|unfortunate|important)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a sentence begins that is a formula: it answers nothing, whatever nouns it carries."""

TO_THE_JUDGE = re.compile(
    r"""\b(?: rubric | full\ marks | grader | o_[a-z]+
    | (?:ignore|disregard|forget)\ (?:all|any|the|your|every|previous|earlier|prior)\b
        .{0,30}\b(?:instructions?|rules?|prompts?)
    ) \b | ["'](?:score|option|passed|percentage)["']\s*:""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that speak to whoever fills the form, not to a customer."""

_OF_THE_FORM = (
    "rubric", "full marks", "grader", "o_", "ignore", "disregard", "forget", "score", "option", "passed",
    "percentage",
)  # fmt: skip


def may_speak_to_the_judge(text: str) -> bool:
    """A glance that misses none and spares most texts the search for `TO_THE_JUDGE`."""
    return holds_any(text, _OF_THE_FORM)


_LIGHT = """that this these those with have what when where which whose will would could should your yours
mine there they them then than from into about just some very much many does done doing being been also even
only because going gonna want need know tell please company people work time times different place places
every day here thing things long over everybody everyone office lot"""

LIGHT_WORDS = frozenset(_LIGHT.split())
"""Words of four letters and more that do not say what a sentence is about."""

_NUMBERS = (
    "two twice second 2 2nd", "three thrice third 3 3rd", "four fourth 4 4th", "five fifth 5 5th",
    "six sixth 6 6th", "seven seventh 7 7th", "eight eighth 8 8th", "nine ninth 9 9th", "ten tenth 10 10th",
    "eleven 11 11th", "twelve 12 12th", "twenty 20", "thirty 30", "forty 40", "fifty 50", "sixty 60",
)  # fmt: skip
NUMBERS: dict[str, tuple[str, ...]] = {
    form: tuple(line.split()) for line in _NUMBERS for form in line.split()
}
"""For each way to say a small number all the others."""

COUNTED = re.compile(
    rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b(?:\ \w+)?\ "
    r"(?:times|messages|letters|e-?mails|calls|minutes|hours|days|nights|weeks|months|years|people|appointments"
    r"|visits|replies|promises|time|message|letter|call)\b",
    re.IGNORECASE,
)
"""A number of things that customers count."""
