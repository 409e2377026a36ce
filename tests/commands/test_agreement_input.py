from __future__ import annotations

import json

import pytest

from tests.commands.agreeing import ACKNOWLEDGES, form, labels


def test_what_does_not_apply_is_missing_unless_it_is_asked_for(call, write):
    given = [form(f"t{at}", {"acknowledges": ACKNOWLEDGES[at % 3]}) for at in range(6)]
    given[0]["questions"][0] |= {"status": "not_applicable", "option": None}
    given[1]["questions"][0] |= {"status": "not_scored"}  # whatever option still stands there
    judge = write("judge.jsonl", *given)
    ana = write(
        "ana.jsonl", *labels("ana", ["not_applicable", *[ACKNOWLEDGES[at % 3] for at in range(1, 6)]])
    )
    _, found, _ = call(judge, ana, "--json", "--rubric", "complaint")
    assert (found[0]["items"], found[0]["level"]) == (4, "ordinal")
    _, found, _ = call(judge, ana, "--json", "--rubric", "complaint", "--count-not-applicable")
    assert (found[0]["items"], found[0]["level"]) == (5, "nominal")
    assert found[0]["prevalence"]["not_applicable"] == 0.2


def test_who_the_rater_of_a_form_is(call, write):
    def form_in(name, **more):
        data = form("t1", {"acknowledges": "o_none"}, **more)
        return write(name, {key: value for key, value in data.items() if value is not None})

    files = [
        write("a.jsonl", form("t1", {"acknowledges": "o_none"}) | {"rater": "given"}),
        form_in("b.jsonl"),
        form_in("c.jsonl", judge=None, questions=[
            {"ref_id": "acknowledges", "option": "o_none", "status": "scored", "source": "human"}
        ]),
        form_in("d.jsonl", judge=None, questions=[
            {"ref_id": "acknowledges", "option": "o_none", "status": "scored"}
        ]),
    ]  # fmt: skip
    _, found, _ = call(*files, "--json")
    assert found[-1]["raters"] == ["d", "given", "human", "rules"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("plain words", "this is no JSON"),
        ("[1]", "this is no object"),
        ({"labels": {"acknowledges": "o_none"}}, 'there is no "id"'),
        ({"id": True, "labels": {}}, 'there is no "id"'),
        ({"id": "t1"}, "there are no labels in it"),
        ({"id": "t1", "error": "line 3: no turns"}, "holds an error, not labels: line 3: no turns"),
        ({"id": "t1", "labels": ["o_none"]}, '"labels" is no object'),
        ({"id": "t1", "labels": {"acknowledges": ["o_none"]}}, "`acknowledges`: a label is a text, a number"),
        ('{"id": "t1", "labels": {"acknowledges": NaN}}', "`acknowledges`: that is no number"),
        ({"id": "t1", "labels": {"acknowledges": 1e200}}, "`acknowledges`: that is no number"),
        ('{"id": "t1", "labels": {"acknowledges": 1' + "0" * 400 + "}}", "that is no number"),
        ({"id": "t1", "labels": {"acknowledges": "o_nine"}}, "no option `o_nine`; did you mean 'o_none'?"),
        ({"id": "t1", "labels": {"acknowledges": 9}}, "9 is not the score of exactly one option"),
        ({"id": "t1", "labels": {"acknowledge": "o_none"}}, "no question `acknowledge`; did you mean"),
        ({"id": "t1", "question": "acknowledges"}, 'either "option" or "value"'),
        ({"id": "t1", "question": 3, "option": "o_none"}, '"question" is no name'),
        ({"id": "t1", "present": ["apologises"]}, "compare them without --rubric"),
        ({"id": "t1", "rater": 4, "labels": {"acknowledges": "o_none"}}, '"rater" is no name'),
        ({"id": "t1", "labels": {}, "percentage": "many"}, "`percentage`: that is no number"),
        (form("t1", {}, rubric={"id": "guidance"}), "a form of the rubric `guidance`"),
        (form("t1", {}, questions="all"), '"questions" is no list'),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_told_and_the_rest_goes_on(call, write, three, row, said):
    odd = write("odd.jsonl", {"id": "t2", "labels": {"acknowledges": "o_none"}}, row)
    status, found, err = call(three[0], odd, "--json", "--rubric", "complaint")
    assert status == 1
    assert found[0]["items"] == 1
    assert found[-1]["lines_unusable"] == 1
    assert err.startswith(f"{odd}:2: ")
    assert said in err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "t1", "present": ["apologizes"]}, "no behaviour `apologizes`; did you mean 'apologises'?"),
        ({"id": "t1", "present": "apologises"}, '"present" is no list'),
        ({"id": "t1", "present": [["apologises"]]}, "no behaviour"),
        ({"id": "t1", "behaviours": ["apologises"]}, '"behaviours" is no object'),
        ({"id": "t1", "behaviours": {"sings": {"present": True}}}, "no behaviour `sings`"),
        ({"id": "t1", "behaviours": {"thanks": True}}, '`thanks`: there is no "present"'),
        (
            {"id": "t1", "behaviours": {"thanks": {"present": True, "confidence": "high"}}},
            "`thanks`: that is no",
        ),
    ],
)
def test_a_behaviour_that_cannot_be_used_is_told(call, write, row, said):
    good = [{"id": "t2", "present": ["thanks"]}]
    ana, odd = write("ana.jsonl", *good), write("odd.jsonl", *good, row)
    status, found, err = call(ana, odd, "--json")
    assert status == 1
    assert found[0]["items"] == 1
    assert err.startswith(f"{odd}:2: ")
    assert said in err


def test_a_label_given_twice_counts_once(call, write):
    ana = write(
        "ana.jsonl",
        *labels("ana", ["a", "b"]),
        {"id": "t0", "rater": "ana", "question": "acknowledges", "option": "b"},
    )
    ben = write("ben.jsonl", *labels("ben", ["a", "b"]))
    status, found, err = call(ana, ben, "--json")
    assert status == 1
    assert found[0]["statistics"]["percent_agreement"]["value"] == 100
    assert err == f"{ana}:3: `ana` has labelled `t0` before (acknowledges); the first label counts\n"


def test_a_form_of_several_hands_has_verdicts_of_each_and_a_percentage_of_nobody(call, write):
    verdicts = [
        {"ref_id": name, "option": "x", "status": "scored", "source": source}
        for name, source in (("one", "human"), ("two", "rules"))
    ]
    mixed = {"id": "t1", "percentage": 50.0, "questions": verdicts}
    ana = {"id": "t1", "rater": "ana", "labels": {"one": "x", "two": "x"}, "percentage": 60}
    _, found, _ = call(write("mixed.jsonl", mixed), write("ana.jsonl", ana), "--json")
    assert [line["type"] for line in found] == ["agreement", "agreement", "summary"]
    assert [line["raters"] for line in found[:2]] == [["ana", "human"], ["ana", "rules"]]


def test_a_line_that_is_not_utf_8_is_told(call, write, three):
    odd = write("odd.jsonl", *labels("odd", ["o_none"]))
    odd.write_bytes(odd.read_bytes() + b'\n{"id": "t1", "labels": {"acknowledges": "caf\xe9"}}')
    status, _, err = call(three[0], odd)
    assert (status, err) == (1, f"{odd}:2: the line is not in UTF-8\n")


def test_one_name_in_two_files_is_refused(call, write):
    one, two = write("one.jsonl", *labels("ana", "ab")), write("two.jsonl", *labels("ana", "ab"))
    status, out, err = call(one, two)
    assert (status, out) == (2, "")
    assert f"{two}:1: the rater `ana` stands in another file too ({one}:1)." in err


def test_several_raters_in_one_file(call, write):
    both = write("both.jsonl", *labels("ana", "abab"), *labels("ben", "abba"))
    status, found, _ = call(both, "--json")
    assert status == 0
    assert found[0]["statistics"]["kappa"]["value"] == 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There is no label in these files."),
        (labels("ana", "ab"), "There is one rater only, `ana`"),
        ([*labels("ana", "ab")[:1], *labels("ben", "ab")[1:]], "No two of the raters ana, ben"),
        ([*labels("ana", "a"), *labels("ben", "a", question="other")], "No two of the raters ana, ben"),
    ],
)  # fmt: skip
def test_nothing_to_compare_is_wrong_use(call, write, rows, said):
    status, out, err = call(write("labels.jsonl", *rows))
    assert (status, out) == (2, "")
    assert said in err


def test_wrong_use(call, three, tmp_path):
    for given, said in (
        ([tmp_path / "none.jsonl"], "none.jsonl: the file cannot be read"),
        ([*three, "--rubric", "complain"], "did you mean 'complaint'?"),
        ([*three, "--resamples", "7"], "--resamples 7 gives no intervals."),
        ([*three, "--resamples", "-1"], "gives no intervals."),
    ):
        status, out, err = call(*given)
        assert (status, out) == (2, "")
        assert said in err


def test_many_faults_are_cut_short(call, write, three):
    odd = write("odd.jsonl", {"id": "t2", "labels": {"acknowledges": "o_none"}}, *["words"] * 30)
    _, _, err = call(three[0], odd)
    assert len(err.splitlines()) == 21
    assert err.endswith("and 10 more\n")


def test_text_from_outside_reaches_the_terminal_clean(call, write):
    nasty = "a\x1b[31m\x07b\nc[/b]"
    files = [
        write(f"{who}.jsonl", *labels(who + nasty, [nasty, "x"], question=nasty)) for who in ("ana", "ben")
    ]
    for given in (files, [*files, "--json"]):
        _, out, _ = call(*given)
        text = json.dumps(out)
        assert "ab c[/b]" in text
        assert "u001b" not in text
        assert "u0007" not in text
