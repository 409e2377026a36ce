"""Looking through a model's answer: a vote counts with words that the agent wrote, in the turn it names."""

from __future__ import annotations

from simulator.judging.by_model.ballots import Ballot
from simulator.judging.by_model.page import Page, earns, says_enough
from simulator.judging.by_model.second_reading import NOT_APPLICABLE, UNSURE, Vote
from simulator.judging.case import Reply
from simulator.language.text import clean_text, shorten

_LONGEST_REASON = 300
_LONGEST_QUOTE = 500
"""Characters of a quote that was not found; one that was found is the agent's own, and stays whole."""


def counted(value: object, ballot: Ballot, page: Page) -> Vote:
    """The vote in an answer.

    It names an option and an agent's turn, and cites words of that turn. Words that stand for an option that
    is worth more than the default one are held to what holds for all proofs: an echo, a repetition and what
    is spoilt earn nothing. A verdict that something is missing (the default option, `not_applicable`) needs
    no words, but the turn that was looked at; words that it does cite have to stand there.

    Args:
        value: What the model answered, in whatever shape.
        ballot: What it was asked.
        page: The conversation.
    """
    option = getattr(value, "option", None)
    turn = getattr(value, "turn", None)
    turn = turn if isinstance(turn, int) and not isinstance(turn, bool) else None
    quote = _line(getattr(value, "quote", None))
    reason = shorten(_line(getattr(value, "reason", None)), _LONGEST_REASON)
    known = option if isinstance(option, str) and option in ballot.names else None
    vote = Vote(known, turn, shorten(quote, _LONGEST_QUOTE), reason=reason)
    if known is None:
        return _void(vote, "unknown_option")
    if known == UNSURE:
        return vote
    reply = page.reply(turn) if turn is not None else None
    if reply is None:
        return _void(vote, _no_reply(turn, page))
    return _cited(vote, quote, reply, ballot, page) if quote else _looked_at(vote, reply, ballot, page)


def failed(reason: str) -> Vote:
    """The vote of a request that brought no answer."""
    return Vote(void=reason, failed=True)


def is_absence(option: str, ballot: Ballot) -> bool:
    """Whether an option says that something is missing: it is the one that is taken when no other is."""
    return option in (ballot.question.default.ref_id, NOT_APPLICABLE)


def _cited(vote: Vote, quote: str, reply: Reply, ballot: Ballot, page: Page) -> Vote:
    proof = page.find(quote, reply)
    if proof is None:
        return _void(vote, "customers_words" if page.customers(quote) else "not_in_turn")
    if not says_enough(proof, reply):
        return _void(vote, "too_short")
    if _is_merit(vote.option, ballot) and not earns(proof, reply):
        return _void(vote, "earns_nothing")
    evidence = page.evidence(proof)
    if evidence is None:
        return _void(vote, "cannot_be_quoted")
    shows = None if vote.option is None or is_absence(vote.option, ballot) else proof
    return Vote(vote.option, vote.turn, evidence.quote, evidence, True, shows, vote.reason)


def _looked_at(vote: Vote, reply: Reply, ballot: Ballot, page: Page) -> Vote:
    if vote.option is None or not is_absence(vote.option, ballot):
        return _void(vote, "no_quote")
    # An absence cannot be shown while a part of what was said cannot be quoted.
    hidden = any(other.void for other in page.case.replies)
    evidence = None if hidden else page.place_in(reply)
    if evidence is None:
        return _void(vote, "cannot_be_quoted")
    return Vote(vote.option, vote.turn, "", evidence, reason=vote.reason)


def _is_merit(option: str | None, ballot: Ballot) -> bool:
    score = next((one.score for one in ballot.options if one.ref_id == option), 0)
    return score > ballot.question.default.score


def _no_reply(turn: int | None, page: Page) -> str:
    speaker = page.speaker(turn) if turn is not None else None
    if speaker == "customer":
        return "customers_words"
    return "no_such_turn" if speaker is None else "not_judged"


def _void(vote: Vote, why: str) -> Vote:
    return Vote(vote.option, vote.turn, vote.quote, reason=vote.reason, void=why)


def _line(given: object) -> str:
    return " ".join(clean_text(given).split()) if isinstance(given, str) else ""
