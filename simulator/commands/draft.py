"""`empty-chair draft`: a conversation that took place becomes the draft of a scenario."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from simulator.content.files import SUFFIX, shown
from simulator.content.library import Library
from simulator.drafting.conversation import LONGEST, Conversation, Said, read_conversation
from simulator.drafting.masking import Masking
from simulator.drafting.reading import Findings, findings_in
from simulator.drafting.words import either
from simulator.drafting.writing import draft
from simulator.errors import UnavailableError, UsageError

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ANGRY = re.compile(r"!{2,}|\b[A-Z]{4,}\b|\?{2,}")
_LOSS = re.compile(rf"(?<!\w)(?:{either('loss')})(?!\w)", re.IGNORECASE)


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Draft a scenario. Nothing is sent anywhere.

    Args:
        args: `transcript` (a file; `-` is the standard input), `customer` (a speaker's name), `id`, `title`,
            `language`, `channel`, `persona`, `rubric`, `out`, `library`.
        out: Takes the path of the file, or with `--out -` the file itself.
        err: Takes what was masked, and what to do next.

    Returns:
        0.

    Raises:
        UsageError: The transcript holds no conversation, or the file is there already.
        UnavailableError: A file cannot be read or written.
    """
    from simulator.commands.new import write_new

    if not _LANGUAGE.fullmatch(args.language):
        raise UsageError(
            f"--language {args.language!r} is no code of a language.", "Write it as en, pl or pt-BR."
        )
    talk = read_conversation(_read(args.transcript), args.customer or "")
    masked, told = _masked(talk)
    found = findings_in(masked.turns, args.language)
    text = draft(_given(args, found), found, _common(args.language))
    if args.out == "-":
        out.write(text)
    else:
        path = Path(args.out or f"{_id(args)}{SUFFIX}")
        write_new(path, text)
        out.write(f"{shown(path)}\n")
    err.write(told)
    return 0


def _read(name: str) -> str:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(4 * LONGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(4 * LONGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnavailableError(
            f"{name} cannot be read: {reason}.", "Name a file, or - for the input."
        ) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} is not UTF-8 (byte {error.start}).", "Save it as UTF-8 and try again."
        ) from None


def _masked(talk: Conversation) -> tuple[Conversation, str]:
    masking = Masking()
    masking.learn(talk.names, [turn.text for turn in talk.turns])
    turns = tuple(Said(turn.speaker, masking.mask(turn.text)) for turn in talk.turns)
    counted = ", ".join(f"{number} {kind}" for kind, number in sorted(masking.found.items()))
    told = f"Masked: {counted or 'nothing'}. Look through the draft all the same: no mask finds everything.\n"
    told += "Nothing was sent anywhere. Write what begins with TODO; empty-chair check lists what is left.\n"
    return Conversation(turns), told


def _given(args: Namespace, found: Findings) -> dict[str, str]:
    everything = " ".join([found.opening, found.last, *(one.said for one in found.told)])
    loss, angry = bool(_LOSS.search(everything)), bool(_ANGRY.search(found.opening))
    persona = "bereaved" if loss else "angry" if angry else "uninformed"
    rubric = "bereavement" if loss else "complaint" if angry else "guidance"
    library = Library(Path(args.library))
    given = {
        "id": _id(args),
        "title": args.title or "TODO its name in lists",
        "language": args.language,
        "channel": args.channel,
        "persona": args.persona or persona,
        "rubric": args.rubric or rubric,
    }
    for kind in ("persona", "rubric"):
        if not library.has(kind, given[kind]):
            raise UsageError(
                f"There is no {kind} `{given[kind]}` in the library.",
                f"Name one with --{kind}; see: empty-chair list",
            )
    return given


def _id(args: Namespace) -> str:
    if args.id:
        return str(args.id)
    stem = Path(args.transcript).stem if args.transcript != "-" else ""
    found = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return found if found[:1].isalpha() else f"draft-{found}".strip("-")


def _common(language: str) -> frozenset[str]:
    from simulator.language.reader import READER_LANGUAGES, rules_for

    base = language.partition("-")[0]
    return rules_for(base).common if base in READER_LANGUAGES else frozenset()
