"""What a server understands of a request, learnt from its refusals.

Servers that speak chat completions differ in the parameters they know: some want `max_tokens`, some the newer
`max_completion_tokens`; some know no `seed`, no `temperature`, no usage in a stream, no answers by a schema.
Each refusal that names a parameter changes the next request once, so that there is always an end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from simulator.llm.endpoint import DEFAULT_URL, Endpoint
from simulator.llm.messages import Message

Form = Literal["json_schema", "json_object"]

_OPTIONAL = ("stream_options", "temperature", "seed")
_LENGTHS = ("max_completion_tokens", "max_tokens")
_STRUCTURED = re.compile(r"response_format|json_schema|structured.outputs?|\bgrammar\b")


class Dialect:
    """How one model of one server is to be asked.

    Attributes:
        form: How answers by a schema are asked for.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._unknown: set[str] = set()
        self._lengths = list(_LENGTHS if endpoint.url.startswith(DEFAULT_URL) else reversed(_LENGTHS))
        self.form: Form = "json_schema"

    def arguments(self, model: str, messages: Sequence[Message], stream: bool) -> dict[str, Any]:
        """The request's parameters, without the form of its answer."""
        optional = {
            "temperature": self._endpoint.temperature,
            "seed": self._endpoint.seed,
            "stream_options": {"include_usage": True} if stream else None,
        }
        given = {
            name: value for name, value in optional.items() if value is not None and name not in self._unknown
        }
        if self._lengths:
            given[self._lengths[0]] = self._endpoint.output_tokens
        return {
            "model": model,
            "messages": [message.as_sent() for message in messages],
            "stream": stream,
            **given,
        }

    def learn(self, words: str, sent: dict[str, Any]) -> bool:
        """Whether a refusal in these words names something that the next request can do without.

        Args:
            words: What the server said, in small letters.
            sent: The parameters of the refused request.
        """
        if "response_format" in sent and _STRUCTURED.search(words):
            return self._learn_form()
        if self._lengths and self._lengths[0] in sent and _names(words, self._lengths[0]):
            del self._lengths[0]
            return True
        for name in _OPTIONAL:
            if name in sent and _names(words, name):
                self._unknown.add(name)
                return True
        return False

    def _learn_form(self) -> bool:
        knew = self.form == "json_schema"
        self.form = "json_object"
        return knew


def _names(words: str, parameter: str) -> bool:
    return re.search(rf"(?<!\w){parameter}(?!\w)", words) is not None
