"""The command ``calibrate``: rates that nobody published, implied by amounts that somebody did."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from votebook.app.calibrating import NOTHING, Calibrated, calibrate_rates, why_left
from votebook.app.naming import UnknownName
from votebook.cli.asking import BookArgument, JsonOption, opened, refuse, settings, tell_faults
from votebook.core.measure.source import Fault
from votebook.wiring.calibration_pages import calibration_page
from votebook.wiring.writing import write_rates_at


def answer(
    book: BookArgument,
    rate: Annotated[
        str,
        typer.Argument(metavar="RATE", help="One rate; all calibrated ones when left out."),
    ] = "",
    year: Annotated[str, typer.Option(metavar="YEAR", help="The year to fit.")] = "",
    is_written: Annotated[
        bool, typer.Option("--write", help="Write the rates and reconciling items into the book.")
    ] = False,
    is_json: JsonOption = False,
) -> None:
    """Find the rates that amounts imply.

    A rate is looked for where a component is sum(driver * rate, dimension). What the rates miss on
    a line stays on it as a reconciling item, so that no amount changes.

    \b
    votebook calibrate examples/sec-2020-23
    votebook calibrate my-budget grade_rate --write
    """  # noqa: D301 - the sign keeps the lines of the example apart
    book_open = opened(book, is_json=is_json)
    calibrated = calibrate_rates(book_open, rate, year)
    if isinstance(calibrated, UnknownName):
        refuse(calibrated)
    faults = tuple(one for one in calibrated if isinstance(one, Fault))
    if faults and faults[0].code == NOTHING:
        refuse(faults[0].explain())
    if faults:
        tell_faults(faults, is_json=is_json, heading="These rates cannot be fitted:")
    fitted = tuple(one for one in calibrated if isinstance(one, Calibrated))
    print(calibration_page(fitted, settings(), is_json=is_json), end="")
    if is_written:
        files = write_rates_at(book_open, book, fitted)
        left = [why for one in fitted if (why := why_left(book_open.budget, one))]
        done = "" if len(left) == len(fitted) else "The book already has these rates."
        said = (f"Written: {', '.join(files)}." if files else done, *left)
        print("\n".join(sentence for sentence in said if sentence), file=sys.stderr)
