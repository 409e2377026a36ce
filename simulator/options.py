"""The options of every command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from simulator import __version__
from simulator.commands.acting import add_as
from simulator.commands.evidenceoptions import add_evidence
from simulator.commands.exportoptions import add_exporting
from simulator.commands.ideasoptions import add_ideas, add_next
from simulator.commands.newoptions import add_new
from simulator.commands.peopleoptions import add_people
from simulator.commands.programmeoptions import add_programme
from simulator.commands.rehearseoptions import add_rehearse
from simulator.commands.reportoptions import add_reports
from simulator.commands.reviewoptions import add_calibrate, add_reviewing
from simulator.language.text import clean_text
from simulator.levels import LEVELS

PLAY_OPTIONS = frozenset(
    {"--learner", "--level", "--mode", "--customer", "--seed", "--plain", "--json", "--no-pauses"}
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in two lines, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        said = f"{self.prog}: {message}\n  See: {self.prog} --help\n"
        self.exit(2, clean_text(said))


def parse(given: Sequence[str]) -> argparse.Namespace:
    """The command and its options; ends the process with status 2 for wrong use."""
    parser = _Parser(prog="empty-chair", description="Practise answering difficult customers.")
    parser.add_argument("--version", "-V", action="version", version=f"empty-chair {__version__}")
    _add_places(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_play(commands)
    _add_judging(commands)
    _add_agreement(commands)
    _add_authoring(commands)
    for parser_of_drafts in add_new(commands):
        _add_places(parser_of_drafts)
    _add_records(commands)
    for parser_of_rounds in add_calibrate(commands.add_parser("calibrate", help="judge alike: blind rounds")):
        _add_places(parser_of_rounds)
    for parser_of_people in add_people(commands.add_parser("people", help="who is on record")):
        _add_places(parser_of_people)
    for parser_of_ideas in (
        *add_ideas(commands.add_parser("ideas", help="ideas for the company: leave, vote, answer")),
        *add_next(commands.add_parser("next", help="what to practise next, and why")),
    ):
        _add_places(parser_of_ideas)
    for parser_of_reports in add_reports(commands):
        _add_places(parser_of_reports)
    for parser_of_programmes in add_programme(commands.add_parser("programme", help="what is asked of whom")):
        _add_places(parser_of_programmes)
    _add_doctor(commands)
    _add_audition(commands)
    _add_places(add_rehearse(commands))
    _add_serve(commands)
    args = parser.parse_args(["play", *given] if _begins_playing(given) else given)
    return parse(["play", *given]) if args.command is None else args


def _begins_playing(given: Sequence[str]) -> bool:
    """Whether an option of `play` comes first: `empty-chair --plain` means `empty-chair play --plain`."""
    return bool(given) and given[0].partition("=")[0] in PLAY_OPTIONS


def _add_places(parser: argparse.ArgumentParser, *, top: bool = False) -> None:
    """`--library` and `--data`, which may stand before or after the command."""
    unset = None if top else argparse.SUPPRESS
    parser.add_argument("--library", metavar="DIR", default=unset, help="folder of scenarios/ and rubrics/")
    parser.add_argument("--data", metavar="DIR", default=unset, help="folder that holds the records")


_Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_play(commands: _Commands[_Parser]) -> None:
    play = commands.add_parser("play", help="practise (opens the app)")
    play.add_argument("scenario", nargs="?", metavar="SCENARIO", help="its id; see: empty-chair list")
    _add_playing(play)
    resume = commands.add_parser("resume", help="go on with an attempt that was cut off")
    resume.add_argument("attempt", nargs="?", metavar="ATTEMPT", help="its id (default: the newest)")
    _add_playing(resume)


def _add_playing(parser: argparse.ArgumentParser) -> None:
    _add_places(parser)
    parser.add_argument("--learner", metavar="ID", help="who practises (default: the system user)")
    parser.add_argument(
        "--level", choices=LEVELS, help="the learner's level (default: the one chosen in the app, else agent)"
    )
    parser.add_argument("--mode", choices=("practice", "certify"), default="practice")
    parser.add_argument(
        "--customer", choices=("scripted", "llm"), help="who speaks (default: scripted; the app's setting)"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="which of several wordings")
    face = parser.add_mutually_exclusive_group()
    face.add_argument("--plain", action="store_true", help="line by line; for pipes and screen readers")
    face.add_argument("--json", action="store_true", help="events as JSON Lines, replies on standard input")
    parser.add_argument("--no-pauses", action="store_true", help="the customer answers at once")


def _add_judging(commands: _Commands[_Parser]) -> None:
    score = commands.add_parser("score", help="score transcripts that exist already")
    _add_places(score)
    score.add_argument("--rubric", required=True, metavar="ID")
    score.add_argument(
        "--judge", choices=("rules", "llm"), default="rules", help="llm: the rules and a language model"
    )
    score.add_argument("--level", choices=LEVELS)
    score.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    score.add_argument("files", nargs="*", metavar="FILE", help="JSON Lines; - or none: standard input")
    read = commands.add_parser("read", help="read what single replies do")
    _add_places(read)
    read.add_argument("--language", default="en", metavar="CODE")
    read.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    read.add_argument("files", nargs="*", metavar="FILE", help="JSON Lines; - or none: standard input")


def _add_agreement(commands: _Commands[_Parser]) -> None:
    agreement = commands.add_parser("agreement", help="how far raters agree, the judge among them")
    _add_places(agreement)
    agreement.add_argument("--rubric", metavar="ID", help="the form: orders its options, shows its titles")
    agreement.add_argument("--json", action="store_true")
    agreement.add_argument(
        "--resamples", type=int, default=1000, metavar="N", help="for the intervals (default 1000; 0: none)"
    )
    agreement.add_argument("--seed", type=int, default=0, metavar="N", help="which resamples (default 0)")
    agreement.add_argument(
        "--count-not-applicable", action="store_true", help='"does not apply" is an answer of its own'
    )
    agreement.add_argument(
        "--judge",
        action="append",
        choices=("rules", "llm"),
        help="a judge as one more rater (llm: see --model)",
    )
    agreement.add_argument(
        "--model", action="append", metavar="M", help="of --judge llm (default: the one in the settings)"
    )
    agreement.add_argument(
        "--transcripts", nargs="+", action="extend", metavar="FILE", help="what was labelled, for --judge"
    )
    agreement.add_argument("--level", choices=LEVELS, help="of transcripts that name none")
    agreement.add_argument("files", nargs="+", metavar="LABELS", help="JSON Lines; - is standard input")


def _add_authoring(commands: _Commands[_Parser]) -> None:
    check = commands.add_parser("check", help="find every fault in the library's files")
    _add_places(check)
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: the library)")
    check.add_argument("--json", action="store_true")
    check.add_argument("--no-exemplars", action="store_true", help="do not run the exemplars")
    schema = commands.add_parser("schema", help="print the JSON Schema of a format")
    _add_places(schema)
    schema.add_argument("what", choices=("scenario", "persona", "rubric", "programme"))
    listing = commands.add_parser("list", help="what the library holds")
    _add_places(listing)
    listing.add_argument("--json", action="store_true")


def _add_doctor(commands: _Commands[_Parser]) -> None:
    doctor = commands.add_parser("doctor", help="whether everything works here, the language model too")
    _add_places(doctor)
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument(
        "--fetch-tokenizer", action="store_true", help="download the model's vocabulary, for exact counts"
    )


def _add_audition(commands: _Commands[_Parser]) -> None:
    audition = commands.add_parser("audition", help="try language models out as the customer")
    _add_places(audition)
    audition.add_argument(
        "--model", action="append", metavar="M", help="which model (default: the one in the settings)"
    )
    audition.add_argument(
        "--scenarios", nargs="+", action="extend", metavar="ID", help="which ones (default: all)"
    )
    audition.add_argument("--runs", type=int, default=1, metavar="N", help="of each exemplar (default 1)")
    audition.add_argument("--parallel", type=int, default=4, metavar="N", help="at a time (default 4)")
    audition.add_argument("--json", action="store_true")
    audition.add_argument("--out", metavar="FILE", help="keeps the conversations (default: in DATA)")
    audition.add_argument("--fresh", action="store_true", help="play again what was played before")


def _add_serve(commands: _Commands[_Parser]) -> None:
    serve = commands.add_parser("serve", help="the app in a browser")
    _add_places(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="H", help="listen here (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8765, metavar="N", help="(default: 8765; 0: any)")
    serve.add_argument(
        "--behind-proxy", action="store_true", help="a proxy with TLS stands in front; see docs/operating.md"
    )
    serve.add_argument("--sessions", type=int, metavar="N", help="people at once (default: 8)")


def _add_records(commands: _Commands[_Parser]) -> None:
    records = commands.add_parser("records", help="what is on record")
    actions = records.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    listed = actions.add_parser("list", help="attempts, the newest first")
    listed.add_argument("--learner", metavar="ID")
    listed.add_argument("--scenario", metavar="ID")
    listed.add_argument("--limit", type=int, default=50, metavar="N")
    shown = actions.add_parser("show", help="one attempt, turn by turn")
    shown.add_argument("attempt", metavar="ATTEMPT", help="its id, or the beginning of it")
    for looking in (listed, shown):
        add_as(looking)
    again = actions.add_parser("rejudge", help="judge an attempt again; the old form stays on record")
    again.add_argument("attempt", metavar="ATTEMPT", help="its id, or the beginning of it")
    again.add_argument("--judge", choices=("rules", "llm"), default="rules")
    again.add_argument("--by", metavar="ID", help="who does this (default: the system user)")
    for parser in (
        listed,
        shown,
        again,
        _add_move(actions),
        *add_reviewing(actions),
        *add_evidence(actions),
        *add_exporting(actions),
    ):
        _add_places(parser)
        parser.add_argument("--json", action="store_true")


def _add_move(actions: _Commands[_Parser]) -> _Parser:
    move = actions.add_parser("move", help="copy all records into another database, and compare them")
    move.add_argument("--to", required=True, metavar="URL", help="postgresql+psycopg://user@host/database")
    move.add_argument("--from", dest="source", metavar="URL", help="default: the records in use")
    return move
