"""Counting tokens: exact only with a whole vocabulary on disk, and never a download on the way."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UnavailableError
from simulator.llm import vocabularies
from simulator.llm.messages import Message
from simulator.llm.reasons import ModelUnavailable, Reason
from simulator.llm.tokens import EstimatingCounter, count_messages, counter_for, counter_for_model
from simulator.llm.vocabularies import CL100K, O200K, Vocabulary, parse_ranks, vocabulary_of
from tests.llm import server as acts
from tests.llm.conftest import run
from tests.llm.server import Server

PAIRS = [bytes([i]) for i in range(256)] + [b"he", b"ll", b"hell", b"hello", b" k"]
CONTENT = b"".join(base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(PAIRS))
SMALL = Vocabulary(
    "small",
    "http://127.0.0.1:9/small.tiktoken",
    hashlib.sha256(CONTENT).hexdigest(),
    O200K.pattern,
    (("<|endoftext|>", 261),),
)


def kept(folder, content=CONTENT):
    folder.mkdir(exist_ok=True)
    (folder / SMALL.file_name).write_bytes(content)
    return folder


def test_with_the_file_on_disk_counts_are_exact(tmp_path):
    counter = counter_for(SMALL, {}, kept(tmp_path))
    assert (counter.approximate, counter.label) == (False, "tokens")
    assert counter.count("hello") == 1
    assert counter.count("hello kettle") == 2 + len("ettle")
    assert counter.count("") == 0


def test_special_tokens_in_what_people_type_are_plain_text(tmp_path):
    counter = counter_for(SMALL, {}, kept(tmp_path))
    assert counter.count("<|endoftext|>") > 1


@pytest.mark.parametrize("text", ["سلام، کجاست؟", "🙂👩‍👧", "a\x00b", "x" * 5000])
def test_any_text_can_be_counted(tmp_path, text):
    exact = counter_for(SMALL, {}, kept(tmp_path))
    assert 0 < exact.count(text) <= len(text.encode())
    assert 0 < EstimatingCounter().count(text) <= len(text.encode())


def test_the_folder_of_the_environment_is_looked_into_first(tmp_path):
    theirs = kept(tmp_path / "theirs")
    environment = {"TIKTOKEN_CACHE_DIR": str(theirs)}
    assert not counter_for(SMALL, environment, tmp_path / "ours").approximate
    assert counter_for(SMALL, {"TIKTOKEN_CACHE_DIR": " "}, tmp_path / "ours").approximate
    kept(tmp_path / "ours")
    assert not counter_for(
        SMALL, {"TIKTOKEN_CACHE_DIR": str(tmp_path / "none")}, tmp_path / "ours"
    ).approximate


@pytest.mark.parametrize("content", [CONTENT[:-3], b"", b"junk", CONTENT + b"!"])
def test_a_file_that_is_not_whole_is_not_believed_and_stays(tmp_path, content):
    counter = counter_for(SMALL, {}, kept(tmp_path, content))
    assert (counter.approximate, counter.label) == (True, "tokens, approximate")
    assert (tmp_path / SMALL.file_name).read_bytes() == content


@pytest.mark.parametrize(
    "content", [b"YQ== 1 2", b"YQ==", b"!! 1", b"YQ== x", b"\xff 1", b"", CONTENT.replace(b"YQ== 97\n", b"")]
)
def test_lines_that_are_no_vocabulary_are_no_ranks(tmp_path, content):
    assert parse_ranks(content) is None
    odd = replace(SMALL, sha256=hashlib.sha256(content).hexdigest())
    assert counter_for(odd, {}, kept(tmp_path, content)).approximate


@pytest.mark.parametrize("model", ["gpt-4o-mini", "gpt-4", "some-house/own-model", ""])
def test_without_a_file_counts_are_estimates_and_nothing_is_downloaded(tmp_path, model):
    counter = counter_for_model(model, {"TIKTOKEN_CACHE_DIR": str(tmp_path)}, tmp_path)
    assert counter.approximate
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_the_estimate_is_a_quarter_of_the_bytes_rounded_up(text):
    assert EstimatingCounter().count(text) == math.ceil(len(text.encode()) / 4)


def test_messages_count_with_their_borders():
    messages = [Message("system", "abcd"), Message("user", "")]
    assert count_messages(EstimatingCounter(), messages) == 1 + 4 + 4


@pytest.mark.parametrize(
    "model",
    [
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-4.1-nano",
        "gpt-4",
        "gpt-4-0613",
        "gpt-3.5-turbo",
        "gpt-5-mini",
        "o1",
        "o3-mini",
        "o4-mini",
        "ft:gpt-4o-mini:house",
    ],
)
def test_models_have_the_vocabulary_that_tiktoken_gives_them(model):
    from tiktoken.model import encoding_name_for_model

    assert vocabulary_of(model).name == encoding_name_for_model(model)


def test_open_models_of_the_house_share_its_ranks_and_others_have_none():
    assert vocabulary_of("openai/gpt-oss-20b") is O200K
    assert vocabulary_of("llama-3") is None


@pytest.mark.parametrize("vocabulary", [O200K, CL100K], ids=lambda vocabulary: vocabulary.name)
def test_our_vocabularies_are_tiktokens(monkeypatch, vocabulary):
    from tiktoken_ext import openai_public

    asked = {}

    def load(url, expected_hash):
        asked.update(url=url, sha256=expected_hash)
        return {}

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", load)
    theirs = getattr(openai_public, vocabulary.name)()
    assert asked == {"url": vocabulary.url, "sha256": vocabulary.sha256}
    assert theirs["pat_str"] == vocabulary.pattern
    assert theirs["special_tokens"] == dict(vocabulary.special)


def test_the_names_of_the_files_are_tiktokens():
    assert O200K.file_name == "fb374d419588a4632f3f557e76b4b70aebbca790"
    assert CL100K.file_name == "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"


def at(server):
    return replace(SMALL, url=server.url + "/small.tiktoken")


def test_fetching_keeps_the_file_where_counting_finds_it(tmp_path):
    async def case():
        async with Server(acts.page("application/octet-stream", CONTENT)) as server:
            small = at(server)
            file = await vocabularies.fetch(small, tmp_path / "new", 2.0)
        assert file.read_bytes() == CONTENT
        assert [found.name for found in file.parent.iterdir()] == [small.file_name]
        assert not counter_for(small, {}, tmp_path / "new").approximate

    run(case())


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (acts.stalling(), Reason.TIMEOUT),
        (acts.dripping(b"x", 0.02), Reason.TIMEOUT),
        (acts.page(), Reason.NOT_AN_ANSWER),
        (acts.raw(acts.head(404), CONTENT), Reason.UNREACHABLE),
        (acts.cut(CONTENT), Reason.UNREACHABLE),
        (acts.raw(), Reason.UNREACHABLE),
    ],
    ids=["never", "drip", "a page", "not there", "cut", "hangs up"],
)
def test_fetching_that_fails_is_told_in_time_and_keeps_nothing(tmp_path, act, reason):
    async def case():
        async with Server(act) as server:
            with pytest.raises(ModelUnavailable, match="vocabulary") as caught:
                await vocabularies.fetch(at(server), tmp_path, 0.3)
        assert caught.value.reason is reason
        assert list(tmp_path.iterdir()) == []

    run(case())


def test_fetching_into_a_place_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "file").write_text("x")

    async def case():
        async with Server(acts.page("application/octet-stream", CONTENT)) as server:
            with pytest.raises(UnavailableError, match="could not be kept"):
                await vocabularies.fetch(at(server), tmp_path / "file" / "in", 2.0)

    run(case())


def test_fetching_can_be_cancelled(tmp_path):
    async def case():
        async with Server(acts.stalling(acts.head(), b"x")) as server:
            task = asyncio.create_task(vocabularies.fetch(at(server), tmp_path, 5.0))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(task, 0.2)
            assert task.cancelled()

    run(case())
