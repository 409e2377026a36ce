"""The judge that needs no network: fills a rubric's form by its rules, the same way every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter

from simulator.content.rubric import Question, Rubric, Section
from simulator.content.scenario import Scenario
from simulator.judging.arithmetic import Mark, category, total
from simulator.judging.case import PHRASE, Proof, prepare
from simulator.judging.evaluation import Evaluation, JudgeRef, RubricRef, Status, Verdict
from simulator.judging.evidence import MOST_EVIDENCE, Evidence, verify
from simulator.judging.feedback import Filled, feedback_on, gaps, strength
from simulator.judging.leftout import left_out, nothing_left, still_asked
from simulator.judging.muting import muted
from simulator.judging.plain import plainly
from simulator.judging.quoting import in_clause, words_expected
from simulator.judging.ruling import Bench, Ruling
from simulator.judging.sentences import sentence
from simulator.judging.transcript import Transcript
from simulator.judging.wording import Source
from simulator.language.books import kept_book
from simulator.language.reader import HEARD_KEPT, Reader
from simulator.language.reading import Reading

JUDGE_ID = "rules"
JUDGE_VERSION = "1"
DEFAULT_LEVEL = "agent"

_TOGETHER = 8
"""So many replies are read step by step; more would only take more memory."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form with an option chosen for every question, and what the rules know; not summed up yet.

    Attributes:
        filled: The questions in the rubric's order; summing up writes their applied weights.
        level: The learner's level.
        settled: Whether the customer got what they came for, if that is known.
    """

    transcript: Transcript
    bench: Bench
    filled: list[Filled]
    level: str
    settled: bool | None


class RulesJudge:
    """Fills one rubric.

    Attributes:
        rubric: The form.
        sha256: The hash of its file, kept with every evaluation.
        scenario: The scenario, for its topics, its desk and its better wordings.

    Raises:
        UsageError: Replies cannot be read in the rubric's language.
        PatternError: A phrase of the rubric or the scenario cannot be read.
    """

    def __init__(self, rubric: Rubric, sha256: str, scenario: Scenario | None = None) -> None:
        self.rubric = rubric
        self.sha256 = sha256
        self.scenario = scenario
        self._language = rubric.language.partition("-")[0]
        phrases = {PHRASE + name: patterns for name, patterns in rubric.phrases.items()}
        topics = scenario.topics if scenario else {}
        self._reader = Reader(self._language, {**topics, **phrases}, scenario.untrue if scenario else ())
        self._heard_phrases = kept_book(self._language, rubric.phrases) if rubric.phrases else None
        self._questions, self._own_words = _made_of(rubric)
        self._desk = tuple(f"{card.title}\n{card.text}" for card in scenario.desk) if scenario else ()

    def evaluate(
        self,
        transcript: Transcript,
        readings: Mapping[int, Reading] | None = None,
        settled: bool | None = None,
    ) -> Evaluation:
        """Fill the form.

        Args:
            transcript: The conversation.
            readings: What was read in the agent's turns already, by turn; what is missing is read here.
            settled: Whether the customer got what they came for, if that is known. Good words alone are no
                pass: with `false` the percentage stands, but the form is not passed.
        """
        return self.sum_up(self.fill(transcript, readings, settled))

    def fill(
        self,
        transcript: Transcript,
        readings: Mapping[int, Reading] | None = None,
        settled: bool | None = None,
    ) -> Form:
        """Choose an option for every question, without the sums; the arguments are those of `evaluate`."""
        read = self._read(transcript, readings or {})
        case = prepare(transcript, read, self._own_words, self._language, self.rubric.spoiling)
        bench = Bench(case, self._language, self._heard_phrases, channel=self._channel(transcript))
        level = transcript.level or DEFAULT_LEVEL
        filled = [
            self._fill(section, question, level, bench, transcript) for section, question in self._questions
        ]
        return Form(transcript, bench, filled, level, settled)

    def sum_up(self, form: Form) -> Evaluation:
        """The sums of a filled form, and what the debrief opens with."""
        return self._sum_up(form.filled, form.bench, form.transcript, form.level, form.settled)

    def _channel(self, transcript: Transcript) -> str | None:
        """Where the conversation took place, if anybody says so."""
        if transcript.channel is not None or self.scenario is None:
            return transcript.channel
        return self.scenario.channel

    def _read(self, transcript: Transcript, given: Mapping[int, Reading]) -> dict[int, Reading]:
        readings = self._read_together(transcript) if not given else {}
        # What is heard before a reply depends on those before it only where one is in another language.
        if readings and not any("other_language" in reading.flags for reading in readings.values()):
            return readings
        return self._read_in_turn(transcript, given)

    def _read_together(self, transcript: Transcript) -> dict[int, Reading]:
        """The readings of all replies, a few at a time, as if none were in another language."""
        heard: list[str] = []
        numbers: list[int] = []
        replies: list[tuple[str, Sequence[str]]] = []
        for number, turn in transcript.numbered():
            if turn.speaker == "customer":
                heard.append(turn.text)
            else:
                numbers.append(number)
                replies.append((muted(turn.text, self._language), heard[-HEARD_KEPT:]))
        readings = chain.from_iterable(
            self._reader.read_all(replies[at : at + _TOGETHER], self._desk)
            for at in range(0, len(replies), _TOGETHER)
        )
        return {
            number: _with_what_was_muted(reading, audible, transcript.turns[number - 1].text)
            for number, (audible, _), reading in zip(numbers, replies, readings, strict=True)
        }

    def _read_in_turn(self, transcript: Transcript, given: Mapping[int, Reading]) -> dict[int, Reading]:
        readings: dict[int, Reading] = {}
        heard: list[str] = []
        gone = False
        for number, turn in transcript.numbered():
            if turn.speaker == "customer":
                text = still_asked(turn.text, self._language) if gone else turn.text
                heard += [text] if text.strip() or not gone else []
                continue
            audible = muted(turn.text, self._language)
            if number in given and (given[number].text != turn.text or audible == turn.text):
                readings[number] = self._with_phrases(given[number])
            else:
                reading = self._reader.read(audible, heard, self._desk)
                readings[number] = _with_what_was_muted(reading, audible, turn.text)
            gone = left_out(number, turn.text, readings[number]) is not None
        return readings

    def _with_phrases(self, reading: Reading) -> Reading:
        """A reading that somebody else made, who did not know the rubric's phrases."""
        return replace(reading, topics={**self._reader.find_topics(reading.text), **reading.topics})

    def _fill(
        self, section: Section, question: Question, level: str, bench: Bench, transcript: Transcript
    ) -> Filled:
        if question.levels is not None and level not in question.levels:
            return _uncounted(section, question, sentence("not_this_level", self._language))
        if not bench.case.judgeable:
            foreign = bench.case.left_out
            reason = (
                nothing_left(foreign, self._language) if foreign else sentence("no_reply", self._language)
            )
            return _uncounted(section, question, reason, withheld=True)
        if not bench.applies(question):
            return _uncounted(section, question, sentence("not_here", self._language))
        ruling = bench.rule(question)
        proofs = _shown_by(question, ruling, bench)
        evidence = _evidence(proofs, bench, transcript)
        # An absence cannot be shown while a part of what was said cannot be quoted.
        hidden = not ruling.outcome.proofs and bench.case.partly_void
        if not evidence or hidden:
            return _uncounted(section, question, sentence("no_proof", self._language), withheld=True)
        mark = _mark(section, question, ruling.option.score, ruling.option.automatic_fail)
        return Filled(
            question, section.ref_id, "scored", ruling, mark, evidence, absence=not ruling.outcome.proofs
        )

    def _sum_up(
        self, form: list[Filled], bench: Bench, transcript: Transcript, level: str, settled: bool | None
    ) -> Evaluation:
        own = next((rule for name, rule in self.rubric.levels.items() if name == level), None)
        mastery = own.mastery_score if own else self.rubric.mastery_score
        sums = total([filled.mark for filled in form], mastery)
        for filled, weight in zip(form, sums.applied_weights, strict=True):
            filled.applied_weight = weight
        best = strength(form, bench.case, transcript)
        wording = self.scenario.wording if self.scenario else {}
        return Evaluation(
            id=transcript.id,
            rubric=RubricRef(self.rubric.id, self.rubric.version, self.sha256),
            judge=JudgeRef(JUDGE_ID, JUDGE_VERSION),
            percentage=sums.percentage,
            raw_percentage=sums.raw,
            passed=sums.passed and settled is not False,
            performance_category=category(sums.percentage, self.rubric.score_thresholds),
            automatic_fail=sums.automatic_fail,
            mastery_score=mastery,
            strength=best,
            gaps=gaps(form, bench, transcript, wording, best),
            questions=tuple([_verdict(filled, bench) for filled in form]),
            settled=settled,
            left_out=bench.case.left_out,
        )


_Made = tuple[list[tuple[Section, Question]], Source]
_MADE_KEPT = 32
_made: dict[int, tuple[Rubric, _Made]] = {}


def _made_of(rubric: Rubric) -> _Made:
    """A rubric's questions as plain objects, and its own words; kept, as many scenarios share one rubric."""
    kept = _made.get(id(rubric))
    if kept is None or kept[0] is not rubric:
        if len(_made) >= _MADE_KEPT:
            _made.clear()
        questions = [(part, one) for part in plainly(rubric).sections for one in part.questions]
        kept = _made[id(rubric)] = (rubric, (questions, Source.of(_texts_of(rubric))))
    return kept[1]


def _with_what_was_muted(reading: Reading, audible: str, text: str) -> Reading:
    """The reading of what was audible of a turn as one of all its words, which have kept their places."""
    whole = audible == text or reading.text != audible
    return reading if whole else replace(reading, text=text)


def _texts_of(rubric: Rubric) -> list[str]:
    """All that a rubric says to people; pasted back it proves nothing."""
    texts = [rubric.description]
    for question in chain.from_iterable(section.questions for section in rubric.sections):
        feedback = question.feedback
        texts += [question.title, question.instructions or "", feedback.met, feedback.missed, feedback.better]
        for option in question.options:
            texts += [option.text, option.missed or "", option.better or ""]
    return texts


def _shown_by(question: Question, ruling: Ruling, bench: Bench) -> list[Proof]:
    decided = [*ruling.outcome.proofs, *ruling.outcome.measured]
    if len(decided) > 1:
        decided.sort(key=_place)
    return decided or list(islice(words_expected(question, bench), 1))


_place = attrgetter("place")


def _evidence(proofs: Iterable[Proof], bench: Bench, transcript: Transcript) -> tuple[Evidence, ...]:
    """The first few proofs as clauses that are there; each is looked up once, as questions share them."""
    known = bench.evidence
    found: dict[tuple[int, int, int], Evidence] = {}
    for proof in proofs:
        span = proof.span
        place = proof.turn, span.start, span.end, span.sentence
        if place not in known:
            known[place] = verify(in_clause(proof, bench.case), transcript)
        evidence = known[place]
        if evidence is not None:
            found[evidence.turn, evidence.start, evidence.end] = evidence
            if len(found) == MOST_EVIDENCE:
                break
    return tuple([found[place] for place in sorted(found)]) if len(found) > 1 else tuple(found.values())


def _uncounted(section: Section, question: Question, reason: str, withheld: bool = False) -> Filled:
    mark = _mark(section, question, None, withheld=withheld)
    status: Status = "not_scored" if withheld else "not_applicable"
    return Filled(question, section.ref_id, status, None, mark, (), reason)


@lru_cache(maxsize=1024)
def _mark(
    section: Section, question: Question, score: int | None, fails: bool = False, withheld: bool = False
) -> Mark:
    """What the arithmetic knows of a question; remembered, as a rubric has few marks to give."""
    return Mark(
        section=section.ref_id,
        section_weight=section.weight,
        weight=question.weight,
        score=score,
        max_score=question.max_score,
        critical=question.critical,
        withheld=withheld,
        automatic_fail=fails,
    )


def _verdict(filled: Filled, bench: Bench) -> Verdict:
    question, ruling = filled.question, filled.ruling
    return Verdict(
        ref_id=question.ref_id,
        title=question.title,
        section=filled.section,
        option=ruling.option.ref_id if ruling else None,
        score=ruling.option.score if ruling else None,
        max_score=filled.mark.max_score,
        applied_weight=filled.applied_weight,
        status=filled.status,
        source=JUDGE_ID,
        evidence=filled.evidence,
        absence=filled.absence and not (ruling is not None and ruling.outcome.measured),
        critical=question.critical,
        feedback=feedback_on(filled, bench),
    )
