"""Endpoints, keys and settings: what goes before what, what is told, what is never shown."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
import types

import pytest

from simulator.errors import UsageError
from simulator.llm import keys
from simulator.llm.endpoint import DEFAULT_URL, Endpoint, Limits, check_url, read_endpoint
from simulator.llm.keys import Secret
from simulator.llm.reasons import ModelUnavailable, Reason
from tests.llm.conftest import KEY, assert_hidden

NO_KEYRING = {"keyring": lambda host: ""}


def test_with_nothing_set_everything_is_the_default():
    found = read_endpoint({}, {}, **NO_KEYRING)
    assert found == Endpoint()
    assert (found.url, found.host) == (DEFAULT_URL, "api.openai.com")


def test_the_environment_goes_before_the_settings():
    environment = {
        "OPENAI_BASE_URL": "http://localhost:11434/v1",
        "OPENAI_API_KEY": KEY,
        "EMPTY_CHAIR_MODEL": "a",
        "EMPTY_CHAIR_JUDGE_MODEL": "b",
    }
    settings = {"base_url": "https://example.org/v1", "model": "c", "judge_model": "d", "seed": 4}
    found = read_endpoint(environment, settings, **NO_KEYRING)
    assert (found.url, found.model, found.judge, found.seed) == ("http://localhost:11434/v1", "a", "b", 4)
    assert found.key == Secret(KEY)


def test_blank_counts_as_not_set():
    environment = dict.fromkeys(("OPENAI_BASE_URL", "OPENAI_API_KEY", "EMPTY_CHAIR_MODEL"), "  ")
    found = read_endpoint(environment, {"model": "c", "base_url": " ", "judge_model": ""}, **NO_KEYRING)
    assert (found.base_url, found.url, found.model, found.judge) == ("", DEFAULT_URL, "c", "c")
    assert not found.key


def test_every_setting_reaches_its_place():
    settings = {
        "temperature": 1, "output_tokens": 50, "first_word_seconds": 1,
        "between_words_seconds": 0.5, "total_seconds": 9,
    }  # fmt: skip
    found = read_endpoint({}, settings, **NO_KEYRING)
    assert found == Endpoint(temperature=1.0, output_tokens=50, limits=Limits(1.0, 0.5, 9.0))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", 2.1),
        ("temperature", float("nan")),
        ("temperature", True),
        ("temperature", "warm"),
        ("seed", 1.5),
        ("seed", 2**64),
        ("output_tokens", 0),
        ("total_seconds", 0),
        ("total_seconds", float("inf")),
        ("model", 5),
        ("model", "two\nlines"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_by_its_name(name, value):
    with pytest.raises(UsageError, match=name):
        read_endpoint({}, {name: value}, **NO_KEYRING)


def test_an_unknown_setting_gets_the_nearest():
    with pytest.raises(UsageError) as caught:
        read_endpoint({}, {"temprature": 1}, **NO_KEYRING)
    assert "`temperature`" in caught.value.hint


def test_a_key_among_the_settings_is_sent_away_without_being_shown():
    with pytest.raises(UsageError) as caught:
        read_endpoint({}, {"api_key": KEY}, **NO_KEYRING)
    assert_hidden(f"{caught.value} {caught.value.hint}")


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "ftp://a/v1",
        "https://",
        "http://a:port/",
        "http://a:99999/",
        "http://a b/v1",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_told(url):
    with pytest.raises(UsageError, match="OPENAI_BASE_URL"):
        read_endpoint({"OPENAI_BASE_URL": url}, {}, **NO_KEYRING)


def test_an_address_with_a_password_is_told_without_it():
    with pytest.raises(UsageError) as caught:
        check_url("https://me:hidden@example.org/v1")
    assert "hidden" not in str(caught.value) + caught.value.hint


def test_the_key_is_hidden_from_every_way_of_showing_it():
    found = Endpoint(model="m", key=Secret(KEY))
    shown = [
        repr(found),
        str(found),
        f"{found.key}",
        f"{found.key!r:>40}",
        str(dataclasses.asdict(found)),
        str([found]),
    ]
    assert_hidden(" ".join(shown))
    assert "Secret(set)" in repr(found)
    assert "Secret(empty)" in repr(Endpoint())
    with pytest.raises(TypeError):
        pickle.dumps(found)


def test_secrets_are_equal_by_their_text_and_can_be_copied():
    assert Secret("a") == Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert copy.deepcopy(Secret("a")) == copy.copy(Secret("a")) == Secret("a")


def test_the_environments_key_goes_before_the_keyrings_which_is_by_host():
    stored = {"example.org": "sk-ring"}
    asked = read_endpoint(
        {"OPENAI_BASE_URL": "https://example.org:8443/v1"}, {}, lambda host: stored.get(host, "")
    )
    assert asked.key == Secret("sk-ring")
    assert not read_endpoint({}, {}, lambda host: stored.get(host, "")).key
    given = read_endpoint(
        {"OPENAI_API_KEY": KEY}, {"base_url": "https://example.org"}, lambda host: stored[host]
    )
    assert given.key == Secret(KEY)


def test_the_systems_keyring_is_asked_for_the_host(monkeypatch):
    ring = types.ModuleType("keyring")
    ring.get_password = lambda service, host: f"{service} {host}"
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert keys.from_keyring("example.org") == "empty-chair example.org"


def test_a_keyring_that_is_missing_empty_or_broken_gives_no_key(monkeypatch):
    def broken(service, host):
        raise RuntimeError("locked")

    ring = types.ModuleType("keyring")
    for get in (broken, lambda service, host: None):
        ring.get_password = get
        monkeypatch.setitem(sys.modules, "keyring", ring)
        assert keys.from_keyring("h") == ""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert keys.from_keyring("h") == ""


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("sk-a\nb", "line break"),
        ("sk-a\r", "line break"),
        ("sk-é", "letters"),
        ("a b", "space"),
        ("a\x1bb", "control"),
    ],
)
def test_a_key_that_no_server_takes_is_told_as_such(key, fault):
    with pytest.raises(ModelUnavailable, match=fault) as caught:
        Endpoint(model="m", key=Secret(key)).check()
    assert (caught.value.reason, caught.value.retryable) == (Reason.WRONG_KEY, False)
    assert key not in f"{caught.value} {caught.value.hint} {caught.value!r}"


def test_a_key_is_needed_only_where_no_address_is_given():
    Endpoint(model="m", base_url="http://localhost/v1").check()
    Endpoint(judge_model="m", key=Secret(KEY)).check()
    with pytest.raises(ModelUnavailable) as caught:
        Endpoint(model="m").check()
    assert caught.value.reason is Reason.NO_KEY


@pytest.mark.parametrize(
    ("url", "clear"),
    [
        ("", False),
        ("https://example.org/v1", False),
        ("http://localhost:1/v1", False),
        ("http://127.0.0.1/v1", False),
        ("http://[::1]:8/v1", False),
        ("http://192.168.1.4/v1", True),
        ("http://example.org/v1", True),
    ],
)
def test_whether_others_can_read_along(url, clear):
    assert Endpoint(base_url=url).sends_in_the_clear() is clear
