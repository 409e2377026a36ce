"""What screens ask of the app, and what the app tells them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # names of what is carried; none of it is needed for the first picture
    from simulator.attempt.events import Event, Mode
    from simulator.attempt.ledger import AttemptSummary
    from simulator.errors import EmptyChairError
    from simulator.settings import Settings
    from simulator.tui.ports import Attempt, Header, Simulator
    from simulator.tui.shelf import RoundLine
    from simulator.tui.story import Story
    from simulator.year.values import Advice, News, Owed, Rights


class GoHome(Message):
    """Back to the home screen."""


class OpenLibrary(Message):
    """Show the library."""


class OpenHistory(Message):
    """Show the learner's attempts."""


class OpenIdeas(Message):
    """Show the ideas of the company."""


class OpenCalibration(Message):
    """Show the calibration rounds of whoever is here."""


class OpenRound(Message):
    """Show a calibration round: its form, or, when it is no longer blind, the comparison."""

    def __init__(self, name: str, *, revealed: bool) -> None:
        super().__init__()
        self.name = name
        self.revealed = revealed


class RecordsChanged(Message):
    """Something was written that the lists should show."""


class OpenPreferences(Message):
    """Show the settings."""


class OpenBriefing(Message):
    """Show what a scenario is about; `mode` is offered first, None for what the command line said."""

    def __init__(self, scenario: str, mode: Mode | None = None) -> None:
        super().__init__()
        self.scenario = scenario
        self.mode = mode


class OpenNext(Message):
    """Show the briefing of what to practise next, after this scenario."""

    def __init__(self, after: str) -> None:
        super().__init__()
        self.after = after


class StartAttempt(Message):
    """Begin a scenario; `customer` is `scripted`, or `llm` for a language model that speaks."""

    def __init__(self, scenario: str, mode: Mode, customer: str = "scripted") -> None:
        super().__init__()
        self.scenario = scenario
        self.mode = mode
        self.customer = customer


class ModelRefused(Message):
    """No language model can be used, and why: the author's lines go on instead."""

    def __init__(self, error: EmptyChairError) -> None:
        super().__init__()
        self.error = error


class GoOn(Message):
    """Go on with an attempt that was cut off."""

    def __init__(self, attempt: str, title: str) -> None:
        super().__init__()
        self.attempt = attempt
        self.title = title


class RewindTo(Message):
    """Branch an attempt: keep it up to `keep`, and say something else instead of `instead_of`."""

    def __init__(self, attempt: str, keep: int, instead_of: str, title: str) -> None:
        super().__init__()
        self.attempt = attempt
        self.keep = keep
        self.instead_of = instead_of
        self.title = title


class OpenDebrief(Message):
    """Show the debrief of an attempt on record; with a question, its verdict is opened."""

    def __init__(self, attempt: str, question: str = "") -> None:
        super().__init__()
        self.attempt = attempt
        self.question = question


class ShowDebrief(Message):
    """Show the debrief of the attempt that has just ended."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story


class ReadOnceMore(Message):
    """A conversation is over, and a language model reads its hard questions once more: `events` tell."""

    def __init__(self, attempt: Attempt, events: AsyncIterator[Event], story: Story) -> None:
        super().__init__()
        self.attempt = attempt
        self.events = events
        self.story = story


class JudgedAgain(Message, bubble=False):
    """The second reading of an attempt is over, whatever came of it."""

    def __init__(self, attempt: str) -> None:
        super().__init__()
        self.attempt = attempt


class SettingsChosen(Message):
    """The learner has changed a setting."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings


class LevelChosen(Message):
    """The learner practises at another level from now on."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self.level = level


class DoorOpened(Message):
    """Library and ledger can be used."""

    def __init__(self, simulator: Simulator) -> None:
        super().__init__()
        self.simulator = simulator


class HeadersRead(Message):
    """More scenarios were read; `complete` when they were the last."""

    def __init__(self, headers: Sequence[Header], complete: bool) -> None:
        super().__init__()
        self.headers = headers
        self.complete = complete


class HistoryRead(Message):
    """The learner's history was read."""

    def __init__(self, history: Sequence[AttemptSummary], unfinished: Sequence[AttemptSummary]) -> None:
        super().__init__()
        self.history = history
        self.unfinished = unfinished


class RoundsRead(Message):
    """The calibration rounds were read in which whoever is here is a rater."""

    def __init__(self, rounds: Sequence[RoundLine]) -> None:
        super().__init__()
        self.rounds = rounds


class ReadingFailed(Message):
    """Library or history could not be read."""

    def __init__(self, error: EmptyChairError) -> None:
        super().__init__()
        self.error = error


class ShelfChanged(Message, bubble=False):
    """Library or history changed: draw them again."""


class OpenYear(Message):
    """Show the learner's own year."""


class OpenTeam(Message):
    """Show the people whose training whoever is here may see."""


class OpenPerson(Message):
    """Show where one person of the team stands; `person` is a pseudonym."""

    def __init__(self, person: str, name: str) -> None:
        super().__init__()
        self.person = person
        self.name = name


class OpenTrainers(Message):
    """Show where the company is weak."""


class YearRead(Message):
    """What the learner owes was read, and which views are open to them."""

    def __init__(self, owed: Owed, rights: Rights) -> None:
        super().__init__()
        self.owed = owed
        self.rights = rights


class AdviceRead(Message):
    """What to practise next was worked out."""

    def __init__(self, advice: Sequence[Advice]) -> None:
        super().__init__()
        self.advice = advice


class NewsRead(Message):
    """What was answered to the learner lately."""

    def __init__(self, news: Sequence[News]) -> None:
        super().__init__()
        self.news = news


class YearFailed(Message):
    """What the learner owes could not be read; everything else goes on."""

    def __init__(self, error: EmptyChairError) -> None:
        super().__init__()
        self.error = error
