"""The settings of a language model beside the learner's: told when they are wrong, never lost."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UnavailableError
from simulator.settings import Settings, load_settings, save_settings
from simulator.settings_table import Unkeepable, kept_table

TABLE = """\
# who pays: the training budget
[language_model]
model = "quiet-1"   # the small one
budget_day = 2.50

  [language_model.prices."quiet-1"]
  input = 0.15
  output = 0.60
"""
KEY = "sk-quite-secret-1234"
LIGHT = 'theme = "light"\n'


def saved(tmp_path, text, settings=None):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    save_settings(path, settings or Settings(theme="light"))
    return path


@pytest.mark.parametrize("above", ["", 'theme = "dark"\n\n', "theme = 'no such'\nwhat = 1\n", "theme =\n"])
def test_saving_keeps_the_table_letter_for_letter(tmp_path, above):
    path = saved(tmp_path, above + TABLE)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n" + TABLE)
    assert load_settings(path) == (Settings(theme="light"), "")
    save_settings(path, Settings(theme="light"))
    assert path.read_text(encoding="utf-8") == text


def test_other_tables_after_it_stay_too(tmp_path):
    path = saved(tmp_path, TABLE + "[later]\nx = 1\n")
    assert tomllib.loads(path.read_text())["later"] == {"x": 1}


@pytest.mark.parametrize(
    "text",
    [
        'language_model = {model = "m", prices = {"a.b" = {input = 1, output = 2.5}}}\ntheme = "dark"\n',
        'language_model.model = "m"\nlanguage_model.prices."a.b" = {input = 1, output = 2.5}\n',
        'note = """\n[language_model]\n"""\nlanguage_model.model = "m"\n'
        'language_model.prices."a.b" = {input = 1, output = 2.5}\n[z]\n',
        '["language_model"]\r\nmodel = "m"\r\nprices."a.b" = {input = 1, output = 2.5}\r\n',
        '\ufefflanguage_model.model = "m"\n[language_model.prices]\n"a.b" = {input = 1, output = 2.5}\n',
    ],
)
def test_however_it_is_written_its_values_stay(tmp_path, text):
    path = saved(tmp_path, text)
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert found["language_model"] == {"model": "m", "prices": {"a.b": {"input": 1, "output": 2.5}}}
    assert found["theme"] == "light"


values = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab.-" é', min_size=1), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.text("xyz_. ü", min_size=1), values))
@pytest.mark.slow
def test_any_values_written_as_a_table_are_read_again(table):
    from simulator.settings_table import _written

    text = "\n".join(_written(("language_model",), table))
    assert tomllib.loads(text)["language_model"] == table
    assert (
        tomllib.loads(LIGHT + kept_table(text.encode(), "language_model", LIGHT))["language_model"] == table
    )


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode() + b"votes = \n",
        b"language_model.model = 'm'\ntheme =\n" + TABLE.encode(),
        b"\xff# language_model",
        TABLE.encode() * 2,
    ],
)
def test_what_cannot_be_read_is_not_overwritten(tmp_path, content):
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(UnavailableError, match="would be lost") as caught:
        save_settings(path, Settings())
    assert "Put the file right" in caught.value.hint
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]
    with pytest.raises(Unkeepable):
        kept_table(content, "language_model", "")


@pytest.mark.parametrize("text", ["theme =", "# about language_model\ntheme = 'dark'\n"])
def test_a_file_without_the_table_is_written_anew(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    if "language_model" not in text:
        save_settings(path, Settings())
        assert load_settings(path) == (Settings(), "")
    else:
        assert kept_table(text.encode(), "language_model", "") == ""


def test_a_sound_table_is_no_complaint(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("theme = 'light'\n" + TABLE)
    assert load_settings(path) == (Settings(theme="light"), "")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("language_model = 5", "`language_model` is a table"),
        ("[language_model]\nmodle = 'm'", "no setting `modle`. Did you mean `model`?"),
        (
            "[language_model]\nvotes = 12",
            "`votes` of the language model must be a whole number from 1 to 9; it is 12.",
        ),
        ("[language_model]\nreader = 'llm'", '"rules" or "rules+llm"'),
        (
            "[language_model]\nbudget_day = -1",
            "`budget_day` of the language model must be an amount of money of 0 or more, or left out for no "
            "limit; it is -1.",
        ),
        ("[language_model]\nbase_url = 'no address'", "(`base_url` in the settings) is no web address"),
        ("[language_model.prices]\nm = 4", "price of the model `m`"),
        ("[language_model.prices.m-1.5]\ninput = 1\noutput = 1", "in quotes"),
    ],
)
def test_a_fault_in_the_table_is_told_and_the_learners_settings_are_used(tmp_path, table, complaint):
    path = tmp_path / "settings.toml"
    path.write_text(f"theme = 'light'\n{table}\n" if "[" in table else f"{table}\ntheme = 'light'\n")
    found, told = load_settings(path)
    assert found == Settings(theme="light")
    assert complaint in told
    assert told.startswith(str(path))
    assert not told.endswith(("..", "?."))


@pytest.mark.parametrize("text", [f"api_key = '{KEY}'", f"[language_model]\nkey = '{KEY}'"])
def test_a_key_in_the_file_is_refused_without_being_shown(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    _, told = load_settings(path)
    assert "A key does not belong into the settings" in told
    assert KEY not in told


def test_a_number_of_thousands_of_digits_is_a_fault_and_no_crash(tmp_path):
    path = tmp_path / "settings.toml"
    for number in ("9" * 5000, "0x" + "f" * 5000):
        path.write_text(f"[language_model]\nseed = {number}\nbudget_day = {number}\ntemperature = {number}\n")
        assert load_settings(path)[0] == Settings()
        assert load_settings(path)[1]


EVIDENCE = "[evidence]\npractice_days = 500  # a year and some\n"


@pytest.mark.parametrize("text", [EVIDENCE, TABLE + EVIDENCE, EVIDENCE + TABLE])
def test_the_table_about_evidence_stays_too(tmp_path, text):
    path = saved(tmp_path, text)
    assert path.read_text().endswith(text)
    assert load_settings(path) == (Settings(theme="light"), "")


def test_a_slip_in_the_table_about_evidence_is_told(tmp_path):
    path = saved(tmp_path, "[evidence]\npractice_years = 2\n")
    assert "practice_years" in load_settings(path)[1]
