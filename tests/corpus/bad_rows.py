"""Books in which a row of one of the tables has too few or too many cells: one fault, at that row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from tests.corpus.good import good_book
from tests.corpus.mutation import Mutation, put, rewrite, swap

LENGTHS: tuple[tuple[str, Callable[[int], int]], ...] = (
    ("of one cell", lambda width: 1),
    ("of two cells", lambda width: 2),
    ("that ends in the middle", lambda width: width // 2),
    ("without its last cell", lambda width: width - 1),
    ("with a cell too many", lambda width: width + 1),
)


def cut(row: int, length: Callable[[int], int]) -> Callable[[str], str]:
    """Give one row of a table another number of cells."""

    def change(text: str) -> str:
        rows = list(csv.reader(io.StringIO(text)))
        rows[row] = (rows[row] + ["x"])[: length(len(rows[row]))]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    return change


def ragged_books() -> Iterator[Mutation]:
    """Every table of the good book with its first and its last row cut at several places."""
    for file, text in good_book().items():
        if not file.endswith(".csv"):
            continue
        rows = list(csv.reader(io.StringIO(str(text))))
        for place, row in dict.fromkeys([("first", 1), ("last", len(rows) - 1)]):
            width, said = len(rows[row]), str(text).splitlines()
            for words, length in LENGTHS:
                kept = rows[row][: length(width)]
                if length(width) != width and any(kept) and len(said) == len(rows):
                    name = f"{file}: a {place} row {words}"
                    yield rewrite(name, file, cut(row, length), f"book.cells {file}:{row + 1}")


CLAIMS = "published/claims.csv"
BAD_ROWS = (
    *ragged_books(),
    put("a short claim without its column of years", CLAIMS,
        "place,text,cell,printed\n2.1,cost,table_1/chair/budget\n", f"book.cells {CLAIMS}:2"),
    put("a short claim without its column of cells", CLAIMS,
        "place,text,formula,year,printed\n2.1,cost,website_support,2020/21\n", f"book.cells {CLAIMS}:2"),
    put("a short claim of all columns", CLAIMS,
        "place,text,cell,formula,year,printed,reading\n2.1,cost\n", f"book.cells {CLAIMS}:2"),
    swap("a row that says a quotation mark only", "lines.csv", "archive,6",
         '"""",,,,,,,,,,,,\narchive,6', "book.name lines.csv:7", "book.blank lines.csv:7"),
    swap("a row of a table that says a quotation mark only", "tables/fte.csv", "testing",
         '"""",,,,,\ntesting', "book.name tables/fte.csv:6", "book.blank tables/fte.csv:6"),
    swap("a value for a member that contains others", "tables/fte.csv", "testing,2020/21",
         "technical,2020/21", "book.container tables/fte.csv:6"),
    swap("a column of a member that contains others", "book.yaml", "{ref: senior, title: Senior}",
         "{ref: senior, title: Senior}\n      - {ref: most_senior, title: Most senior, within: senior}",
         "book.container tables/fte.csv", "book.container tables/grade_rate.csv:3"),
    swap("a member across with the name of a column", "book.yaml", "      - {ref: senior",
         "      - {ref: source, title: Source}\n      - {ref: senior", "book.name-taken book.yaml"),
)  # fmt: skip
