"""Behind a proxy: who is who, and who only says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.serving.admission import ProxyAdmission
from tests.serving.building import ALONE, PROXY, SECRET, by_proxy, lived, site, told


@lived
async def test_the_proxy_names_the_person_and_the_app_is_theirs():
    async with site(PROXY) as it, it.page_of("ana@example.org") as page:
        found = await told(page)
        assert found["environment"]["EMPTY_CHAIR_LEARNER"] == "ana@example.org"
        assert found["letter"]["alone"] is True


@lived
async def test_without_the_secret_nobody_is_anybody():
    async with site(PROXY) as it:
        for headers in (
            {},
            {"X-Forwarded-User": "ana"},
            by_proxy("ana", secret="wrong"),
            by_proxy("ana", secret=SECRET[:-1]),
            by_proxy("ana", secret=""),
            {"X-Empty-Chair-Secret": SECRET},
            by_proxy(" "),
            by_proxy("ana", secret="é"),
        ):
            assert await it.status(headers=headers) == 403, headers
        assert await it.status(headers=by_proxy("ana")) == 200


@pytest.mark.parametrize("settings", [ALONE, replace(PROXY, secret="")], ids=["alone", "no secret"])
def test_where_no_secret_is_set_a_name_is_refused_even_with_the_cookie(settings):
    @lived
    async def run():
        async with site(settings) as it:
            token = it.admission.new_token()
            named = {"X-Forwarded-User": "ana"}
            assert await it.status("/enter", params={"token": token}, headers=named) == 403
            async with it.get("/enter", params={"token": token}) as answer:
                cookie = {name: morsel.value for name, morsel in answer.cookies.items()}
            assert await it.status(cookies=cookie) == 200
            assert await it.status(cookies=cookie, headers=named) == 403
            assert await it.status(cookies=cookie, headers=by_proxy("ana")) == 403

    run()


@lived
async def test_a_doubled_header_is_nobody():
    async with site(PROXY) as it:
        for name, value in (("X-Forwarded-User", "ben"), ("X-Empty-Chair-Secret", SECRET)):
            doubled = [*by_proxy("ana").items(), (name, value)]
            assert await it.status(headers=doubled) == 403, name


@pytest.mark.parametrize("name", ["a\u200bna", "ana  b", "\u202eana", "x" * 101, "a\u00a0b", "a\tb"])
def test_a_name_that_would_have_to_be_changed_is_refused(name):
    @lived
    async def run():
        async with site(PROXY) as it:
            assert await it.status(headers=by_proxy(name)) == 403

    run()


def test_a_name_that_is_no_text_is_refused():
    from multidict import CIMultiDict

    from simulator.serving.admission import Refused

    admission = ProxyAdmission("X-User", "X-Secret", SECRET)
    with pytest.raises(Refused):
        admission.admit(CIMultiDict({"X-User": "a\udcff", "X-Secret": SECRET}), {})


def test_a_proxy_admission_without_a_secret_cannot_be_made():
    with pytest.raises(ValueError, match="proves nothing"):
        ProxyAdmission("X-User", "X-Secret", "")


@lived
async def test_only_the_pages_of_the_proxys_address_may_talk():
    async with site(PROXY) as it:
        import aiohttp

        for origin in (it.url, "http://practice.example", "https://practice.example.evil.example"):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await it.page(origin, **by_proxy("ana"))
        async with it.page_of("ana") as page:
            assert await told(page)


@lived
async def test_nobody_can_enter_by_a_link():
    async with site(PROXY) as it:
        assert await it.status("/enter", params={"token": "x"}, headers=by_proxy("ana")) == 404
        assert await it.status("/enter", params={"token": "x"}) == 404


@lived
async def test_what_a_page_asks_for_does_not_change_who_it_is():
    async with site(PROXY) as it:
        asked = "?learner=ben&EMPTY_CHAIR_LEARNER=ben&width=100&height=30"
        async with it.page(PROXY.address, asked, **by_proxy("ana")) as page:
            environment = (await told(page))["environment"]
            assert environment["EMPTY_CHAIR_LEARNER"] == "ana"
            assert "ben" not in environment.values()
            assert (environment["COLUMNS"], environment["ROWS"]) == ("100", "30")
