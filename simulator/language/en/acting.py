"""Reads what an English reply does or promises, when, and what it tells the customer to do."""

from __future__ import annotations

from simulator.language.document import CODE, DATE, END, NUMBER, TIME
from simulator.language.en.words import ACTION_VERBS, INSTRUCTION_VERBS, VAGUE_ACTIONS, stems_of
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import Clause, Scene, graded

_AGENTS = frozenset("i we they team colleague colleagues department company manager specialist specialists somebody someone "
                    "technician engineer driver courier carrier editor staff support office warehouse system".split())
_SELF = frozenset("i we ill well".split())
_FUTURE = frozenset("will shall going".split())
_PERFECT = frozenset("have has had".split())
_BE = frozenset("am are is was were been being be".split())
_ADVERBS = frozenset(
    "just also now already then personally immediately directly gladly certainly definitely still always only "
    "therefore hereby both all simply surely quickly carefully first further please again to going be been do did "
    "happily actually go ahead and try be more back not been at once gone today straight away you for".split()
)
_PARTICIPLE_ENDINGS = ("ed", "en", "nt", "de", "id", "ld", "ck", "ne", "ut", "et", "un", "me", "ght", "wn")


def commits_to_action(scene: Scene) -> Finding:
    """What the agent or the company will do, is doing or has done for this case."""
    evidence: list[tuple[float, Span]] = []
    purposes = {hit.span.sentence: hit.first for hit in scene.hits.get("purpose", ())}
    for clause in scene.clauses:
        if clause.asked and _question_mark(scene, clause):
            continue
        weight, first, last = _deed(scene, clause)
        purpose = purposes.get(scene.document.sentence_of[clause.first])
        if weight and purpose is not None and first >= purpose - 1:
            weight *= 0.4
        if weight:
            evidence.append((weight, scene.span(first, last)))
    evidence.extend((0.6, hit.span) for hit in scene.plain("act.other") if not scene.asked(hit) and not _listed(scene, hit))
    return graded(evidence)


def _listed(scene: Scene, hit: Hit) -> bool:
    return hit.first in scene.polarity.conditional


def _question_mark(scene: Scene, clause: Clause) -> bool:
    end = scene.document.sentences[scene.document.sentence_of[clause.first]].end
    return "?" in scene.document.text[end - 3 : end]


def _deed(scene: Scene, clause: Clause) -> tuple[float, int, int]:
    """How surely a clause tells of a deed, and its words; a joined clause borrows the subject before it."""
    tokens = scene.document.tokens
    actions = stems_of(ACTION_VERBS)
    for i in range(clause.head, clause.last + 1):
        form = tokens[i].form
        if form not in _AGENTS or i in scene.polarity.denied or i in scene.polarity.quoted or i in scene.polarity.conditional:
            continue
        if form == "let" and tokens[i + 1].form != "me":
            continue
        weight, last = _predicate(scene, i, clause.last, actions)
        if weight:
            return weight, i, min(clause.last, last + 6)
        return 0.0, i, i
    return _without_subject(scene, clause, actions)


def _predicate(scene: Scene, subject: int, end: int, actions: frozenset[str]) -> tuple[float, int]:
    tokens = scene.document.tokens
    aux = ""
    own = tokens[subject].form in _SELF
    for j in range(subject + 1, min(end, subject + 9) + 1):
        token = tokens[j]
        form = token.form
        if form in ("not", "never"):
            return 0.0, j
        if form == "to" and aux in _PERFECT:
            aux = "must"
        if form in _FUTURE or form in _PERFECT or form in ("am", "are", "is", "would", "can", "could", "did", "do", "must", "need", "may", "might", "should", "was", "were"):
            aux = aux if aux in _FUTURE and form not in _FUTURE else form
            continue
        if _is_adverb(form):
            continue
        if form in _ADVERBS and not (token.stem in actions and form not in ("try", "do", "go", "back")):
            continue
        return _verb_weight(scene, own, aux, j, actions), j
    return 0.0, end


def _is_adverb(form: str) -> bool:
    return form.endswith("ly") and form not in ("reply", "apply", "supply", "rely", "fly", "only")


def _verb_weight(scene: Scene, own: bool, aux: str, at: int, actions: frozenset[str]) -> float:
    token = scene.document.tokens[at]
    following = scene.forms(at + 1, at + 2)
    if token.stem in stems_of(VAGUE_ACTIONS):
        if token.stem == "work" and following[:1] == ["on"] and aux in _BE:
            return 0.75
        if token.stem == "enhanc" or (token.stem == "see" and following[:1] == ["to"] and aux in _FUTURE):
            return 0.55
        return 0.15
    if token.stem not in actions:
        return 0.25 if aux in _FUTURE and own else 0.0
    if token.stem in ("get", "make", "take", "keep", "give", "let", "start", "stay", "stop", "find") and not _does_something(token.stem, following):
        return 0.2
    if {"better", "best", "good", "quality"} & set(scene.forms(at + 1, at + 3)) and token.stem in ("provid", "offer", "give", "deliv", "make"):
        return 0.2
    if aux in _FUTURE:
        return 0.85 if own else 0.7
    if aux in _PERFECT:
        return 0.85 if own else 0.6
    if aux in ("am", "are", "is"):
        return 0.8 if own else 0.45
    if aux in ("can", "could", "would", "must", "need", "may", "might", "should", "do"):
        return 0.55 if aux == "would" and own and "simply" in scene.forms(at - 2, at) else 0.3
    if not own:
        return 0.25
    past = token.form != token.stem and not token.form.endswith(("s", "ing"))
    return 0.72 if past or {"you", "it", "this", "now", "your", "for", "that", "them", "him", "her"} & set(following) else 0.5


_LIGHT_VERBS = {
    "get": {"back", "you", "it", "this", "that", "your", "in", "hold", "a", "them", "someone", "somebody", "the", "to", "our"},
    "make": {"sure", "a", "an", "the", "it", "you", "this", "your", "refund", "note", "that", "for", "arrangement", "arrangements"},
    "take": {"a", "care", "this", "it", "that", "over", "down", "him", "her", "you", "your", "the", "off", "charge", "action"},
    "keep": {"you", "it", "this", "your", "them"},
    "give": {"you", "this", "it", "them", "him", "her", "your", "feedback", "a"},
    "let": {"you", "them", "him", "her", "the", "me"},
    "start": {"the", "a", "it", "your", "with", "this", "now", "by", "an"},
    "stay": {"on", "with", "here"},
    "stop": {"the", "all", "any", "it", "that", "this", "those", "further"},
    "find": {"out", "it", "the", "a", "you", "your", "that", "this", "who"},
}  # fmt: skip


def _does_something(verb: str, following: list[str]) -> bool:
    return bool(_LIGHT_VERBS[verb] & set(following[:1]))


def _without_subject(scene: Scene, clause: Clause, actions: frozenset[str]) -> tuple[float, int, int]:
    """"Will resend it today", "have refunded you", "and send it today" after "I will", "it has been cancelled"."""
    tokens = scene.document.tokens
    head = clause.head
    if head in scene.polarity.denied or head in scene.polarity.quoted or clause.conditional:
        return 0.0, head, head
    form = tokens[head].form
    if form in ("will", "have", "let", "allow", "gonna", "going"):
        ahead = tokens[head + 1].form if head < clause.last else ""
        if form in ("let", "allow") and ahead not in ("me", "us") or ahead in ("you", "not", "it", "a", "the", "this"):
            return 0.0, head, head
        weight, last = _predicate(scene, head - 1 if form == "will" or form == "have" else head + 1, clause.last, actions)
        told = form in ("let", "allow")
        return (0.72 if weight >= 0.25 and _is_action(scene, last, actions) and told else weight * 0.9), head, min(clause.last, last + 5)
    return _passive(scene, clause, actions)


def _is_action(scene: Scene, at: int, actions: frozenset[str]) -> bool:
    return scene.document.tokens[at].stem in actions


def _passive(scene: Scene, clause: Clause, actions: frozenset[str]) -> tuple[float, int, int]:
    tokens = scene.document.tokens
    last = tokens[clause.last]
    if clause.last - clause.head <= 4 and last.form in _DONE and tokens[clause.last - 1].form not in ("be", "is", "get", "not"):
        return (0.66 if clause.last > clause.head else 0.4), clause.head, clause.last
    for i in range(clause.head, clause.last):
        form = tokens[i].form
        if form in ("has", "have") and i > clause.head and tokens[i - 1].form != "you" and tokens[i + 1].stem in actions:
            if tokens[i + 1].form.endswith(_PARTICIPLE_ENDINGS):
                return 0.6, max(clause.head, i - 2), i + 1
        if form not in ("been", "being", "be", "is", "are", "was", "were") or i in scene.polarity.denied:
            continue
        for j in range(i + 1, min(clause.last, i + 3) + 1):
            verb = tokens[j]
            if verb.form in _ADVERBS and verb.stem not in actions:
                continue
            done = verb.stem in actions and verb.stem not in ("open", "complet", "close", "make", "get", "involv", "clear", "let", "hold", "tell", "order", "charg")
            if done and verb.form.endswith(_PARTICIPLE_ENDINGS) and not verb.form.endswith("ing"):
                return _passive_weight(scene, clause, i), clause.head, j
            break
    return 0.0, clause.head, clause.head


def _passive_weight(scene: Scene, clause: Clause, at: int) -> float:
    form = scene.document.tokens[at].form
    before = scene.forms(max(clause.first, at - 2), at - 1)
    if {"you", "can", "could", "may", "must", "should", "cannot", "to", "need", "if"} & set(before):
        return 0.15
    if "by" in scene.forms(at, min(clause.last, at + 4)) and "you" in scene.forms(at, clause.last):
        return 0.2
    if form == "been" or form == "being":
        return 0.68
    if form == "be" and "will" in before:
        return 0.62
    return 0.5 if {"now", "already", "today", "just"} & set(scene.forms(at, clause.last)) else 0.35


_DONE = frozenset(
    "attached sorted done refunded cancelled canceled fixed resent sent reordered credited updated corrected extended booked "
    "reserved changed unlocked removed deleted closed issued forwarded escalated enclosed replaced dispatched noted arranged held".split()
)
_INSTRUCT_SOFT = frozenset("let wait note bear get have put keep understand accept rest feel remember be see look leave give watch stop go come call".split())
_NO_INSTRUCTION = (
    ("let", "us"), ("let", "me"), ("let", "you"), ("let", "them"), ("accept", "our"), ("accept", "my"), ("bear", "with"), ("have", "a"), ("feel", "free"),
    ("take", "care"), ("keep", "in"), ("get", "well"), ("note", "that"), ("find", "below"), ("see", "below"),
    ("leave", "it"), ("leave", "this"), ("leave", "that"), ("give", "us"), ("give", "me"), ("wait", "for"), ("hold", "on"),
    ("bear", "in"), ("be", "patient"), ("be", "careful"), ("be", "relaxed"), ("see", "you"), ("look", "forward"), ("hope", "this"),
    ("take", "your"), ("take", "all"), ("keep", "up"), ("put", "simply"), ("tell", "me"), ("tell", "us"), ("allow", "me"), ("allow", "us"),
    ("get", "better"), ("have", "patient"), ("have", "patience"), ("help", "me"), ("keep", "us"), ("keep", "me"), ("stay", "safe"),
)  # fmt: skip
_NOUNS_TOO = frozenset("contact order phone email account text report request test call address return post".split())
_NOUN_HEADS = frozenset("information number name details address person numbers line id time date".split())
_YOU_MODALS = frozenset("can could may might must should will would need have".split())
_CONCRETE = frozenset("go click press open type tap enter select choose dial scroll push hold turn write put unplug plug restart reboot switch swipe insert sign fill".split())


def gives_instruction(scene: Scene) -> Finding:
    """Tells the customer what to do next, concretely."""
    verbs = stems_of(INSTRUCTION_VERBS)
    evidence: list[tuple[float, Span]] = []
    for clause in scene.clauses:
        weight, first = _instruction(scene, clause, verbs)
        if weight and first not in scene.polarity.quoted:
            evidence.append((weight, scene.span(first, min(clause.last, first + 12))))
    return graded(evidence)


def _instruction(scene: Scene, clause: Clause, verbs: frozenset[str]) -> tuple[float, int]:
    tokens, head = scene.document.tokens, clause.head
    if clause.conditional:
        return 0.0, head
    if tokens[clause.first].form in ("and", "or", "but", "then") and _told_before(scene, clause):
        return 0.0, head
    form = tokens[head].form
    if form in ("i", "we") or form in ("would",):
        return _advice(scene, clause, verbs)
    polite_at = next((i for i in range(clause.first, clause.last) if tokens[i].form in ("please", "kindly")), None)
    question = clause.asked and _question_mark(scene, clause)
    if polite_at is not None and polite_at > head and not _asks_us(scene, clause):
        weight, _ = _imperative(scene, polite_at + 1, clause.last, verbs)
        return (weight * (0.75 if question else 1.0)), polite_at
    if form in ("you", "u", "customer", "customers"):
        return _you_may(scene, clause, head, verbs, question)
    for i in range(head, min(clause.last, head + 10)):
        if tokens[i].form == "you" and i > head and not question and tokens[i - 1].form in ("then", "so", "that", "or", "convenience"):
            return _you_may(scene, clause, i, verbs, question)
    if question and form not in _AUX_OPENERS and form not in ("what", "which", "how", "who", "where", "when", "why"):
        weight, at = _imperative(scene, head, clause.last, verbs)
        return weight * 0.75, at
    if question:
        asks = form in ("could", "can", "would", "will") and tokens[head + 1].form in ("you", "u")
        weight, _ = _imperative(scene, _after_adverbs(scene, head + 2, clause.last), clause.last, verbs) if asks else (0.0, 0)
        return weight * 0.7, head
    weight, at = _imperative(scene, head, clause.last, verbs)
    return (min(0.9, weight + 0.08) if clause.polite else weight), at if not clause.polite else clause.first


_AUX_OPENERS = frozenset("do does did is are was were have has had can could will would shall should may might am".split())


def _told_before(scene: Scene, clause: Clause) -> bool:
    """"We check it and call you": the second verb has the first one's subject, so it orders nothing."""
    begin = scene.document.bounds[scene.document.sentence_of[clause.first]][0]
    if scene.document.tokens[clause.head].form in ("please", "you", "then") or clause.polite:
        return False
    for i in range(clause.first - 1, max(begin, clause.first - 14) - 1, -1):
        form = scene.document.tokens[i].form
        if form in _AGENTS:
            return True
        if form in ("please", "kindly") or i in scene.document.breaks:
            return False
        if form == "you":
            return not _YOU_MODALS & set(scene.forms(i + 1, i + 2)) and form not in _CONCRETE
    return False


def _asks_us(scene: Scene, clause: Clause) -> bool:
    return scene.document.tokens[clause.head].form in ("i", "we")


def _after_adverbs(scene: Scene, at: int, last: int) -> int:
    while at < last and scene.document.tokens[at].form in ("please", "kindly", "also", "just", "then", "always", "still", "simply", "try", "first", "either", "directly", "to", "either"):
        at += 1
    return at


def _imperative(scene: Scene, at: int, last: int, verbs: frozenset[str]) -> tuple[float, int]:
    """A verb in its bare form at the head of the clause."""
    tokens = scene.document.tokens
    tried = at <= last and tokens[at].form == "try"
    at = _after_adverbs(scene, at, last)
    if at > last:
        return 0.0, last
    token = tokens[at]
    if tried and token.form.endswith("ing") and token.stem in verbs:
        return 0.75, at
    following = tokens[at + 1].form if at < last else ""
    if token.stem not in verbs or (token.form, following) in _NO_INSTRUCTION or token.kind == END:
        return 0.0, at
    if token.form in ("repeat", "clarify", "confirm", "specify", "explain", "describe", "tell", "share") and "?" in _sentence_tail(scene, at):
        return 0.0, at
    if token.form in _NOUNS_TOO and following in _NOUN_HEADS:
        return 0.0, at
    if token.form.endswith(("ing", "ed")) or token.form in ("sent", "made", "left", "given", "paid", "took", "found", "changes", "orders"):
        return 0.0, at
    if following in ("is", "are", "was", "were", "has", "will", "have", "and", "of", "can", "does"):
        return 0.1, at
    if token.form == "feel":
        return 0.0, at
    if token.form == "do" and following == "not":
        return (0.2, at) if tokens[min(last, at + 2)].form in ("worry", "hesitate", "be", "forget", "panic", "feel", "think", "get", "apologise", "thank") else (0.65, at)
    weight = 0.62 if token.form in _INSTRUCT_SOFT else 0.82
    return (weight if at < last else weight - 0.25), at


def _sentence_tail(scene: Scene, at: int) -> str:
    end = scene.document.sentences[scene.document.sentence_of[at]].end
    return scene.document.text[end - 3 : end]


def _you_may(scene: Scene, clause: Clause, at: int, verbs: frozenset[str], question: bool) -> tuple[float, int]:
    """"You can open it", "you have to sign", "you go to settings"."""
    tokens = scene.document.tokens
    if question or at >= clause.last:
        return 0.0, at
    j, modal = at + 1, ""
    while j < clause.last and (tokens[j].form in _YOU_MODALS or tokens[j].form in ("also", "to", "just", "then", "always", "now", "simply", "only", "want", "are", "expected", "advised", "required", "requested", "either", "try", "still", "do", "like", "better", "not")):
        if tokens[j].form in ("not", "do") or (tokens[j].form == "have" and tokens[j + 1].form != "to"):
            return 0.0, at
        if tokens[j].form != "to":
            modal = modal or tokens[j].form
        j += 1
    token = tokens[j]
    if token.stem not in verbs or token.form.endswith(("ing", "ed")):
        return 0.0, at
    following = tokens[j + 1].form if j < clause.last else ""
    if token.form in ("find", "see", "get", "have", "be", "receive") and modal in ("will", "can", "would", "may", "could"):
        return (0.3 if token.form != "find" else 0.42), at
    if not modal:
        return (0.7 if token.form in _CONCRETE else 0.2), at
    if modal in ("would", "might", "could") and "have" in scene.forms(at, j):
        return 0.0, at
    if following in ("us", "me") and token.form in ("tell", "trust", "ask"):
        return 0.35, at
    return (0.72 if modal != "will" or "need" in scene.forms(at, j) else 0.3), at


def _advice(scene: Scene, clause: Clause, verbs: frozenset[str]) -> tuple[float, int]:
    """"We advise that you restart it", "I'd suggest calling them", "we ask you to send"."""
    tokens = scene.document.tokens
    for i in range(clause.head, min(clause.last, clause.head + 7)):
        if tokens[i].stem in ("advis", "recommend", "suggest", "ask", "need", "encourag", "urg", "request", "propos", "advic", "adviz"):
            tail = tokens[i + 1 : clause.last + 1]
            if tokens[i].stem in ("ask", "need", "request") and not any(t.form == "you" for t in tail[:2]):
                return 0.0, i
            if any(t.stem in verbs for t in tail[:6]):
                return 0.68, clause.head
    return 0.0, clause.head


def gives_timeframe(scene: Scene) -> Finding:
    """When something will happen, or how long it takes."""
    evidence = []
    past = {hit.span.sentence for hit in scene.hits.get("time.past", ())}
    open_hours = scene.all("time.open")
    for cue, base in (("time.in", 0.72), ("time.when", 0.6), ("time.bare", 0.42)):
        for hit in scene.hits.get(cue, ()):
            if hit.first in scene.polarity.quoted or any(o.first <= hit.last and hit.first <= o.last + 1 for o in open_hours):
                continue
            weight = base + _ahead(scene, hit) - (0.3 if hit.span.sentence in past else 0.0)
            evidence.append((min(0.92, weight), hit.span))
    return graded((weight, span) for weight, span in evidence if weight > 0)


_AHEAD = frozenset("will shall going takes take arrive arrives expect should be reach get tomorrow tonight by within until goes comes due before soonest latest ready next".split())
_BEFORE = frozenset("was were had did ordered received noted wrote sent paid bought called scanned said charged placed dated since happened booked delivered yesterday".split())
_THEIRS = frozenset("if when please you your".split())


def _ahead(scene: Scene, hit: Hit) -> float:
    """How the clause around a time points: ahead or back, to us or to the customer."""
    tokens = scene.document.tokens
    first, end = scene.document.bounds[hit.span.sentence]
    around = [tokens[i].form for i in range(max(first, hit.first - 8), min(end, hit.last + 6))]
    words = set(around)
    shift = 0.0
    if words & _AHEAD:
        shift += 0.15
    if words & _BEFORE and not words & {"will", "shall", "tomorrow"}:
        shift -= 0.35
    if scene.asked(hit):
        shift -= 0.45
    if hit.first in scene.polarity.conditional or hit.first in scene.polarity.denied:
        shift -= 0.3
    commits = scene.findings.get("commits_to_action")
    if commits and any(span.sentence == hit.span.sentence for span in commits.spans):
        shift += 0.2
    if _told_to_customer(scene, hit):
        shift -= 0.55
    kinds = {tokens[i].kind for i in range(hit.first, hit.last + 1)}
    if hit.first == hit.last and not words & _AHEAD:
        shift -= 0.15 if kinds & {DATE, TIME} else 0.3
    return shift if not kinds <= {NUMBER, CODE} else shift - 0.4


def _told_to_customer(scene: Scene, hit: Hit) -> bool:
    """"Please send it within 14 days" sets the customer a term and promises nothing."""
    finding = scene.findings.get("gives_instruction")
    if finding is None or not finding.present:
        return False
    sentence = [span for span in finding.spans if span.sentence == hit.span.sentence and span.start < hit.span.start]
    commits = scene.findings.get("commits_to_action")
    ours = commits is not None and any(span.sentence == hit.span.sentence for span in commits.spans)
    return bool(sentence) and not ours and "will" not in scene.forms(max(0, hit.first - 8), hit.first)
