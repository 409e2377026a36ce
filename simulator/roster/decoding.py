"""The bytes of a roster's file as text: UTF-8, UTF-16, or what older Excel writes."""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import UsageError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOOKED_AT = 4096
_AS_CSV = "Save it as “CSV UTF-8”, and name that file."


class Decoded(NamedTuple):
    """A file's text.

    Attributes:
        text: The text; line ends as they were, no byte order mark.
        encoding: How it was read: `UTF-8`, `UTF-16` or `Windows-1252`.
    """

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """A file's bytes as text.

    Raises:
        UsageError: They are no text in any of these encodings, and what to do.
    """
    if data.startswith(_WORKBOOKS):
        raise UsageError("This is a workbook of Excel, not a CSV file.", _AS_CSV)
    encoding = _utf_16(data)
    if encoding:
        return Decoded(_strict(data, encoding, "UTF-16").removeprefix("\ufeff"), "UTF-16")
    try:
        return Decoded(data.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError:
        return Decoded(_strict(data, "cp1252", "UTF-8, UTF-16 or Windows-1252"), "Windows-1252")


def _utf_16(data: bytes) -> str:
    """The codec when it is UTF-16, with a mark or by the zeros beside every Latin letter; else empty."""
    if data.startswith(_UTF_16):
        return "utf-16"
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 <= len(head):  # fewer than half of the units hold a zero on that side
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(data: bytes, codec: str, names: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError(
            f"The file is no text in {names}: byte {error.start + 1}, line {line}.", _AS_CSV
        ) from None
