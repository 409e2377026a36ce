"""One conversation of an audition: an exemplar speaks for the agent, a model for the customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from simulator.attempt.attempt import Attempt, Desk
from simulator.attempt.events import Ended
from simulator.attempt.ledger import AttemptHeader, TurnRecord
from simulator.attempt.playing import play_through
from simulator.attempt.unrecorded import Unrecorded
from simulator.auditioning.listening import Listener, Monotonic, OverheardVoice
from simulator.auditioning.results import Conversation, Key, Line, Taken
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.model import CustomerModel
from simulator.customer.models import Model
from simulator.customer.prompting import PROMPTS, Part
from simulator.customer.voice import ScriptedVoice, Voice, joint_of
from simulator.language.reader import Reader
from simulator.language.reading import Reading

if TYPE_CHECKING:
    from simulator.content.library import Material
    from simulator.content.scenario import Exemplar

Course = tuple[Any, ...]
"""What code decided: of each message the acts, moods, needs and facts, then the end."""


class Speaker(Model, Protocol):
    """A model for one conversation, with what it takes."""

    @property
    def taken(self) -> Taken:
        """What the conversation took so far."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is played: a scenario with one of its exemplars.

    Attributes:
        material: The scenario with its persona and rubric.
        exemplar: Who plays the agent.
        name: The exemplar's name, made unlike the others of its scenario.
    """

    material: Material
    exemplar: Exemplar
    name: str

    @property
    def part(self) -> Part:
        """Who is played."""
        return Part(self.material.scenario.model, self.material.persona.model)


@dataclass(frozen=True, slots=True)
class Role:
    """One conversation that is to be played."""

    key: Key
    scene: Scene


@dataclass(frozen=True, slots=True)
class Reasons:
    """What reasons of failures mean for an audition.

    Attributes:
        unasked: Nothing was asked: an earlier failure or a budget forbids it.
        breaking: Those of them that time or another day mends, so that the conversation is played again.
        for_model: Stops a model: it will fail alike in every conversation.
        for_all: Stops every model of the endpoint.
    """

    unasked: frozenset[str] = frozenset()
    breaking: frozenset[str] = frozenset()
    for_model: frozenset[str] = frozenset()
    for_all: frozenset[str] = frozenset()


def scenes_of(material: Material) -> Iterator[Scene]:
    """A scene for each exemplar of a scenario."""
    seen: dict[str, int] = {}
    for exemplar in material.scenario.model.exemplars:
        seen[exemplar.name] = seen.get(exemplar.name, 0) + 1
        again = f" ({seen[exemplar.name]})" if seen[exemplar.name] > 1 else ""
        yield Scene(material, exemplar, f"{exemplar.name}{again}")


def roles_of(
    scenes: Iterable[Scene], models: Sequence[str], runs: int, endpoint: str, temperature: float | None
) -> list[Role]:
    """All conversations of an audition, in an order that treats models alike however early it ends."""
    prompt, scenes = PROMPTS.version(), list(scenes)
    return [
        Role(_key(scene, model, run, endpoint, temperature, prompt), scene)
        for run in range(1, runs + 1)
        for scene in scenes
        for model in models
    ]


async def play(
    role: Role, speaker: Speaker, reasons: Reasons, now: Monotonic, clock: Callable[[], str]
) -> Conversation:
    """Play one conversation to its end.

    Args:
        role: What is played.
        speaker: The model.
        reasons: What reasons of failures mean.
        now: Measures seconds.
        clock: The time, ISO 8601 in UTC.
    """
    scene, seed = role.scene, role.key.run - 1
    listener = Listener(speaker, now, reasons.unasked)
    voice = LLMVoice(listener, scene.part, lambda: attempt.dialogue.turns, _scripted(scene, seed))
    overheard = OverheardVoice(voice, listener)
    attempt = _attempt(scene, overheard, seed)
    course = await _course(attempt, scene.exemplar.replies)
    lines = tuple(overheard.lines)
    return Conversation(
        key=role.key,
        at=clock(),
        language=scene.material.scenario.model.language,
        lines=lines,
        same_course=course == await scripted_course(scene, seed),
        taken=speaker.taken,
        broken=broken_by(lines, reasons),
    )


async def scripted_course(scene: Scene, seed: int) -> Course:
    """The course that the conversation takes with the author's own lines."""
    return await _course(_attempt(scene, _scripted(scene, seed), seed), scene.exemplar.replies)


def broken_by(lines: Sequence[Line], reasons: Reasons) -> str | None:
    """Why a model was not asked to the end: the failure before, or the budget; None when it was.

    What first kept it from being asked counts: everything after that is only given up.
    """
    last: str | None = None
    for line in lines:
        last = next((one.failure for one in reversed(line.answers) if one.failure), last)
        if line.reason in reasons.unasked:
            return (last or line.reason) if line.reason in reasons.breaking else None
    return None


def decisive(conversation: Conversation, reasons: frozenset[str]) -> str | None:
    """The first failure of a conversation that is one of these, or what broke it off; None when none is."""
    failures = [one.failure for line in conversation.lines for one in line.answers if one.failure]
    unasked = [line.reason for line in conversation.lines if line.reason]
    return next((reason for reason in (*failures, *unasked) if reason in reasons), None)


def _key(scene: Scene, model: str, run: int, endpoint: str, temperature: float | None, prompt: str) -> Key:
    scenario, persona = scene.material.scenario, scene.material.persona
    return Key(
        model=model,
        endpoint=endpoint,
        temperature=temperature,
        scenario=scenario.model.id,
        version=scenario.model.version,
        scenario_sha256=scenario.sha256,
        persona_sha256=persona.sha256,
        prompt=prompt,
        exemplar=scene.name,
        run=run,
    )


def _scripted(scene: Scene, seed: int) -> ScriptedVoice:
    return ScriptedVoice(seed, joint_of(scene.material.scenario.model.channel))


def _attempt(scene: Scene, voice: Voice, seed: int) -> Attempt:
    scenario, persona = scene.material.scenario.model, scene.material.persona.model
    contents: tuple[Any, ...] = (scenario, persona, scene.material.rubric.model)
    level = scene.exemplar.level
    header = AttemptHeader("audition", "audition", level, "certify", seed, "llm", contents, "")
    model = CustomerModel(scenario, persona)
    reader = Reader(scenario.language, scenario.topics, scenario.untrue)
    return Attempt(header, Desk(model, reader, voice, _no_judge, Unrecorded(), lambda: ""))


async def _course(attempt: Attempt, replies: Sequence[str]) -> Course:
    events = await play_through(attempt, replies)
    said = [_decided(turn) for turn in attempt.dialogue.turns if turn.speaker == "customer"]
    return (*said, *(event for event in events if isinstance(event, Ended)))


def _decided(turn: TurnRecord) -> tuple[Any, ...]:
    return (turn.turn, *(turn.note[name] for name in ("acts", "mood", "open_needs", "unlocked")))


def _no_judge(
    attempt: str, level: str, turns: Sequence[TurnRecord], readings: Mapping[int, Reading], settled: bool
) -> Mapping[str, Any]:
    """An audition asks how the customer speaks, and judges nobody."""
    return {}
