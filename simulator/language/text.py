"""Text from outside, made safe: no control characters, no escape sequences, no hidden directions.

Everything that a person, a file or a model wrote passes `clean_text` once, at entry; from there on it is
plain text and stays it. Cleaning is idempotent.
"""

from __future__ import annotations

import re
import unicodedata

MAX_REPLY_CHARS = 20_000
"""A longer reply is cut here before it is read (a very long letter has about 5,000 characters)."""

# ECMA-48: CSI with parameters and a final byte; OSC, DCS, SOS, PM and APC strings up to their terminator
# (a string that never ends is cut at the line's end, so that a lone introducer cannot swallow a reply).
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("[\u200c\u200d]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean_text(raw: str) -> str:
    """The text without anything that a terminal or a reader could trip over.

    Dropped: C0 and C1 controls but line feed and tab, whole ANSI sequences, bidirectional overrides and
    isolates, zero-width characters but joiners inside words and emoji. Line ends become a line feed,
    lone surrogates U+FFFD, and the whole is in normal form C.
    """
    if raw.isascii() and (raw.isprintable() or not _SUSPECT.search(raw)):
        return raw
    if not _SUSPECT.search(raw):
        return _normal(raw)
    text = _normal(_without_odd_characters(raw))
    return _JOINERS.sub(_kept_joiner, text)


def _normal(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_odd_characters(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _ESCAPES.sub("", text).replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _DROPPED.sub("", text))


def _kept_joiner(match: re.Match[str]) -> str:
    """One joiner where it joins two visible characters, else nothing."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    joins = bool(before and after) and not before.isspace() and not after.isspace()
    return match.group()[0] if joins and not (before.isascii() and after.isascii()) else ""


def decode_input(data: bytes) -> str:
    """Bytes as UTF-8, with or without a byte order mark; a byte that is no UTF-8 becomes U+FFFD."""
    return data.decode("utf-8-sig", errors="replace")


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut between words where one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    if limit < 2:
        return "…"[:limit]
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:space] if space > limit // 2 else cut).rstrip() + "…"
