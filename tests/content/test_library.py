"""The library: found by id, checked with its neighbours, clear about what is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.content import library as library_module
from simulator.content import loading
from simulator.content.faults import FaultyFile
from simulator.content.library import Library, from_snapshots, stamp_of
from simulator.content.loading import load_persona
from simulator.errors import ContentError, NotFoundError
from tests.content.drafting import FILES, copied_library, draft


@pytest.fixture
def root(tmp_path):
    return copied_library(tmp_path)


def write(root, kind, name, text):
    folder = {"scenario": "scenarios", "persona": "scenarios/personas", "rubric": "rubrics"}[kind]
    path = root / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_is_found_by_its_id(root):
    library = Library(root)
    assert library.scenario("left-umbrella").model.title == "The umbrella on the ferry"
    assert library.persona("brisk").model.title == "Brisk"
    assert library.rubric("small").model.id == "small"
    scenario, persona, rubric = library.material("left-umbrella")
    assert (scenario.model.customer.persona, scenario.model.rubric) == (persona.model.id, rubric.model.id)
    assert [header.id for header in library.personas()] == ["brisk"]
    assert [header.id for header in library.rubrics()] == ["small"]


def test_a_file_named_after_its_id_is_found_without_reading_the_others(root, monkeypatch):
    for number in range(5):
        write(root, "scenario", f"other{number}.yaml", "{{{")
    read = []
    original = library_module.read_scenario_header
    monkeypatch.setattr(
        library_module, "read_scenario_header", lambda path: (read.append(path.stem), original(path))[1]
    )
    Library(root).scenario("left-umbrella")
    assert read == ["left-umbrella"]


def test_a_file_may_have_another_name_and_lie_in_a_subfolder(root):
    write(root, "scenario", "deep/er/whatever.yaml", draft("scenario", ("id: left-umbrella", "id: second")))
    assert Library(root).scenario("second").path.name == "whatever.yaml"


def test_a_name_that_belongs_to_another_id(root):
    write(root, "scenario", "second.yaml", draft("scenario", ("id: left-umbrella", "id: third")))
    with pytest.raises(NotFoundError):
        Library(root).scenario("second")


RUBRICS = sorted(path.stem for path in (Path(__file__).parents[2] / "rubrics").rglob("*.yaml"))
"""Those that come with the program, by their files."""


@pytest.mark.parametrize(
    ("kind", "name", "hint"),
    [
        ("scenario", "left-umbrela", "did you mean 'left-umbrella'?"),
        ("persona", "risk", "did you mean 'brisk'?"),
        ("rubric", "qqq", f"there are: small; with the program came: {', '.join(RUBRICS[:12])}"),
        ("scenario", "../personas/brisk", "there are: left-umbrella"),
    ],
)
def test_what_is_not_there_names_what_is(root, kind, name, hint):
    with pytest.raises(NotFoundError) as caught:
        getattr(Library(root), kind)(name)
    assert name in caught.value.message
    assert caught.value.hint == hint
    assert caught.value.exit_status == 2


def test_an_empty_library_says_where_it_looked(tmp_path):
    with pytest.raises(NotFoundError) as caught:
        Library(tmp_path / "nowhere").scenario("x")
    assert str(tmp_path / "nowhere" / "scenarios") in caught.value.hint
    assert list(Library(tmp_path / "nowhere").headers()) == []
    assert list(tmp_path.iterdir()) == []


def test_two_files_with_one_id_are_both_named(root):
    write(root, "scenario", "a.yaml", draft("scenario", ("id: left-umbrella", "id: twin")))
    write(root, "scenario", "b.yaml", draft("scenario", ("id: left-umbrella", "id: twin")))
    write(root, "scenario", "x/left-umbrella.yaml", draft("scenario"))
    for name, files in (
        ("twin", ("a.yaml", "b.yaml")),
        ("left-umbrella", ("left-umbrella.yaml", "x/left-umbrella.yaml")),
    ):
        with pytest.raises(ContentError) as caught:
            Library(root).scenario(name)
        assert all(file in caught.value.message for file in files)


def test_a_file_that_cannot_be_read_says_why_and_not_that_it_is_not_there(root):
    write(root, "scenario", "broken.yaml", "{{{")
    with pytest.raises(ContentError, match=r"broken\.yaml:1:"):
        Library(root).scenario("broken")


def test_a_scenario_is_checked_with_its_neighbours(root):
    write(root, "scenario", "left-umbrella.yaml", draft("scenario", ("remedy: I am", "remedies: I am")))
    with pytest.raises(FaultyFile, match="has no question `remedies`"):
        Library(root).scenario("left-umbrella")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("persona: brisk", "persona: risk"), "there is no persona `risk`"),
        (("rubric: small", "rubric: smal"), "there is no rubric `smal`"),
    ],
)
def test_a_scenario_without_its_neighbour(root, edit, said):
    write(root, "scenario", "left-umbrella.yaml", draft("scenario", edit))
    with pytest.raises(FaultyFile) as caught:
        Library(root).scenario("left-umbrella")
    assert len(caught.value.faults) == 1
    assert said in caught.value.message
    assert "did you mean" in caught.value.message


def test_a_scenario_whose_persona_has_faults(root):
    write(root, "persona", "brisk.yaml", draft("persona", ("version: 1", "version: x")))
    with pytest.raises(FaultyFile, match=r"the persona `brisk` cannot be used: .*brisk.yaml:3:10"):
        Library(root).scenario("left-umbrella")


def test_a_persona_with_faults_beyond_its_form(root):
    write(root, "persona", "brisk.yaml", draft("persona", ("id: brushed", "id: sorry")))
    with pytest.raises(FaultyFile, match="was used above"):
        Library(root).persona("brisk")
    with pytest.raises(FaultyFile, match="was used above"):
        Library(root).material("left-umbrella")


def test_a_file_is_loaded_once_until_it_changes(root):
    library = Library(root)
    first = library.persona("brisk")
    assert library.persona("brisk") is first
    path = write(root, "persona", "brisk.yaml", draft("persona", ("title: Brisk", "title: Quick")))
    os.utime(path, ns=(1, 1))
    assert library.persona("brisk").model.title == "Quick"


def test_the_material_of_an_attempt_comes_back_from_its_sources():
    sources = [FILES[kind].read_text(encoding="utf-8") for kind in ("scenario", "persona", "rubric")]
    scenario, persona, rubric = from_snapshots(*sources)
    assert (scenario.model.id, persona.model.id, rubric.model.id) == ("left-umbrella", "brisk", "small")
    assert [scenario.source, persona.source, rubric.source] == sources


@pytest.mark.parametrize(
    ("kind", "edit", "said"),
    [
        ("scenario", ("minutes: 4", "minutes: x"), "stored scenario:9:10"),
        ("persona", ("id: brushed", "id: sorry"), "stored persona:"),
        ("rubric", ("phrase: [ring]", "phrase: [rang]"), "stored rubric:"),
    ],
)
def test_sources_that_cannot_be_played_any_more(kind, edit, said):
    sources = [draft(each, *([edit] if each == kind else [])) for each in ("scenario", "persona", "rubric")]
    with pytest.raises(FaultyFile, match=said):
        from_snapshots(*sources)


def test_the_library_takes_a_path_only(root):
    assert Library(Path(root)).root == root


def test_a_link_that_leads_nowhere_stays_in_the_list_and_a_pipe_does_not(root):
    (root / "scenarios" / "a-link.yaml").symlink_to(root / "nowhere.yaml")
    os.mkfifo(root / "scenarios" / "pipe.yaml")
    link, umbrella = Library(root).headers()
    assert (link.id, umbrella.id) == ("a-link", "left-umbrella")
    assert link.fault == "the file cannot be opened: No such file or directory"


def test_a_scenario_is_looked_at_again_when_its_persona_changes(root):
    library = Library(root)
    assert library.material("left-umbrella")
    path = write(
        root,
        "persona",
        "brisk.yaml",
        draft("persona", ("start: {patience: 60, trust: 30}", "start: {patience: 60}")),
    )
    os.utime(path, ns=(1, 1))
    with pytest.raises(FaultyFile, match="this customer has no `trust`"):
        library.scenario("left-umbrella")


def test_what_was_read_already_is_not_read_again(root, monkeypatch):
    library, path = Library(root), root / "scenarios" / "personas" / "brisk.yaml"
    monkeypatch.chdir(root)
    library.take_over(load_persona(path.relative_to(root)), stamp_of(path))
    monkeypatch.setattr(loading, "read_bytes", lambda path: pytest.fail(f"{path} is read again"))
    assert library.persona("brisk").path == path
    assert library.linked("persona", "brisk") is library.persona("brisk")


def test_what_was_read_already_is_read_again_when_it_has_changed(root):
    library, path = Library(root), root / "scenarios" / "personas" / "brisk.yaml"
    stamp, read = stamp_of(path), load_persona(path)
    path.write_text(path.read_text("utf-8").replace("title: Brisk", "title: Brisker"), "utf-8")
    library.take_over(read, stamp)
    assert library.persona("brisk").model.title == "Brisker"


def test_a_file_in_the_folder_of_another_kind_is_not_taken_over(root):
    path = write(root, "rubric", "brisk.yaml", (root / "scenarios/personas/brisk.yaml").read_text("utf-8"))
    library = Library(root)
    library.take_over(load_persona(path), stamp_of(path))
    with pytest.raises(FaultyFile, match="this is a persona; a rubric is expected here"):
        library.rubric("brisk")
