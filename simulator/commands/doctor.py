"""`empty-chair doctor`: whether everything works that is set up here, and what to do where it does not."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.commands.doctor_findings import Finding, Teller
from simulator.errors import UsageError
from simulator.settings import FILE_NAME

if TYPE_CHECKING:
    from simulator.llm.account import Account
    from simulator.llm.messages import Usage
    from simulator.model_settings import ModelSettings
    from simulator.records.spending import SpendingLog


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Look at everything, one line each; or fetch the tokenizer's vocabulary and nothing else.

    Args:
        args: `library` and `data` (folders), `json`, `fetch_tokenizer`.
        out: Takes the findings.
        err: Takes the progress of a download, and what could not be kept.

    Returns:
        1 when something that is set up does not work, else 0.
    """
    from simulator.locations import config_dir

    file = config_dir() / FILE_NAME
    teller = Teller(out, args.json)
    if args.fetch_tokenizer:
        _fetch(file, teller, err)
    else:
        from simulator.commands.doctor_place import place_findings

        for finding in place_findings(Path(args.library), Path(args.data), file):
            teller.tell(finding)
        _model(file, Path(args.data), teller, err)
    teller.end()
    return teller.status


def _fetch(file: Path, teller: Teller, err: TextIO) -> None:
    from simulator.commands.doctor_fetching import fetch_vocabularies
    from simulator.commands.doctor_model import models_of
    from simulator.model_settings import vocabulary_dir

    settings = _settings(file, teller)
    if settings is not None:
        for finding in fetch_vocabularies(models_of(settings), vocabulary_dir(), err):
            teller.tell(finding)


def _settings(file: Path, teller: Teller, told: bool = False) -> ModelSettings | None:
    """The settings about language models; nothing, and a finding, where they cannot be used.

    Args:
        file: The settings file.
        teller: Takes the finding.
        told: Whether the faults of the file itself were told before: one slip is one fault.
    """
    from simulator.model_settings import load_model_settings

    try:
        return load_model_settings(file, os.environ)
    except UsageError as error:
        if not (told and error.message == _fault_of_file(file)):
            teller.tell(Finding("model", "fault", error.message, error.hint))
        return None


def _fault_of_file(file: Path) -> str:
    """What is wrong in the settings file, whatever the environment says."""
    from simulator.model_settings import load_model_settings

    try:
        load_model_settings(file, {})
    except UsageError as error:
        return error.message
    return ""


def _model(file: Path, data: Path, teller: Teller, err: TextIO) -> None:
    """Look at the language model as it is set up, then ask it, if one is named and nothing forbids it."""
    from simulator.commands import doctor_model as looks
    from simulator.records.spending import SpendingLog

    settings = _settings(file, teller, told=True)
    if settings is None:
        return
    if not settings.named:
        teller.tell(looks.unnamed(settings))
        return
    for finding in looks.model_and_address(settings):
        teller.tell(finding)
    settings, key = looks.with_key(settings, os.environ)
    teller.tell(key)
    for look in (looks.tokenizers(settings, os.environ), looks.prices(settings)):
        for finding in look:
            teller.tell(finding)
    log = SpendingLog(data)
    account, findings = looks.spending(settings, log, _now()[:10])
    for finding in findings:
        teller.tell(finding)
    if key.state != "fault":
        _ask(settings, account, log, teller, err)


def _ask(settings: ModelSettings, account: Account, log: SpendingLog, teller: Teller, err: TextIO) -> None:
    from simulator.commands.doctor_asking import Asking
    from simulator.llm.tokens import counter_for_model
    from simulator.model_settings import vocabulary_dir
    from simulator.records.spending import Spent

    def book(model: str, usage: Usage, estimated: bool) -> None:
        cost = account.add(model, usage, estimated)
        spent = Spent(_now(), "doctor", None, model, usage.input_tokens, usage.output_tokens, estimated, cost)
        if trouble := log.add(spent):
            err.write(f"{trouble}\n")

    model = settings.endpoint.model or settings.endpoint.judge
    counter = counter_for_model(model, os.environ, vocabulary_dir())
    asyncio.run(Asking(settings, counter, book, account.may_ask, teller.tell).run())


def _now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
