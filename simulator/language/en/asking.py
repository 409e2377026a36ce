"""Reads questions to the customer: those that want to understand, and those that check or close."""

from __future__ import annotations

from simulator.language.en.questions import AUXILIARIES, QUESTION_WORDS
from simulator.language.en.words import INFORM_NOUNS, INFORM_VERBS
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Question, Span
from simulator.language.scene import Clause, Scene, graded
from simulator.language.wordlist import wordset

_REACH = 9
_FORM_WORDS = wordset("form ticket link following request website page")
_TAGS = [
    ["would", "you"],
    ["will", "you"],
    ["could", "you"],
    ["okay", "\n"],
    ["right", "\n"],
    ["is", "it"],
    ["not", "it"],
]
_ECHOES = wordset("really seriously honestly truly again still what never")
_PREFACES = wordset(
    "could can would will you u please we i need to kindly also just must should have may further "
    "then first also always"
)


def asks_question(scene: Scene) -> Finding:
    """Asks in order to understand or to identify the case."""
    evidence = [(_question_weight(scene, question), question.span) for question in scene.questions]
    for clause in scene.clauses:
        span = _request(scene, clause)
        if span is not None:
            evidence.append((0.8, span))
    evidence.extend(
        (0.6, _to_clause_end(scene, hit.first))
        for hit in scene.plain("ask.request")
        if _has_noun(scene, hit.last)
    )
    return graded((weight, span) for weight, span in evidence if weight > 0)


def _question_weight(scene: Scene, question: Question) -> float:
    if question.closing:
        return 0.15
    sentence = question.span.sentence
    words = scene.document.bounds[sentence]
    if any(hit.sentence == sentence for hit in scene.hits.get("check.offer", ())):
        choice = "or" in scene.forms(*words)
        return 0.55 if choice else 0.3
    if "?" not in scene.document.text[question.span.start : question.span.end]:
        return 0.45
    if scene.forms(words[1] - 2, words[1] - 1) in _TAGS:
        return 0.3
    if words[1] - words[0] < 4 and _echoes(scene, words):
        return 0.3
    return 0.9 if words[1] - words[0] > 2 else 0.7


def _echoes(scene: Scene, words: tuple[int, int]) -> bool:
    """A few words with a question mark that ask nothing: "Really?", "Since May?!"."""
    forms = set(scene.forms(words[0], words[1] - 1))
    asks = forms & (QUESTION_WORDS | AUXILIARIES | INFORM_NOUNS)
    return not asks and (forms <= _ECHOES or "!" in _tail(scene, words[1] - 1))


def _tail(scene: Scene, at: int) -> str:
    end = scene.document.sentences[scene.document.sentence_of[at]].end
    return scene.document.text[end - 3 : end]


def _request(scene: Scene, clause: Clause) -> Span | None:
    """A verb of telling with a detail to tell, to us: "please send us your order number"."""
    words = scene.document.forms
    if clause.head in scene.polarity.quoted or clause.head in scene.polarity.denied:
        return None
    at = clause.head
    while at < clause.last and words[at] in _PREFACES:
        at += 1
    subject = scene.forms(clause.head, at - 1) if at > clause.head else []
    if ("i" in subject or "we" in subject) and "you" not in subject:
        return _need(scene, clause, at)
    verb = words[at]
    if verb not in INFORM_VERBS or clause.conditional:
        return None
    if verb == "let" and scene.forms(at + 2, at + 2) != ["know"]:
        return None
    if subject and "you" not in subject and not set(subject) & {"please", "kindly"}:
        return None
    end = min(_sentence_end(scene, at), at + _REACH + 6)
    forms = scene.forms(at + 1, end)
    if set(forms[:10]) & _FORM_WORDS or _elsewhere(forms) or _closes(forms):
        return None
    nouns = [i for i, form in enumerate(forms) if form in INFORM_NOUNS and not _verbal(forms, i)]
    if not nouns or (
        verb in ("email", "text", "message", "post")
        and "you" not in subject
        and not clause.polite
        and not forms
    ):
        return None
    if forms[:1] == ["you"] or not _to_us(forms[: nouns[0] + 1], verb):
        return None
    return scene.span(clause.first, at + 1 + nouns[0])


def _need(scene: Scene, clause: Clause, at: int) -> Span | None:
    """What the agent says to need: "we still need your order number"."""
    forms = scene.forms(clause.head, clause.last)
    for i, form in enumerate(forms[:6]):
        if form in ("need", "require") and "to" not in forms[i + 1 : i + 2] and "not" not in forms[:i]:
            for j in range(i + 1, min(len(forms), i + 8)):
                if forms[j] in INFORM_NOUNS:
                    return scene.span(clause.head, clause.head + j)
    return None


def _to_us(before_noun: list[str], verb: str) -> bool:
    """What is to be told goes to the agent, or to nobody in particular."""
    others = {"them", "bank", "carrier", "police", "department", "claims"}
    return not others & set(before_noun) and not (
        verb in ("let", "tell", "give") and before_noun[:1] == ["them"]
    )


def _verbal(forms: list[str], at: int) -> bool:
    """Whether a noun only belongs to its verb: "send us an email" asks for no address."""
    return forms[at] in (
        "email",
        "mail",
        "message",
        "content",
        "contact",
        "phone",
        "reply",
        "time",
        "address",
        "number",
        "link",
        "text",
    ) and (
        at > 0
        and forms[at - 1] in ("and", "an", "a", "by", "via", "private", "direct", "through", "this", "that")
    )


def _elsewhere(forms: list[str]) -> bool:
    return any(form.startswith("<") or "://" in form or "@" in form for form in forms[:4])


def _closes(forms: list[str]) -> bool:
    return forms[:2] in (["us", "know"], ["me", "know"]) and (
        forms[2:3] in (["if"], ["whether"], ["in"], ["should"], [])
        or (forms[2:3] == ["how"] and forms[3:4] in (["it"], ["you"], ["that"], ["this"], ["things"]))
        or forms[2:3] == ["please"]
    )


def _has_noun(scene: Scene, at: int) -> bool:
    forms = scene.forms(at, min(at + 8, _sentence_end(scene, at)))
    return bool(set(forms) & INFORM_NOUNS)


def _sentence_end(scene: Scene, at: int) -> int:
    return scene.document.bounds[scene.document.sentence_of[at]][1] - 1


def _to_clause_end(scene: Scene, first: int) -> Span:
    return scene.span(first, min(first + 12, _sentence_end(scene, first)))


def checks_satisfaction(scene: Scene) -> Finding:
    """Asks whether it suits or helped or whether there is more, or invites to come back."""
    evidence = [
        (0.35 if _offer(scene, hit.span) else 0.8, hit.span)
        for hit in scene.hits.get("check.question", ())
        if scene.asked(hit) and hit.first not in scene.polarity.quoted and not _probes(scene, hit)
    ]
    evidence.extend(
        (0.72, hit.span)
        for hit in scene.hits.get("check.invite", ())
        if hit.first not in scene.polarity.quoted
        and not _asks_which(scene, hit)
        and not _wants_detail(scene, hit)
    )
    return graded(evidence)


def _probes(scene: Scene, hit: Hit) -> bool:
    """So: "Is it better if you change the cable?" looks for the cause, it does not check the answer."""
    following = scene.forms(hit.last + 1, hit.last + 2)
    return following[:1] == ["to"] or following in (["if", "you"], ["when", "you"], ["with", "another"])


def _offer(scene: Scene, span: Span) -> bool:
    words = scene.document.text[span.start : span.end].lower()
    return words.startswith(("shall", "want me", "do you want me", "would you", "which", "what"))


def _wants_detail(scene: Scene, hit: Hit) -> bool:
    """A bare "let us know" invites only when nothing is named that is to be known."""
    tokens = scene.document.tokens
    if tokens[hit.last].form != "know":
        return False
    following = tokens[hit.last + 1].form
    return following not in (
        "\n",
        "please",
        "if",
        "how",
        "whether",
        "and",
        "so",
        "should",
        "any",
        "okay",
    ) and (hit.last + 1 not in scene.document.breaks)


def _asks_which(scene: Scene, hit: Hit) -> bool:
    """Whether a detail is wanted: "let us know which platform", "tell me what you are looking for"."""
    if "what" in scene.forms(hit.first, hit.last) and not _VERDICTS & set(
        scene.forms(hit.first, hit.last + 1)
    ):
        return True
    return bool(set(scene.forms(hit.last, hit.last + 2)) & {"which", "what", "where", "when", "your", "more"})


_VERDICTS = wordset("think say happens happen works suits prefer decide feel")
