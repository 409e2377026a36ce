"""Reads apology, condolence, acknowledgement, ownership and thanks in English replies."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language.document import HANDLE, MONEY, NUMBER, Document
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import NOTHING, Scene, graded
from simulator.language.wordlist import wordset

_DEATH_WORDS = "condolence.death"


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(other.first <= hit.last and hit.first <= other.last for other in others)


def conditional_apology(scene: Scene) -> Finding:
    """Sorry only if, for how they feel, or turned on them."""
    return graded(_unreported(scene, [(0.9, hit) for hit in scene.hits.get("sorry.conditional", ())]))


def _unreported(scene: Scene, evidence: list[tuple[float, Hit]]) -> list[tuple[float, Span]]:
    return [(weight, hit.span) for weight, hit in evidence if scene.polarity.plain(hit.first)]


_SORRY = (("sorry.said", 0.9), ("sorry.apology", 0.9), ("sorry.regret", 0.8))
_SORRY_CUES = (*(cue for cue, _ in _SORRY), "sorry.refusal")


def apologises(scene: Scene) -> Finding:
    """Sorry for what happened, in any form that is meant."""
    if scene.hits.keys().isdisjoint(_SORRY_CUES):
        return NOTHING
    voided = scene.all("sorry.other", "sorry.denied")
    limited = scene.all("sorry.conditional", "sorry.refusal")
    wide = {hit.first: hit for hit in scene.all("sorry.hear")}
    evidence = []
    for cue, weight in _SORRY:
        for hit in scene.plain(cue):
            if _overlaps(hit, voided) or _overlaps(hit, limited):
                continue
            evidence.append((weight - _doubt(scene, hit), _phrase(scene, wide.get(hit.first, hit))))
    weak = [(0.3, hit.span) for hit in scene.plain("sorry.refusal") if not evidence]
    return graded(evidence + weak)


def _doubt(scene: Scene, hit: Hit) -> float:
    """A sorry in a question is mostly none; one in an "if" clause is conditional."""
    return (
        0.5
        if scene.asked(hit) and hit.last - hit.first == 0 and hit.first in scene.polarity.conditional
        else 0.0
    )


def _phrase(scene: Scene, hit: Hit) -> Span:
    """The apology with its "I am so" before it, and what it is for after it, inside its clause."""
    forms, breaks = scene.document.forms, scene.document.breaks
    first, last = hit.first, hit.last
    while first > 0 and first not in breaks and forms[first - 1] in _BEFORE_SORRY:
        first -= 1
    end = scene.document.bounds[hit.sentence][1]
    while (
        last + 1 < end and last + 1 not in breaks and last - hit.first < 9 and forms[last + 1] not in _STOPS
    ):
        last += 1
    return scene.span(first, last)


_BEFORE_SORRY = wordset(
    "i we am are is so very really truly deeply sincerely terribly extremely quite most awfully do "
    "must want to my our the please accept sincere again would like"
)
_STOPS = wordset("but and if so because i we please")


_DEATH_STEMS = wordset(
    "die death dead deceas funer widow widowed widower bereav bereft buri burial cremat undertak "
    "suicid griev grief estat coffin inherit executor"
)
_FAMILY = wordset(
    "husband wife mother father mom mum dad mam son daughter brother sister partner parent parents "
    "grandmother grandfather gran grandma grandpa nan uncle aunt friend fiance fiancee child baby "
    "spouse twin cousin"
)


_MAY_TELL_OF_DEATH = wordset("passed passing gone lost late")


def _lost_somebody(forms: list[str], at: int) -> bool:
    return forms[at] == "lost" and not _FAMILY.isdisjoint(forms[at + 1 : at + 5])


def _bare_sorrow(scene: Scene) -> list[Hit]:
    """A mere "I'm so sorry" is sympathy only as the first answer to the news."""
    if not scene.heard or not _tells_of_death(scene.heard[-1:]):
        return []
    return [hit for hit in scene.plain("condolence.bare") if hit.sentence < 2]


def told_of_death(scene: Scene) -> bool:
    """Whether somebody died in this case, by the customer's words ("passed away", "my late father")."""
    return _tells_of_death(scene.heard)


def _tells_of_death(heard: Sequence[Document]) -> bool:
    for document in heard:
        forms = document.forms
        if not _DEATH_STEMS.isdisjoint(document.stems):
            return True
        if _MAY_TELL_OF_DEATH.isdisjoint(forms):
            continue
        for i, form in enumerate(forms[:-1]):
            if form in ("passed", "passing", "gone") and forms[i + 1] in ("away", "on"):
                return True
            if _lost_somebody(forms, i):
                return True
            if form == "late" and forms[i + 1] in _FAMILY:
                return True
    return False


def condolence(scene: Scene) -> Finding:
    """Sympathy for a death."""
    evidence = [(0.92, hit.span) for hit in scene.plain("condolence.plain")]
    if not evidence and not scene.plain("condolence.context", "condolence.bare"):
        return NOTHING
    death = told_of_death(scene) or bool(scene.all(_DEATH_WORDS))
    if death:
        trivial = scene.all("sorry.conditional", "sorry.refusal", "sorry.other", "sorry.denied")
        evidence.extend(
            (0.62, _phrase(scene, hit))
            for hit in scene.plain("condolence.context") + _bare_sorrow(scene)
            if not _overlaps(hit, trivial) and not _about_service(scene, hit)
        )
    else:
        evidence = [(weight if _speaks_of_loss(scene, span) else 0.4, span) for weight, span in evidence]
    return graded(evidence)


def _speaks_of_loss(scene: Scene, span: Span) -> bool:
    words = scene.document.text[span.start : span.end].lower()
    return any(
        word in words for word in ("loss", "condolence", "condolance", "sympath", "peace", "rip", "bereave")
    )


def _about_service(scene: Scene, hit: Hit) -> bool:
    """So: "Sorry for the delay" is no sympathy, death or not."""
    following = scene.forms(hit.last + 1, hit.last + 5) + scene.forms(hit.first, hit.last)
    return any(form in _SERVICE_MATTERS for form in following) or hit.first in scene.polarity.conditional


_SERVICE_MATTERS = wordset(
    "inconvenience delay wait waiting trouble confusion error mistake letter reminder problem system "
    "form late unfortunately not but misunderstanding fee told file now again misread overlooked "
    "missed any issue hassle"
)


def acknowledges_emotion(scene: Scene) -> Finding:
    """Names, reflects or takes seriously what the customer feels."""
    evidence = []
    for cue, weight in (("emotion.strong", 0.85), ("emotion.serious", 0.6)):
        for hit in scene.hits.get(cue, ()):
            if hit.first in scene.polarity.quoted or hit.first in scene.polarity.conditional:
                continue
            inside = not _NEGATORS.isdisjoint(scene.forms(hit.first, hit.last))
            denied = hit.first in scene.polarity.denied and not inside  # "nobody should" denies nothing
            apology = any(h.first <= hit.first <= h.last + 2 for h in scene.all("sorry.conditional"))
            asked = 0.35 if scene.asked(hit) else 0.0
            own = 0.4 if _own_feeling(scene, hit) else 0.0
            evidence.append((weight - asked - own - (0.45 if denied or apology else 0.0), hit.span))
    evidence.extend((0.56, span) for span in _echoes(scene))
    return graded([(weight, span) for weight, span in evidence if weight > 0])


def _echoes(scene: Scene) -> list[Span]:
    """What the customer went through, called out: "Forty minutes!", "Since May?!"."""
    if not scene.heard:
        return []
    known = scene.heard[-1].forms
    found = []
    for sentence, (first, end) in enumerate(scene.document.bounds[:3]):
        span = scene.document.sentences[sentence]
        if "!" not in scene.document.text[span.end - 3 : span.end]:
            continue
        words = [t for t in scene.document.tokens[first:end] if t.kind != HANDLE]
        if not 1 < len(words) < 5:
            continue
        measured = any(t.form in known and (t.kind in (NUMBER, MONEY) or t.form in _MEASURES) for t in words)
        if measured:
            found.append(span)
    return found


_MEASURES = wordset(
    "two three four five six seven eight nine ten twelve twenty thirty forty fifty hours days weeks months "
    "years times twice since again third fourth fifth"
)


def _own_feeling(scene: Scene, hit: Hit) -> bool:
    """So: "I was worried you would say so" speaks of the agent."""
    before = scene.forms(max(0, hit.first - 2), hit.first)
    if "better" in before or {"lose", "losing"} & set(scene.forms(hit.last + 1, hit.last + 3)):
        return True
    return bool({"i", "we"} & set(before)) and bool(
        {"was", "were"} & set(scene.forms(hit.first, hit.last)[:2])
    )


def takes_ownership(scene: Scene) -> Finding:
    """The fault is ours, or the agent keeps the case to its end."""
    evidence = []
    for cue, weight in (("own.fault", 0.78), ("own.charge", 0.68)):
        for hit in scene.hits.get(cue, ()):
            inside = any(t in _NEGATORS for t in scene.forms(hit.first, hit.last))
            if hit.first in scene.polarity.quoted or (hit.first in scene.polarity.denied and not inside):
                continue
            unsure = hit.first in scene.polarity.conditional or scene.asked(hit)
            evidence.append((weight - (0.35 if unsure else 0.0), hit.span))
    return graded(evidence)


_NEGATORS = wordset("not never nobody none no")


def thanks(scene: Scene) -> Finding:
    """Thanks the customer."""
    others = scene.all("thanks.other")
    hits = [hit for hit in scene.plain("thanks.said") if not _overlaps(hit, others)]
    return graded((0.93 if hit.first not in scene.polarity.conditional else 0.3, hit.span) for hit in hits)
