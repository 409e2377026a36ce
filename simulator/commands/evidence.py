"""`empty-chair records verify`, `checkpoint`, `key` and `retire`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.telling import as_json, moment
from simulator.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from simulator.evidence_settings import EvidenceSettings
    from simulator.records.chain.walking import Kept, Proof
    from simulator.records.looking import RecordsView
    from simulator.records.retiring import Due
    from simulator.records.verifying import Verification

_SEEN = re.compile(r"(\d{1,15}):([0-9a-f]{8,64})")


def run(args: argparse.Namespace, out: TextIO) -> int:
    """Look through the records, sign them, make a key, or erase what is too old.

    Returns:
        1 when something is not as it was written, else 0.

    Raises:
        UsageError: What was given cannot be used.
        UnavailableError: The records or a key cannot be read or written.
    """
    from simulator.database_setting import records_at
    from simulator.evidence_settings import evidence_settings
    from simulator.records.looking import RecordsView

    view = RecordsView.look(records_at(args.data))
    settings = evidence_settings(args.data)
    if args.action == "verify":
        return _verify(view, settings, args, out)
    told = {"checkpoint": _checkpoint, "key": _key, "retire": _retire}[args.action]
    for line in told(view, settings, args):
        out.write(line + "\n")
        out.flush()
    return 0


def _verify(view: RecordsView, settings: EvidenceSettings, args: argparse.Namespace, out: TextIO) -> int:
    kept = [*_seen(args.seen or ()), *_checkpoints(args.against)]
    proof, lacking = _proof(Path(args.key) if args.key else settings.public_keys)
    found = view.verify(proof, kept)
    lines = [as_json(_object(found))] if args.json else list(_told(found, str(view.where.shown)))
    out.write("".join(f"{line}\n" for line in lines))
    if found.bad is not None:
        return 1
    if found.walk.unproved:
        raise lacking or UnavailableError(
            f"{found.walk.unproved} checkpoints were signed with a key that is not among the public keys.",
            "Name the file that holds it with --key. If nobody has it, somebody else may have signed.",
        )
    return 0


def _proof(public: Path) -> tuple[Proof, UnavailableError | None]:
    """Looks at signatures; and why it cannot, when the keys are not at hand."""
    from simulator.records.chain.keys import read_public
    from simulator.records.chain.signing import proof_by

    try:
        return proof_by(read_public(public)), None
    except UnavailableError as error:
        return (lambda _: None), error


def _seen(given: Iterable[str]) -> Iterator[Kept]:
    from simulator.records.chain.walking import Kept

    for text in given:
        fits = _SEEN.fullmatch(text.strip().lower())
        if fits is None:
            raise UsageError(
                f"--seen {text!r} is not a head that was printed.",
                "Write it as reports print it: the number of entries, a colon, and at least 8 digits.",
            )
        yield Kept(int(fits[1]), fits[2])


def _checkpoints(against: str | None) -> Iterator[Kept]:
    """The heads of checkpoints in a file of JSON Lines, as `records checkpoint --json` writes them."""
    if against is None:
        return
    try:
        lines = Path(against).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnavailableError(f"{against} cannot be read: {reason}.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _one_kept(line, f"{against}, line {number}")


def _one_kept(line: str, place: str) -> Kept:
    import json

    from simulator.records.chain.walking import Kept

    try:
        found = json.loads(line)
        return Kept(int(found["seq"]), str(found["hash"]))
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            f"{place}: this is no checkpoint.", "Each line is what records checkpoint --json wrote."
        ) from None


def _object(found: Verification) -> dict[str, Any]:
    walk, bad = found.walk, found.bad
    return {
        "type": "verification",
        "ok": bad is None,
        "entries": walk.head.count,
        "head": walk.head.hash,
        "at": walk.head.at,
        "rows": found.rows,
        "erased_rows": found.erased,
        "open_turns": found.open_turns,
        "taken_over": walk.taken_over,
        "checkpoints": walk.checkpoints,
        "unproved_checkpoints": walk.unproved,
        "signed": None if walk.signed is None else asdict(walk.signed),
        "clock_set_back": walk.set_backs,
        "first_bad": None if bad is None else asdict(bad),
    }


def _told(found: Verification, place: str) -> Iterator[str]:
    walk = found.walk
    if found.bad is not None:
        yield f"NOT AS WRITTEN: {found.bad}"
        yield f"Looked at {walk.head.count} good entries and {found.rows} good rows in {place} before that."
        return
    yield f"As written: {walk.head.count} entries and {found.rows} rows in {place}."
    yield f"Head {walk.head.count}:{walk.head.hash}"
    yield _signed(found)
    if found.open_turns:
        yield f"Turns of conversations that go on, linked and not yet in the chain: {found.open_turns}."
    if walk.taken_over:
        yield f"Entries that took older records over: {walk.taken_over}; what changed before, nobody sees."
    if found.erased:
        yield f"Rows whose words were erased: {found.erased}. The chain says when and why."
    if walk.set_backs:
        where = ", ".join(str(seq) for seq in walk.set_back)
        yield f"A clock was set back, seen at entries {where}; the order of entries stands."


def _signed(found: Verification) -> str:
    walk = found.walk
    if walk.unproved:
        return f"{walk.unproved} checkpoints could not be checked: their key is not at hand."
    if walk.signed is None:
        return "No checkpoint is signed: this shows accidents, not somebody who wrote everything anew."
    behind = walk.head.count - walk.signed.seq
    rest = f"what stands behind it ({behind}) is not signed yet" if behind else "nothing stands behind it"
    when = f"on {moment(walk.signed.at)} UTC (key {walk.signed.key})"
    return f"Signed up to entry {walk.signed.seq} {when}; {rest}."


def _checkpoint(view: RecordsView, settings: EvidenceSettings, args: argparse.Namespace) -> Iterator[str]:
    from simulator.records.chain.keys import read_private
    from simulator.records.sql_ledger import SqlLedger

    key = read_private(Path(args.key) if args.key else settings.signing_key)
    with SqlLedger.open(view.where) as ledger:
        made = ledger.checkpoint(key)
    if args.json:
        yield as_json({"type": "checkpoint", **asdict(made)})
        return
    yield f"Signed up to entry {made.seq}: head {made.seq}:{made.hash}"
    yield "Keep this line in another place too: a chain that is cut off later is found by it."


def _key(view: RecordsView, settings: EvidenceSettings, args: argparse.Namespace) -> Iterator[str]:
    from simulator.records.chain.keys import make_keys
    from simulator.records.chain.signing import key_id

    private = Path(args.to).expanduser() if args.to else settings.signing_key
    made = make_keys(private, settings.public_keys, args.data)
    if args.json:
        yield as_json(
            {
                "type": "key",
                "key": key_id(made),
                "private": str(private),
                "public": str(settings.public_keys),
            }
        )
        return
    yield f"Key {key_id(made)}"
    yield f"Private: {private} (only you can read it; keep it where those who write the records cannot)"
    yield f"Public: {settings.public_keys} (give a copy to whoever verifies)"


def _retire(view: RecordsView, settings: EvidenceSettings, args: argparse.Namespace) -> Iterator[str]:
    count = 0
    for one in _retired(view, settings, dry=args.dry_run):
        count += 1
        if args.json:
            yield as_json({"type": "retired", "dry_run": args.dry_run, **asdict(one)})
        else:
            yield f"{one.family} {one.owner}: {one.kind}, of {moment(one.at)} UTC, kept for {one.days} days"
    if not args.json:
        yield f"{count} {'would be' if args.dry_run else 'were'} erased." if count else "Nothing is too old."


def _retired(view: RecordsView, settings: EvidenceSettings, *, dry: bool) -> Iterator[Due]:
    from simulator.records.sql_ledger import SqlLedger

    now = datetime.now(UTC)
    if dry:
        yield from view.due(settings.retention, now)
        return
    with SqlLedger.open(view.where) as ledger:
        for batch in ledger.retire(settings.retention, now):
            yield from batch
