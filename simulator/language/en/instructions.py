"""Reads what an English reply tells the customer to do next."""

from __future__ import annotations

from simulator.language.document import END, NUMBER, TIME
from simulator.language.en.instruction_words import (
    ADVISING,
    ALLOWED,
    ANYTHING,
    AUX_OPENERS,
    BETWEEN,
    CONCRETE,
    CONTACTING,
    HAS_FORM,
    HEARSAY,
    INFLECTED_NOT,
    INSTRUCT_SOFT,
    NO_INSTRUCTION,
    NO_ORDER_AFTER,
    NOUN_HEADS,
    NOUNS_TOO,
    REASSURED,
    STARTERS,
    TOLD_YOU,
    YOU_MODALS,
)
from simulator.language.en.words import AGENTS, INSTRUCTION_VERBS, stems_of
from simulator.language.reading import Finding, Span
from simulator.language.scene import Clause, Scene, graded

_POLITE = frozenset({"please", "kindly"})


def gives_instruction(scene: Scene) -> Finding:
    """Tells the customer what to do next, concretely."""
    verbs = stems_of(INSTRUCTION_VERBS)
    evidence: list[tuple[float, Span]] = []
    for clause in scene.clauses:
        weight, first = _instruction(scene, clause, verbs)
        if weight and _mere_invitation(scene, clause):
            weight *= 0.5
        if weight and first not in scene.polarity.quoted:
            evidence.append((weight, scene.span(first, min(clause.last, first + 12))))
    return graded(evidence)


def _mere_invitation(scene: Scene, clause: Clause) -> bool:
    """So: "If you have any other question, please contact us" invites and orders nothing."""
    if CONTACTING.isdisjoint(scene.forms(clause.head, min(clause.last, clause.head + 4))):
        return False
    begin, end = scene.document.bounds[scene.document.sentence_of[clause.first]]
    inside = [i for i in range(begin, end) if i in scene.polarity.conditional]
    return not ANYTHING.isdisjoint([scene.document.forms[i] for i in inside])


def _instruction(scene: Scene, clause: Clause, verbs: frozenset[str]) -> tuple[float, int]:
    forms, head = scene.document.forms, clause.head
    if clause.conditional:
        return 0.0, head
    if forms[clause.first] in ("and", "or", "but", "then") and _told_before(scene, clause):
        return 0.0, head
    form = forms[head]
    bare = scene.document.stems[head] in ADVISING and scene.forms(head + 1, head + 1) in (["you"], ["to"])
    if form in ("i", "we", "would", "it") or bare:
        return _advice(scene, clause, verbs)
    polite_at = _polite_at(scene, clause)
    question = clause.asked and "?" in _sentence_tail(scene, clause.first)
    if polite_at is not None and polite_at > head and not _asks_us(scene, clause):
        weight, _ = _imperative(scene, polite_at + 1, clause.last, verbs)
        return (weight * (0.75 if question else 1.0)), polite_at
    if form in ("you", "u", "customer", "customers"):
        return _you_may(scene, clause, head, verbs, question)
    if not question and "you" in forms[head + 1 : clause.last]:
        for i in range(head + 1, min(clause.last, head + 10)):
            if forms[i] == "you" and forms[i - 1] in TOLD_YOU:
                return _you_may(scene, clause, i, verbs, question)
    if (
        question
        and form not in AUX_OPENERS
        and form not in ("what", "which", "how", "who", "where", "when", "why")
    ):
        weight, at = _imperative(scene, head, clause.last, verbs)
        return weight * 0.75, at
    if question and scene.forms(head, head + 2) == ["have", "you", "tried"]:
        return 0.6, head
    if question:
        asks = form in ("could", "can", "would", "will") and forms[head + 1] in ("you", "u")
        weight, _ = (
            _imperative(scene, _after_adverbs(scene, head + 2, clause.last), clause.last, verbs)
            if asks
            else (0.0, 0)
        )
        return weight * 0.7, head
    weight, at = _imperative(scene, head, clause.last, verbs)
    return (min(0.9, weight + 0.08) if clause.polite else weight), at if not clause.polite else clause.first


def _polite_at(scene: Scene, clause: Clause) -> int | None:
    forms = scene.document.forms[clause.first : clause.last]
    return next((clause.first + i for i, form in enumerate(forms) if form in _POLITE), None)


def _told_before(scene: Scene, clause: Clause) -> bool:
    """So: "We check it and call you": the second verb has the first one's subject, so it orders nothing."""
    begin = scene.document.bounds[scene.document.sentence_of[clause.first]][0]
    if scene.document.forms[clause.head] in ("please", "you", "then") or clause.polite:
        return False
    for i in range(clause.first - 1, max(begin, clause.first - 14) - 1, -1):
        form = scene.document.forms[i]
        if form in AGENTS:
            return True
        if form in ("please", "kindly") or i in scene.document.breaks:
            return False
        if form == "you":
            return not YOU_MODALS & set(scene.forms(i + 1, i + 2)) and form not in CONCRETE
    return False


def _asks_us(scene: Scene, clause: Clause) -> bool:
    return scene.document.forms[clause.head] in ("i", "we")


def _after_adverbs(scene: Scene, at: int, last: int) -> int:
    while at < last and scene.document.forms[at] in STARTERS:
        at += 1
    return at


def _inflected(form: str) -> bool:
    if form.endswith("s") and not form.endswith("ss"):
        return form not in INFLECTED_NOT
    return form.endswith(("ing", "ed")) and form not in INFLECTED_NOT


def _imperative(scene: Scene, at: int, last: int, verbs: frozenset[str]) -> tuple[float, int]:
    """A verb in its bare form at the head of the clause."""
    tokens, forms = scene.document.tokens, scene.document.forms
    tried = at <= last and forms[at] == "try"
    at = _after_adverbs(scene, at, last)
    if at > last:
        return 0.0, last
    token = tokens[at]
    if tried and token.form.endswith("ing") and token.stem in verbs:
        return 0.75, at
    following = forms[at + 1] if at < last else ""
    if token.form in ("allow", "open") and at < last and tokens[at + 1].kind in (NUMBER, TIME):
        return 0.0, at
    if token.form == "tell" and at and forms[at - 1] == "please" and following in ("us", "me"):
        return 0.55, at
    if token.stem not in verbs or (token.form, following) in NO_INSTRUCTION or token.kind == END:
        return 0.0, at
    if token.form in HEARSAY and "?" in _sentence_tail(scene, at):
        return 0.0, at
    if token.form in NOUNS_TOO and following in NOUN_HEADS:
        return 0.0, at
    if _inflected(token.form) or token.form in HAS_FORM:
        return 0.0, at
    if following in NO_ORDER_AFTER:
        return 0.1, at
    if token.form in ("feel", "done", "did"):
        return 0.0, at
    if token.form == "do" and following == "not":
        return (0.2, at) if forms[min(last, at + 2)] in REASSURED else (0.65, at)
    weight = 0.62 if token.form in INSTRUCT_SOFT else 0.82
    return (weight if at < last else weight - 0.25), at


def _sentence_tail(scene: Scene, at: int) -> str:
    end = scene.document.sentences[scene.document.sentence_of[at]].end
    return scene.document.text[end - 3 : end]


def _you_may(
    scene: Scene, clause: Clause, at: int, verbs: frozenset[str], question: bool
) -> tuple[float, int]:
    """So: "You can open it", "you have to sign", "you go to settings"."""
    forms = scene.document.forms
    if question or at >= clause.last:
        return 0.0, at
    j, modal = at + 1, ""
    while j < clause.last and (forms[j] in YOU_MODALS or forms[j] in BETWEEN):
        if forms[j] in ("not", "do") or (forms[j] == "have" and forms[j + 1] != "to"):
            return 0.0, at
        if forms[j] != "to":
            modal = modal or forms[j]
        j += 1
    token = scene.document.tokens[j]
    if token.stem not in verbs or _inflected(token.form):
        return 0.0, at
    following = forms[j + 1] if j < clause.last else ""
    if token.form in ("find", "see", "get", "have", "be", "receive") and modal in ALLOWED:
        return (0.3 if token.form != "find" else 0.42), at
    if not modal:
        return (0.7 if token.form in CONCRETE else 0.2), at
    if modal in ("would", "might", "could") and "have" in scene.forms(at, j):
        return 0.0, at
    if following in ("us", "me") and token.form in ("tell", "trust", "ask"):
        return 0.35, at
    return (0.72 if modal != "will" or "need" in scene.forms(at, j) else 0.3), at


def _advice(scene: Scene, clause: Clause, verbs: frozenset[str]) -> tuple[float, int]:
    """So: "We advise that you restart it", "I'd suggest calling them", "we ask you to send"."""
    tokens = scene.document.tokens
    stems = scene.document.stems[: clause.last]
    if ADVISING.isdisjoint(stems[clause.head : clause.head + 7]):
        return 0.0, clause.head
    for i in range(clause.head, min(clause.last, clause.head + 7)):
        if stems[i] in ADVISING:
            tail = tokens[i + 1 : clause.last + 1]
            if "not" in scene.forms(clause.head, i):
                return 0.0, i
            told = any(t.form == "you" for t in tail[:2]) or tokens[clause.head].form == "it"
            if stems[i] in ("ask", "need", "request") and not told:
                return 0.0, i
            if any(t.stem in verbs for t in tail[:6]):
                return 0.68, clause.head
    return 0.0, clause.head
