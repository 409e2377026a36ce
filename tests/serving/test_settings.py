"""What may be set, and what is refused because it would not be safe."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.serving.origins import origins_of
from simulator.serving.settings import SECRET_VARIABLE, ServeSettings, is_loopback, read_settings

SECRET = "a secret that nobody could guess"
ADDRESS = 'address = "https://practice.example"\n'


@pytest.fixture
def read(tmp_path):
    """Read settings with this text in the file."""

    def reading(text="", environment=None, host="127.0.0.1", port=8765, behind_proxy=False, sessions=None):
        file = tmp_path / "serve.toml"
        file.write_text(text, encoding="utf-8")
        return read_settings(
            file, environment or {}, host=host, port=port, behind_proxy=behind_proxy, sessions=sessions
        )

    return reading


def test_nothing_has_to_be_set(read, tmp_path):
    assert read() == ServeSettings()
    given = {"host": "127.0.0.1", "port": 8765, "behind_proxy": False, "sessions": None}
    assert read_settings(tmp_path / "none.toml", {}, **given) == ServeSettings()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "host.example", ""])
def test_others_may_not_connect_without_a_proxy(read, host):
    with pytest.raises(UsageError, match="not on this machine alone") as caught:
        read(host=host)
    assert "--behind-proxy" in caught.value.hint


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_may(read, host):
    assert is_loopback(read(host=host).host)


def test_behind_a_proxy_any_address_may_be_listened_on_once_its_own_is_known(read):
    with pytest.raises(UsageError, match="has to be known") as caught:
        read(host="0.0.0.0", behind_proxy=True)
    assert "address =" in caught.value.hint
    assert read(ADDRESS, host="0.0.0.0", behind_proxy=True).address == "https://practice.example"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Practice.Example/", "https://practice.example"),
        ("https://practice.example:443", "https://practice.example"),
        ("http://practice.example:80", "http://practice.example"),
        ("https://practice.example:8443", "https://practice.example:8443"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_the_address_is_as_browsers_write_it(read, written, meant):
    assert read(f'address = "{written}"', behind_proxy=True).address == meant


@pytest.mark.parametrize(
    "text",
    [
        'address = "practice.example"',
        'address = "https://practice.example/training"',
        'address = "https://*"',
        'address = "javascript://x"',
        "address = 5",
        'identity_header = "X User"',
        'identity_header = ""',
        'secret_header = "X-Secret\\n"\nsecret_header2 = ""',
        "sessions = 0",
        "sessions = true",
        "sessions = 1001",
        'sessions = "8"',
        "idle_minutes = 0",
        "idle_minutes = nan",
        "idle_minutes = inf",
        "idle_minutes = true",
        'secret = "a secret that nobody could guess"',
        'secret_file = "/nowhere/at/all"',
        "secret_file = 1",
        "not TOML",
    ],
)
def test_what_cannot_be_used_is_told(read, text):
    with pytest.raises(UsageError) as caught:
        read(text)
    assert "serve.toml" in caught.value.message or "sessions" in text or "secret_file" in text


@pytest.mark.parametrize("port", [-1, 65536])
def test_there_are_only_so_many_ports(read, port):
    with pytest.raises(UsageError, match=str(port)):
        read(port=port)


def test_the_command_line_goes_before_the_file(read):
    assert read("sessions = 20").sessions == 20
    assert read("sessions = 20", sessions=3).sessions == 3
    with pytest.raises(UsageError):
        read(sessions=0)


def test_the_secret_comes_from_a_file_or_the_environment(read, tmp_path):
    kept = tmp_path / "secret"
    kept.write_text(f"{SECRET}\n", encoding="utf-8")
    named = f'secret_file = "{kept}"'
    assert read(named).secret == SECRET
    assert read(named, {SECRET_VARIABLE: "another secret for this once"}).secret.startswith("another")
    kept.write_text("\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is empty"):
        read(named)


@pytest.mark.parametrize("secret", ["short", "x" * 15, "geheim und schön geheim", "two\nlines of a secret"])
def test_a_weak_secret_is_refused_and_not_repeated(read, secret):
    with pytest.raises(UsageError) as caught:
        read(environment={SECRET_VARIABLE: secret})
    assert secret not in caught.value.message + caught.value.hint


def test_one_header_cannot_say_both(read):
    text = ADDRESS + 'identity_header = "X-One"\nsecret_header = "x-one"'
    with pytest.raises(UsageError, match="same header"):
        read(text, behind_proxy=True)


def test_nothing_shows_the_secret(read):
    assert SECRET not in repr(read(environment={SECRET_VARIABLE: SECRET}))


def test_origins_by_themselves():
    ours = origins_of(ServeSettings(), 8765)
    assert ours.host_is_ours("LOCALHOST:8765")
    assert ours.origin_is_ours("http://[::1]:8765")
    for foreign in (None, "", "null", "http://localhost", "https://localhost:8765"):
        assert not ours.origin_is_ours(foreign)
    for foreign in ("", "localhost", "localhost:8766", "evil.example:8765"):
        assert not ours.host_is_ours(foreign)
    assert origins_of(ServeSettings(port=80), 80).origin_is_ours("http://localhost")


def test_behind_a_proxy_only_its_address_counts():
    proxied = origins_of(ServeSettings(behind_proxy=True, address="https://practice.example"), 8765)
    assert proxied.host_is_ours("backend:8765")
    assert proxied.origin_is_ours("https://practice.example")
    assert not proxied.origin_is_ours("http://127.0.0.1:8765")
