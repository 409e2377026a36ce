"""The served app in a real browser: in by the link, a conversation with a reload in it, the debrief."""

from __future__ import annotations

import time

import pytest

from tests.e2e.conversations import ONE, one_good, situations
from tests.e2e.test_app import customer_lines, on_record, opening_words
from tests.serving.chromium import open_page

REPLIES = one_good(ONE).replies
pytestmark = pytest.mark.slow


def to_briefing(screen):
    screen.wait_for("Practise next", f"{situations()} situations")
    screen.type("b")
    screen.wait_for("Type to narrow the list")
    screen.type("one parcel")
    screen.wait_for(f"1 of {situations()} situations")
    screen.press("Enter")
    screen.wait_for("Practise", "Certify", "hints", "Enter choose")


def say(screen, text, answer):
    screen.type(text)
    screen.press("Enter")
    screen.wait_for(opening_words(answer))


def test_a_conversation_with_a_reload_in_its_middle(chromium, serving, product, played):
    whole = played()
    heard = customer_lines(whole)
    with serving() as served:
        screen = open_page(chromium)
        screen.page.goto(served.link)
        to_briefing(screen)
        screen.type("p")
        screen.wait_for(opening_words(heard[0]), "Write to Dana")
        say(screen, REPLIES[0], heard[1])
        screen.type(REPLIES[1])
        screen.wait_for(REPLIES[1].split()[-1])
        (before,) = served.children()

        screen.reload()
        # The conversation, the customer's last words and the unsent reply: all are there again.
        unsent = " ".join(REPLIES[1].split()[:3])
        screen.wait_for(opening_words(heard[1]), unsent, "Enter send")  # now a reply is taken
        assert before not in served.children()
        screen.press("Enter")
        screen.wait_for(opening_words(heard[2]))

        for text, answer in zip(REPLIES[2:], heard[3:], strict=False):
            say(screen, text, answer)
        screen.wait_for("The conversation is over")
        screen.press("Enter")
        form = whole.of("evaluation")[0]
        assert "passed" in screen.wait_for(f"{form['percentage']:g} %", "5 of 5")
        assert not screen.complaints
        assert {url.startswith((served.url, "data:")) for url in screen.asked} == {True}
        screen.page.context.close()
    assert on_record(product) == whole.said


def test_the_link_is_for_one_browser_and_no_script_reads_the_cookie(chromium, serving):
    with serving() as served:
        first, second = open_page(chromium), open_page(chromium)
        first.page.goto(served.link)
        first.wait_for("Practise next")
        assert first.page.url == f"{served.url}/"
        assert first.page.evaluate("document.cookie") == ""
        answer = second.page.goto(served.link)
        assert answer.status == 403
        assert "used already" in second.page.inner_text("body")
        for shown in (first, second):
            shown.page.context.close()


def test_leaving_ends_the_process_and_a_button_leads_back(chromium, serving):
    with serving() as served:
        screen = open_page(chromium, 1000, 700)
        screen.page.goto(served.link)
        screen.wait_for("Practise next")
        screen.type("q")
        screen.page.wait_for_selector("#closed", state="visible")
        assert "You have left" in screen.page.inner_text("#why")
        assert served.children() == []
        screen.press("Enter")  # the button has the keys
        screen.wait_for("Practise next", f"{situations()} situations")
        screen.page.context.close()
        deadline = time.monotonic() + 4
        while served.children():
            assert time.monotonic() < deadline, "the process outlived its page"


def test_stopping_the_server_says_so_in_the_page_and_leaves_no_process(chromium, serving):
    with serving() as served:
        screen = open_page(chromium)
        screen.page.goto(served.link)
        screen.wait_for("Practise next")
        (child,) = served.children()
        served.process.terminate()
        screen.page.wait_for_selector("#closed", state="visible")
        assert "was stopped" in screen.page.inner_text("#why")
        assert served.process.wait(10) == 0
        from tests.serving.building import is_running

        assert not is_running(child)
        screen.page.context.close()


def test_a_foreign_page_reaches_nothing(chromium, serving, tmp_path):
    """A page of another origin, in the same browser that is logged in."""
    with serving() as served:
        screen = open_page(chromium)
        screen.page.goto(served.link)
        screen.wait_for("Practise next")
        other = screen.page.context.new_page()
        foreign = tmp_path / "foreign.html"
        foreign.write_text("<title>elsewhere</title>", encoding="utf-8")
        other.goto(foreign.as_uri())
        opened = other.evaluate(
            "address => new Promise(tell => { const socket = new WebSocket(address);"
            " socket.onopen = () => tell('open'); socket.onclose = () => tell('closed'); })",
            served.url.replace("http", "ws") + "/ws?width=80&height=24",
        )
        assert opened == "closed"
        framed = other.evaluate(
            "address => new Promise(tell => { const frame = document.createElement('iframe');"
            " frame.onload = () => tell(frame.contentDocument === null ? 'closed' : 'open');"
            " frame.src = address; document.body.append(frame); })",
            served.url,
        )
        assert framed == "closed"
        assert len(served.children()) == 1
        screen.page.context.close()
