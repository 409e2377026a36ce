"""Workers at the same work: all of it is done, and none goes on when one has failed."""

from __future__ import annotations

import asyncio

import pytest

from simulator.side_by_side import side_by_side


def test_they_share_the_work():
    waiting, done = list(range(7)), []

    async def work():
        while waiting:
            one = waiting.pop()
            await asyncio.sleep(0)
            done.append(one)

    asyncio.run(side_by_side(work, 3))
    assert sorted(done) == list(range(7))


def test_when_one_fails_the_others_let_go_first():
    let_go = []
    turns = iter([0, 1, 2])

    async def work():
        if next(turns) == 1:
            raise ValueError("the second")
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            let_go.append(True)

    with pytest.raises(ValueError, match="the second"):
        asyncio.run(asyncio.wait_for(side_by_side(work, 3), 10))
    assert let_go == [True, True]
