"""Reads what a reply should not do in English: blame, brush off, overpromise, ask for secrets."""

from __future__ import annotations

from itertools import pairwise

from simulator.language.document import END, WORD
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import NOTHING, Scene, graded
from simulator.language.wordlist import wordset

_INSIDE_NEGATIVES = wordset("not no never nothing cannot without unable nobody")


def _meant(scene: Scene, hit: Hit) -> bool:
    """Not quoted; and not denied from outside, though the phrase itself may hold a "not"."""
    if hit.first in scene.polarity.quoted or hit.first in scene.polarity.conditional:
        return False
    if hit.first not in scene.polarity.denied:
        return True
    return any(form in _INSIDE_NEGATIVES for form in scene.forms(hit.first, hit.last))


def blames(scene: Scene) -> Finding:
    """Puts the fault on the customer, another department, a supplier, the system or bad luck."""
    evidence: list[tuple[float, Span]] = []
    for cue, weight in _REPROACHES if not scene.hits.keys().isdisjoint(_REPROACHFUL) else ():
        for hit in scene.hits.get(cue, ()):
            reproach = scene.document.tokens[hit.first].form in ("if", "had")
            if not (reproach or _meant(scene, hit)) or scene.asked(hit) or _blameless(scene, hit):
                continue
            evidence.append((weight - _softened(scene, hit), hit.span))
    owns = 0.15 if scene.shows("takes_ownership") else 0.0
    return graded(evidence, penalty=owns)


_REPROACHES = (("blame.customer", 0.72), ("blame.others", 0.58))
_REPROACHFUL = frozenset(cue for cue, _ in _REPROACHES)


def _blameless(scene: Scene, hit: Hit) -> bool:
    """So: "You have not done anything wrong", "my computer is slow", "a mistake from us"."""
    around = scene.forms(hit.first, min(hit.last + 4, len(scene.document.tokens) - 1))
    if around[0] == "you" and "wrong" in around and {"nothing", "not", "never"} & set(around):
        return True
    before = scene.forms(hit.first - 1, hit.first - 1) if hit.first else []
    own = before == ["my"] and around[0] in ("computer", "system", "screen", "program")
    return own or {("from", "us"), ("from", "me"), ("of", "us")} & set(pairwise(around)) != set()


def _softened(scene: Scene, hit: Hit) -> float:
    """So: "You should have received a letter" tells what happens; so does "you should have it by Friday"."""
    forms = scene.forms(hit.first, hit.last + 2)
    if "should" not in forms or "have" not in forms:
        return 0.0
    after = forms[forms.index("have") + 1 :][:1]
    return 0.5 if not _OWED.isdisjoint(after) else 0.0


_OWED = wordset("received receive gotten got had been it them your the a one heard")
"""What somebody should have had, and not have done."""


def brushes_off(scene: Scene) -> Finding:
    """Dismisses the matter or the feeling, hides behind policy, or offers nothing."""
    evidence: list[tuple[float, Span]] = []
    if not scene.hits.keys().isdisjoint(_DISMISSIVE):
        care = _care(scene)
        evidence = [
            (weight - (care if cue in _MENDABLE else 0.4 * care), hit.span)
            for cue, weight in _DISMISSALS
            for hit in scene.hits.get(cue, ())
            if _meant(scene, hit) and not scene.asked(hit)
        ]
    evidence += _refusals(scene)
    evidence += _left_alone(scene)
    evidence += _sorry_and_nothing(scene)
    return graded([piece for piece in evidence if piece[0] > 0]) if evidence else NOTHING


_DISMISSALS = (("brush.feeling", 0.66), ("brush.nothing", 0.56), ("brush.policy", 0.62), ("brush.empty", 0.5))
_DISMISSIVE = frozenset(cue for cue, _ in _DISMISSALS)
_MENDABLE = ("brush.nothing", "brush.empty")


def _refusals(scene: Scene) -> list[tuple[float, Span]]:
    """A bare refusal weighs more when nothing else is on offer."""
    hits = [hit for hit in scene.hits.get("brush.refusal", ()) if hit.first not in scene.polarity.quoted]
    if not hits:
        return []
    offered = any(map(scene.shows, ("commits_to_action", "gives_instruction", "signposts", "asks_question")))
    return [(0.25 if offered else 0.48, hit.span) for hit in hits[:3]]


_HELP = (
    "commits_to_action",
    "gives_instruction",
    "signposts",
    "asks_question",
    "thanks",
    "acknowledges_emotion",
    "condolence",
)


def _sorry_and_nothing(scene: Scene) -> list[tuple[float, Span]]:
    """An apology that is turned on the customer, with no help beside it, dismisses the matter."""
    turned = scene.findings["conditional_apology"]
    if not turned.present or any(map(scene.shows, _REAL_HELP)):
        return []
    return [(0.56, turned.spans[0])]


_REAL_HELP = ("commits_to_action", "gives_instruction", "signposts", "asks_question", "takes_ownership")
_PRAISE, _KINDNESS = wordset("thank welcom great congratul"), wordset("welcom congratul glad happi")
_COMPLAINT = wordset(
    "not never nobody again wrong still no why when where refund back lost broken charged waiting"
)


def _left_alone(scene: Scene) -> list[tuple[float, Span]]:
    """A complaint or a question that gets no help of any sort."""
    if not scene.heard or not scene.document.sentences or any(map(scene.shows, _HELP)):
        return []
    last = scene.heard[-1]
    complains = len([form for form in last.forms if form in _COMPLAINT]) + last.text.count("!")
    praised = not _PRAISE.isdisjoint(last.stems)
    kind = not _KINDNESS.isdisjoint(scene.document.stems)
    if praised or kind or (not complains and "?" not in last.text):
        return []
    answered = scene.findings["explains"].confidence
    weight = 0.3 + 0.04 * min(4, complains) - (0.2 if answered > 0.7 else 0.0)
    if len(scene.document.tokens) < 5 and not scene.questions and not _meant_well(scene):
        weight += 0.2
    return [(weight, scene.document.sentences[0])]


def _meant_well(scene: Scene) -> bool:
    """Whether a very short reply praises, agrees or says something of the case."""
    return bool(scene.details) or any(
        token.form in _GOOD_WORDS or token.kind != WORD
        for token in scene.document.tokens
        if token.kind != END
    )


_GOOD_WORDS = wordset(
    "good great well right exactly true perfect done safe yes together here correct job moment hello hi "
    "hey hm hmm mhm um uh er morning afternoon evening"
)


def _care(scene: Scene) -> float:
    """What the reply does besides: a reason and another way make a refusal fair."""
    care = 0.0
    for behaviour, worth in (
        ("commits_to_action", 0.18),
        ("acknowledges_emotion", 0.12),
        ("takes_ownership", 0.15),
        ("gives_instruction", 0.08),
        ("signposts", 0.04),
        ("asks_question", 0.1),
        ("gives_timeframe", 0.06),
        ("condolence", 0.05),
    ):
        care += worth if scene.shows(behaviour) else 0.0
    care += 0.15 if scene.plain("offer.other") else 0.0
    return min(0.36, care)


def overpromises(scene: Scene) -> Finding:
    """Guarantees what the agent cannot control."""
    hits = [hit for hit in scene.hits.get("over.promise", ()) if _promised(scene, hit)]
    return graded([(0.74, hit.span) for hit in hits])


def _promised(scene: Scene, hit: Hit) -> bool:
    if not _meant(scene, hit) or scene.asked(hit):
        return False
    before = scene.forms(max(0, hit.first - 7), hit.first)
    if {"promise", "guarantee"} & set(before) and _INSIDE_NEGATIVES & set(before):
        return False
    before = before[-5:]
    return not ({"cannot", "not", "nobody"} & set(before) and "never" not in scene.forms(hit.first, hit.last))


_OTHER_CARDS = wordset(
    "gift loyalty library membership club points voucher coupon travel bonus student season"
)
_BANK_SECRETS = wordset(
    "password passcode pin cvv cvc cvv2 otp tan code credit debit bank expiry login answer answers word "
    "maiden banking security"
)


def _harmless_card(scene: Scene) -> bool:
    """Whether the talk is about a card that pays for nothing by itself: a gift card, a library card."""
    documents = (scene.document, *scene.heard)
    return any(
        token.form in _OTHER_CARDS and following.form in ("card", "cards")
        for document in documents
        for token, following in pairwise(document.tokens)
    )


def requests_sensitive_data(scene: Scene) -> Finding:
    """Asks for a password, PIN, one-time code, full card number or security code."""
    asking = scene.hits.get("secret.ask", ())
    if not asking and "secret.sent" not in scene.hits:
        return NOTHING
    safe = scene.all("secret.safe")
    harmless = bool(asking) and _harmless_card(scene)
    evidence = []
    for hit in asking:
        if harmless and not _BANK_SECRETS & set(scene.forms(hit.first, hit.last)):
            continue
        guarded = any(other.last >= hit.first and other.first <= hit.last for other in safe)
        if guarded or not _meant(scene, hit):
            continue
        evidence.append((0.88, hit.span))
    if scene.hits.get("secret.sent"):  # "We have texted you a code. Read it to me."
        evidence.extend((0.75, hit.span) for hit in scene.plain("secret.back"))
    return graded(evidence)
