"""How each channel looks: what is written where, how big, and under which words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.tui.phrasing import SPOKEN
from simulator.wording import _, counted

_STARS = 5
_HOLD = {
    "en": "One moment, please. I'm looking it up.",
    "pl": "Chwileczkę, już sprawdzam.",
    "ru": "Одну минуту, пожалуйста, я проверю.",
    "lt": "Minutėlę, tuoj patikrinsiu.",
    "fa": "یک لحظه لطفاً، الان نگاه می‌کنم.",
}
"""How one asks a caller to hold, by language."""
_PATIENT = {"chat": 60, "phone": 20}
"""Seconds from which on a channel a pause is felt."""


@dataclass(frozen=True, slots=True)
class ChannelLook:
    """How a channel is shown.

    Attributes:
        key: The channel.
        customer: The customer's short name.
        stars: What the customer gave before they were answered; 0 when that is not known.
        language: The scenario's language.
    """

    key: str = "chat"
    customer: str = ""
    stars: int = 0
    language: str = "en"

    @property
    def spoken(self) -> bool:
        """Whether nobody types."""
        return self.key in SPOKEN

    @property
    def letter(self) -> bool:
        """Whether whole letters are written: in a large editor, where Enter breaks the line."""
        return self.key in ("email", "review")

    @property
    def invitation(self) -> str:
        """What stands in the empty editor."""
        if self.key == "email":
            return _(
                "Write a letter to {customer}. Enter breaks the line, Ctrl+J sends.", customer=self.customer
            )
        if self.key == "review":
            return _("Answer {customer}. Enter breaks the line, Ctrl+J sends.", customer=self.customer)
        if self.key == "meeting":
            return _("Say it to the table, and to {customer} in the chair", customer=self.customer)
        if self.spoken:
            return _("Say something to {customer}", customer=self.customer)
        return _("Write to {customer}", customer=self.customer)

    @property
    def busy(self) -> str:
        """What the customer does before they answer: `Ana is typing …`."""
        if self.letter:
            return _("{name} is writing …", name=self.customer)
        if self.spoken:
            return _("{name} is thinking …", name=self.customer)
        return _("{name} is typing …", name=self.customer)

    @property
    def hold(self) -> str:
        """What asks a caller to hold; empty on other channels."""
        return _HOLD.get(self.language.partition("-")[0], _HOLD["en"]) if self.key == "phone" else ""

    def editor_title(self, replies: int) -> str:
        """What stands above the editor, after so many replies."""
        if self.key == "email":
            more = (
                (_("two should be enough"), _("it should close the matter"))[replies] if replies < 2 else ""
            )
            which = _("Your letter no. {number}", number=replies + 1)
            return which + (f": {more}" if more else "")
        if self.key == "review":
            return _("Your public answer: everybody reads it") if not replies else _("What you write next")
        return ""

    def heading(self, speaker: str, number: int) -> str:
        """What stands above a letter or a review, the `number`th of its writer; empty elsewhere."""
        if self.key == "review":
            if speaker != "agent":
                return f"{stars_row(self.stars)} {self.customer}".strip() if number == 1 else ""
            return _("Your answer, below it for all to read") if number == 1 else ""
        if self.key == "email":
            return _("From {customer}", customer=self.customer) if speaker != "agent" else _("From you")
        return ""

    def waiting(self, seconds: float) -> str:
        """That the customer has waited so long for an answer, where a pause is felt; else empty."""
        if seconds < _PATIENT.get(self.key, float("inf")):
            return ""
        minutes, rest = divmod(int(seconds), 60)
        time = f"{minutes}:{rest:02}"
        if self.key == "phone":
            return _("Silence on the line for {time}.", time=time)
        return _("{customer} has been waiting for {time}.", customer=self.customer, time=time)


def stars_row(stars: int) -> str:
    """`★★☆☆☆`; empty when there are none."""
    return "★" * stars + "☆" * (_STARS - stars) if 0 < stars <= _STARS else ""


def word_count(text: str) -> str:
    """How long a letter is by now: `124 words`; empty before the first."""
    words = len(text.split())
    return "" if not words else counted("{n} word", "{n} words", words)
