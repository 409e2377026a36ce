"""What is untrue in a case: a sentence that claims it gives the customer nothing.

Behaviours tell what a reply does, not whether it is so: "your eyes only need time" explains, wherever it is
said. An author who knows that it is wrong here says so, by naming the topic.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from simulator.language.reading import Finding, Reading, Span

GIVING = ("explains", "commits_to_action", "gives_timeframe", "gives_instruction", "personalises")
"""Behaviours worth what they say; an apology or a question is worth the same beside a falsehood."""


_REPORTED = {
    "en": r"\b(?:(?:were|was|been|got|being) (?:\w+ )?(?:told|advised|promised)"
    r"|(?<!\bi )(?:told|advised|promised) you"
    r"|said to you|you heard|heard that|(?:letter|note) (?:said|says)|asked (?:if|whether))\b",
    "pl": r"\b(?:powiedzia(?:no|ł|ła)|powiedzieli\w*|mówi(?:ono|ł|ła|li\w*)|(?<!regulamin )(?<!umowa )mówią?|"
    r"usłysza\w+|słysza\w+|poradzi(?:ł|ła|li\w*)|poradzono|kaza(?:no|ł|ła|li\w*)|odpowiedzia(?:no|ł|ła)|"
    r"(?:po)?informowa(?:no|li\w*)|twierdzi(?:li\w*|ł|ła)?|napisa(?:no|ł|ła|li\w*)|podobno|rzekomo|"
    r"(?:boi|bała|bał|obawia|obawiała|obawiał) się|myśla(?:ł|ła)|"
    r"nie jest (?:to )?(?:tak|prawdą|prawda)|nieprawd\w+)\b",
    "ru": (
        r"\b(?:(?:вам|тебе) (?:\w+ ){0,3}?(?:сказал|ответил|обещал|написал|говорил|объяснил|велел)\w*"
        r"|сосед\w* (?:\w+ )?(?:сказал|говорит|говорил)\w*|вас (?:\w+ ){0,2}?(?:просили|уверяли|пугали)"
        r"|(?<!мне )(?<!нам )сказали|(?:по)?советовал\w*|якобы|будто|дескать)\b"
    ),
    "lt": r"\b(?:pasak|neva|esą|atseit|tariamai|(?:pa)?sak[eė]|sak[eė]te?|(?:pa|buvo )sakyta|"
    r"(?:pa)?aiškino|paaiškinta|patar[eė]|liep[eė]|liepta|teig[eė]|tvirtino|atsak[eė]|(?:pa)?žadėjo|girdėjo(?:te?)?|"
    r"(?:buvo|laiške|žinutėje|ragin\w+) (?:\w+ )?parašyta|parašė|parašėt|klausėte?)\b",
    "fa": r"گفته[‌ ]?(?:شد|بود(?!ید|ین|م)|اند|ایم|ن\b|ان\b)|(?<!که )گفت(?:ند|ن|یم)\b|"
    r"(?:شن|پرس)ید(?:ید|ین|ه)\b|(?:به شما|بهتون|بهتان) (?:\S+ ){0,2}گفت|نوشته[‌ ]?(?:بودن|بودیم|شده بود)",
}
"""How it is told what somebody was told: whoever reports it does not claim it."""
_OWNED = re.compile(
    r"\b(?:(?:our|my) (?:own )?(?:mistake|fault|error|doing|failure)|mistake (?:of ours|of mine|on our)"
    r"|(?:was|were) (?:simply |plain(?:ly)? |just )?wrong (?:to|of|about|that)"
    r"|should(?:n't| not| never) have|(?:not|isn't|wasn't) (?:so|true)"
    r"|(?:i|we) (?:got|had) (?:it|that|this) wrong)\b",
    re.IGNORECASE,
)
"""How a falsehood is owned in English; what is read as ownership in general reaches too far for that."""
_CLOSING = " \n\"'\u201d\u2019)!."


def claims(reading: Reading, untrue: Collection[str], language: str) -> tuple[Span, ...]:
    """The words that claim something untrue, in order.

    Who asks about it, denies it, reports that it was told, or owns it in the same sentence does not claim it.

    Args:
        reading: What was read in a reply.
        untrue: The topics that are untrue in this case.
        language: The reply's.
    """
    found = [
        mention.span for topic in untrue for mention in reading.topics.get(topic, ()) if not mention.negated
    ]
    base = language.partition("-")[0]
    return tuple(sorted(span for span in found if not _excused(reading, span, base)))


def _excused(reading: Reading, span: Span, language: str) -> bool:
    """Whether the words ask, report or own; a request ("we need the certificate") is no question."""
    sentence = reading.sentence_of(span)
    said = reading.text[sentence.start : sentence.end].rstrip(_CLOSING)
    asked = [one.closing for one in reading.questions if _holds(one.span, span)]
    if not all(asked) or (not asked and said.endswith(("?", "\u061f"))):
        return True  # but "it is too late, all right?" only closes
    reported = _REPORTED.get(language)
    if reported is not None and re.search(reported, reading.text[sentence.start : span.end], re.IGNORECASE):
        return True
    if language == "en":
        return bool(_OWNED.search(said))
    return any(one.sentence == span.sentence for one in reading.behaviours["takes_ownership"].spans)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def believed(reading: Reading) -> Reading:
    """The reading without what sentences with untrue claims would give; the same where there is none."""
    if not reading.untrue:
        return reading
    sentences = {span.sentence for span in reading.untrue}
    kept = {name: _outside(reading.behaviours[name], sentences) for name in GIVING}
    return replace(reading, behaviours={**reading.behaviours, **kept}, untrue=())


def _outside(finding: Finding, sentences: Collection[int]) -> Finding:
    spans = tuple(span for span in finding.spans if span.sentence not in sentences)
    if len(spans) == len(finding.spans):
        return finding
    return replace(finding, spans=spans) if spans else Finding()
