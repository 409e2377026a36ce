"""Short replies: the beginning of a sentence that answers the question just before it ("In suite 501.")."""

from __future__ import annotations

import re

from simulator.judging.asking import Kind

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d)"
_PLACE = r"""\b(?<!look\ )(?<!looking\ )(?<!work\ )(?<!working\ )
    (?:in|at|on|to|into|under|behind|beside|near|opposite|outside|inside|above|below|next\ to)\s+
    (?!(?:the|a|an|our|your|my)\s+(?:meantime|moment|mean|way|case|future|process|service|latest|matter|end
        |phone
        |side|\d+(?:st|nd|rd|th))\b)
    (?: (?:the|our|your|my|a|an|his|her|their|another|room|suite|number|page|gate|platform|floor|line)\b
      | (?-i:(?!(?:January|February|March|April|May|June|July|August|September|October|November|December
          |Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z]) | \d )"""
_OFFER = r"""\b(?:offer|give|giv|put|book|mov|bring|send|tak)\w*\s+(?:you|him|her|them)\s+
    (?:(?:to|in|into|now)\s+)*(?!(?:an?|my|our|the)\s+(?:answer|call|update|word|apology|assurance|feedback))
    (?:an?|another|our|my|the|room|suite|\d)"""
_AMOUNT = r"""(?: \b(?:nothing|(?<!feel\ )free|no\ (?:extra\ |more\ )?(?:charge|charges|cost|costs|fee|fees)
    |zero
    |not\ (?:a|one)\ (?:cent|penny)|on\ us|on\ the\ house)\b | [\u20ac\u00a3$]\s?\d
    | \b\d[\d.,]*(?!\d|[:.,]\d|\s?(?:am|pm|a\.m|p\.m|o'clock|hours?|minutes?|days?|weeks?)\b) )"""
_SOMEBODY = r"""(?: (?:i|me|we|us)\b | (?:my|our|the|a|an|your)\ [a-z]+ | somebody\ from | someone\ from
    | (?-i:(?!(?:Thank|Thanks|Please|Sorry|You|It|This|That|There|Dear|Hello|Hi|For|If|As|In|At|On|Yes|No|Good
        |Unfortunately|Great|Very|Well|So|And|But|What|When|Where|How|Your|Rest)\b)[A-Z][a-z]+)
      (?=(?:\s(?-i:[A-Z])\w+)?(?:\s+(?:from|in|at|will|comes|does|is|and|can|has|on)\b|\s*(?:[.,!]|$))) )"""
_DID = r"""(?: \w+ed | was | were | wasn't | weren't | had | hadn't | did | didn't | sold | sent | got
    | lost | forgot
    | put | took | went | gave | made | wrote | broke | fell | ran | let | read | left | kept )"""

_BEGINNINGS: dict[Kind, str] = {
    "when": rf"""(?:(?:only|already|probably|usually|normally|every\ day)\s+)?
        (?:(?:from|at|by|on|in|until|till|between|before|after|around|about|within|every|next|this
        |the)\s+){{0,2}}
        (?: half\ past | (?:a\ )?quarter | {_NUMBER}(?!\ (?:moment|of)\b) | noon | midnight | now\b
        | immediately
        | (?:mon|tues|wednes|thurs|fri|satur|sun)days? | today | tonight | tomorrow
        | (?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\ i\b)
        | (?:an?|few|couple\ of)\s(?:hour|minute|day|week|month)s? )""",
    "cost": rf"[^.!?]*?{_AMOUNT}",
    "where": rf"""(?: (?:over\ |down\ |up\ |right\ )*(?:here|there|upstairs|downstairs)\b(?!['\s]+(?:is|are
        |was|were|s)\b)
        | (?:in|at|on|under|behind|near|opposite|next\ to|by)\ (?!(?:the\ meantime|due|fact|case|general|time
            |order|addition|good\ hands|behalf|short|any\ case|principle|that\ case|this\ case|once|least
            |first|last|all|present|my|our\ (?:way|side)|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|may
            |june|july)\b)
        | [^.!?]*?{_PLACE} | [^.!?]*?{_OFFER} )""",
    "who": _SOMEBODY,
    "why": rf"""(?: because | since | due\ to | (?:the|that)\ (?:reason|is\ because|was\ because)
        | (?:we|i|our|my|the|somebody|someone|it|there|your)\b(?![^.!?]*\b(?:received|noted|forwarded
        |escalated|passed
            |informed)\b)(?:\s+[\w'-]+){{0,4}}?\s+{_DID}\b )""",
    "how": r"""(?: nothing\b | not\ a\ thing | (?:i|we)\ (?:\w+\ ){0,2}?do\b[^.!?]*\bfor\ you\b
        | (?:just|only|simply|all\ you)\b
        | you(?:'ll|\ will|\ just|\ only|\ simply)*\ (?!(?:are|were|seem|sound|feel|know|said|was|broke)\b
            |(?:should|could|must)\ have\b)\w+
            (?!\ (?:only\ )?(?:to\ )?(?:contact|call|ring|ask|write\ to|speak|talk|go\ to|visit
            |refer)\b) )""",
    "what": r"(?:it|that|this|they)(?:'s|'re|\ (?:just\ |only\ )?(?:is|are|means?|was|were))\b",
    "will": r"(?: yes | no | of\ course | certainly | gladly | (?:i|we)\ (?:can|will|do)\b )",
}
_FITTING = {kind: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for kind, pattern in _BEGINNINGS.items()}
_HOLDING: dict[Kind, re.Pattern[str]] = {
    "cost": re.compile(_AMOUNT, re.IGNORECASE | re.VERBOSE),
    "where": re.compile(rf"{_PLACE} | {_OFFER}", re.IGNORECASE | re.VERBOSE),
}
_MOST_WORDS = 25


def is_fitting(kind: Kind, text: str, start: int, end: int, words: int) -> bool:
    """Whether the sentence `text[start:end]` of so many words answers a question of that kind by itself."""
    pattern = _FITTING.get(kind)
    return pattern is not None and words <= _MOST_WORDS and pattern.match(text, start, end) is not None


def holds_what_was_asked(kind: Kind, text: str, start: int, end: int) -> bool:
    """Whether a sentence names an amount, or a place, where one was asked for; true for all other kinds."""
    pattern = _HOLDING.get(kind)
    return pattern is None or pattern.search(text, start, end) is not None
