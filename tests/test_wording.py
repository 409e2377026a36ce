"""The program's own words: whole catalogues, which keep every place for a value."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from simulator import wording
from simulator.wording import FOLDER, N2_, N_, _, counted

PACKAGE = Path(wording.__file__).parent
ABROAD = [language for language in wording.LANGUAGES if language != "en"]
KEYWORDS = {"_": None, "N_": None, "N2_": (1, 2), "counted": (1, 2)}
_PLACE = re.compile(r"\{\w*(?:![rsa])?(?::[^}]*)?\}")


def catalogue(language):
    with (FOLDER / language / "LC_MESSAGES" / "empty-chair.po").open("rb") as file:
        return read_po(file, locale=language)


def ids(found):
    return {
        message.id if isinstance(message.id, str) else tuple(message.id) for message in found if message.id
    }


def in_code():
    found = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(PACKAGE), [("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message if isinstance(message, str) else tuple(message))
    return {text for text in found if isinstance(text, str) or all(text)}


def texts(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("language", ABROAD)
def test_every_message_of_the_code_is_in_the_catalogue(language):
    assert in_code() - ids(catalogue(language)) == set()


@pytest.mark.parametrize("language", ABROAD)
def test_every_message_is_translated_and_keeps_its_places(language):
    for message in catalogue(language):
        if not message.id:
            continue
        assert all(translations(message)), message.id
        assert not message.fuzzy, message.id
        wanted = {place for text in texts(message) for place in _PLACE.findall(text)}
        for translated in translations(message):
            given = set(_PLACE.findall(translated))
            assert given <= wanted, (message.id, translated)
            assert wanted - given <= {"{n}"}, (message.id, translated)  # "one day" may say it in a word


@pytest.mark.parametrize("language", ABROAD)
def test_edges_of_messages_are_kept(language):
    for message in catalogue(language):
        for text, translated in zip(texts(message)[:1], translations(message)[:1], strict=True):
            if text:
                assert (text[0] == "\n") == (translated[0] == "\n"), text
                assert text[0].isspace() == translated[0].isspace(), text
                assert text[-1].isspace() == translated[-1].isspace(), text


@pytest.mark.parametrize("language", ABROAD)
def test_what_ships_is_made_from_the_catalogue(language):
    made = io.BytesIO()
    write_mo(made, catalogue(language))
    shipped = (FOLDER / language / "LC_MESSAGES" / "empty-chair.mo").read_bytes()
    wording.use(language)
    assert not wording.is_english()
    assert made.getvalue() == shipped


def test_english_needs_no_catalogue_and_an_unknown_language_is_english():
    for language in ("en", "tlh", "../../etc"):
        wording.use(language)
        assert wording.is_english()
        assert _("Quit") == "Quit"
        assert _("{a} of {b}", a=1, b=2) == "1 of 2"
        assert [counted("{n} day", "{n} days", number) for number in (1, 2)] == ["1 day", "2 days"]


def test_marks_change_nothing_and_an_empty_text_stays_empty():
    assert (N_("Quit"), N2_("{n} day", "{n} days")) == ("Quit", ("{n} day", "{n} days"))
    for language in wording.LANGUAGES:
        wording.use(language)
        assert _("") == ""


def test_a_damaged_catalogue_is_english(tmp_path, monkeypatch):
    path = tmp_path / "pl" / "LC_MESSAGES"
    path.mkdir(parents=True)
    (path / "empty-chair.mo").write_bytes(b"\x00 no catalogue")
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    wording.use("pl")
    assert wording.is_english()


@pytest.mark.parametrize("language", ["pl", "ru", "lt"])
def test_numbers_take_the_forms_of_the_language(language):
    wording.use(language)
    forms = {counted("{n} attempt", "{n} attempts", number).split()[1] for number in (1, 2, 5, 10)}
    assert len(forms) == 3
