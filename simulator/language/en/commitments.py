"""Reads what an English reply does or promises for the case."""

from __future__ import annotations

from itertools import pairwise

from simulator.language.document import HANDLE, WORD, Token
from simulator.language.en.commitment_words import (
    ADVERBS,
    BE,
    DONE,
    EMPTY_GIFTS,
    FINITE,
    FUTURE,
    IN_BETWEEN,
    LIGHT_VERBS,
    MODALS,
    NO_AGENTS,
    NO_DEED,
    NO_DONE,
    PARTICIPLE_ENDINGS,
    PERFECT,
    RELATIVE_EXEMPT,
    SELF,
    SETTLED,
    STATED,
    STATES,
    UNREAL,
    WAITING,
)
from simulator.language.en.words import ACTION_VERBS, AGENTS, VAGUE_ACTIONS, stems_of
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Span
from simulator.language.scene import Clause, Scene, graded

_OF_STATES = frozenset({"am", "are", "is", "was", "were", "fully"})
_PASSIVE = frozenset({"been", "being", "be", "is", "are", "was", "were"})
_OPENS_A_NOUN = frozenset({"the", "your", "any", "every"})


def commits_to_action(scene: Scene) -> Finding:
    """What the agent or the company will do, is doing or has done for this case."""
    evidence: list[tuple[float, Span]] = []
    purposes = {hit.sentence: hit.first for hit in scene.hits.get("purpose", ())}
    actions = stems_of(ACTION_VERBS)
    for clause in scene.clauses:
        if clause.asked and _question_mark(scene, clause):
            continue
        weight, first, last = _deed(scene, clause, actions)
        if not weight:
            continue
        purpose = purposes.get(scene.document.sentence_of[clause.first])
        if purpose is not None and first >= purpose - 1:
            weight *= 0.4
        evidence.append((weight, scene.span(first, last)))
    evidence.extend(
        (0.6, hit.span)
        for hit in scene.plain("act.other")
        if not scene.asked(hit) and not _listed(scene, hit) and not _unreal(scene, hit)
    )
    return graded(evidence)


def _unreal(scene: Scene, hit: Hit) -> bool:
    """So: "I would have sent it", "you sent it yesterday" and "we are booked" tell of no deed of ours."""
    before = scene.forms(max(0, hit.first - 3), hit.first - 1) if hit.first else []
    if before[-1:] == ["you"] or not UNREAL.isdisjoint(before):
        return True
    return scene.document.forms[hit.first] in STATED and not _OF_STATES.isdisjoint(before)


def _listed(scene: Scene, hit: Hit) -> bool:
    return hit.first in scene.polarity.conditional


def _question_mark(scene: Scene, clause: Clause) -> bool:
    end = scene.document.sentences[scene.document.sentence_of[clause.first]].end
    return "?" in scene.document.text[end - 3 : end]


def _deed(scene: Scene, clause: Clause, actions: frozenset[str]) -> tuple[float, int, int]:
    """How surely a clause tells of a deed, and its words; a joined clause borrows the subject before it."""
    forms = scene.document.forms
    for i in range(clause.head, clause.last + 1):
        form = forms[i]
        if (
            not (form in AGENTS or (forms[i + 1] in ("will", "has") and _named_agent(scene, i, clause.last)))
            or i in scene.polarity.denied
            or i in scene.polarity.quoted
            or i in scene.polarity.conditional
        ):
            continue
        if form == "let" and forms[i + 1] != "me":
            continue
        if i > clause.first and forms[i - 1] in ("how", "what", "why"):
            continue
        weight, last = _predicate(scene, i, clause.last, actions)
        if _relative(scene, clause, i):
            weight *= 0.5
        if weight:
            return weight, i, min(clause.last, last + 6)
        if form in SELF:
            return 0.0, i, i
    return _without_subject(scene, clause, actions)


def _relative(scene: Scene, clause: Clause, at: int) -> bool:
    """So: "read the message we send you": a subject right behind a noun with "the" or "your" before it."""
    document = scene.document
    if document.forms[at] not in SELF or at - clause.head < 2 or at in document.breaks:
        return False
    before = document.forms[max(clause.first, at - 3) : at - 1]
    return (
        document.kinds[at - 1] == WORD
        and not _OPENS_A_NOUN.isdisjoint(before)
        and document.forms[at - 1] not in RELATIVE_EXEMPT
    )


def _named_agent(scene: Scene, at: int, last: int) -> bool:
    """Whether somebody called by name will act: "Petra will call you", "our Little Bee will check it"."""
    token, text = scene.document.tokens[at], scene.document.text
    if (
        at >= last
        or token.kind not in (WORD, HANDLE)
        or not (text[token.start].isupper() or token.kind == HANDLE)
    ):
        return False
    return token.form not in NO_AGENTS


def _predicate(scene: Scene, subject: int, end: int, actions: frozenset[str]) -> tuple[float, int]:
    forms, stems = scene.document.forms, scene.document.stems
    aux = ""
    own = forms[subject] in SELF
    for j in range(subject + 1, min(end, subject + 9) + 1):
        form = forms[j]
        if form in ("not", "never"):
            return 0.0, j
        if form == "to" and aux in PERFECT:
            aux = "must"
        if form in PERFECT and aux in UNREAL:
            return 0.0, j  # "I would have sent it" tells of no deed
        if form in FUTURE or form in PERFECT or form in MODALS:
            aux = aux if aux in FUTURE and form not in FUTURE else form
            continue
        if _is_adverb(form):
            continue
        if form in ADVERBS and not (stems[j] in actions and form not in ("try", "do", "go", "back")):
            continue
        return _verb_weight(scene, own, aux, j, actions), j
    return 0.0, end


def _is_adverb(form: str) -> bool:
    return form.endswith("ly") and form not in ("reply", "apply", "supply", "rely", "fly", "only")


def _verb_weight(scene: Scene, own: bool, aux: str, at: int, actions: frozenset[str]) -> float:
    token = scene.document.tokens[at]
    following = scene.forms(at + 1, at + 2)
    gift = _gift(scene, aux, at, actions)
    if gift:
        return gift
    if token.stem in stems_of(VAGUE_ACTIONS):
        if token.stem == "work" and following[:1] == ["on"] and aux in BE:
            return 0.75
        if token.stem == "enhanc" or (token.stem == "see" and following[:1] == ["to"] and aux in FUTURE):
            return 0.55
        return 0.15
    if token.stem not in actions:
        return _other_deed(scene, own, aux, at)
    if token.stem in (
        "get",
        "make",
        "take",
        "keep",
        "give",
        "let",
        "start",
        "stay",
        "stop",
        "find",
    ) and not _does_something(token.stem, following):
        return 0.2
    if {"better", "best", "good", "quality"} & set(scene.forms(at + 1, at + 3)) and token.stem in (
        "provid",
        "offer",
        "give",
        "deliv",
        "make",
    ):
        return 0.2
    if aux in FUTURE:
        return 0.85 if own else 0.7
    if aux in PERFECT:
        return 0.85 if own else 0.6
    if aux in ("am", "are", "is"):
        return 0.2 if token.form in STATED else 0.8 if own else 0.56 if token.form.endswith("ing") else 0.45
    if aux in ("can", "could", "would", "must", "need", "may", "might", "should", "do"):
        offered = own and aux == "can" and ("for", "you") in _pairs(scene, at)
        return 0.55 if offered or (aux == "would" and own and "simply" in scene.forms(at - 2, at)) else 0.3
    if not own:
        return 0.25
    past = token.form != token.stem and not token.form.endswith(("s", "ing"))
    return (
        0.72
        if past or {"you", "it", "this", "now", "your", "for", "that", "them", "him", "her"} & set(following)
        else 0.5
    )


def _pairs(scene: Scene, at: int) -> set[tuple[str, str]]:
    """Neighbouring words after a verb, to the end of its reach."""
    end = scene.document.bounds[scene.document.sentence_of[at]][1]
    forms = scene.forms(at, min(at + 7, end - 1))
    return set(pairwise(forms))


def _gift(scene: Scene, aux: str, at: int, actions: frozenset[str]) -> float:
    """Help is a deed only with the deed in it: "will help you record it", not "will offer you help"."""
    token, after = scene.document.tokens[at], _words_after(scene, at)
    if token.form in ("help", "assist") and aux in FUTURE and after[:1] == ["you"]:
        return 0.6 if not actions.isdisjoint(t.stem for t in _next_tokens(scene, at + 2)) else 0.15
    empty = token.stem in ("offer", "attach", "give", "provid") and not EMPTY_GIFTS.isdisjoint(after)
    return 0.15 if empty else 0.0


def _next_tokens(scene: Scene, at: int) -> list[Token]:
    return [token for token in scene.document.tokens[at : at + 2] if token.form != "to"]


def _words_after(scene: Scene, at: int) -> list[str]:
    return scene.forms(at + 1, min(at + 4, scene.document.bounds[scene.document.sentence_of[at]][1]))


def _other_deed(scene: Scene, own: bool, aux: str, at: int) -> float:
    """A verb that is on no list tells of a deed when agents do it and it is no state of mind."""
    token = scene.document.tokens[at]
    if not own or token.kind != WORD or token.form in STATES or token.stem in stems_of(STATES):
        return 0.25 if own and aux in FUTURE else 0.0
    if aux in FUTURE:
        if "together" in _words_after(scene, at):
            return 0.25
        return 0.62 if token.form == token.stem or not token.form.endswith(("ed", "ing")) else 0.25
    if aux in PERFECT:
        return (
            0.56 if token.form.endswith(PARTICIPLE_ENDINGS) and at < len(scene.document.tokens) - 2 else 0.0
        )
    return 0.56 if aux in ("am", "are") and token.form.endswith("ing") else 0.0


def _does_something(verb: str, following: list[str]) -> bool:
    object_at = [word for word in following if word not in IN_BETWEEN][:1]
    return not LIGHT_VERBS[verb].isdisjoint(object_at) or any(word[0].isdigit() for word in object_at)


def _without_subject(scene: Scene, clause: Clause, actions: frozenset[str]) -> tuple[float, int, int]:
    """A deed without its subject, or passive: "will resend it today", "it has been cancelled"."""
    forms = scene.document.forms
    head = clause.head
    if head in scene.polarity.denied or head in scene.polarity.quoted or clause.conditional:
        return 0.0, head, head
    form = forms[head]
    if form in ("will", "have", "let", "allow", "gonna", "going"):
        ahead = forms[head + 1] if head < clause.last else ""
        if (form in ("let", "allow") and ahead not in ("me", "us")) or ahead in (
            "you",
            "not",
            "it",
            "a",
            "the",
            "this",
        ):
            return 0.0, head, head
        weight, last = _predicate(
            scene, head - 1 if form == "will" or form == "have" else head + 1, clause.last, actions
        )
        told = form in ("let", "allow") and forms[min(head + 2, clause.last)] != "be"
        return (
            (0.72 if weight >= 0.25 and _is_action(scene, last, actions) and told else weight * 0.9),
            head,
            min(clause.last, last + 5),
        )
    if _elided(scene, clause, actions):
        return _ELIDED, head, min(clause.last, head + 6)
    return _passive(scene, clause, actions)


_ELIDED = 0.62


def _elided(scene: Scene, clause: Clause, actions: frozenset[str]) -> bool:
    """So: "Calling the driver, 3 minutes." The one who writes is the one who calls."""
    tokens, head = scene.document.tokens, clause.head
    begin, end = scene.document.bounds[scene.document.sentence_of[head]]
    return (
        head == begin
        and tokens[head].form.endswith("ing")
        and tokens[head].stem in actions
        and clause.last > head
        and FINITE.isdisjoint(scene.forms(head + 1, end - 1))
    )


def _is_action(scene: Scene, at: int, actions: frozenset[str]) -> bool:
    return scene.document.tokens[at].stem in actions


def _passive(scene: Scene, clause: Clause, actions: frozenset[str]) -> tuple[float, int, int]:
    forms, stems = scene.document.forms, scene.document.stems
    if (
        clause.last - clause.head <= 4
        and forms[clause.last] in DONE
        and forms[clause.last - 1] not in ("be", "is", "get", "not")
    ):
        return _bare_participle(scene, clause), clause.head, clause.last
    for i in range(clause.head, clause.last):
        form = forms[i]
        if (
            form in ("has", "have")
            and i > clause.head
            and forms[i - 1] not in NO_DEED
            and stems[i + 1] in actions
            and WAITING.isdisjoint(scene.forms(clause.first, i))
        ) and forms[i + 1].endswith(PARTICIPLE_ENDINGS):
            return 0.6, max(clause.head, i - 2), i + 1
        if form not in _PASSIVE or i in scene.polarity.denied:
            continue
        for j in range(i + 1, min(clause.last, i + 3) + 1):
            verb, stem = forms[j], stems[j]
            if verb in ADVERBS and stem not in actions:
                continue
            done = stem in actions and stem not in NO_DONE
            if done and verb.endswith(PARTICIPLE_ENDINGS) and not verb.endswith("ing"):
                return _passive_weight(scene, clause, i, j), clause.head, j
            break
    return 0.0, clause.head, clause.head


def _bare_participle(scene: Scene, clause: Clause) -> float:
    """So: "All sorted"; a lone "Done" counts when it opens its sentence and more follows ("Done: it is")."""
    if clause.last > clause.head:
        return 0.66
    begin, end = scene.document.bounds[scene.document.sentence_of[clause.head]]
    return 0.6 if clause.first == clause.head == begin and end - begin > 2 else 0.4


def _passive_weight(scene: Scene, clause: Clause, at: int, done: int) -> float:
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
    if (
        scene.document.tokens[done].form in SETTLED
        and clause.last - clause.head < 9
        and not (
            {"if", "when", "by", "only", "usually", "always", "not", "upon", "after", "automatically"}
            & set(scene.forms(clause.first, clause.last))
        )
    ):
        return 0.6
    return 0.5 if {"now", "already", "today", "just"} & set(scene.forms(at, clause.last)) else 0.35
