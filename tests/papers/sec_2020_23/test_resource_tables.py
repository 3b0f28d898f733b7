"""Tables 7 to 11 of the paper: people, meetings, accommodation and projects, without exception."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from votebook.app.book import Book
from votebook.core.measure.money import Money
from votebook.core.plan.calculation import Calculation

TABLE_7 = """
            approved budget
    grade_6  0.6      0.3
    grade_5  1        1
    grade_4  5.2      7
    grade_3  5       11
    grade_2 10       10
    grade_1  3        0
    total   24.8     29.3
"""

TABLE_8 = """
                grade_6 grade_5 grade_4 grade_3 grade_2
    panel_board 0.3     0.4     0.3      1       .
    tabasc      .       0.1     1.2      1       0.5
    opsg        .       0.1     1.2      1       1.5
    tag         .       0.1     1.2      1       0.5
    ssc         .       0.1     0.85     0.75    2.5
    smki_pma    .       0       0.2      0.2     0.5
    privacy     .       .       0.05     0.05    .
    change      .       0.1     1        3       2.5
    party       .       0.1     1        3       2
    total       0.3     1       7       11      10
"""

TABLE_9 = """
             prior forecast
    panel     14    17
    change    52    36
    smki_pma  12    12
    ssc       24    24
    tabasc    12    12
    opsg      12    28
    tag       12    20
    ad_hoc     .     5
    seminars   6     8
    total    144   162
"""

TABLE_10 = """
                     outturn  budget
    meeting_rooms    125,000  169,000
    chair_office      24,000   24,000
    contractor_space  40,000   50,400
    visit_expenses         .   10,000
    total            189,000  253,400
"""

TABLE_11 = """
                                    y2020      y2021    y2022
    industry_faster_switching          50,000        0        0
    industry_half_hourly_settlement    40,000        0        0
    industry_smart_homes               25,000   50,000   50,000
    industry_electric_vehicles         26,250        0        0
    industry_gas_decarbonisation            0   20,000   20,000
    industry_strategic_design          75,000        0        0
    industry_enduring_supplier_change  35,000   10,000        0
    industry_market_structure          41,250   30,000        0
    industry_tsirs_handover            75,000   53,000        0
    industry_smets1_integration        25,000        0        0
    industry_elective_services         25,000        0        0
    sec_specification_ambiguities           0   70,000        0
    sec_supplier_last_resort           65,000        0        0
    sec_performance_assurance          52,500  150,000        0
    sec_quality_assurance              30,000   80,000        0
    sec_security_risk_assessment      150,000  170,000  180,000
    sec_security_architecture          70,000   70,000   75,000
    sec_quantum_computing                   0   50,000  100,000
    sec_threat_mapping                125,000        0        0
    sec_cpa_workshops                  48,000   60,000   60,000
    sec_smki_document_review           60,000   60,000   60,000
    sec_user_cio_procurement           25,000        0        0
    sec_digitalisation                 75,000   30,000   30,000
    sec_dcc_cost_governance            56,250   30,000   30,000
    sec_code_administrators            17,500   35,000   35,000
    total                           1,191,750  968,000  640,000
"""

OBLIGATIONS = """
    security_risk_assessment  G7.19(b)  ssc
    security_architecture     G7.19(d)  ssc
    cpa_workshops             G7.19(f)  ssc
    smki_document_review      L1.17(c)  smki_pma
"""


@pytest.mark.parametrize(
    ("statement", "paper"),
    [
        ("table_07", TABLE_7),
        ("table_08", TABLE_8),
        ("table_09", TABLE_9),
        ("table_10", TABLE_10),
        ("table_11", TABLE_11),
    ],
    ids=lambda value: value if value.startswith("table") else "",
)
def test_a_table_of_resources_comes_out_without_exception(
    statement: str, paper: str, agree: Callable[..., None]
) -> None:
    agree(statement, paper)


def test_the_team_by_area_adds_up_by_grade(book: Book) -> None:
    area, grade = (book.budget.parameter_by_name[name] for name in ("fte", "fte_grade"))
    by_grade: dict[str, Fraction] = {}
    for value in area.values:
        by_grade[value.members[1]] = by_grade.get(value.members[1], Fraction(0)) + value.value
    year = book.budget.approved_year

    expected = {v.members[0]: v.value for v in grade.values if v.start in year and v.value}

    assert by_grade == expected
    assert sum(by_grade.values()) == Fraction("29.3")


ACCOMMODATION = """
    line              driven   reconciling
    meeting_rooms     172,000  -3,000
    chair_office       24,000   0
    contractor_space   50,400   0
"""


@pytest.mark.parametrize("row", ACCOMMODATION.strip().splitlines()[1:], ids=lambda row: row.split()[0])
def test_accommodation_is_driven_and_names_its_gap(row: str, calculation: Calculation) -> None:
    line, driven, reconciling = row.split()

    provision = calculation.provision(line, "2020/21")

    assert provision == Money.pounds(driven) + Money.pounds(reconciling)


@pytest.mark.parametrize(
    ("year", "contingency"),
    [("2020/21", "£397,595"), ("2021/22", "£387,637"), ("2022/23", "£372,830")],
)
def test_contingency_is_five_per_cent_of_the_categories_before_it(
    year: str, contingency: str, calculation: Calculation
) -> None:
    before = [calculation.total(ref, year) for ref in ("secco", "secas", "projects")]

    provision = calculation.provision("contingency_provision", year)

    assert provision == sum(before, Money(0)).share("0.05")
    assert provision.published() == contingency


@pytest.mark.parametrize("row", OBLIGATIONS.strip().splitlines(), ids=lambda row: row.split()[0])
def test_a_project_that_the_code_demands_names_its_section_and_body(row: str, book: Book) -> None:
    line, obligation, body = row.split()

    project = next(project for project in book.budget.projects if project.line == line)

    assert (project.obligation, project.body) == (obligation, body)
    assert book.budget.line(line).obligation == obligation


def test_every_project_line_has_a_body_and_says_whether_it_is_inferred(book: Book) -> None:
    inside = book.budget.structure.inside("projects")
    lines = {line.ref for line in book.budget.lines if line.category in inside}

    assert {project.line for project in book.budget.projects} == lines
    assert all(project.body for project in book.budget.projects)
    for project in book.budget.projects:
        assert ("inferred" in project.description) != ("the paper names" in project.description)
