"""From what a server sends to words, or to the reason why there are none. Nothing is taken on trust.

Words pass through as they are, with whatever control characters and markup they hold: **who shows them cleans
them**.
"""

from __future__ import annotations

from simulator.llm.failures import AnswerTooLarge
from simulator.llm.messages import Finish, Usage, usage_from
from simulator.llm.reasons import ModelUnavailable, Reason


class Answer:
    """One answer, as it comes in."""

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self._pieces: list[str] = []
        self._refused = False
        self._reason: str | None = None
        self._model = ""
        self._anything = False
        self.usage: Usage | None = None

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._pieces)

    @property
    def ended(self) -> bool:
        """Whether the server said why it stopped."""
        return self._reason is not None

    def take_chunk(self, chunk: object) -> str:
        """The words in a chunk of a stream, often none.

        Raises:
            ModelUnavailable: It is no chunk of a stream.
            AnswerTooLarge: There are more words than allowed.
        """
        from openai.types.chat import ChatCompletionChunk

        return self._take(chunk, ChatCompletionChunk, "delta")

    def take_whole(self, completion: object) -> str:
        """The words of an answer that came at once; raises like `take_chunk`."""
        from openai.types.chat import ChatCompletion

        return self._take(completion, ChatCompletion, "message")

    def _take(self, sent: object, kind: type, part: str) -> str:
        if not isinstance(sent, kind):
            raise ModelUnavailable(Reason.NOT_AN_ANSWER)
        self.usage = usage_from(getattr(sent, "usage", None)) or self.usage
        model = getattr(sent, "model", None)
        self._model = model if isinstance(model, str) else self._model
        choices = getattr(sent, "choices", None)
        if not choices:
            return ""
        if not isinstance(choices, list):
            raise ModelUnavailable(Reason.NOT_AN_ANSWER)
        self._anything = True
        return self._take_choice(choices[0], part)

    def _take_choice(self, choice: object, part: str) -> str:
        reason = getattr(choice, "finish_reason", None)
        if isinstance(reason, str) and reason:
            self._reason = reason
        said = getattr(choice, part, None)
        self._refused = self._refused or bool(getattr(said, "refusal", None))
        piece = getattr(said, "content", None) or ""
        if not isinstance(piece, str):
            raise ModelUnavailable(Reason.NOT_AN_ANSWER)
        self._left -= len(piece.encode("utf-8", "surrogatepass"))
        if self._left < 0:
            raise AnswerTooLarge
        self._pieces.append(piece)
        return piece

    def finish(self) -> Finish:
        """That the answer is whole.

        Raises:
            ModelUnavailable: It is not: refused, filtered, cut off, empty, or never an answer.
        """
        reason = self._fault()
        if reason is not None:
            raise ModelUnavailable(reason, usage=self.usage)
        return Finish(self._model, self._reason or "", self.usage)

    def _fault(self) -> Reason | None:
        if not self._anything:
            return Reason.NOT_AN_ANSWER
        if self._refused:
            return Reason.REFUSED
        if self._reason == "content_filter":
            return Reason.CONTENT_FILTER
        if self._reason in (None, "length"):
            return Reason.TRUNCATED
        return None if self.text.strip() else Reason.EMPTY
