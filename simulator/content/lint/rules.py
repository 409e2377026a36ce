"""Rules of a rubric taken apart, and whether they can hold: the same reasoning as for conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from simulator.content.base import Channel, parse_comparison
from simulator.content.lint.literals import OPPOSITE, Claim, Way, Ways, either, joined
from simulator.content.lint.world import Range, clash_of_numbers
from simulator.content.rubric import Observation, Rule

_EVERY_CHANNEL: tuple[str, ...] = get_args(Channel)
_SHARES = frozenset({"plain_help", "average_sentence"})
_BOUNDS: Mapping[str, Range] = {"~plain_help": (0.0, 100.0), "~the share of answered questions": (0.0, 1.0)}
_SEEN_SHARE = "~the share of replies"


@dataclass
class Rules:
    """Takes rules apart, and remembers the observations that they make.

    Attributes:
        channels: The channels of the scenarios that use the rubric; any, while those are not known.
        topics: The topics of those scenarios; None when any may come.
    """

    channels: Collection[str] = _EVERY_CHANNEL
    topics: Collection[str] | None = None
    _seen: dict[str, tuple[Observation, bool]] = field(default_factory=dict)

    def ways(self, rule: Rule, so: bool = True, *, earning: bool = True) -> Ways:
        """How a rule can hold; with `so` false, how it can fail to.

        Args:
            rule: The rule.
            so: Whether it must hold, or must not.
            earning: Whether marks are earned by it: then nothing is seen in what other words spoil.
        """
        if rule.not_ is not None:
            return self.ways(rule.not_, not so, earning=not earning)
        if rule.all is not None or rule.any is not None:
            parts = [self.ways(part, so, earning=earning) for part in (rule.all or rule.any or ())]
            return joined(parts) if (rule.all is not None) is so else either(parts)
        if rule.seen is not None:
            return self._seen_ways(rule.seen, so, earning)
        return self._measured(rule, so) or _plain(rule, so)

    def refused(self, given: Ways) -> str | None:
        """Why none of the ways is open; None when one is, or when there are too many to say."""
        reason = "there is no way in which it could hold"
        for way in given if given is not None else ((),):
            found = clash_of_numbers(way, _BOUNDS) or self._clash(way)
            if found is None:
                return None
            reason = found
        return reason

    def implied(self, ways: Ways, failing: Ways) -> bool:
        """Whether a rule holds whenever another does, told by the one's ways and the other's failing."""
        if ways is None or failing is None:
            return False
        both = joined([ways, failing])
        return both is not None and self.refused(both) is not None

    def _seen_ways(self, seen: Observation, so: bool, earning: bool) -> Ways:
        name = f"seen {earning} {seen.key}"
        self._seen[name] = (seen, earning)
        mark: Ways = ((Claim("mark", name, so),),)
        if seen.share is None or not so:
            return mark
        sign, bound = parse_comparison(seen.share)
        known = Claim("number", f"{_SEEN_SHARE} {name}", sign=sign, bound=bound)
        ceiling = Claim("number", f"{_SEEN_SHARE} {name}", sign="<=", bound=1)
        return joined([mark, ((ceiling, known),)])

    def _measured(self, rule: Rule, so: bool) -> Ways:
        found = list(_numbers(rule))
        if not found:
            return None
        parts = [_number(name, text, so) for name, text in found]
        return joined(parts) if so else either(parts)

    def _clash(self, way: Way) -> str | None:
        held = {claim.name for claim in way if claim.kind == "mark" and claim.so}
        failed = {claim.name for claim in way if claim.kind == "mark" and not claim.so}
        if held & failed or any(self._stronger(one, other) for one in held for other in failed):
            return "the same is asked for and excluded at once"
        if {"tone holds", "tone decays"} <= held:
            return "the tone cannot hold and decay at once"
        return self._clash_of_channels(way) or self._clash_of_topics(held) or _clash_of_phrases(way)

    def _clash_of_channels(self, way: Way) -> str | None:
        left = frozenset(self.channels)
        asked = [claim for claim in way if claim.kind == "some" and claim.name == "channel"]
        for claim in asked:
            left = left & claim.ids if claim.so else left - claim.ids
        if left or not any(claim.so for claim in asked):
            return None
        return f"the channel is never {_either(asked[0].ids)} here"

    def _clash_of_topics(self, held: set[str]) -> str | None:
        for name in held:
            seen = self._seen.get(name)
            topics = seen[0].topic if seen is not None else None
            if topics and self.topics is not None and not set(topics) & set(self.topics):
                return f"no scenario has the topic {_either(topics)}"
        return None

    def _stronger(self, one: str, other: str) -> bool:
        """Whether what is seen in the one way is seen in the other, too."""
        if one not in self._seen or other not in self._seen:
            return False
        (strong, earning), (weak, also) = self._seen[one], self._seen[other]
        return (earning or not also) and _covers(strong, weak)


def _covers(strong: Observation, weak: Observation) -> bool:
    """Whether an observation is never made without another one."""
    for one, other in (
        (strong.behaviour, weak.behaviour),
        (strong.phrase, weak.phrase),
        (strong.topic, weak.topic),
    ):
        if (one is None) != (other is None) or not set(one or ()) <= set(other or ()):
            return False
    if weak.where not in ("any", strong.where) or weak.at_least > strong.at_least:
        return False
    if weak.share not in (None, strong.share) or (weak.specific and not strong.specific):
        return False
    nearer = weak.with_ is None or (strong.with_ is not None and set(strong.with_) <= set(weak.with_))
    return nearer and set(weak.without or ()) <= set(strong.without or ())


def _numbers(rule: Rule) -> Iterator[tuple[str, str]]:
    for measure, text in (rule.measure or {}).items():
        yield f"{'~' if measure in _SHARES else ''}{measure}", text
    if rule.answered is not None:
        yield "~the share of answered questions", rule.answered
    if rule.unanswered is not None:
        yield "the number of unanswered questions", rule.unanswered
    if rule.promises is not None and rule.promises.kept is not None:
        yield "the number of promises kept", rule.promises.kept
    if rule.promises is not None and rule.promises.broken is not None:
        yield "the number of promises broken", rule.promises.broken


def _number(name: str, comparison: str, so: bool) -> Ways:
    """A measure compared; where there is nothing to measure neither side of a comparison holds."""
    sign, bound = parse_comparison(comparison)
    known = Claim("mark", f"known {name}")
    if so:
        return ((Claim("number", name, sign=sign, bound=bound), known),)
    flipped = [(Claim("number", name, sign=each, bound=bound), known) for each in OPPOSITE[sign]]
    return (*flipped, (known._replace(so=False),))


def _plain(rule: Rule, so: bool) -> Ways:
    if rule.channel is not None:
        return ((Claim("some", "channel", so, frozenset(rule.channel)),),)
    if rule.customer is not None:
        return ((Claim("some", "customer", so, frozenset(rule.customer.phrase)),),)
    if rule.tone is not None:
        return ((Claim("mark", f"tone {rule.tone}", so),),)
    if rule.ends is not None:
        return ((Claim("mark", f"ends {rule.ends}", so),),)
    order = rule.order.model_dump_json() if rule.order is not None else ""
    return ((Claim("mark", f"order {order}", so),),)


def _clash_of_phrases(way: Way) -> str | None:
    said = [claim for claim in way if claim.kind == "some" and claim.name == "customer"]
    denied = frozenset().union(*(claim.ids for claim in said if not claim.so)) if said else frozenset()
    if any(claim.so and claim.ids <= denied for claim in said):
        return "the customer would have to say a phrase, and not to say it"
    return None


def _either(names: Collection[str]) -> str:
    return " or ".join(f"`{name}`" for name in sorted(names))
