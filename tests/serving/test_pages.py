"""A page and its process: what it is told, how many there are, and how they end."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import aiohttp
import pytest

from tests.serving.building import PROXY, ending, is_running, lived, site, told

ALLOWED = {
    "COLUMNS", "ROWS", "TERM", "COLORTERM", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER", "TERM_PROGRAM",
    "EMPTY_CHAIR_LEARNER", "EMPTY_CHAIR_LIBRARY", "EMPTY_CHAIR_DATA", "HOME", "PATH",
}  # fmt: skip


def test_the_process_gets_a_short_environment(monkeypatch):
    for name in ("OPENAI_API_KEY", "EMPTY_CHAIR_DATABASE", "PGPASSWORD", "EMPTY_CHAIR_PROXY_SECRET", "X"):
        monkeypatch.setenv(name, "sk-secret")

    @lived
    async def run():
        async with site() as it:
            await it.enter()
            async with it.page() as page:
                found = (await told(page))["environment"]
        assert "sk-secret" not in found.values()
        extra = {name for name in found if not name.startswith(("LC_", "XDG_", "LANG", "TMP", "TZ", "SSL"))}
        assert extra <= ALLOWED

    run()


@lived
async def test_keys_go_in_and_drawings_come_out():
    async with site() as it:
        await it.enter()
        async with it.page() as page:
            await told(page)
            await page.send_json(["stdin", "héllo"])
            assert await page.receive_bytes() == "Dhéllo".encode()
            await page.send_json(["resize", {"width": 10**9, "height": -5}])
            sized = json.loads((await page.receive_bytes())[1:])
            assert sized == {"type": "resize", "width": 500, "height": 5}
            await page.send_json(["focus"])
            assert json.loads((await page.receive_bytes())[1:]) == {"type": "focus"}
            await page.send_json(["ping", "7"])
            assert await page.receive_json() == ["pong", "7"]


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "{}",
        "[]",
        '["stdin"]',
        '["stdin", 5]',
        '["resize", {}]',
        '["resize", null]',
        "[" * 5000,
        "{",
    ],
)
def test_nonsense_ends_the_page_and_nothing_else(nonsense):
    @lived
    async def run():
        async with site() as it:
            await it.enter()
            async with it.page() as page:
                process = (await told(page))["pid"]
                await page.send_str(nonsense)
                code, _ = await ending(page)
                assert code == 1003
            assert not is_running(process)

    run()


@lived
async def test_the_process_ends_with_its_page():
    async with site() as it:
        await it.enter()
        async with it.page() as page:
            process = (await told(page))["pid"]
        await gone(process)


@lived
async def test_a_page_that_is_torn_away_ends_its_process_too():
    async with site() as it:
        await it.enter()
        page = await it.page()
        process = (await told(page))["pid"]
        page._response.connection.transport.abort()
        await gone(process)
        await page.close()


@pytest.mark.slow
@lived
async def test_a_process_that_will_not_leave_is_forced():
    async with site(how="deaf") as it:
        await it.enter()
        async with it.page() as page:
            process = (await told(page))["pid"]
        await gone(process, seconds=6)


async def until(true, seconds=3.0):
    """Wait for what another process, or the other side of a connection, is about to do."""
    for _ in range(int(seconds * 100)):
        if true():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def gone(process, seconds=3.0):
    await until(lambda: not is_running(process), seconds)


@lived
async def test_an_app_that_leaves_ends_its_page_kindly():
    async with site(how="short") as it:
        await it.enter()
        async with it.page() as page:
            code, reason = await ending(page)
        assert code == 1000
        assert "kept" in reason


@lived
async def test_an_app_that_never_draws_is_told_to_whoever_runs_it_and_not_to_the_page():
    async with site(how="broken") as it:
        await it.enter()
        async with it.page() as page:
            code, reason = await ending(page)
        assert code == 1011
        assert "nothing here works" not in reason
        await until(lambda: it.host.complaints)
        assert "nothing here works" in it.host.complaints[0]


@lived
async def test_there_are_only_so_many_places():
    async with site(replace(PROXY, sessions=2)) as it, it.page_of("ana") as one, it.page_of("ben") as two:
        await told(one)
        await told(two)
        async with it.page_of("cem") as three:
            code, reason = await ending(three)
            assert code == 1013
            assert "places" in reason
        await one.send_json(["stdin", "x"])
        assert await one.receive_bytes() == b"Dx"
        await two.close()
        await until(lambda: it.sessions.taken == 1)
        async with it.page_of("cem") as three:
            assert await told(three)


@pytest.mark.slow
@lived
async def test_a_persons_newer_page_takes_over_also_when_all_places_are_taken():
    async with site(replace(PROXY, sessions=1), how="deaf") as it, it.page_of("ana") as old:
        process = (await told(old))["pid"]

        async def reload():
            async with it.page_of("ana") as page:
                await told(page)
                return is_running(process)

        opening = asyncio.ensure_future(reload())
        code, reason = await ending(old)
        assert (code, "another page" in reason) == (4001, True)
        await old.close()
        assert await opening is False, "two processes of one person ran at once"


async def told_by(it, name):
    async with it.page_of(name) as page:
        return await told(page)


@pytest.mark.slow
@lived
async def test_three_pages_at_once_leave_one():
    async with site(PROXY) as it:

        async def reload():
            async with it.page_of("ana") as page:
                return (await ending(page))[0]

        pages = [asyncio.ensure_future(reload()) for _ in range(4)]
        done, left = await asyncio.wait(pages, timeout=4)
        assert sorted(page.result() for page in done) == [4001] * 3
        assert len(left) == it.sessions.taken == 1
        left.pop().cancel()


@lived
async def test_what_was_typed_is_there_again_after_a_reload_and_for_nobody_else():
    async with site(PROXY) as it:
        async with it.page_of("ana") as page:
            await told(page)
            await page.send_json(["stdin", "draft:I am so sor"])
            await page.receive_bytes()
        assert (await told_by(it, "ben"))["letter"]["drafts"] == {}
        async with it.page_of("ana") as page:
            assert (await told(page))["letter"]["drafts"] == {"a": "I am so sor"}
            await page.send_json(["stdin", "draft:"])
            await page.receive_bytes()
        assert (await told_by(it, "ana"))["letter"]["drafts"] == {}


@lived
async def test_a_page_that_nobody_touches_ends():
    async with site(idle_seconds=0.5) as it:
        await it.enter()
        async with it.page() as page:
            process = (await told(page))["pid"]
            answers = 0
            await page.send_json(["ping", "1"])  # from the page itself, and not from a person
            while (message := await page.receive()).type is aiohttp.WSMsgType.TEXT:
                answers += 1
                assert answers < 300
                await asyncio.sleep(0.01)
                await page.send_json(["ping", "1"])
            if message.type is aiohttp.WSMsgType.BINARY:  # the stand-in echoes that it is asked to leave
                message = await page.receive()
            assert message.data == 4002
        await gone(process)


@lived
async def test_stopping_ends_every_page_and_every_process():
    async with site(PROXY) as it:
        pages = [await it.page_of(name) for name in ("ana", "ben", "cem")]
        processes = [(await told(page))["pid"] for page in pages]
        endings = [asyncio.ensure_future(ending(page)) for page in pages]
        await it.sessions.empty()
        assert {code for code, _ in await asyncio.gather(*endings)} == {1001}
        assert not any(is_running(process) for process in processes)
        async with it.page_of("dan") as late:
            assert (await ending(late))[0] == 1001
