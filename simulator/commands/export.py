"""`empty-chair records export`: what is on record as CSV, JSON Lines or xAPI statements."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.telling import as_json
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.commands.export_source import Source
    from simulator.exporting.exports import Counts
    from simulator.records.chain.events import Head

_ONLY_WITH = {"transcripts": "jsonl", "names": "jsonl", "bom": "csv"}


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Export what the filters leave, to a file or to standard output.

    Returns:
        0.

    Raises:
        UsageError: The options do not fit together, or this may not be seen.
        NotFoundError: There is no such person or programme.
        UnavailableError: The records cannot be read, or the file cannot be written.
    """
    from simulator.commands.export_source import source_of

    kind = _checked(args)
    home = _home(args) if kind == "xapi" else ""
    source = source_of(args, err, kind)
    head = source.view.chain_head()
    told = _told(args, kind, source, head)
    source.note(f"export {kind}")
    if args.out is None:
        counts = _write(kind, source, out, home, told)
        out.flush()
    else:
        counts = _to_file(args, kind, source, home, told)
    whole = {**told, "people": counts.people, "attempts": counts.attempts, "rows": counts.rows}
    if args.json and args.out is not None:
        out.write(as_json(whole) + "\n")
    _tell(args, whole, err)
    return 0


def _checked(args: argparse.Namespace) -> str:
    """The format, when everything that was given goes with it."""
    kind = args.format or ("jsonl" if args.json and args.out is None else "csv")
    if args.json and args.out is None and kind != "jsonl":
        raise UsageError(
            f"--json and --format {kind} would both write to standard output.", "Name a file with --out."
        )
    for option, needed in _ONLY_WITH.items():
        if getattr(args, option) and kind != needed:
            raise UsageError(f"--{option} goes with --format {needed}; this is {kind}.")
    return str(kind)


def _home(args: argparse.Namespace) -> str:
    from simulator.commands.push_settings import lrs_settings
    from simulator.exporting.settings import usable_home

    return usable_home(args.home_page or lrs_settings().home_page)


def _to_file(args: argparse.Namespace, kind: str, source: Source, home: str, told: dict[str, Any]) -> Counts:
    from simulator.exporting.writing import opened, write_head

    path = Path(args.out).expanduser()
    file = getattr(source.view.where, "file", None)
    if path.is_dir() or (
        file is not None
        and path.resolve().parent == Path(file).resolve().parent
        and path.name.startswith(Path(file).name)
    ):
        raise UsageError(f"{path} is not a place for an export.", "Name a new file with --out.")
    with opened(path, bom=args.bom) as out:
        counts = _write(kind, source, out, home, told)
    write_head(path, {**told, "people": counts.people, "attempts": counts.attempts, "rows": counts.rows})
    return counts


def _write(kind: str, source: Source, out: TextIO, home: str, told: dict[str, Any]) -> Counts:
    from simulator.exporting import exports
    from simulator.exporting.writing import line

    wanted = source.wanted
    if kind == "csv":
        duties = wanted.mode == "certify" and not wanted.scenario
        naming = exports.Naming(source.named)
        return exports.write_csv(source.gathering, naming, out, duties=duties)
    if kind == "xapi":
        return exports.write_statements(source.gathering, out, home, source.view, source.language)
    naming = exports.Naming(
        source.named if wanted.names else (lambda _: False), None if wanted.names else source.pseudonym()
    )
    out.write(line(told))
    counts = exports.write_json_lines(source.gathering, naming, out, source.words())
    end = {"people": counts.people, "attempts": counts.attempts, "rows": counts.rows}
    out.write(line({"type": "exported", **end}))
    return counts


def _told(args: argparse.Namespace, kind: str, source: Source, head: Head) -> dict[str, Any]:
    """What the export is, and where the chain ended when it was begun."""
    from simulator import __version__
    from simulator.exporting.moments import timestamp

    return {
        "type": "export",
        "format": kind,
        "at": timestamp(source.now),
        "program": f"Empty Chair {__version__}",
        "entries": head.count,
        "head": head.hash,
        "head_at": head.at,
        "transcripts": source.wanted.transcripts,
        "filters": dict(source.wanted.as_told()),
    }


def _tell(args: argparse.Namespace, whole: dict[str, Any], err: TextIO) -> None:
    where = f" in {args.out}" if args.out is not None else ""
    err.write(
        f"{whole['rows']} {'rows' if whole['format'] == 'csv' else 'lines'}{where}: "
        f"{whole['attempts']} attempts, {whole['people']} people.\n"
        f"Head {whole['entries']}:{whole['head']}\n"
    )
