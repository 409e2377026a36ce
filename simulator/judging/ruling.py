"""A rubric's rules, applied to a case: which option of a question is chosen, and by which words.

Options are tried in the file's order. An option that is worth more than the one taken by default has to be
earned, so words that prove nothing do not count for it; an option that is worth less is found as it stands.
`not`, and the second half of `order`, turn this around.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import lru_cache

from simulator.content.base import compare
from simulator.content.rubric import Option, Question
from simulator.content.rules import Measure, Observation, Order, Rule
from simulator.content.rules import Promises as PromisesRule
from simulator.judging.answering import Answers, answers, tie_times
from simulator.judging.case import Case, Proof, Reply
from simulator.judging.evidence import Evidence
from simulator.judging.measuring import OF_MERIT, Measured, measure
from simulator.judging.observing import Sight, see
from simulator.judging.promises import Promises, promises
from simulator.judging.receiving import Reception, reception
from simulator.judging.tone import ToneOfReplies, tone_of
from simulator.language.document import take_apart
from simulator.language.patterns import PhraseBook
from simulator.language.values import value, worked_out


@value
class Outcome:
    """Whether a rule holds, and the words that decided it.

    Attributes:
        holds: Whether it holds.
        proofs: What was seen (behaviours, phrases, topics, answers).
        measured: Where a measure was taken; it shows a fact and no merit.
    """

    holds: bool
    proofs: tuple[Proof, ...] = ()
    measured: tuple[Proof, ...] = ()


_YES, _NO = Outcome(True), Outcome(False)


@value
class Ruling:
    """The option chosen for a question.

    Attributes:
        option: The option.
        outcome: How its rule came out; empty when it was taken because no other held.
    """

    option: Option
    outcome: Outcome


class Bench:
    """Applies rules to one case; what several rules ask for is worked out once."""

    def __init__(
        self,
        case: Case,
        language: str,
        phrases: PhraseBook | None,
        channel: str | None = None,
        like: Bench | None = None,
    ) -> None:
        self.case = case
        self._channel = channel
        self._like = like
        self._language = self.language = language
        self._phrases = phrases

        self.answers: Answers = like.answers if like else answers(case, language)
        """The customer's questions, and what answered them."""
        self.evidence: dict[tuple[int, int, int, int], Evidence | None] = {}
        """By the place of a proof (turn, start, end, sentence), its clause as evidence."""
        self._spoilt: dict[str, bool] = {}
        self._sights: dict[tuple[str, bool], Sight] = {}
        self._measures: dict[Measure, Measured | None] = {}
        tie_times(case, self.answers)

    @worked_out
    def _said(self) -> frozenset[str]:
        """The rubric's phrases that the customer used."""
        if self._phrases is None:
            return frozenset()
        documents = (take_apart(message.text, self._language) for message in self.case.messages)
        return frozenset(name for document in documents for name in self._phrases.find(document))

    @worked_out
    def _promises(self) -> Promises:
        """What was promised for this very conversation."""
        return self._like._promises if self._like else promises(self.case, self._language)

    @worked_out
    def _reception(self) -> Reception:
        """How the customer took what was done for them."""
        return self._like._reception if self._like else reception(self.case, self._language)

    @worked_out
    def _tone(self) -> ToneOfReplies:
        """How the tone went from the first replies to the last."""
        return self._like._tone if self._like else tone_of(self.case, self.answers, self._language)

    def applies(self, question: Question) -> bool:
        """Whether a question applies to this case at all."""
        return question.applies is None or self.outcome(question.applies, earning=False).holds

    def rule(self, question: Question) -> Ruling:
        """Choose the option of a question."""
        default = question.default
        for option in question.options:
            if option.when is None:
                continue
            outcome = self.outcome(option.when, earning=option.score > default.score)
            if outcome.holds:
                return Ruling(option, outcome)
        return Ruling(default, _YES)

    def spoils(self, question: Question, ruling: Ruling) -> bool:
        """Whether the question would have got more, had nothing stood beside the words that spoils them."""
        if self._unspoilt is None:
            return False
        if question.ref_id not in self._spoilt:
            better = self._unspoilt.rule(question).option.score > ruling.option.score
            self._spoilt[question.ref_id] = better
        return self._spoilt[question.ref_id]

    @worked_out
    def _unspoilt(self) -> Bench | None:
        """The same case without what spoils; None when nothing does."""
        if not any(reply.spoilt for reply in self.case.replies):
            return None
        replies = tuple(map(_without_spoilt, self.case.replies))
        case = Case(replies, self.case.messages)
        return Bench(case, self._language, self._phrases, self._channel, like=self)

    def outcome(self, rule: Rule, *, earning: bool) -> Outcome:
        """Whether a rule holds, and by which words."""
        if (seen := rule.seen) is not None:
            sight = self._see(seen, earning)
            return Outcome(True, sight.proofs) if sight.holds else _NO
        if (parts := rule.all) is not None:
            return self._all(parts, earning)
        if (measures := rule.measure) is not None:
            return _joined([self._measured(name, bound) for name, bound in measures.items()])
        if (parts := rule.any) is not None:
            for part in parts:
                outcome = self.outcome(part, earning=earning)
                if outcome.holds:
                    return outcome
            return _NO
        if rule.not_ is not None:
            return _NO if self.outcome(rule.not_, earning=not earning).holds else _YES
        return self._other(rule, earning)

    def _all(self, parts: Sequence[Rule], earning: bool) -> Outcome:
        held: list[Outcome] = []
        for part in parts:
            outcome = self.outcome(part, earning=earning)
            if not outcome.holds:
                return _NO
            held.append(outcome)
        return _joined(held)

    def _see(self, observation: Observation, earning: bool) -> Sight:
        """Several questions look for the same thing; it is looked for once."""
        key = observation.key, earning
        sight = self._sights.get(key)
        if sight is None:
            sight = see(observation, self.case, earning=earning, language=self._language)
            self._sights[key] = sight
        return sight

    def _other(self, rule: Rule, earning: bool) -> Outcome:
        if rule.order is not None:
            return self._ordered(rule.order, earning)
        if rule.promises is not None:
            return self._promised(rule.promises)
        if rule.tone is not None:
            if rule.tone == "holds":
                return Outcome(self._tone.holds, self._tone.held)
            fallen = self._tone.fallen
            return Outcome(fallen is not None, (fallen,) if fallen else ())
        if rule.ends is not None:
            holds = self._reception.content if rule.ends == "content" else self._reception.unhelped
            last = self._reception.last
            return Outcome(holds, measured=(last,) if holds and last else ())
        if rule.channel is not None:
            return Outcome(self._channel in rule.channel)
        if rule.unanswered is not None:
            return Outcome(_compare(len(self.answers.unanswered), rule.unanswered))
        if rule.answered is not None:
            share = self.answers.share
            holds = share is not None and _compare(float(share), rule.answered)
            return Outcome(holds, tuple(proof for _, proof in self.answers.answered) if holds else ())
        names = rule.customer.phrase if rule.customer is not None else []
        return Outcome(any(name in self._said for name in names))

    def _ordered(self, order: Order, earning: bool) -> Outcome:
        first = self._see(order.first, earning)
        then = self._see(order.then, not earning)
        if not first.holds:
            return _NO
        before = first.proofs[0]
        late = bool(then.proofs) and then.proofs[0].place < before.place
        return Outcome(not late, () if late else (before,))

    def _promised(self, rule: PromisesRule) -> Outcome:
        proofs: list[Proof] = []
        for bound, found in ((rule.kept, self._promises.kept), (rule.broken, self._promises.broken)):
            if bound is not None and not _compare(len(found), bound):
                return _NO
            proofs += found if bound is not None else ()
        return Outcome(True, tuple(proofs))

    def _measured(self, name: Measure, bound: str) -> Outcome:
        found = self._measure(name)
        if found is None or not _compare(found.value, bound):
            return _NO
        return Outcome(True, measured=found.proofs)

    def _measure(self, name: Measure) -> Measured | None:
        """Each option of a question compares the same measure with another bound; it is taken once."""
        if self._like is not None and name not in OF_MERIT:
            return self._like._measure(name)
        if name not in self._measures:
            self._measures[name] = measure(name, self.case, self.answers, self._language)
        return self._measures[name]


_compare = lru_cache(maxsize=1024)(compare)
"""A comparison is read out of the rubric's words every time; most talks have the same few counts."""


def _without_spoilt(reply: Reply) -> Reply:
    unspoilt = copy(reply)  # what was looked for in it already goes over
    unspoilt.spoilt = frozenset()
    return unspoilt


def _joined(parts: Sequence[Outcome]) -> Outcome:
    if len(parts) == 1:
        return parts[0]
    proofs: tuple[Proof, ...] = ()
    measured: tuple[Proof, ...] = ()
    for part in parts:
        if not part.holds:
            return _NO
        proofs += part.proofs  # most parts have none, and to add nothing to a tuple costs nothing
        measured += part.measured
    return Outcome(True, proofs, measured) if proofs or measured else _YES
