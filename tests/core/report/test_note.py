"""A table says what a reader must know and nothing that does not apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.core.report.accounts import ACCOUNTS, calculated
from votebook.core.plan.selection import Selection
from votebook.core.plan.version import Version, VersionKind
from votebook.core.report.note import state_of_version
from votebook.core.report.statement import Column, Measure, RoundingPolicy, Row, Statement
from votebook.core.report.table import Table, tabulate

BUDGET = Column("budget", Measure.PROVISION, "2020/21")
CHAIR = Row("chair", ("Chair",), Selection(("chair",)))
DISCOUNT = Row("discount", ("Discount",), Selection(("discount",)))
SWITCHING = Row("switching", ("Switching",), Selection(("switching",)))


def notes(*rows: Row, columns: tuple[Column, ...] = (BUDGET,), note: str = "") -> tuple[str, ...]:
    statement = Statement("small", "Small", "£", ("Line",), columns, rows, note=note)
    table = tabulate(calculated(ACCOUNTS), statement)
    assert isinstance(table, Table)
    return table.notes


def test_whole_pounds_need_no_note() -> None:
    assert notes(SWITCHING) == ()


def test_the_statements_own_note_comes_first() -> None:
    assert notes(DISCOUNT, note="Before tax.") == ("Before tax.", "Figures in brackets are negative.")


def test_rounding_is_told_where_something_was_rounded() -> None:
    total = Row("total", ("Total",), sum=("chair", "switching"))

    assert notes(CHAIR) == ("Each figure is rounded by itself.",)
    assert notes(CHAIR, SWITCHING, total)[-1].endswith("all sums agree with their printed parts.")


def test_a_difference_says_what_it_takes_from_what() -> None:
    later = Column("later", Measure.PROVISION, "2021/22")
    fall = Column("fall", Measure.FORMULA, "-later + budget", "Fall")

    assert notes(SWITCHING, columns=(BUDGET, later, fall)) == (
        "Fall = −2021/22 Estimated budget + 2020/21 Approved budget.",
    )


def test_a_version_without_an_effective_date_is_dated() -> None:
    draft = Version(VersionKind.DRAFT, "0.1", date(2019, 10, 29))

    assert state_of_version(draft) == "Draft 0.1, dated 29 October 2019"


def test_a_footed_table_says_so() -> None:
    statement = Statement("small", "Small", "£", ("Line",), (BUDGET,), (CHAIR,))
    table = tabulate(calculated(ACCOUNTS), replace(statement, rounding=RoundingPolicy.FOOTING))

    assert isinstance(table, Table)
    assert table.notes[0].startswith("Figures are rounded together so that every row and column adds up")
