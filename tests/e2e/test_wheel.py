"""What people install: the wheel alone, in an empty folder, with an empty home."""

from __future__ import annotations

import json

import pytest

from simulator import __version__
from tests.e2e.conversations import LIBRARY, conversations


def test_the_product_is_the_installed_one(product):
    where = "import simulator; print(simulator.__file__)"
    ran = product.run_any([str(product.environment / "bin" / "python"), "-c", where])
    assert ran.out.startswith(str(product.environment))


def test_it_tells_its_version(product):
    for option in ("--version", "-V"):
        ran = product.run(option)
        assert (ran.status, ran.out, ran.err) == (0, f"empty-chair {__version__}\n", "")


def test_its_library_came_with_it(product):
    ran = product.run("list", "--json")
    assert (ran.status, ran.err) == (0, "")
    scenarios = ran.of("scenario")
    shipped = {path.stem for pattern in ("*.yaml", "??/*.yaml") for path in LIBRARY.glob(pattern)}
    assert shipped == {scenario["id"] for scenario in scenarios}
    assert {c.scenario for c in conversations()} <= {scenario["id"] for scenario in scenarios}
    assert {s["persona"] for s in scenarios} == {p["id"] for p in ran.of("persona")}
    assert {s["rubric"] for s in scenarios} <= {r["id"] for r in ran.of("rubric")}
    order = ["scenario", "persona", "rubric", "programme"]
    kinds = [(order.index(found["type"]), found["id"]) for found in ran.events]
    assert kinds == sorted(kinds)


def test_a_listed_scenario_says_what_it_is(product):
    listed = product.run("list").out
    for found in product.run("list", "--json").of("scenario"):
        assert set(found) >= {
            "type", "id", "title", "language", "channel", "persona", "rubric", "levels", "minutes", "version",
        }  # fmt: skip
        assert set(found["levels"]) <= {"new_hire", "agent", "manager", "executive"}
        assert found["id"] in listed


def test_it_prints_the_schema_of_every_format(product):
    for what in ("scenario", "persona", "rubric"):
        ran = product.run("schema", what)
        assert ran.status == 0
        assert json.loads(ran.out)["type"] == "object"


@pytest.mark.slow
def test_its_own_library_has_no_fault(product):
    ran = product.run("check")
    assert (ran.status, ran.out) == (0, "")


def test_looking_leaves_nothing_behind(product):
    for command in (["list"], ["schema", "scenario"], ["records", "list"], ["read"], ["--help"]):
        assert product.run(*command).status == 0
    assert not product.data.exists()
    assert list(product.folder.iterdir()) == []
