"""Speed and size of the plan, as figures and ratios of one run: ``make bench`` runs this.

Every figure is a median of several runs on this machine at this moment; only the ratios travel.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from bench.generator import SOURCE, START, Generated, generate
from bench.spreadsheet import time_hyperformula, time_libreoffice
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.recalculation import recalculate_value

LINES = int(os.environ.get("VOTEBOOK_BENCH_LINES", "100000"))
LINES_ELSEWHERE = int(os.environ.get("VOTEBOOK_BENCH_LINES_ELSEWHERE", "20000"))
ROOT = Path(__file__).resolve().parent.parent


def median_seconds(act: Callable[[], object], runs: int = 5) -> float:
    """The median time of an act over several runs."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def report(what: str, seconds: float, aim: str = "") -> None:
    """Print one figure, in milliseconds under ten seconds, with the aim it is held against."""
    figure = f"{seconds * 1000:,.1f} ms" if seconds < 10 else f"{seconds:,.1f} s"
    print(f"  {what:<58}{figure:>14}   {aim}".rstrip())


def prepared(generated: Generated) -> Model:
    """Prepare a generated budget, which has no faults."""
    model = prepare(generated.budget)
    assert isinstance(model, Model), "the generator makes sound budgets"
    return model


def measure_calculation(generated: Generated) -> Calculation:
    """Preparing, calculating, and one changed input."""
    print(f"\n{len(generated.budget.lines):,} lines x 3 years")
    report(
        "prepare: read formulas, check units, resolve names", median_seconds(lambda: prepared(generated), 3)
    )
    model = prepared(generated)
    calculation = calculate(model)
    report(
        "calculate and round every line and total", median_seconds(lambda: calculate(model), 9), "aim: 100 ms"
    )
    changes: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("rate_0", (), "aim: 2 ms (few dependents)"),
        ("rate_17", (), ""),
        ("grade_rate", ("grade_2",), ""),
    )
    for name, members, aim in changes:

        def change(name: str = name, members: tuple[str, ...] = members) -> Calculation:
            changed = recalculate_value(calculation, name, members, START, Fraction(91_234), SOURCE)
            assert isinstance(changed, Calculation), "a changed rate is sound"
            return changed

        touched = int((change().pence != calculation.pence).any(axis=1).sum())
        report(f"one changed input that {touched:,} lines depend on", median_seconds(change, 9), aim)
    return calculation


def measure_folder(generated: Generated) -> None:
    """Writing a book to disk, and loading it in a process of its own, with that process's memory."""
    from votebook.app.book import Book  # noqa: PLC0415 - measured apart, so that the figures above stand without it
    from votebook.formats.book.saving import save_book  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        report(
            "write the book to disk",
            median_seconds(lambda: save_book(Book(generated.budget), Path(folder)), 1),
        )
        code = "import bench.run as run, sys; run.load_and_calculate(sys.argv[1])"
        outcome = subprocess.run(
            [sys.executable, "-c", code, folder], cwd=ROOT, check=True, capture_output=True, text=True
        )
        print(outcome.stdout, end="")


def load_and_calculate(folder: str) -> None:
    """Load a book, calculate it, and print the times and the peak of this process's memory."""
    from votebook.formats.book.loading import load_book  # noqa: PLC0415

    begun = time.perf_counter()
    book = load_book(Path(folder))
    assert not isinstance(book, tuple), "the generated book has no faults"
    loaded = time.perf_counter()
    model = prepare(book.budget)
    assert isinstance(model, Model), "the generated book is sound"
    before = time.perf_counter()
    calculate(model)
    report("load it from disk", loaded - begun, "aim: 5 s")
    report("prepare and calculate it, first time", time.perf_counter() - loaded)
    report("  of which calculate", time.perf_counter() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"  {'peak memory of that process':<58}{peak:>11,.0f} MB   aim: 400 MB")


def measure_elsewhere() -> None:
    """The same budget in other calculators, as ratios to ours."""
    generated = generate(LINES_ELSEWHERE)
    model = prepared(generated)
    calculation = calculate(model)
    ours = median_seconds(lambda: calculate(model), 9)
    print(f"\nThe same {LINES_ELSEWHERE:,} lines x 3 years elsewhere")
    report("Votebook: calculate and round", ours)
    libreoffice = time_libreoffice(generated.sheet, calculation.pence.tolist())
    if isinstance(libreoffice, str):
        print(f"  LibreOffice: not measured, {libreoffice}")
    else:
        seconds, differing = libreoffice
        report("LibreOffice headless: the formulas alone", seconds, f"{seconds / ours:,.0f} times ours")
        cells = 3 * LINES_ELSEWHERE
        print(f"  {'  its cells that differ from the exact penny':<58}{differing:>11,} of {cells:,}")
    hyperformula = time_hyperformula(generated.sheet)
    if isinstance(hyperformula, str):
        print(f"  HyperFormula: not measured, {hyperformula}")
    else:
        report(
            "HyperFormula: build and calculate", hyperformula[0], f"{hyperformula[0] / ours:,.0f} times ours"
        )
        report("HyperFormula: one changed input", hyperformula[1])


def measure_commands() -> None:
    """The commands on the SEC book, each in a new process."""
    print("\nThe SEC Panel's book, cold")
    book = str(ROOT / "examples" / "sec-2020-23")
    program = str(Path(sys.executable).with_name("votebook"))
    bare = time_command([sys.executable, "-c", "pass"])
    for words in (["show", book], ["check", book], ["explain", book, "website_maintenance", "2020/21"]):
        aim = "aim: 500 ms" if words[0] == "show" else ""
        report(
            f"votebook {words[0]} (bare Python {bare * 1000:.0f} ms)", time_command([program, *words]), aim
        )


def time_command(command: list[str]) -> float:
    """The median time of a command in processes of their own, after one that fills the caches."""
    outcome = subprocess.run(command, capture_output=True, check=False)
    assert outcome.returncode in (0, 1), outcome.stderr.decode()
    return median_seconds(lambda: subprocess.run(command, capture_output=True, check=False), 9)


def main() -> None:
    """Measure everything and print it."""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}"
    print(f"{machine}; medians of several runs")
    generated = generate(LINES)
    measure_calculation(generated)
    measure_folder(generated)
    measure_elsewhere()
    measure_commands()


if __name__ == "__main__":
    main()
