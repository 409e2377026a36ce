"""Reads whether an English reply explains something, and whether it sends the customer elsewhere."""

from __future__ import annotations

from simulator.language.document import CODE, DATE, MONEY, NUMBER, TIME, URL, WORD
from simulator.language.en.questions import QUESTION_WORDS
from simulator.language.en.words import AGENTS
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import NOTHING, Clause, Scene, graded
from simulator.language.wordlist import wordset

_FINITE = wordset(
    "is are was were has have had does do did can could may might must should would will cannot means "
    "mean takes took needs need costs cost requires require includes include works work comes came "
    "goes went depends applies expires starts ends lasts shows show says said happens happened "
    "contains covers refers allows belongs keeps kept gets got reach reached reaches appears appeared "
    "turned runs arrives stays becomes became offers consists reads sits explains charges charged "
    "gives exists charge contain cover remain remains made makes shared"
)
_PLEASANT = wordset(
    "sorry apologize apologise apology apologies thank thanks welcome glad happy hope wish appreciate "
    "pleasure regret understand congratulations value valued forward great delighted condolences "
    "sympathy imagine frustrating please regards committed strive assist support valuing continuously "
    "feel thoughts loss patience inconvenience assure priority priorities satisfaction offer "
    "interested feedback continue always volumes important received editor rush hurry"
)
_VALUES = frozenset({NUMBER, MONEY, CODE})
_ANSWERING = frozenset({NUMBER, MONEY, DATE, TIME})
_YES_NO = wordset("yes no nope yep yeah")
_OPENERS = wordset("is are do does did can could will would has have")
_STRIVES = wordset(
    "striving strive strives working improve improving strengthen strengthening optimizing "
    "optimising endeavour endeavor committed continuously continually constantly seriously"
)
_KIND = wordset("fingers wonderful lovely")
_MATTERS = wordset("it this that these those they there you which what")
_SERVES = wordset("help assist service support serve accompany")
_ABLE = wordset("can could")
_TELLS_YOU = wordset("is are will not get need")
_POINTERS = wordset("info information here tips steps details options resources article link guide")
_OWN_INTENT = wordset("will would shall hope want need")
_AGENT_SUBJECTS = wordset("i we")
_INFORMS_OF_SELF = wordset(
    "have has had are am do did offer charge only cannot can see saw noticed found start hold"
)


def explains(scene: Scene) -> Finding:
    """Gives information: what is left of a reply without its promises, orders and courtesies."""
    cues = _cue_clauses(scene)
    evidence: list[tuple[float, Span]] = []
    claimed = _claimed(scene)
    for number, clause in enumerate(scene.clauses):
        weight = _informs(scene, clause, claimed)
        if number in cues:
            weight += 0.24
        if weight > 0.25:
            evidence.append((min(0.85, weight), scene.span(clause.first, clause.last)))
    evidence.extend((0.58, span) for span in _short_answers(scene, claimed))
    return graded(evidence)


def _short_answers(scene: Scene, claimed: list[Span]) -> list[Span]:
    """Sentences without a verb that answer a question: "No, only on Fridays.", "Between 2 and 4."."""
    if not scene.heard or not _asked_something(scene):
        return []
    found = []
    for sentence, (first, end) in enumerate(scene.document.bounds[:4]):
        span = scene.document.sentences[sentence]
        if not 1 < end - first <= 14 or "?" in scene.document.text[span.end - 3 : span.end]:
            continue
        told = not _ANSWERING.isdisjoint(scene.document.kinds[first:end])
        yes_or_no = not _YES_NO.isdisjoint(scene.document.forms[first : min(end, first + 3)])
        if (told or yes_or_no) and not any(_covers(other, span.start, span.end) for other in claimed):
            found.append(span)
    return found


def _asked_something(scene: Scene) -> bool:
    """Whether the customer's last message asks: a question mark, or a word or order of words that asks."""
    last = scene.heard[-1]
    if "?" in last.text:
        return True
    forms = last.forms[:6]
    return not QUESTION_WORDS.isdisjoint(forms) or not _OPENERS.isdisjoint(forms[:3])


def _cue_clauses(scene: Scene) -> set[int]:
    firsts = {hit.first for hit in scene.hits.get("explain.cue", ())}
    if not firsts:
        return set()
    return {
        number
        for number, clause in enumerate(scene.clauses)
        if not firsts.isdisjoint(range(clause.first, clause.last + 1))
    }


def _informs(scene: Scene, clause: Clause, claimed: list[Span]) -> float:
    """How much a clause states a fact, from its words alone."""
    if clause.last - clause.first < 2 or clause.conditional or clause.first in scene.polarity.quoted:
        return 0.0
    words = slice(clause.first, clause.last + 1)
    forms, kinds = scene.document.forms[words], scene.document.kinds[words]
    head = scene.document.forms[clause.head]
    if _states_nothing(head, forms) or _taken(scene, clause, claimed):
        return 0.0
    if clause.asked and "?" in _sentence(scene, clause):
        return 0.0
    finite = not _FINITE.isdisjoint(forms)
    weight = 0.39 if finite else 0.0
    weight += 0.04 * min(6, len(forms) - 3)
    if not _VALUES.isdisjoint(kinds):
        weight += 0.1
    if not _PLEASANT.isdisjoint(forms):
        weight -= 0.4 * min(2, len([form for form in forms if form in _PLEASANT]))
    if not finite and not _any_in_s(forms[1:], kinds[1:]):
        weight -= 0.25
    if not _POINTERS.isdisjoint(forms) and _leads_to_page(scene, clause):
        weight -= 0.4
    return weight - _not_about_the_matter(head, forms, finite)


def _any_in_s(forms: list[str], kinds: list[str]) -> bool:
    """Whether any word may be a verb of the third person."""
    return WORD in [kind for form, kind in zip(forms, kinds, strict=True) if form[-1:] == "s"]


def _states_nothing(head: str, forms: list[str]) -> bool:
    """Whether a clause is an intention, a purpose or mere kindness."""
    if head in AGENTS and not _OWN_INTENT.isdisjoint(forms):
        return True
    if head in _AGENT_SUBJECTS and not _STRIVES.isdisjoint(forms[:10]):
        return True
    if "will" in forms[1:4] and not _SERVES.isdisjoint(forms[2:6]) and head not in _MATTERS:
        return True
    return forms[:2] == ["so", "that"] or head == "let" or not _KIND.isdisjoint(forms)


def _not_about_the_matter(head: str, forms: list[str], finite: bool) -> float:
    """What a clause loses because it speaks of the agent or to the customer, not of the matter."""
    if head in _AGENT_SUBJECTS:
        loss = 0.0 if finite and not _INFORMS_OF_SELF.isdisjoint(forms[1:4]) else 0.3
        return loss + (0.15 if not _ABLE.isdisjoint(forms[:4]) else 0.0)
    if head in ("you", "please") and not (finite and not _TELLS_YOU.isdisjoint(forms)):
        return 0.2
    return 0.0


def _leads_to_page(scene: Scene, clause: Clause) -> bool:
    end = min(clause.last + 3, len(scene.document.tokens) - 1)
    return URL in scene.document.kinds[clause.first : end + 1]


def _sentence(scene: Scene, clause: Clause) -> str:
    span = scene.document.sentences[scene.document.sentence_of[clause.first]]
    return scene.document.text[span.start : span.end]


_OTHER_DEEDS = (
    "commits_to_action",
    "gives_instruction",
    "asks_question",
    "checks_satisfaction",
    "thanks",
    "apologises",
    "condolence",
    "acknowledges_emotion",
    "introduces_self",
)


def _claimed(scene: Scene) -> list[Span]:
    """The words that already prove a deed, an order, a request or a courtesy."""
    return [span for name in _OTHER_DEEDS for span in scene.findings[name].spans]


def _taken(scene: Scene, clause: Clause, claimed: list[Span]) -> bool:
    start = scene.document.tokens[clause.head].start
    end = scene.document.tokens[clause.last].end
    for span in claimed:
        if span.start < end and start < span.end and _covers(span, start, end):
            return True
    for span in scene.findings["commits_to_action"].spans:
        if min(span.end, end) - max(span.start, start) > 0.2 * (end - start):
            return True
    return False


def _covers(span: Span, start: int, end: int) -> bool:
    shared = min(span.end, end) - max(span.start, start)
    return shared > 0.45 * (end - start)


def signposts(scene: Scene) -> Finding:
    """Sends the customer to another person, team, channel, page or organisation."""
    places, links = scene.plain("place.else"), URL in scene.document.kinds
    if not places and not links:
        return NOTHING
    private = {hit.sentence for hit in scene.hits.get("place.private", ())}
    evidence = []
    for hit in places:
        taken_from = "from" in scene.forms(hit.first, hit.last)
        if taken_from or _stays_here(scene, hit) or _short_number(scene, hit):
            continue
        weight = 0.35 if hit.sentence in private else 0.72
        evidence.append((weight - (0.3 if scene.asked(hit) else 0.0), hit.span))
    for i, kind in enumerate(scene.document.kinds if links else ()):
        if kind == URL:
            sentence = scene.document.sentence_of[i]
            weight = 0.45 if sentence in private and "email" not in scene.forms(max(0, i - 8), i) else 0.88
            evidence.append((weight, scene.span(_pointer(scene, i), i)))
    return graded((weight, span) for weight, span in evidence if weight > 0)


def _pointer(scene: Scene, at: int) -> int:
    first = scene.document.bounds[scene.document.sentence_of[at]][0]
    return max(first, at - 4)


def _short_number(scene: Scene, hit: Hit) -> bool:
    """A number of fewer than three digits is no telephone number."""
    last = scene.document.tokens[hit.last]
    return last.kind == NUMBER and sum(c.isdigit() for c in last.form) < 3


def _stays_here(scene: Scene, hit: Hit) -> bool:
    """So: "I'll ask the warehouse" and "we have contacted the carrier" send the customer nowhere."""
    tokens = scene.document.tokens
    first = scene.document.bounds[hit.sentence][0]
    before = [tokens[i].form for i in range(max(first, hit.first - 5), hit.first)]
    if "you" in before or "please" in before:
        return False
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ("you", "please", "or", "to") and before[at] != "to":
            return False
        if before[at] in ("i", "we", "they", "have", "will", "he", "she", "colleague", "team"):
            return tokens[hit.first].form not in (
                "transfer",
                "put",
                "connect",
                "redirect",
                "refer",
            ) or "you" not in [t.form for t in tokens[hit.first : hit.last + 1]]
    return False
