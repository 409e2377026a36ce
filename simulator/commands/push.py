"""`empty-chair records push`: attempts as xAPI statements, to a Learning Record Store."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import as_json
from simulator.errors import UsageError
from simulator.language.text import clean_text

if TYPE_CHECKING:
    from simulator.commands.export_source import Source
    from simulator.exporting.pushing import Bundle, Pushed
    from simulator.exporting.settings import Lrs


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Send what the store does not have yet.

    Returns:
        1 when the store did not take some statements, else 0.

    Raises:
        UsageError: No store is named, it is none, or it refuses too much.
        UnavailableError: It does not let us in or does not answer, or there is no password.
    """
    from simulator.commands.export_source import source_of
    from simulator.exporting.settings import usable_home

    lrs = _lrs(args)
    home = usable_home(args.home_page or lrs.home_page)
    source = source_of(args, err)
    try:
        pushed = _pushed(args, lrs, home, source, err)
    except KeyboardInterrupt:
        err.write("Stopped. What the store has is known; push again, and it goes on.\n")
        raise
    out.write(f"{as_json({'type': 'push', 'lrs': lrs.url, **asdict(pushed)})}\n" if args.json else "")
    out.writelines([] if args.json else [f"{line}\n" for line in _told(pushed, lrs)])
    return 1 if pushed.conflicts or pushed.refused else 0


def _lrs(args: argparse.Namespace) -> Lrs:
    from simulator.commands.push_settings import lrs_settings
    from simulator.exporting.settings import TABLE, at

    lrs = at(lrs_settings(), args.lrs)
    if not lrs.url or not lrs.user:
        raise UsageError(
            f"No {'' if not lrs.url else 'user for the '}Learning Record Store is named.",
            f'Write url = "https://lrs.example.org/xAPI" and user = "…" under [{TABLE}] in the settings.',
        )
    return lrs


def _pushed(args: argparse.Namespace, lrs: Lrs, home: str, source: Source, err: TextIO) -> Pushed:
    from simulator.commands.push_settings import password_for
    from simulator.exporting.posting import exchange_with
    from simulator.exporting.progress import Progress, progress_file
    from simulator.exporting.pushing import Pushing

    password = password_for(lrs.host)
    progress = Progress.read(progress_file(args.data, lrs.url, lrs.user))
    source.note(f"push to {lrs.host}")
    pushing = Pushing(
        exchange=exchange_with(lrs, password.reveal()),
        progress=progress,
        home=home,
        batch=lrs.batch,
        now=source.now,
        sleep=time.sleep,
        tell=lambda text: print_line(err, text),
    )
    return pushing.push(_bundles(source, home))


def _bundles(source: Source, home: str) -> Iterator[Bundle]:
    from simulator.exporting.exports import statement_bundles
    from simulator.exporting.pushing import Bundle

    for attempt, found in statement_bundles(source.gathering, home, source.view, source.language):
        yield Bundle(attempt, found)


def print_line(err: TextIO, text: str) -> None:
    """A line of progress."""
    err.write(clean_text(f"{text[:1].upper()}{text[1:]}.") + "\n")
    err.flush()


def _told(pushed: Pushed, lrs: Lrs) -> Iterator[str]:
    yield (
        f"{pushed.sent} statements sent to {lrs.url}; it had {pushed.already} already. "
        f"{pushed.attempts} attempts."
    )
    if pushed.voided:
        yield f"{pushed.voided} of them take back what no longer holds."
    if pushed.conflicts:
        yield f"{pushed.conflicts} it has under the same id with another body; its own stay."
    if pushed.refused:
        yield f"{pushed.refused} it does not take."
    yield from (f"  {fault}" for fault in pushed.faults)
