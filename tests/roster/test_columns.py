from __future__ import annotations

import pytest

from simulator.roster.columns import PASSED_OVER, SYNONYMS, field_of, read_headings, squeezed


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("employeeNumber", "employee_number"),
        ("EMPLOYEE_NUMBER", "employee_number"),
        ("Employee Number", "employee_number"),
        ("employee-number", "employee_number"),
        ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", "employee_number"),
        ("userName", "user_name"),
        ("name.givenName", "given_name"),
        ("emails[0].value", "email"),
        ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "manager"),
        ("Hired Date", "hire_date"),
        ("LMS Username", "user_name"),
        ("Company Employee Id", "employee_number"),
        ("Employment Status", "active"),
        ("Favourite colour", None),
        ("jobTitle", None),
        ("", None),
    ],
)
def test_headings_are_understood_in_any_dress(heading, field):
    assert field_of(heading) == field


def test_no_heading_means_two_things():
    names = [
        squeezed(name) for group in (SYNONYMS, PASSED_OVER) for names in group.values() for name in names
    ]
    doubled = {name for name in names if names.count(name) > 1}
    assert doubled == set()
    assert all(field_of(name) == name for name in SYNONYMS)


def test_of_several_headings_for_one_field_the_plainest_counts_and_the_others_are_told():
    columns = read_headings(["id", "Manager", "Manager ID", "Name", "First name", "Employee ID", "Colour"], 1)
    assert columns.places == {"manager": 2, "given_name": 4, "employee_number": 5}
    assert columns.passed_over == ["id", "Manager", "Name", "Colour"]
    assert not columns.faults


def test_a_whole_name_is_taken_where_there_is_no_other():
    assert read_headings(["id", "Display Name"], 1).places == {"employee_number": 0, "display_name": 1}


def test_doubled_and_missing_headings_are_faults_with_their_place():
    (fault,) = read_headings(["employee_number", "level", "Level"], 3).faults
    assert (fault.line, fault.column, fault.heading) == (3, 3, "Level")
    assert "column 2" in fault.what
    (fault,) = read_headings(["name", "level"], 1).faults
    assert "“name, level”" in fault.said
    assert "people columns" in fault.todo
