"""What comes after a conversation: a language model reads the hard questions once more."""

from __future__ import annotations

from collections.abc import AsyncIterator

from simulator.attempt.events import Event, Notice
from simulator.errors import EmptyChairError
from simulator.tui.letting_go import let_go
from simulator.tui.ports import Attempt
from simulator.tui.story import Story
from simulator.wording import N_, _

_STANDS = N_("The verdicts of the rules stand.")


async def read_once_more(attempt: Attempt, events: AsyncIterator[Event], story: Story) -> list[str]:
    """Follow the rest of a stream; the story learns what comes of it, and the attempt is let go.

    Args:
        attempt: The attempt, which is over.
        events: What its stream has still to tell.
        story: Takes it in.

    Returns:
        What the learner should be told in passing.
    """
    told: list[str] = []
    try:
        async for event in events:
            story.take(event)
            if isinstance(event, Notice):
                told.append(event.text)
    except EmptyChairError as error:
        told.append(
            _(
                "The second reading failed: {message} {hint} {stands}",
                message=error.message,
                hint=error.hint,
                stands=_(_STANDS),
            )
        )
    except Exception as error:  # whatever it is, there is an evaluation already
        told.append(
            _(
                "The second reading failed ({name}: {error}). {stands}",
                name=type(error).__name__,
                error=error,
                stands=_(_STANDS),
            )
        )
    finally:
        story.judging = False
        await let_go(attempt)
    return told
