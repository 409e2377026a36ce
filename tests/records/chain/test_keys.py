"""The files of the keys: made apart, closed to others, and told about when they cannot be used."""

from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from simulator.errors import UnavailableError, UsageError
from simulator.records.chain.keys import make_keys, read_private, read_public
from simulator.records.chain.signing import key_id


@pytest.fixture
def places(tmp_path):
    return tmp_path / "apart" / "signing.pem", tmp_path / "data" / "public.pem", tmp_path / "data"


def test_a_new_pair_is_read_again_and_closed(places):
    private, public, _ = places
    made = make_keys(*places)
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert key_id(read_private(private).public_key()) == key_id(made)
    assert [key_id(key) for key in read_public(public)] == [key_id(made)]
    assert b"PRIVATE" not in public.read_bytes()


def test_a_second_pair_joins_the_public_keys(places, tmp_path):
    make_keys(*places)
    make_keys(tmp_path / "second.pem", *places[1:])
    assert len({key_id(key) for key in read_public(places[1])}) == 2


def test_a_key_is_never_written_over(places):
    make_keys(*places)
    before = places[0].read_bytes()
    with pytest.raises(UsageError, match="already"):
        make_keys(*places)
    assert places[0].read_bytes() == before
    assert len(read_public(places[1])) == 1


def test_a_private_key_never_lies_among_the_records(places):
    with pytest.raises(UsageError, match="must not lie"):
        make_keys(places[2] / "below" / "key.pem", *places[1:])
    assert not places[2].exists()


def test_a_place_that_cannot_be_written_is_told(places, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnavailableError, match="could not be written"):
        make_keys(tmp_path / "file" / "key.pem", *places[1:])


@pytest.mark.parametrize("read", [read_private, read_public])
def test_a_missing_key_is_told(read, tmp_path):
    with pytest.raises(UnavailableError, match="no key at"):
        read(tmp_path / "none.pem")
    with pytest.raises(UnavailableError, match="cannot be read"):
        read(tmp_path)


def test_a_private_key_that_others_may_read_is_refused(places):
    make_keys(*places)
    places[0].chmod(0o640)
    with pytest.raises(UnavailableError, match="mode 640"):
        read_private(places[0])


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_something_else_than_a_private_key_is_told(content, tmp_path):
    file = tmp_path / "key.pem"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(UnavailableError, match="no private key"):
        read_private(file)


def test_keys_of_another_kind_are_told(tmp_path):
    key, file = X25519PrivateKey.generate(), tmp_path / "key.pem"
    file.write_bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    file.chmod(0o600)
    with pytest.raises(UnavailableError, match="another kind"):
        read_private(file)
    file.write_bytes(key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(UnavailableError, match="does not hold public"):
        read_public(file)


def test_a_damaged_public_key_is_told(places):
    make_keys(*places)
    whole = places[1].read_bytes()
    for damaged in (whole.replace(b"M", b"!"), whole[:-20], whole + whole[:60], b""):
        places[1].write_bytes(damaged)
        with pytest.raises(UnavailableError):
            read_public(places[1])
