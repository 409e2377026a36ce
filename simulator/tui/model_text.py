"""What a debrief says of the language model that took part: its cost, and where it failed. Pure."""

from __future__ import annotations

from textual.content import Content

from simulator.debrief import fairness_text
from simulator.spending_text import spent_text
from simulator.tui.phrasing import count_text
from simulator.tui.second_reading_text import unanswered
from simulator.tui.story import Story
from simulator.tui.widgets.plain import one_line, plain
from simulator.wording import N_, _

READING = N_("A language model reads the hard questions once more …")


def under_headline(story: Story) -> list[Content]:
    """What a reader of the verdicts has to know first: another reading is coming, or something went wrong."""
    lines = [plain(_(READING), "$accent")] if story.judging else []
    if fairness := fairness_text(story.evaluation or {}):
        lines.append(plain(one_line(fairness)))
    return lines


def model_part(story: Story) -> Content:
    """Who spoke, which messages are not as the model wrote them, and what it took; empty without a model."""
    spoke = story.voice == "llm"
    missing = unanswered(story.evaluation)
    lines: list[Content] = []
    if spoke:
        lines.append(plain(_("A language model spoke as {customer}.", customer=one_line(story.short_name))))
    lines += [plain(f"{_capital(places)}: {mark}.") for mark, places in _marked(story).items()]
    if missing:
        questions = count_text(missing, "question")
        lines.append(
            plain(
                _(
                    "The model did not answer on {questions}: there the rules alone judged.",
                    questions=questions,
                )
            )
        )
    if story.spent is not None:
        lines.append(plain(spent_text(story.spent)))
    if not lines:
        return Content()
    return Content("\n").join([Content.styled(_("The language model"), "bold $primary"), *lines])


def _marked(story: Story) -> dict[str, str]:
    """Which messages are remarkable, by what is remarkable about them."""
    found: dict[str, list[str]] = {}
    for said in story.said:
        if said.mark:
            found.setdefault(said.mark, []).append(story.place_of(said.turn))
    return {mark: ", ".join(places) for mark, places in found.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
