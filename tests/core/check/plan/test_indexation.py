"""Indexation rule: an index that is carried on into a year that reads it is a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.core.check.books import APRIL, SOURCE, clean_book, component, parameter
from votebook.core.check.finding import Severity
from votebook.core.check.plan.indexation import IndexCarriedOn, check_indexation
from votebook.core.measure.window import Window
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.parameter import DatedValue, Role


def indexed_book(end: date | None = None) -> Budget:
    """The clean book, whose audit grows with an index known only for the first year."""
    book = clean_book()
    index = parameter("prices", "1", Role.INDEX, {(): 1})
    grown = component("audit", "£500", index="prices", index_base=APRIL, window=Window(None, end))
    return replace(book, parameters=(*book.parameters, index), components=(*book.components, grown))


def find(book: Budget) -> list[IndexCarriedOn]:
    return list(check_indexation(book))


def test_an_index_without_a_value_for_a_year_that_reads_it_is_a_note() -> None:
    (finding,) = find(indexed_book())

    assert (finding.code, finding.severity) == ("check.index-carried-on", Severity.NOTE)
    assert finding.explain().startswith(
        "The index prices (Prices) has no value of its own for 2021/22: "
        "its value of 2020-04-01 is carried on."
    )
    assert [str(place) for place in finding.places] == ["parameters.csv:2"]


def test_a_value_of_its_own_for_the_year_leaves_nothing_to_note() -> None:
    book = indexed_book()
    index = book.parameters[-1]
    forecast = DatedValue((), date(2021, 4, 1), Fraction(1), SOURCE)
    told = replace(index, values=(*index.values, forecast))

    assert find(replace(book, parameters=(*book.parameters[:-1], told))) == []


def test_an_index_that_no_component_reads_in_the_year_is_left_alone() -> None:
    estimate = CategoryEstimate("running", "2021/22", Fraction(9000), False, SOURCE)

    assert find(indexed_book(end=date(2021, 3, 31))) == []
    assert find(replace(indexed_book(), estimates=(estimate,))) == []


def test_a_rate_and_a_yearly_index_are_not_carried_on() -> None:
    book = indexed_book()
    yearly = replace(book.parameters[-1], is_yearly=True)

    assert find(clean_book()) == []
    assert find(replace(book, parameters=(*book.parameters[:-1], yearly))) == []
