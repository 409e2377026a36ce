"""Reads what a reply should not do: blame, brush off, overpromise, ask for secrets."""

from __future__ import annotations

from simulator.language.document import CODE, DATE, MONEY, NUMBER, TIME, WORD
from simulator.language.lexicon.evidence import Piece, asked, cancelled, meant, meant_hits, pieces
from simulator.language.lexicon.files import heard_hits, lexicon_for
from simulator.language.reading import Finding
from simulator.language.scene import Scene, graded

_VALUES = frozenset({NUMBER, MONEY, DATE, TIME, CODE})
_COMPLAINTS = frozenset({"complaints"})
_NAMES = 2
"""So many words beside a greeting are a name."""
_HELP = (
    "commits_to_action", "gives_instruction", "signposts", "asks_question", "thanks", "acknowledges_emotion",
    "condolence", "apologises", "takes_ownership", "checks_satisfaction", "conditional_apology",
    "gives_timeframe", "overpromises",
)  # fmt: skip
_CARE = (
    ("commits_to_action", 0.18), ("acknowledges_emotion", 0.1), ("takes_ownership", 0.15),
    ("gives_instruction", 0.08), ("signposts", 0.04), ("asks_question", 0.08),
)  # fmt: skip


def blames(scene: Scene) -> Finding:
    """Puts the fault on the customer, another department, a supplier, the system or bad luck."""
    owns = 0.15 if scene.shows("takes_ownership") else 0.0
    return graded(pieces(scene, "blames", 0.72, in_question=0.5, conditional=0.8), penalty=owns)


def brushes_off(scene: Scene) -> Finding:
    """Dismisses the matter or the feeling, hides behind policy, or offers nothing."""
    care = min(0.3, sum(worth for name, worth in _CARE if scene.shows(name)))
    care += 0.12 if scene.plain("alternatives") else 0.0
    evidence: list[Piece] = []
    for weight, hit in meant_hits(scene, "brushes_off", 0.68):
        if not asked(scene, hit):
            evidence.append((weight - 0.5 * care, hit.span))
    if not evidence:
        evidence.extend(_refusals(scene, care))
        evidence.extend(_left_alone(scene))
    return graded((weight, span) for weight, span in evidence if weight > 0)


def _refusals(scene: Scene, care: float) -> list[Piece]:
    """A bare refusal brushes off when nothing else is on offer."""
    hits = [h for h in scene.hits.get("refusals", ()) if h.first not in scene.polarity.quoted]
    hits = [hit for hit in hits if not asked(scene, hit)]
    helped = care > 0 or scene.shows("explains")
    return [(0.2 if helped else 0.52, hit.span) for hit in hits[:3]]


def _left_alone(scene: Scene) -> list[Piece]:
    """A complaint that gets a few words and no help of any sort."""
    if any(map(scene.shows, _HELP)) or not scene.heard or not scene.document.sentences:
        return []
    complains = heard_hits(scene.heard[-1], _COMPLAINTS).get("complaints", [])
    told = scene.shows("explains") or any(t.kind in _VALUES for t in scene.document.tokens)
    if not complains or told or len(scene.document.tokens) > 10 or _only_greets(scene):
        return []
    if scene.hits.get("brushes_off.not"):  # "one moment", "you are welcome": the help may come next
        return []
    return [(0.52, scene.document.sentences[0])]


def _only_greets(scene: Scene) -> bool:
    """A greeting, with a name at most, or with the agent's own: the help may be in the next message."""
    lexicon = lexicon_for(scene.document.language)
    words = [token.form for token in scene.document.tokens if token.kind == WORD]
    if not words or words[0] not in lexicon["greetings"]:
        return False
    others = [word for word in words if word not in lexicon["greetings"] | lexicon["titles"]]
    return len(others) <= _NAMES or scene.shows("introduces_self")


def overpromises(scene: Scene) -> Finding:
    """Guarantees what the agent cannot control; "we can't promise" takes the whole sentence back."""
    taken_back = {hit.sentence for hit in scene.hits.get("overpromises.not", ())}
    found = pieces(scene, "overpromises", 0.76, in_question=0.0)
    return graded((weight, span) for weight, span in found if span.sentence not in taken_back)


def requests_sensitive_data(scene: Scene) -> Finding:
    """Asks for a password, PIN, one-time code, full card number or security code."""
    evidence: list[Piece] = pieces(scene, "requests_sensitive_data", 0.88, conditional=0.8)
    asking = {question.span.sentence for question in scene.questions}
    for hit in scene.hits.get("secrets", ()):
        if not meant(scene, hit) or cancelled(scene, hit, "requests_sensitive_data.not"):
            continue
        if hit.sentence in asking or cancelled(scene, hit, "asks_question"):
            evidence.append((0.7, hit.span))
    return graded(evidence)
