"""Looking at how the language model is set up, without asking it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from simulator.commands.doctor_findings import Finding, exact, money
from simulator.llm.account import Account
from simulator.llm.budget import Budget, Verdict
from simulator.llm.endpoint import MODEL
from simulator.llm.keys import (
    SERVICE,
    VARIABLE,
    Keyring,
    Secret,
    ask_keyring,
    check_key,
    key_given,
    keyring_installed,
)
from simulator.llm.reasons import ModelUnavailable
from simulator.model_settings import ModelSettings, vocabulary_dir
from simulator.pricing import pricing_by
from simulator.records.spending import DaySpent, SpendingLog

AskKeyring = Callable[[str], tuple[str, Keyring]]


def models_of(settings: ModelSettings) -> tuple[str, ...]:
    """The models that are named: who speaks, and who judges where that is another one."""
    at = settings.endpoint
    return tuple(dict.fromkeys(name for name in (at.model, at.judge) if name))


def unnamed(settings: ModelSettings) -> Finding:
    """That no model is named."""
    waiting = settings.endpoint.base_url or "rules+llm" in (settings.reader, settings.judge)
    if waiting:
        return Finding(
            "model",
            "warning",
            "A language model is set up, but none is named: nothing is asked of any.",
            f"Set {MODEL}, or `model` in the settings.",
        )
    return Finding(
        "model",
        "ok",
        "None is named, and none is needed: everything works without one.",
        f"To use one, set {MODEL} (see docs/operating.md).",
    )


def model_and_address(settings: ModelSettings) -> Iterator[Finding]:
    """Which models, and where they are."""
    at = settings.endpoint
    named = [f"customer: {at.model}" if at.model else "customer: none", f"judge: {at.judge}"]
    yield Finding("model", "ok", ", ".join(named))
    shown = shown_address(at.url)
    if at.sends_in_the_clear():
        yield Finding(
            "address",
            "warning",
            f"{shown} is plain HTTP to another machine: others can read conversations and the key.",
            "Use an https:// address, or a server on this machine.",
        )
    else:
        yield Finding("address", "ok", shown)


def shown_address(url: str) -> str:
    """An address without what follows a question mark, where some put a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def with_key(
    settings: ModelSettings, environment: Mapping[str, str], ask: AskKeyring = ask_keyring
) -> tuple[ModelSettings, Finding]:
    """The settings with the key looked up, and where it was found; the key itself is never told."""
    host = settings.endpoint.host
    given = key_given(environment)
    found, ring = (given, _untouched_keyring()) if given else ask(host)
    key = Secret(found)
    whole = replace(settings, endpoint=replace(settings.endpoint, key=key))
    try:
        check_key(key)
    except ModelUnavailable as failure:
        return whole, Finding("key", "fault", failure.message, failure.hint)
    return whole, _key(whole, bool(given), ring)


def _untouched_keyring() -> Keyring:
    return Keyring.NO_ENTRY if keyring_installed() else Keyring.NOT_INSTALLED


def _key(settings: ModelSettings, in_environment: bool, ring: Keyring) -> Finding:
    at = settings.endpoint
    if in_environment:
        return Finding(
            "key",
            "ok",
            f"Set in {VARIABLE}. It can also be kept in the system's keyring: {_tip(ring, at.host)}",
        )
    if ring is Keyring.HAS_KEY:
        return Finding("key", "ok", f"Kept in the system's keyring, for {at.host}.")
    todo = f"Set {VARIABLE}, or keep the key in the system's keyring: {_tip(ring, at.host)}"
    closed = " The system's keyring could not be asked." if ring is Keyring.FAILED else ""
    if at.base_url:
        text = f"There is none; a server of one's own often needs none.{closed}"
        return Finding("key", "ok", text, f"If it does: {todo[0].lower()}{todo[1:]}")
    return Finding("key", "fault", f"There is none, and {at.host} needs one.{closed}", todo)


def _tip(ring: Keyring, host: str) -> str:
    command = f"keyring set {SERVICE} {host}"
    return f"pip install keyring, then {command}" if ring is Keyring.NOT_INSTALLED else command


def tokenizers(settings: ModelSettings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """How tokens are counted, for each model."""
    from simulator.llm.tokens import counter_for_model
    from simulator.llm.vocabularies import vocabulary_of

    for model in models_of(settings):
        vocabulary = vocabulary_of(model)
        if vocabulary is None:
            text = f"Tokens of {model} are estimated: its tokenizer is not known here."
            yield Finding("tokenizer", "ok", text, measures={"counting": "estimate"})
        elif counter_for_model(model, environment, vocabulary_dir()).approximate:
            text = f"Tokens of {model} are estimated: the vocabulary {vocabulary.name} is not on disk."
            todo = "For exact counts: empty-chair doctor --fetch-tokenizer"
            yield Finding("tokenizer", "ok", text, todo, {"counting": "estimate"})
        else:
            text = f"Tokens of {model} are counted exactly ({vocabulary.name})."
            yield Finding("tokenizer", "ok", text, measures={"counting": "exact"})


def prices(settings: ModelSettings) -> Iterator[Finding]:
    """Whether it is known what the models cost."""
    for model in models_of(settings):
        price = settings.prices.price(model)
        if price is not None:
            read, written = (exact(sum_, settings.currency) for sum_ in (price.input, price.output))
            text = f"A million tokens of {model}: {read} read, {written} written."
            yield Finding("price", "ok", text)
            continue
        text = f"The price of {model} is not known, so its cost cannot be told."
        todo = f'Put it into the settings: [language_model.prices."{model}"], input and output.'
        if settings.budget != Budget():
            yield Finding("price", "fault", f"{text} With a budget it is never asked.", todo)
        elif settings.endpoint.on_this_machine():
            yield Finding("price", "ok", f"{text} A server on this machine often costs nothing.")
        else:
            yield Finding("price", "warning", text, todo)


def spending(settings: ModelSettings, log: SpendingLog, today: str) -> tuple[Account, list[Finding]]:
    """The budget and what was spent today; and the account that the doctor's own requests go on.

    Args:
        settings: The settings.
        log: The spending on record.
        today: The day in UTC, `2026-03-02`.
    """
    try:
        day, finding = _today(log.day(today, pricing_by(settings.prices)), settings, log)
    except OSError as error:
        day, finding = DaySpent(cost=None), _unreadable(log, error)
    account = Account(settings.prices, settings.budget, day.cost)
    return account, [_budget(settings, account, day.unpriced), finding]


def _today(day: DaySpent, settings: ModelSettings, log: SpendingLog) -> tuple[DaySpent, Finding]:
    about = "about " if day.estimated and day.cost else ""
    text = (
        f"Today (UTC): {day.requests} requests, {day.input_tokens + day.output_tokens:,} tokens, "
        f"{about}{money(day.cost, settings.currency)}."
    )
    if day.damaged:
        text += f" {day.damaged} lines of {log.file} are damaged and left out."
        return day, Finding("spending", "warning", text, "Leave the file as it is; new lines are sound.")
    return day, Finding("spending", "ok", text)


def _unreadable(log: SpendingLog, error: OSError) -> Finding:
    text = f"{log.file} cannot be read: {error.strerror or error}."
    return Finding("spending", "fault", text, "Ask for the right to read it, or move it aside.")


def _budget(settings: ModelSettings, account: Account, unpriced: Sequence[str]) -> Finding:
    limits = {"a conversation": settings.budget.conversation, "a day": settings.budget.day}
    given = [f"{exact(sum_, settings.currency)} {what}" for what, sum_ in limits.items() if sum_ is not None]
    if not given:
        return Finding("budget", "ok", "No limit is set.")
    text = f"At most {', '.join(given)}."
    verdict = account.may_ask()
    if verdict is Verdict.LEFT:
        return Finding("budget", "ok", text)
    if verdict is Verdict.PRICE_UNKNOWN:
        return _unknown(text, unpriced)
    when = "a day" if verdict is Verdict.DAY_SPENT else "a conversation"
    text += f" The limit for {when} is reached: no model is asked."
    return Finding("budget", "warning", text, "Wait until tomorrow (UTC), or allow more in the settings.")


def _unknown(text: str, unpriced: Sequence[str]) -> Finding:
    """That the day's sum is not known: a model without a price was asked, or the record cannot be read."""
    if not unpriced:
        text += " What was spent today is not known, so no model is asked."
        return Finding("budget", "warning", text, "See the spending below.")
    who = f"{', '.join(unpriced)} {'has' if len(unpriced) == 1 else 'have'} no price"
    text += f" What was spent today is not known, since {who}: no model is asked until tomorrow (UTC)."
    tables = ", ".join(f'[language_model.prices."{name}"]' for name in unpriced)
    return Finding("budget", "warning", text, f"To go on today, put the prices into the settings: {tables}.")
