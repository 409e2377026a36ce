"""Pushing over real HTTP to a store that keeps, refuses, breaks off, is slow, or does not answer."""

from __future__ import annotations

import gc
import threading
from functools import partial

import pytest

from simulator.errors import UnavailableError, UsageError
from simulator.exporting.posting import exchange_with
from simulator.exporting.progress import Progress, progress_file
from simulator.exporting.pushing import WAITS, Bundle, Pushing
from simulator.exporting.sessions import parts
from simulator.exporting.statements import Told, statements
from tests.exporting.cmi5_rules import verb
from tests.exporting.samples import HOME, NOW, make_digest, make_facts, make_registered
from tests.exporting.store import (
    PASSWORD,
    cut_off,
    fake_store,
    hang_up,
    never,
    refusing,
    slowly,
    status,
)


@pytest.fixture
def store():
    with fake_store() as found:
        yield found
    gc.collect()


def bundle(number, **changes):
    facts = make_facts(f"{number:04d}", scenario=f"s{number}", **changes)
    registered = make_registered(facts)
    told = Told(registered, make_digest(), parts([registered])[facts.attempt])
    return Bundle(facts.attempt, statements(told, HOME))


class Run:
    """A push to the store, from a folder."""

    def __init__(self, store, folder, *, password=PASSWORD, **lrs):
        self.lrs = store.lrs(**{"timeout": 5.0, **lrs})
        self.path = progress_file(folder, self.lrs.url, self.lrs.user)
        self.password, self.waited, self.told = password, [], []

    def __call__(self, bundles):
        pushing = Pushing(
            exchange_with(self.lrs, self.password), Progress.read(self.path), HOME, self.lrs.batch, NOW,
            self.waited.append, self.told.append,
        )  # fmt: skip
        return pushing.push(bundles)


@pytest.fixture
def run(store, tmp_path):
    return partial(Run, store, tmp_path)


def test_what_is_pushed_is_held_and_pushing_again_sends_nothing(store, run):
    bundles = [bundle(number) for number in range(1, 8)]
    found = run(batch=8)(bundles)
    assert (found.attempts, found.sent, found.already) == (7, 28, 0)
    assert list(store.kept) == [one["id"] for each in bundles for one in each.statements]
    assert [len(each) for each in store.requests] == [8, 8, 8, 4]
    again = run()(bundles)
    assert (again.attempts, again.sent, again.already) == (7, 0, 28)
    assert len(store.requests) == 4


def test_only_what_is_new_is_sent(store, run):
    run()([bundle(1)])
    found = run()([bundle(1), bundle(2)])
    assert (found.sent, found.already) == (4, 4)
    assert len(store.requests[1]) == 4


def test_when_the_progress_is_lost_the_ids_keep_everything_single(store, run):
    first = run()
    first([bundle(1)])
    first.path.unlink()
    before = dict(store.kept)
    found = run()([bundle(1)])
    assert (found.sent, found.conflicts) == (4, 0)
    assert store.kept == before


def test_a_corrected_verdict_takes_the_old_one_back(store, run):
    run()([bundle(1)])
    corrected = bundle(1, evaluations=2, percentage=60.0, passed=False)
    found = run()([corrected])
    assert (found.sent, found.voided) == (2, 1)
    back, now = list(store.kept.values())[4:]
    assert verb(back) == "voided"
    assert verb(store.kept[back["object"]["id"]]) == "passed"
    assert verb(now) == "failed"
    again = run()([corrected])
    assert (again.sent, again.voided) == (0, 0)


@pytest.mark.parametrize("code", [401, 403])
def test_who_is_not_let_in_is_told_at_once(store, run, code):
    store.always = status(code, b"no")
    pushing = run()
    with pytest.raises(UnavailableError, match=f"does not let us in .HTTP {code}"):
        pushing([bundle(1), bundle(2)])
    assert (len(store.requests), pushing.waited) == (1, [])


def test_a_wrong_password_is_never_shown(store, run):
    pushing = run(password="hunter2-hunter2")
    with pytest.raises(UnavailableError) as caught:
        pushing([bundle(1)])
    said = f"{caught.value.message} {caught.value.hint} {pushing.told}"
    assert "hunter2" not in said
    assert "EMPTY_CHAIR_LRS_PASSWORD" in said
    assert not pushing.path.exists()


def test_another_body_under_the_same_id_is_found_told_and_counted(store, run):
    taken = bundle(3).statements[2]
    store.kept[taken["id"]] = {**taken, "timestamp": "2020-01-01T00:00:00.000Z"}
    found = run()([bundle(number) for number in range(1, 7)])
    assert (found.sent, found.conflicts, found.refused) == (23, 1, 0)
    assert found.faults == [f"{taken['id']}: the store has another statement under this id"]
    assert store.kept[taken["id"]]["timestamp"].startswith("2020")
    assert len(store.kept) == 24
    again = run()([bundle(3)])
    assert (again.sent, again.already, again.conflicts) == (0, 3, 1)


def test_a_statement_that_is_refused_keeps_no_other_back(store, run):
    store.always = refusing(lambda one: one["object"]["id"].endswith("/s2") and verb(one) == "passed")
    found = run()([bundle(1), bundle(2), bundle(3)])
    assert (found.sent, found.refused) == (11, 1)
    assert "HTTP 400, not like that" in found.faults[0]


def test_a_batch_that_is_too_large_is_halved(store, run):
    def large(handler, statements):
        return len(statements) > 3 and status(413)(handler, statements)

    store.always = large
    found = run()([bundle(1), bundle(2)])
    assert (found.sent, found.refused) == (8, 0)
    assert max(len(each) for each in store.requests[1:]) <= 4


def test_a_store_that_refuses_everything_is_given_up(store, run):
    store.always = status(409)
    with pytest.raises(UsageError, match="refuses too much: 100 statements"):
        run()([bundle(number) for number in range(1, 60)])


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(store, run, code):
    store.faults.extend([status(code), status(code)])
    pushing = run()
    found = pushing([bundle(1)])
    assert (found.sent, len(store.kept)) == (4, 4)
    assert pushing.waited == list(WAITS[:2])
    assert f"HTTP {code}; trying again in 1 seconds" in pushing.told[0]


def test_the_store_says_how_long_to_wait(store, run):
    store.faults.extend(
        [
            status(429, Retry_After="7"),
            status(503, Retry_After="Sun, 01 Mar 2020 00:00:00 GMT"),
            status(503, Retry_After="99999"),
            status(503, Retry_After="soon"),
        ]
    )
    pushing = run()
    assert pushing([bundle(1)]).sent == 4
    assert pushing.waited == [7.0, 0.0, 300.0, WAITS[3]]


def test_half_an_answer_is_asked_for_again_and_nothing_is_there_twice(store, run):
    store.faults.extend([cut_off, hang_up, status(200, b'["half'), status(200, b"[]"), status(200, b"{}")])
    pushing = run()
    found = pushing([bundle(1)])
    assert (found.sent, len(store.kept), len(store.requests)) == (4, 4, 6)
    assert len(pushing.waited) == 5


@pytest.mark.parametrize("fault", [never, slowly])
def test_a_store_that_does_not_answer_in_time(store, run, fault):
    store.faults.append(fault)
    pushing = run(timeout=0.2)
    assert pushing([bundle(1)]).sent == 4
    assert len(pushing.waited) == 1


def test_a_store_that_never_comes_back_is_given_up_and_gone_on_with(store, run):
    store.faults.extend([lambda *_: False, *[status(500)] * 7])
    pushing = run(batch=4)
    with pytest.raises(UnavailableError, match=r"HTTP 500\. It was tried 7 times"):
        pushing([bundle(1), bundle(2), bundle(3)])
    assert pushing.waited == list(WAITS)
    found = run()([bundle(1), bundle(2), bundle(3)])
    assert (found.sent, found.already) == (8, 4)


def test_nobody_listens_there(store, run):
    pushing = run(url="http://127.0.0.1:9/xAPI")
    with pytest.raises(UnavailableError, match="cannot be reached: "):
        pushing([bundle(1)])


def test_interrupted_in_the_middle_it_goes_on(store, run):
    def interrupt(bundles):
        yield from bundles[:2]
        raise KeyboardInterrupt

    bundles = [bundle(number) for number in range(1, 5)]
    with pytest.raises(KeyboardInterrupt):
        run(batch=4)(interrupt(bundles))
    assert len(store.kept) == 8
    assert run()(bundles).sent == 8


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_the_password_follows_no_redirection(store, run, code):
    store.always = status(code, Location=f"{store.url}/elsewhere")
    with pytest.raises(UsageError, match=f"sends us elsewhere .HTTP {code}"):
        run()([bundle(1)])
    assert len(store.requests) == 1


@pytest.mark.parametrize("code", [404, 405])
def test_an_address_without_a_store(store, run, code):
    store.always = status(code)
    with pytest.raises(UsageError, match="no Learning Record Store at this address"):
        run()([bundle(1)])


def test_a_store_that_has_them_already_may_say_nothing(store, run):
    store.always = status(204)
    assert run()([bundle(1)]).sent == 4


def test_two_that_push_at_once_do_no_harm(store, run):
    bundles = [bundle(number) for number in range(1, 9)]
    threads = [threading.Thread(target=run(batch=4), args=(bundles,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.kept) == 32
    assert run()(bundles).sent == 0
