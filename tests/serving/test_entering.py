"""Who comes in: the link, the cookie, other sites, other addresses."""

from __future__ import annotations

import aiohttp
import pytest

from simulator.serving.admission import COOKIE_LASTS, LinkAdmission, Refused
from tests.serving.building import ALONE, PROXY, lived, site


class NoHeaders:
    def getall(self, key, default, /):
        return default


async def refused(page):
    """The status with which a websocket is refused."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        async with page:
            pass
    return caught.value.status


@lived
async def test_nothing_is_shown_to_somebody_without_the_link():
    async with site() as it:
        for path in ("/", "/ws", "/static/textual.js", "/static/", "/nothing", "/enter/", "/download/x"):
            assert await it.status(path) == 403, path
        assert await refused(it.page()) == 403


@lived
async def test_the_link_works_once():
    async with site() as it:
        token = it.admission.new_token()
        assert await it.status("/enter", params={"token": token}) == 200
        assert await it.status("/") == 200
        it.client.cookie_jar.clear()
        assert await it.status("/enter", params={"token": token}) == 403
        assert await it.status("/") == 403


@pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 2000])
def test_a_wrong_token_opens_nothing_and_spoils_nothing(token):
    @lived
    async def run():
        async with site() as it:
            right = it.admission.new_token()
            assert await it.status("/enter", params={"token": token}) == 403
            assert await it.status("/enter") == 403
            assert await it.status("/enter", params={"token": right[:-1]}) == 403
            assert await it.status("/") == 403
            assert await it.status("/enter", params={"token": right}) == 200

    run()


@lived
async def test_a_browser_that_only_looks_ahead_does_not_use_the_link_up():
    async with site() as it:
        token = it.admission.new_token()
        ahead = {"Sec-Purpose": "prefetch;prerender"}
        assert await it.status("/enter", params={"token": token}, headers=ahead) == 503
        async with it.client.head(f"{it.url}/enter", params={"token": token}) as answer:
            assert answer.status == 405
        assert await it.status("/enter", params={"token": token}) == 200


@lived
async def test_the_cookie_is_for_this_site_and_no_script():
    async with site() as it:
        answer = await it.enter()
        cookie = answer.cookies["empty_chair"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert not cookie["secure"]
        assert "token" not in answer.headers["Set-Cookie"]


@lived
async def test_by_tls_the_cookie_travels_by_nothing_else():
    from dataclasses import replace

    async with site(replace(PROXY, secret="")) as it:
        cookie = (await it.enter()).cookies["__Host-empty_chair"]
        assert cookie["secure"]
        assert cookie["path"] == "/"


def test_a_cookie_does_not_last_for_ever():
    clock = [0.0]
    admission = LinkAdmission("kim", "X-User", now=lambda: clock[0])
    value = admission.exchange(NoHeaders(), admission.new_token())
    clock[0] = COOKIE_LASTS - 1
    assert admission.admit(NoHeaders(), {admission.cookie: value}).learner == "kim"
    clock[0] = COOKIE_LASTS
    with pytest.raises(Refused):
        admission.admit(NoHeaders(), {admission.cookie: value})


@pytest.mark.parametrize("value", ["", "x", "é"])
def test_another_cookie_opens_nothing(value):
    admission = LinkAdmission("kim", "X-User")
    admission.exchange(NoHeaders(), admission.new_token())
    with pytest.raises(Refused):
        admission.admit(NoHeaders(), {admission.cookie: value})


@lived
async def test_a_page_of_another_site_cannot_talk_to_the_app():
    async with site() as it:
        await it.enter()
        foreign = ("http://evil.example", f"{it.url}.evil.example", f"https://127.0.0.1:{it.port}", "null")
        for origin in (*foreign, "http://127.0.0.1", f"http://127.0.0.1:{it.port + 1}"):
            assert await refused(it.page(origin)) == 403, origin
        silent = it.client.ws_connect(f"{it.url}/ws")
        assert await refused(silent) == 403
        assert it.sessions.taken == 0
        async with it.page(), it.page(f"http://localhost:{it.port}"):
            pass


@lived
async def test_a_foreign_name_that_leads_to_this_machine_is_refused():
    async with site() as it:
        await it.enter()
        assert await it.status(headers={"Host": f"evil.example:{it.port}"}) == 421
        assert await it.status(headers={"Host": "127.0.0.1"}) == 421
        assert await it.status(headers={"Host": f"localhost:{it.port}"}) == 200


@lived
async def test_every_answer_keeps_everything_else_out():
    async with site() as it:
        shown = [it.get(), it.get("/static/textual.js"), it.get("/nothing"), it.get("/enter")]
        await it.enter()
        shown += [it.get(), it.get("/static/textual.js"), it.get("/static/"), it.get("/nothing")]
        for coming in shown:
            async with coming as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "script-src 'self';" in policy
                assert "frame-ancestors 'none'" in policy
                assert answer.headers["X-Frame-Options"] == "DENY"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert "no-" in answer.headers["Cache-Control"]
                assert "Python" not in answer.headers["Server"]


@lived
async def test_there_is_no_list_of_files_and_no_way_to_others():
    async with site() as it:
        await it.enter()
        assert await it.status("/static/page.js") == 200
        for name in ("", "..%2fapp_service.py", "%2e%2e/server.py", "index.html", "fonts", "page.js/"):
            assert await it.status(f"/static/{name}") == 404, name


@lived
async def test_the_page_names_no_other_site():
    async with site() as it:
        await it.enter()
        for path in ("/", "/static/page.js", "/static/page.css", "/static/xterm.css"):
            async with it.get(path) as answer:
                text = await answer.text()
            assert "://" not in text.replace("https://github.com/chjj/term.js", "").replace(
                "http://bellard.org/jslinux/", ""
            )


@lived
async def test_only_looking_is_allowed():
    async with site(ALONE) as it:
        await it.enter()
        for method in ("post", "put", "delete", "options"):
            async with getattr(it.client, method)(it.url) as answer:
                assert answer.status == 405
