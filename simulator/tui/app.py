"""The way into the app: settings, environment, and then the screens."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.settings import FILE_NAME, load_settings

if TYPE_CHECKING:
    from simulator.attempt.events import Mode
    from simulator.tui.ports import SimulatorFactory


def run_app(  # noqa: PLR0913 (all of them come from the command line)
    simulator_factory: SimulatorFactory,
    *,
    learner: str,
    level: str | None = None,
    scenario: str | None = None,
    mode: Mode = "practice",
    seed: int | None = None,
    resume: str | None = None,
    no_pauses: bool = False,
    customer: str | None = None,
    settings_dir: Path | None = None,
    drafts: dict[str, str] | None = None,
    alone: bool = False,
) -> int:
    """Run the app until the learner leaves.

    Args:
        simulator_factory: Opens library and ledger; called in a thread after the first frame.
        learner: Who practises.
        level: Their level; None for that of the roster, else the one they chose, else that of the settings.
        scenario: Open the app at this scenario.
        mode: The mode that is offered first.
        seed: Which of several wordings; None takes another at each attempt.
        resume: Open the app in this attempt.
        no_pauses: Customers do not pause as if they typed.
        customer: Who speaks as the customer, `scripted` or `llm`; None for what is set.
        settings_dir: Where the settings are; None for the platform's configuration folder.
        drafts: What was typed and not sent, by attempt; it is kept up to date.
        alone: Only the learner's own attempts are shown.

    Returns:
        The exit status.
    """
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # It loses composed characters under the kitty protocol; textual looks when it is imported.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    if settings_dir is None:
        from simulator.locations import config_dir

        settings_dir = config_dir()
    from simulator.own_levels import own_level
    from simulator.tui.application import EmptyChairApp
    from simulator.tui.visit import Start, Visit

    path = settings_dir / FILE_NAME
    settings, complaint = load_settings(path)
    start = Start(learner, level, scenario, mode, seed, resume, no_pauses, customer, alone)
    no_color = os.environ.get("NO_COLOR")
    own = level or own_level(settings_dir, learner)
    visit = Visit(start, settings, path, own, drafts={} if drafts is None else drafts)
    app = EmptyChairApp(simulator_factory, visit, complaint)
    if no_color is not None:
        os.environ["NO_COLOR"] = no_color  # Textual takes it away; programs started from here want it too
    return app.run() or app.return_code or 0
