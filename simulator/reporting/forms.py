"""What filled forms tell: which criteria are missed, how accurate a class of errors is, and who judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from simulator.content.rubric import Rubric
from simulator.reporting.shares import NONE, Share
from simulator.reporting.small_groups import Hiding, is_hidden, tell_all

CLASSES = ("customer_critical", "business_critical", "compliance_critical")
"""The classes of critical errors, in the order in which they are told."""

Classes = Mapping[str, str]
"""The error class of each critical question of a rubric, by the question's ref_id."""

Form = Mapping[str, Any]
"""A filled form as it is on record: the evaluation object of the command line."""


class Criterion(NamedTuple):
    """A question of a form, kept over the versions of its rubric."""

    rubric: str
    question: str


def classes_of(rubric: Rubric) -> Classes:
    """The error classes of a rubric's critical questions."""
    return {
        question.ref_id: question.error_class
        for section in rubric.sections
        for question in section.questions
        if question.critical
    }


@dataclass(slots=True)
class Forms:
    """What the filled forms of many attempts tell.

    A question is missed when it did not get full marks. An attempt has an error of a class when one of its
    critical questions of that class did not; only attempts in which one was scored are counted for a class
    (class accuracy of the COPC family of standards: the share of contacts without an error of a class).

    Attributes:
        classes: Gives the error classes by the hash of the rubric's file; None when it cannot be read.
        misses: How often each criterion was missed, of how many times it was scored.
        people: In whose attempts each criterion was scored; `owners` whose attempts all these are.
        accurate: By class, in how many attempts there was no error of it; `class_people` by whom.
        judges: How many forms each judge filled.
        count: How many forms; `unread` of how many the rubric could not be read.
        overruled: How many verdicts people changed, in `overruled_forms` forms.
    """

    classes: Callable[[str], Classes | None]
    misses: dict[Criterion, Share] = field(default_factory=dict)
    titles: dict[Criterion, str] = field(default_factory=dict)
    people: dict[Criterion, set[str]] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    accurate: dict[str, Share] = field(default_factory=lambda: dict.fromkeys(CLASSES, NONE))
    class_people: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in CLASSES})
    judges: Counter[str] = field(default_factory=Counter)
    count: int = 0
    unread: int = 0
    overruled: int = 0
    overruled_forms: int = 0

    def add(self, person: str, form: Form) -> None:
        """Count the newest form of an attempt."""
        self.count += 1
        self.owners.add(person)
        self.judges[judge_told(form.get("judge"))] += 1
        rubric = form.get("rubric")
        rubric = rubric if isinstance(rubric, Mapping) else {}
        scored = list(_scored(form))
        human = sum(question.get("source") == "human" for question in _questions(form))
        self.overruled += human
        self.overruled_forms += human > 0
        for question in scored:
            self._miss(Criterion(str(rubric.get("id")), str(question["ref_id"])), person, question)
        self._class(self.classes(str(rubric.get("sha256"))), person, scored)

    def _miss(self, criterion: Criterion, person: str, question: Mapping[str, Any]) -> None:
        self.misses[criterion] = self.misses.get(criterion, NONE).plus(_missed(question))
        self.titles[criterion] = str(question.get("title") or criterion.question)
        self.people.setdefault(criterion, set()).add(person)

    def _class(self, classes: Classes | None, person: str, scored: Sequence[Mapping[str, Any]]) -> None:
        if classes is None:
            self.unread += 1
            return
        wrong: dict[str, bool] = {}
        for question in scored:
            name = classes.get(str(question["ref_id"]))
            if name in self.accurate:
                wrong[name] = wrong.get(name, False) or _missed(question)
        for name, is_wrong in wrong.items():
            self.accurate[name] = self.accurate[name].plus(not is_wrong)
            self.class_people[name].add(person)

    def few(self, hiding: Hiding) -> frozenset[Criterion]:
        """The criteria that too few people were scored on to be told."""
        return frozenset(one for one, people in self.people.items() if is_hidden(hiding, len(people)))

    def few_classes(self, hiding: Hiding) -> frozenset[str]:
        """The classes of errors, likewise."""
        return frozenset(one for one, people in self.class_people.items() if is_hidden(hiding, len(people)))

    def weakest(self, most: int | None = None) -> list[tuple[Criterion, Share]]:
        """The criteria that are missed most, with how often; those that nobody misses last."""
        order = sorted(
            self.misses.items(),
            key=lambda item: (-(item[1].hundredths or 0), -item[1].of, item[0]),
        )
        return order[:most]

    def to_json(self) -> dict[str, Any]:
        """Accuracy and judges as plain values; the criteria come beside it, as some may be hidden."""
        return {
            "forms": self.count,
            "class_accuracy": {name: self.accurate[name].to_json() for name in CLASSES},
            "rubric_not_readable": self.unread,
            "judges": dict(self.judges.most_common()),
            "verdicts_overruled_by_people": self.overruled,
        }


def judge_told(judge: object) -> str:
    """Who filled a form: `rules, version 3`, or the rules and a language model by its name."""
    if not isinstance(judge, Mapping):
        return "an unknown judge"
    version = _line(judge.get("version"))
    if judge.get("id") == "rules":
        return f"rules, version {version}"
    if judge.get("id") != "llm":
        return f"{_line(judge.get('id'))}, version {version}"
    model = _line(judge.get("model"))
    beside = f", and the language model {model}" if model else ", no language model taking part"
    return f"rules, version {_line(judge.get('rules'))}{beside}"


def judged_by(forms: Forms, hiding: Hiding = tell_all) -> str:
    """Who judged all of these forms, in a sentence or two; of too few people not even how many."""
    if is_hidden(hiding, len(forms.owners)):
        return "Who judged is not told: too few people."
    if not forms.count:
        return "Nothing was judged."
    several = len(forms.judges) > 1
    told = [
        f"{name} ({_count(count, 'form')})" if several else name for name, count in forms.judges.most_common()
    ]
    sentence = f"{_count(forms.count, 'form')} judged by {'; '.join(told)}."
    if not forms.overruled:
        return f"{sentence} No verdict was overruled by a person."
    verdicts = _count(forms.overruled, "verdict")
    return f"{sentence} People overruled {verdicts}, in {_count(forms.overruled_forms, 'form')}."


def _questions(form: Form) -> Iterator[Mapping[str, Any]]:
    found = form.get("questions")
    return (one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else iter(())


def _scored(form: Form) -> Iterator[Mapping[str, Any]]:
    for question in _questions(form):
        whole = isinstance(question.get("score"), int) and isinstance(question.get("max_score"), int)
        if question.get("status") == "scored" and question.get("ref_id") and whole:
            yield question


def _missed(question: Mapping[str, Any]) -> bool:
    return bool(question["score"] < question["max_score"])


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _line(value: object) -> str:
    return " ".join(str(value or "").split())
