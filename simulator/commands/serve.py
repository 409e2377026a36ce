"""`empty-chair serve`: the app in browsers."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.errors import EmptyChairError, UnavailableError, UsageError
from simulator.language.text import clean_text

if TYPE_CHECKING:
    from simulator.records.address import Where
    from simulator.serving.admission import Person
    from simulator.serving.session import Start

EXTRA = 'pip install "empty-chair[browser]"'
RESUMED_WITHIN = timedelta(hours=12)
"""An attempt that began longer ago is offered at home; a page does not fall into it."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Serve the app until Ctrl+C.

    Args:
        args: `host`, `port`, `behind_proxy`, `sessions`; `library` and `data` (folders).
        out: Takes the address, and the link that works once.
        err: Takes what goes wrong meanwhile.
    """
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise UnavailableError("Serving browsers needs the `browser` extra.", f"Install it: {EXTRA}")
    from simulator.commands.play import system_user
    from simulator.locations import config_dir
    from simulator.serving.server import serve
    from simulator.serving.settings import FILE_NAME, read_settings

    settings = read_settings(
        config_dir() / FILE_NAME,
        os.environ,
        host=args.host,
        port=args.port,
        behind_proxy=args.behind_proxy,
        sessions=args.sessions,
    )
    serve(settings, system_user(), ProductHost(args.library, args.data, err), lambda line: _say(out, line))
    return 0


def _say(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()


@dataclass(frozen=True, slots=True)
class ProductHost:
    """The product behind the pages."""

    library: Path
    data: Path
    err: TextIO

    async def start(self, person: Person, size: tuple[int, int], drafts: Mapping[str, str]) -> Start:
        """How to start the app for a person: in the attempt that their last page was cut off from, if any."""
        return await asyncio.to_thread(self._start, person, size, drafts)

    def complain(self, text: str) -> None:
        """Tell the person who runs the server."""
        _say(self.err, clean_text(f"empty-chair: {text}"))

    def _start(self, person: Person, size: tuple[int, int], drafts: Mapping[str, str]) -> Start:
        from simulator.serving.environment import Letter, child_environment, kept_back
        from simulator.serving.session import Start

        where, model = self._where(), _model_named()
        letter = Letter(
            variables=kept_back(os.environ, database=where is not None and where != self.data, model=model),
            resume=_cut_off(where, person.learner) if where is not None else "",
            alone=person.named_by_proxy,
            settings_dir=_own_settings(person.learner) if person.named_by_proxy else "",
            drafts=dict(drafts),
        )
        library, data = (str(path.absolute()) for path in (self.library, self.data))
        environment = child_environment(os.environ, person.learner, library, data)
        program = (sys.executable, "-P", "-m", "simulator.serving.child")
        return Start(program, environment, letter, size)

    def _where(self) -> Where | None:
        """Where the records are; None when that cannot be told, which the app itself then explains."""
        from simulator.database_setting import records_at

        try:
            return records_at(self.data)
        except UsageError:
            return None


def _cut_off(where: Where, learner: str) -> str:
    """The newest attempt that the learner began today and did not end; empty without one."""
    from simulator.records.looking import RecordsView

    try:
        unfinished = next(iter(RecordsView.look(where).unfinished(learner)), None)
    except EmptyChairError:
        return ""
    if unfinished is None:
        return ""
    began = datetime.fromisoformat(unfinished.started_at)
    return unfinished.attempt if datetime.now(UTC) - began < RESUMED_WITHIN else ""


def _model_named() -> bool:
    """Whether the app will need what leads to a language model; if that cannot be told, it will say why."""
    from simulator.locations import config_dir
    from simulator.model_settings import load_model_settings
    from simulator.settings import FILE_NAME

    try:
        return load_model_settings(config_dir() / FILE_NAME, os.environ).named
    except UsageError:
        return True


def _own_settings(learner: str) -> str:
    """A folder for the settings of one of many; its name tells nothing and leads nowhere else."""
    from simulator.locations import config_dir

    return str(config_dir() / "browser" / hashlib.sha256(learner.encode()).hexdigest()[:32])
