"""The other colleagues: kind and vague, full of formulae, stuffed with fine words, silent, rude."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from simulator.colleagues.kinds import Kind
from simulator.colleagues.pool import Pool, Sentence
from simulator.colleagues.port import Sight, Spoken
from simulator.colleagues.repertoire import Repertoire

_SUBSTANCE = 0.55
"""How often the middling colleague says something of substance."""
_ASKS = 0.25
_HEAP = (3, 5)
"""How many fine sentences the stuffer puts into one reply."""
_STUFFING = (
    *("acknowledges_emotion", "apologises", "takes_ownership", "commits_to_action", "thanks", "overpromises"),
)
_SELLS = 0.15
"""How often the poor colleague and the stuffer sell something, too."""
_SECRET = 0.04
"""How often the poor colleague asks for a secret."""


@dataclass(frozen=True, slots=True)
class Middling:
    """Kind, with half of the substance; forgets what was asked, and names no time if it can be helped."""

    repertoire: Repertoire
    kind: Kind = "middling"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """Something kind, and now and then something that helps."""
        pool = self.repertoire.pool
        said = [pool.of_set("kind", chance)] if not sight.replies or chance.random() < 0.5 else []
        help_ = self._substance(sight, chance) if chance.random() < _SUBSTANCE else ""
        said.append(help_ or pool.of_set("vague", chance))
        if chance.random() < _ASKS:
            said.append(pool.of_behaviour("asks_question", chance))
        return spoken(said)

    def _substance(self, sight: Sight, chance: Random) -> str:
        due = self.repertoire.due(sight.state)
        if not due:
            return self.repertoire.pool.of_set("closing", chance)
        choices = self.repertoire.plain_choices(chance.choice(due))
        fresh = [choice.sentence for choice in choices if choice.sentence.text not in sight.said]
        timeless = [sentence for sentence in fresh if not _names_time(sentence)]
        return chance.choice(timeless or fresh).text if fresh else ""


@dataclass(frozen=True, slots=True)
class Poor:
    """Formulae, rules and brush-offs, and sometimes blame."""

    pool: Pool
    kind: Kind = "poor"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """A formula or two, then why nothing can be done."""
        said = [self.pool.of_set("formula", chance)] if not sight.replies or chance.random() < 0.4 else []
        said.append(self.pool.of_set("refusal", chance))
        if chance.random() < 0.3:
            said.append(self.pool.of_behaviour(chance.choice(("blames", "brushes_off", "signposts")), chance))
        if chance.random() < _SELLS:
            said.append(self.pool.of_set("sales", chance))
        if chance.random() < _SECRET:
            said.append(self.pool.of_behaviour("requests_sensitive_data", chance))
        return spoken(said)


@dataclass(frozen=True, slots=True)
class Stuffer:
    """Heaps of fine words, and nothing behind them."""

    pool: Pool
    kind: Kind = "stuffer"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """Every fine sentence that fits into one reply."""
        said = [self.pool.of_set("magic", chance) for _ in range(chance.randint(*_HEAP))]
        said += [self.pool.of_behaviour(name, chance) for name in _STUFFING if chance.random() < 0.4]
        said += [self.pool.of_set("sales", chance)] if chance.random() < _SELLS else []
        return spoken(list(dict.fromkeys(said)))


@dataclass(frozen=True, slots=True)
class Silent:
    """Next to nothing."""

    pool: Pool
    kind: Kind = "silent"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """A word, or less."""
        return spoken([self.pool.of_set("silence", chance)])


@dataclass(frozen=True, slots=True)
class Rude:
    """Insults and sarcasm."""

    pool: Pool
    kind: Kind = "rude"

    def reply(self, sight: Sight, chance: Random) -> Spoken | None:
        """An insult, with something to go with it."""
        said = [self.pool.of_set(chance.choice(("insult", "sarcasm")), chance)]
        if chance.random() < 0.5:
            said.append(self.pool.of_set(chance.choice(("insult", "sarcasm", "refusal")), chance))
        return spoken(list(dict.fromkeys(said)))


def spoken(sentences: list[str]) -> Spoken:
    """A reply of these sentences."""
    return Spoken(" ".join(sentences), tuple(sentences))


def _names_time(sentence: Sentence) -> bool:
    return sentence.reading.shows("gives_timeframe")
