"""What is set about language models, from file and environment, in one object; nothing heavy on the way."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.llm import settings
from simulator.llm.budget import Budget, Price, Prices
from simulator.llm.endpoint import Endpoint, Limits
from simulator.model_settings import ModelSettings, load_model_settings, vocabulary_dir

WHOLE = """
[language_model]
base_url = "http://localhost:8080/v1"
model = "quiet-1"
judge_model = "stern-1"
temperature = 0.7
seed = 3
output_tokens = 300
first_word_seconds = 5
between_words_seconds = 2
total_seconds = 30
window_tokens = 32000
budget_conversation = 0.10
budget_day = "5"
currency = "EUR"
reader = "rules+llm"
judge = "rules+llm"
votes = 5
[language_model.prices."quiet-1"]
input = 0.1
output = 0.4
"""


def never(host):
    raise AssertionError("the keyring was asked")


@pytest.fixture
def load(tmp_path):
    def loaded(text=None, environment=None, keyring=never):
        path = tmp_path / "settings.toml"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        return load_model_settings(path, environment or {}, keyring)

    return loaded


def test_every_setting_reaches_its_place(load):
    found = load(WHOLE, keyring=lambda host: "")
    assert found == ModelSettings(
        Endpoint("quiet-1", "stern-1", "http://localhost:8080/v1", temperature=0.7, seed=3, output_tokens=300,
                 limits=Limits(5.0, 2.0, 30.0)),
        32_000,
        Prices({"quiet-1": Price(Decimal("0.1"), Decimal("0.4"))}),
        Budget(Decimal("0.1"), Decimal(5)),
        "EUR", "rules+llm", "rules+llm", 5,
    )  # fmt: skip
    assert found.named


@pytest.mark.parametrize("text", [None, "", "theme = 'dark'", "[language_model]"])
def test_with_nothing_set_everything_is_the_default(load, text):
    found = load(text, keyring=lambda host: "")
    assert found == ModelSettings()
    assert (found.window_tokens, found.budget, found.currency) == (16_000, Budget(), "")
    assert (found.reader, found.judge, found.votes, found.named) == ("rules", "rules", 3, False)


def test_blank_counts_as_not_set(load):
    found = load("[language_model]\nbudget_day = ''\ncurrency = ' '\nreader = ''\n", keyring=lambda host: "")
    assert found == ModelSettings()


def test_the_environment_goes_before_the_file(load):
    found = load(WHOLE, {"EMPTY_CHAIR_MODEL": "other", "OPENAI_BASE_URL": "https://example.org/v1"})
    assert (found.endpoint.model, found.endpoint.judge_model) == ("other", "stern-1")
    assert (found.endpoint.url, found.endpoint.seed) == ("https://example.org/v1", 3)


def test_the_keyring_is_asked_once_and_only_when_the_key_is_needed(load):
    asked = []
    found = load(WHOLE, keyring=lambda host: asked.append(host) or "sk-ring")
    repr(found)
    assert found.named
    assert asked == []
    assert found.endpoint.key.reveal() == found.endpoint.key.reveal() == "sk-ring"
    assert asked == ["localhost"]


def test_a_key_of_the_environment_spares_the_keyring(load):
    assert load(WHOLE, {"OPENAI_API_KEY": "sk-here"}).endpoint.key.reveal() == "sk-here"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("model =", "Invalid value"),
        ("language_model = 3", "is a table"),
        ("[language_model]\nvotes = 0", "`votes`"),
        ("[language_model]\nvotes = true", "`votes`"),
        ("[language_model]\nwindow_tokens = 10", "`window_tokens`"),
        ("[language_model]\nwindow_tokens = 16000.5", "`window_tokens`"),
        ("[language_model]\njudge = 'model'", "`judge`"),
        ("[language_model]\ncurrency = 'a currency'", "`currency`"),
        ("[language_model]\nbudget_conversation = 'much'", "`budget_conversation`"),
        ("[language_model]\nbudget_day = nan", "`budget_day`"),
        ("[language_model]\nbudget_day = 1e13", "`budget_day`"),
        ("[language_model]\nbudget_day = '1e-13'", "`budget_day`"),
        ("[language_model]\nprices = 1", "`prices`"),
        ("[language_model]\napi_key = 'x'", "does not belong"),
        ("[language_model]\nbudget = 3", "`budget`"),
        ("[language_model]\nbase_url = 'x'", "`base_url` in the settings"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(load, text, said, tmp_path):
    with pytest.raises(UsageError) as caught:
        load(text)
    assert said in caught.value.message
    assert caught.value.hint
    assert str(tmp_path / "settings.toml") in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("'much'", '"much"'),
        (r'"\u001b[31m"', r'"\u001b[31m"'),
        ("true", "true"),
        ("nan", "nan"),
        ("[1]", "a list"),
        ("{a = 1}", "a table"),
        ("12345678901234567890123", "12345678901234567890…"),
        (f"0x{'f' * 5000}", "far too long"),
        ("'sk-quite-secret'", "a text of 15 characters"),
        ("'a key of somebody in a wrong place'", "a text of 34 characters"),
    ],
)
def test_the_value_that_was_given_is_quoted_unless_it_may_be_a_key(load, value, shown):
    text = f"[language_model]\ntemperature = {value}"
    with pytest.raises(UsageError) as caught:
        load(text)
    assert caught.value.message.endswith(f"must be a number from 0 to 2; it is {shown}.")


def test_bytes_that_are_no_text_and_a_folder_are_told(load, tmp_path):
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"settings\.toml cannot be used"):
        load()
    with pytest.raises(UsageError, match="cannot be used"):
        load_model_settings(tmp_path, {})


def test_an_address_of_the_environment_is_named_as_such(load):
    with pytest.raises(UsageError, match="OPENAI_BASE_URL"):
        load("", {"OPENAI_BASE_URL": "nowhere"})


def test_the_vocabularies_have_a_folder_in_the_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert vocabulary_dir().name == "vocabularies"
    assert not vocabulary_dir().exists()


def test_loading_imports_nothing_heavy(tmp_path):
    (tmp_path / "settings.toml").write_text(WHOLE)
    heavy = ("openai", "httpx2", "tiktoken", "keyring", "pydantic", "asyncio", "sqlalchemy", "textual")
    program = (
        "import sys\nfrom pathlib import Path\nfrom simulator.model_settings import load_model_settings\n"
        f"load_model_settings(Path({str(tmp_path / 'settings.toml')!r}), {{}})\n"
        f"found = [name for name in {heavy!r} if name in sys.modules]\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert ran.returncode == 0, ran.stderr


def test_the_manual_names_every_setting_and_its_example_can_be_used(load):
    manual = (Path(__file__).parents[1] / "docs" / "operating.md").read_text(encoding="utf-8")
    for name in settings._READERS:
        assert f"`{name}`" in manual, name
    example = "[language_model]" + manual.partition("```toml\n[language_model]")[2].partition("```")[0]
    found = load(example, keyring=lambda host: "")
    assert found.endpoint.model == "your-model"
    assert found.prices.price("your-model") is not None
