from __future__ import annotations

from datetime import date

import pytest

from simulator.reporting.certificate import Certificate, certificate_page, done_of, exempt_of, lacking
from tests.reporting.building import ASKED, SEAL, TODAY, sitting, status
from tests.reporting.test_page import read

DONE = [
    status("completed", cycle="2026", completed=date(2026, 10, 12)),
    status("window_open", "loss", cycle="2", completed=date(2025, 12, 2), expires=date(2026, 12, 2)),
]


def certificate(statuses=DONE, sittings=(), name="Ada Lind", practised=0):
    done = done_of(ASKED, statuses, {"talks": date(2026, 12, 31)})
    exempt = exempt_of(ASKED, statuses)
    return Certificate(
        name, "Harbour year", 3, done, tuple(sittings), practised, TODAY, "Judged by rules.", SEAL, exempt
    )


def claimed(found):
    return "has completed Harbour year" in found, "has met what Harbour year asks" in found


def words_of(found):
    return " ".join(" ".join(read(certificate_page(found)).words).split())


def test_only_who_did_all_of_it_themselves_has_completed_it():
    assert claimed(words_of(certificate())) == (True, False)
    for last in (status("exempt", "loss", reason="on leave"), status("equivalent", "loss", source="talks")):
        assert claimed(words_of(certificate([DONE[0], last]))) == (False, True)


def test_what_somebody_is_exempt_from_is_named_without_the_reason():
    found = words_of(certificate([DONE[0], status("exempt", "loss", reason="on leave")]))
    assert "Exempt: Speaking with the bereaved" in found
    assert "on leave" not in found
    assert "Exempt" not in words_of(certificate())


def test_many_exemptions_are_cut_and_the_rest_is_a_number():
    exempt = [status("exempt", f"part-{n}") for n in range(7)]
    assert "Exempt: part-0; part-1; part-2; part-3, and 3 more requirements" in words_of(
        certificate([DONE[0], *exempt])
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("live-workshop", "A day at sea"),
        ("talks", "Three conversations a year"),
        ("gone-since", "gone-since"),
        ("", ""),
    ],
)
def test_what_stood_in_is_told_by_its_title(source, told):
    asked = ASKED._replace(courses={("loss", "live-workshop"): "A day at sea"})
    (done,) = done_of(asked, [status("equivalent", "loss", source=source)], {})
    assert done.source == told


def test_the_days_are_those_of_the_last_and_of_the_first_to_end():
    found = certificate()
    assert found.completed == date(2026, 10, 12)
    assert found.good_until == date(2026, 12, 2)
    assert found.cycles == "2026"


def test_rounds_are_named_where_there_are_no_years_and_no_end_is_said():
    found = certificate([status("equivalent", "loss", cycle="1", completed=TODAY, source="live-workshop")])
    assert found.cycles == "round 1"
    assert found.good_until is None
    text = "\n".join(certificate_page(found))
    assert "no end" in text
    assert "by live-workshop" in text


def test_the_sheet_holds_what_an_auditor_asks_for():
    sittings = [sitting(number=n, score=8150, title=f"Boat {n}") for n in range(12)]
    found = read(certificate_page(certificate(sittings=sittings, practised=8)))
    words = " ".join(" ".join(found.words).split())
    for part in (
        "Ada Lind",
        "Harbour year",
        "12 October 2026",
        "2 December 2026",
        "Boat 9",
        "81.5 %",
        "version 3",
    ):
        assert part in words
    assert "Boat 10" not in words
    assert "and 2 more attempts in certify mode" in words
    assert "and 8 attempts in practice" in words
    assert SEAL.printed in words
    assert "tamper-evident" in words
    assert "tamper-proof" not in words


def test_a_name_never_becomes_markup():
    found = read(certificate_page(certificate(name="<b>Ada</b> & Co")))
    assert "b" not in found.seen
    assert "<b>Ada</b> & Co" in found.words


def test_what_is_missing_is_said_for_each_requirement():
    statuses = [status("in_progress", done=1, needed=3), DONE[1]]
    (missing,) = lacking(ASKED, statuses)
    assert missing.startswith("Three conversations a year: 1 of 3 done")


def test_nothing_is_missing_when_all_is_done_or_excused():
    assert lacking(ASKED, DONE) == ()
    assert lacking(ASKED, [DONE[0], status("exempt", "loss", reason="on leave")]) == ()


def test_nobody_gets_a_certificate_for_what_was_not_asked():
    for states in ((), ("not_assigned",), ("exempt", "not_assigned")):
        assert lacking(ASKED, [status(state) for state in states])


def test_a_sheet_with_many_rows_is_set_smaller_and_cut():
    done = [status("completed", cycle="2026", completed=TODAY)] * 12
    text = "\n".join(certificate_page(certificate(done)))
    assert '<main class="dense">' in text
    assert "and 2 more requirements" in text
    assert '<main class="dense">' not in "\n".join(certificate_page(certificate()))
