"""What the briefing says about who speaks as the customer. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.errors import EmptyChairError
from simulator.tui.spending import cost_text
from simulator.tui.voices import SPEAKERS
from simulator.tui.widgets.plain import fitted, one_line, plain
from simulator.wording import _

if TYPE_CHECKING:
    from simulator.model_notice import ModelNotice

_NAME = 60
"""Characters of a model's or a host's name that are shown."""


def voice_text(customer: str, found: ModelNotice | EmptyChairError | None) -> Content:
    """Who speaks and, for a language model, what follows from it.

    Args:
        customer: `scripted` or `llm`: what was chosen.
        found: The notice on the model, why none can be used, or None while that is looked up.
    """
    if customer != "llm":
        return plain(_(SPEAKERS["scripted"]))
    if found is None:
        return plain(_("{model}; looking it up …", model=_(SPEAKERS["llm"])))
    lines = _unusable(found) if isinstance(found, EmptyChairError) else _usable(found)
    return Content("\n").join(lines)


def _usable(notice: ModelNotice) -> list[Content]:
    model, host, takes = _short(notice.model), _short(notice.host), _takes(notice)
    if notice.on_this_machine:
        first = plain(_("the language model {model} on this machine", model=model))
        return [first, plain(_("Nothing leaves this machine. {takes}", takes=takes))]
    first = plain(_("the language model {model} at {host}", model=model, host=host))
    if notice.in_the_clear:  # first, so that it is seen on the smallest terminal
        warning = plain(_("! Not encrypted: others on the way can read what is said."), "bold $warning")
        return [warning, first, plain(_("What is said goes to {host}. {takes}", host=host, takes=takes))]
    return [first, plain(_("What is said goes to {host}. {takes}", host=host, takes=takes))]


def _takes(notice: ModelNotice) -> str:
    cost = cost_text(notice.cost, notice.currency)
    price = f", {cost}" if cost else _(", at a price that is not known here")
    if notice.on_this_machine and not cost:
        price = ""
    return _(
        "A conversation takes about {tokens:,} tokens{price}.", tokens=_rounded(notice.tokens), price=price
    )


def _unusable(error: EmptyChairError) -> list[Content]:
    return [
        plain(_("the author's lines, since no language model can be used:")),
        plain(one_line(f"{error.message} {error.hint}"), "$warning"),
    ]


def _rounded(tokens: int) -> int:
    """An estimate to two digits: it is no more exact than that."""
    digits = max(0, len(str(tokens)) - 2)
    return int(round(tokens, -digits))


def _short(name: str) -> str:
    return fitted(name, _NAME).rstrip()
