from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.exporting.settings import Lrs, at, read_lrs, usable_home


def test_nothing_is_needed():
    assert read_lrs({}) == read_lrs({"url": "", "user": ""}) == Lrs()


def test_what_is_set():
    found = read_lrs({"url": "https://lrs.example.org/xAPI/statements/", "user": " trainer ", "timeout": 5,
                      "batch": 50, "home_page": "https://org.example/", "version": "2.0.0"})  # fmt: skip
    assert found == Lrs("https://lrs.example.org/xAPI", "trainer", "https://org.example", 50, 5.0, "2.0.0")
    assert found.statements == "https://lrs.example.org/xAPI/statements"
    assert found.host == "lrs.example.org"


def test_the_command_line_names_another():
    assert at(Lrs(user="trainer"), "https://other.example/xAPI").url == "https://other.example/xAPI"
    assert at(Lrs(url="https://one.example"), None).url == "https://one.example"


@pytest.mark.parametrize("url", ["http://localhost:8080/xAPI", "http://127.0.0.1/x", "http://[::1]:8/x"])
def test_this_machine_needs_no_tls(url):
    assert read_lrs({"url": url}).url == url


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("https://lrs.example.org", "is a table"),
        ({"url": "lrs.example.org"}, "is an address"),
        ({"url": "ftp://lrs.example.org"}, "is an address"),
        ({"url": "https://"}, "is an address"),
        ({"url": "https://lrs.example.org:port"}, "is an address"),
        ({"url": "https://lrs.example.org/x API\n"}, "address|holds a name"),
        ({"url": 7}, "is an address"),
        ({"url": "https://lrs.example.org/?a=b"}, "before any"),
        ({"url": "http://lrs.example.org"}, "readable for everyone"),
        ({"url": "https://me:hunter2@lrs.example.org"}, "holds a name or a password"),
        ({"user": "a:b"}, "without a colon"),
        ({"user": 7}, "without a colon"),
        ({"batch": 0}, "from 1 to 1,000"),
        ({"batch": True}, "from 1 to 1,000"),
        ({"timeout": 0}, "above 0"),
        ({"timeout": "long"}, "above 0"),
        ({"version": "latest"}, "such as"),
        ({"password": "hunter2"}, "does not belong"),
        ({"adress": "x"}, "has no `adress`"),
    ],
)
def test_what_cannot_be_used_is_told_and_never_repeated(table, message):
    with pytest.raises(UsageError, match=message) as caught:
        read_lrs(table)
    assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"


def test_statements_need_a_home():
    assert usable_home(" https://org.example/training/ ") == "https://org.example/training"
    for home in ("", "  ", "org.example", "https://me@org.example"):
        with pytest.raises(UsageError):
            usable_home(home)
