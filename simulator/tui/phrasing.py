"""How things are called on the screen: channels, levels, endings, stars, times. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from simulator.wording import N2_, N_, _, counted, is_english

CHANNELS = {
    "chat": N_("chat"),
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "review": N_("public review"),
    "counter": N_("counter"),
    "meeting": N_("meeting"),
}
LEVELS = {
    "new_hire": N_("new hire"),
    "agent": N_("agent"),
    "manager": N_("manager"),
    "executive": N_("executive"),
}
METERS = {
    "patience": N_("patience"),
    "trust": N_("trust"),
    "distress": N_("distress"),
    "clarity": N_("clarity"),
}
MODES = {"practice": N_("practice"), "certify": N_("certification")}
STATUS = {"not_applicable": N_("did not apply here"), "not_scored": N_("not scored")}
SPOKEN = frozenset({"phone", "counter", "meeting"})
"""Channels on which nobody types."""
LESS_IS_BETTER = frozenset({"distress"})
"""Meters that a good reply lowers."""
COUNTED = (
    *(N2_("{n} question", "{n} questions"), N2_("{n} form", "{n} forms"), N2_("{n} person", "{n} people")),
    *(N2_("{n} figure is", "{n} figures are"), N2_("{n} situation", "{n} situations")),
    *(N2_("{n} attempt", "{n} attempts"), N2_("{n} conversation", "{n} conversations")),
    *(N2_("{n} minute", "{n} minutes"), N2_("{n} round", "{n} rounds"), N2_("{n} vote", "{n} votes")),
    *(N2_("{n} idea", "{n} ideas"), N2_("{n} day", "{n} days"), N2_("{n} reply", "{n} replies")),
)
"""What `count_text` counts."""
_LIST_ITEM = re.compile(r"\s*(?:[-*•\u2013\u2014]|\d+[.)])\s")
_FULL_LINE = 72
"""Characters from which an author's line is taken to have ended where the file did."""
_NO_FIRST_NAMES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "the"}
_BLOCKS = "▁▂▃▄▅▆▇█"


def named(names: dict[str, str], key: str) -> str:
    """The name of a key, or the key itself in plain words when it is a new one."""
    return _(names.get(key, key.replace("_", " ")))


def stars_text(stars: int | None) -> str:
    """Stars for the eye and the number for everyone: `★★★★☆ 4 of 5`."""
    if stars is None:
        return ""
    held = max(0, min(5, stars))
    return "★" * held + "☆" * (5 - held) + " " + _("{held} of 5", held=held)


def percent_text(percentage: float | None) -> str:
    """A percentage without needless decimals; `not scored` when there is none."""
    if percentage is None:
        return _("not scored")
    return f"{percentage:.1f}".removesuffix(".0") + " %"


def clock_text(seconds: float) -> str:
    """Elapsed time as `3:12`, or `1:03:12` after an hour."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def count_text(number: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`, `no days`. What is counted stands in COUNTED, so that it can be translated."""
    if not is_english():
        return counted(f"{{n}} {one}", f"{{n}} {many or one + 's'}", number)
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def place_text(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`; the number alone in languages that bend it otherwise."""
    if not is_english():
        return str(number)
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def when_text(stamp: str, now: datetime, *, clock: bool = False) -> str:
    """How long ago an ISO 8601 moment was, in words; the date when it is more than a month ago.

    With `clock`, today and yesterday come with the time of day.
    """
    try:
        then = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    local = then.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    time = f" {local:%H:%M}" if clock else ""
    if days <= 0:
        return _("today{time}", time=time)
    if days == 1:
        return _("yesterday{time}", time=time)
    return counted("{n} day ago", "{n} days ago", days) if days <= 30 else then.date().isoformat()


def bar(value: int, width: int = 10) -> str:
    """A meter of 0 to 100 as a bar: `███████░░░`."""
    filled = round(max(0, min(100, value)) * width / 100)
    return "█" * filled + "░" * (width - filled)


def sparkline(values: list[int]) -> str:
    """Values of 0 to 100 as one character each: `▁▃▅▇`."""
    return "".join(_BLOCKS[min(7, max(0, min(100, value)) * 8 // 100)] for value in values)


def change_text(before: int | None, after: int) -> str:
    """The change of a meter: `▲ +8`, `▼ -5`, or nothing when it did not move."""
    if before is None or before == after:
        return ""
    return f"▲ +{after - before}" if after > before else f"▼ -{before - after}"


def judged_change(meter: str, before: int | None, after: int) -> str:
    """The change of a meter; where less is better, it says which way it went: `▼ -5 better`."""
    change = change_text(before, after)
    if not change or meter not in LESS_IS_BETTER:
        return change
    way = _("worse") if change.startswith("▲") else _("better")
    return f"{change} {way}"


def reflowed(text: str) -> str:
    """An author's text without the line breaks that only kept the file narrow.

    A break in mid-sentence goes, and so does one after a line as long as a line of the file; one after a
    short sentence, before a list item or around a blank line stays.
    """
    lines = text.strip().split("\n")
    found, before = [lines[0].rstrip()], lines[0].strip()
    for line in lines[1:]:
        if _goes_on(before, line):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line.rstrip())
        before = line.strip()
    return "\n".join(found)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line carries on the sentence or the paragraph of the line before it."""
    if not before or not line.strip() or _LIST_ITEM.match(line):
        return False
    in_mid_sentence = before[-1] not in ".!?:" and (line.lstrip()[0].islower() or line.lstrip()[0] == "(")
    return in_mid_sentence or (len(before) >= _FULL_LINE and before[-1] != ":")


def first_name(name: str) -> str:
    """What a customer is called in passing: the first word, unless it is a title such as Mrs."""
    words = name.split()
    if len(words) > 1 and words[0].rstrip(".").lower() in _NO_FIRST_NAMES:
        return name
    return words[0] if words else name
