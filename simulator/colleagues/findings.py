"""What a rehearsal shows: how far colleagues are apart, and what nobody could bring about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.colleagues.counting import Spread, histogram, rate, shares, spread
from simulator.colleagues.kinds import CARELESS, KINDS, Kind
from simulator.colleagues.talk import Talk
from simulator.content.base import Channel
from simulator.content.rubric import Question, Rubric
from simulator.content.scenario import Scenario

OVER_POOR, OVER_MIDDLING = 35.0, 10.0
"""By so many points of percentage the median of strong must lie above that of poor and of middling."""
TOO_NEAR, TOO_HIGH = 25.0, 50.0
"""Who only stuffs, says nothing or is rude is told of from so few points below strong, or so many percent."""
_UNHELPFUL: tuple[Kind, ...] = ("stuffer", "silent", "rude")
_MOST_WORDS = 3
"""So many different wordings by which a need was met by accident are told."""


@dataclass(frozen=True, slots=True)
class Group:
    """The conversations of one kind of colleague with one customer.

    Attributes:
        different: How many of them differ in any word of the colleague's.
        percentages: Of those that could be judged.
        tenths: How many percentages lie in each tenth of the scale.
        endings: How often each ending came, by the author's key where it is one of the author's.
        moods: The spread of each meter at the end.
        asks: The share whose last message of the customer asks something; `thanks` says thanks.
        shrinks: The spread of the last message's length to the first's.
    """

    kind: Kind
    runs: int
    different: int
    percentages: Spread
    tenths: tuple[int, ...]
    passed: int
    endings: Mapping[str, int]
    replies: Spread
    moods: Mapping[str, Spread]
    shrinks: Spread
    thanks: float | None
    asks: float | None


@dataclass(frozen=True, slots=True)
class Accident:
    """A need that was met by somebody who helps nobody.

    Attributes:
        runs: How often, by kind of colleague.
        words: Some of the words that did it.
    """

    need: str
    runs: Mapping[Kind, int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the rehearsal of one scenario shows.

    Attributes:
        untold: Facts that nobody brought out; `unmet`: needs that nobody met.
        never_asked: Questions of the rubric that were scored in no conversation.
        never_full: Those that nobody got full marks in.
        one_option: Those in which all had the same option, by question.
        faults: Why the scenario fails, a sentence each.
        warnings: Who came too far for what they did, a sentence each; nothing fails by them.
    """

    scenario: str
    title: str
    groups: tuple[Group, ...]
    untold: tuple[str, ...]
    unmet: tuple[str, ...]
    accidents: tuple[Accident, ...]
    never_asked: tuple[str, ...]
    never_full: tuple[str, ...]
    one_option: Mapping[str, str]
    faults: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def findings_of(scenario: Scenario, rubric: Rubric, level: str, talks: Sequence[Talk]) -> Findings:
    """What the conversations of one scenario show.

    Args:
        scenario: The scenario.
        rubric: The form by which they were judged.
        level: The level at which they were judged.
        talks: All of them, of all colleagues.
    """
    groups = tuple(_group(kind, found) for kind in KINDS if (found := [t for t in talks if t.kind == kind]))
    told = frozenset[str]().union(*(talk.told for talk in talks))
    met = frozenset(key for talk in talks for key in talk.met)
    questions = [
        question.ref_id
        for part in rubric.sections
        for question in part.questions
        if _is_asked(question, scenario.channel, level)
    ]
    options = {ref: {talk.options[ref] for talk in talks if ref in talk.options} for ref in questions}
    full = frozenset[str]().union(*(talk.full for talk in talks))
    return Findings(
        scenario=scenario.id,
        title=scenario.title,
        groups=groups,
        untold=tuple(key for key in scenario.facts if key not in told),
        unmet=tuple(key for key in scenario.needs if key not in met),
        accidents=tuple(_accidents(scenario.needs, talks)),
        never_asked=tuple(ref for ref in questions if not options[ref]),
        never_full=tuple(ref for ref in questions if options[ref] and ref not in full),
        one_option={ref: next(iter(found)) for ref, found in options.items() if len(found) == 1},
        faults=tuple(_faults({group.kind: group.percentages.median for group in groups})),
        warnings=tuple(_warnings({group.kind: group for group in groups})),
    )


def _is_asked(question: Question, channel: Channel, level: str) -> bool:
    """Whether the rubric asks it at this level, and by this channel."""
    channels = question.applies.channel if question.applies is not None else None
    return (question.levels is None or level in question.levels) and (channels is None or channel in channels)


def _group(kind: Kind, talks: Sequence[Talk]) -> Group:
    percentages = [talk.percentage for talk in talks if talk.percentage is not None]
    meters = talks[0].mood
    return Group(
        kind=kind,
        runs=len(talks),
        different=len({talk.path for talk in talks}),
        percentages=spread(percentages),
        tenths=histogram(percentages),
        passed=sum(talk.passed for talk in talks),
        endings=shares(talk.ending_key or talk.ending for talk in talks),
        replies=spread(talk.replies for talk in talks),
        moods={meter: spread(talk.mood[meter] for talk in talks) for meter in meters},
        shrinks=spread(talk.words[1] / talk.words[0] for talk in talks),
        thanks=rate(talk.thanks for talk in talks),
        asks=rate(talk.asks for talk in talks),
    )


def _accidents(needs: Iterable[str], talks: Sequence[Talk]) -> Iterable[Accident]:
    careless = [talk for talk in talks if talk.kind in CARELESS]
    for need in needs:
        met = [talk for talk in careless if need in talk.met]
        if met:
            runs = Counter(talk.kind for talk in met)
            words = Counter(talk.met[need] for talk in met)
            often = sorted(words, key=lambda said: (-words[said], said))[:_MOST_WORDS]
            yield Accident(need, {kind: runs[kind] for kind in KINDS if kind in runs}, tuple(often))


def _faults(medians: Mapping[Kind, float | None]) -> Iterable[str]:
    """Why the colleagues are not far enough apart; nothing can be said of those who did not take part."""
    strong = medians.get("strong")
    others: tuple[tuple[Kind, float], ...] = (("poor", OVER_POOR), ("middling", OVER_MIDDLING))
    for kind, least in others:
        other = medians.get(kind)
        if strong is not None and other is not None and strong - other < least:
            medians_told = f"strong ({strong:.1f} %) is not {least:g} points above {kind} ({other:.1f} %)"
            yield f"{medians_told} in the median"


def _warnings(groups: Mapping[Kind, Group]) -> Iterable[str]:
    """Who came too near to strong in the median, or too far every fourth time."""
    strong = groups["strong"].percentages.median if "strong" in groups else None
    for kind in _UNHELPFUL:
        if kind not in groups:
            continue
        at = groups[kind].percentages
        if strong is not None and at.median is not None and strong - at.median < TOO_NEAR:
            medians_told = f"{kind} ({at.median:.1f} %) is less than {TOO_NEAR:g} points below strong"
            yield f"{medians_told} ({strong:.1f} %) in the median"
        if at.third is not None and at.third >= TOO_HIGH:
            yield f"{kind} reached {at.third:.1f} % every fourth time; {TOO_HIGH:g} % or more is too much"
