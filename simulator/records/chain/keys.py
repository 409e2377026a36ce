"""The files of the keys.

The private key signs checkpoints. It belongs where those who write the records cannot read it: another
machine, or at least another account. The public keys lie beside the records, and wherever somebody verifies.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PUBLIC_NAME = "records-public-keys.pem"
PRIVATE_NAME = "records-signing-key.pem"
MAKE_ONE = "Make one with: empty-chair records key new"

_ONE = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)
_LARGEST = 1_000_000


def make_keys(private: Path, public: Path, data: Path) -> Ed25519PublicKey:
    """A new pair: the private key in a file of its own, the public one behind those that are there.

    Args:
        private: Where the private key is to be; nothing may be there.
        public: The file of the public keys.
        data: The folder of the records, in which the private key must not lie.

    Raises:
        UsageError: A file is in the way, or the private key would lie among the records.
        UnavailableError: A file cannot be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    _check_apart(private, data)
    key = Ed25519PrivateKey.generate()
    try:
        private.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        public.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(private, _private_pem(key))
        with open(public, "ab") as file:
            file.write(_public_pem(key.public_key()))
    except OSError as error:
        raise _unwritable(error, private) from error
    return key.public_key()


def _check_apart(private: Path, data: Path) -> None:
    if private.resolve().is_relative_to(data.resolve()):
        raise UsageError(
            f"The private key must not lie in {data}: whoever copies the records would have the key.",
            "Name a place outside with --to.",
        )


def _unwritable(error: OSError, private: Path) -> UnavailableError:
    place = error.filename or private
    return UnavailableError(
        f"The key could not be written to {place}: {error.strerror or error}.",
        "Name another place with --to.",
    )


def _write_new(file: Path, content: bytes) -> None:
    """A file for its owner's eyes only, from its first byte on."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise UsageError(
            f"There is a file {file} already.",
            "A key is never written over. Name another place with --to, or move that file aside.",
        ) from None
    with open(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def read_private(file: Path) -> Ed25519PrivateKey:
    """The private key.

    Raises:
        UnavailableError: It is not there, cannot be read, is open to others, or is no key of this kind.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    content = _content(file, MAKE_ONE)
    _check_closed(file)
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:
        raise UnavailableError(f"{file} holds no private key that can be used.", MAKE_ONE) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UnavailableError(f"{file} holds a key of another kind than Ed25519.", MAKE_ONE)
    return key


def _check_closed(file: Path) -> None:
    mode = stat.S_IMODE(file.stat().st_mode)
    if sys.platform != "win32" and mode & 0o077:
        raise UnavailableError(
            f"Others may read or write the private key {file} (mode {mode:03o}), so it proves nothing.",
            f"Make a new one, or close it if nobody has read it: chmod 600 {file}",
        )


def read_public(file: Path) -> tuple[Ed25519PublicKey, ...]:
    """The public keys of a file, which holds one PEM block for each.

    Raises:
        UnavailableError: It is not there, cannot be read, or holds something else.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    hint = "Name the file of the public keys with --key; whoever signs the checkpoints has it."
    content = _content(file, hint)
    try:
        found = [load_pem_public_key(block) for block in _ONE.findall(content)]
    except ValueError as error:
        raise UnavailableError(f"{file} holds a public key that cannot be read.", hint) from error
    keys = tuple(key for key in found if isinstance(key, Ed25519PublicKey))
    if not keys or len(keys) < len(found) or len(found) < content.count(b"-----BEGIN"):
        raise UnavailableError(f"{file} does not hold public Ed25519 keys, and nothing else.", hint)
    return keys


def _content(file: Path, hint: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read(_LARGEST)
    except FileNotFoundError:
        raise UnavailableError(f"There is no key at {file}.", hint) from None
    except OSError as error:
        raise UnavailableError(f"The key {file} cannot be read: {error.strerror or error}.", hint) from error


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())


def _public_pem(key: Ed25519PublicKey) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    return key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
