"""The split of a variance as a page of fixed-width text: a row a line, a column a cause."""

from __future__ import annotations

from votebook.core.measure.money import Money
from votebook.core.report.bridge.cause import Cause
from votebook.core.report.variance import VarianceRow, VarianceSplit
from votebook.formats.lettering import clean, left, right, width, wrap

_TITLE_MAX = 40
_GAP = "  "
_HEADS = {Cause.UNEXPLAINED: "Unexplained"}
_NOTE = (
    "A: adverse, more than before. F: favourable, less than before. The parts of each variance add "
    "up to it exactly. Unexplained: the inputs in the book do not account for it."
)


def variance_text(split: VarianceSplit, *, in_pence: bool = False) -> str:
    """Set the split of a variance as a table; causes and places without any amount are left out.

    Whole pounds are rounded cell by cell and may miss a sum by one; in pence all is exact.
    """
    causes = [cause for cause in Cause if any(row.parts.part(cause).pence for row in split.rows)]
    heads = ["Before", "Now", "Variance", "", *(_HEADS.get(c, c.value.capitalize()) for c in causes)]
    rows = [row for row in split.rows if row.of.pence or row.against.pence or not row.ref]
    body = [_cells(row, causes, in_pence) for row in rows]
    labels = [_label(row) for row in rows]
    first = max(width(line) for lines in (*labels, ["Budget line"]) for line in lines)
    wide = [max(width(head), *(width(cells[i]) for cells in body)) for i, head in enumerate(heads)]
    across = first + sum(wide) + len(_GAP) * len(wide)
    ruled = "─" * across
    lines = [*wrap(clean(f"Variance of {split.of} against {split.against} (£)"), max(across, 72)), ruled]
    lines += [_line("Budget line", heads, first, wide), ruled]
    for row, label, cells in zip(rows, labels, body, strict=True):
        if not row.ref:
            lines.append(ruled)
        lines += [left(part, first) for part in label[:-1]]
        lines.append(_line(label[-1], cells, first, wide))
    lines += [ruled, *wrap(_NOTE, max(across, 72), 2)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _label(row: VarianceRow) -> list[str]:
    """The lines of a row's label, indented by its level in the structure."""
    number = f"{row.number} " if row.number else ""
    indent = "  " * max(row.level - 1, 0)
    return [f"{indent}{line}" for line in wrap(clean(f"{number}{row.title}"), _TITLE_MAX, 2)]


def _cells(row: VarianceRow, causes: list[Cause], in_pence: bool) -> list[str]:
    amounts = [row.against, row.of, row.variance]
    parts = [row.parts.part(cause) for cause in causes]
    shown = [_print(amount, in_pence) for amount in (*amounts, *parts)]
    return [*shown[:3], row.letter, *shown[3:]]


def _print(amount: Money, in_pence: bool) -> str:
    """Print an amount with negatives in brackets and nil as a dash, the last digits under each other."""
    if not amount.pence:
        return "– "
    text = (str(amount) if in_pence else amount.published()).replace("£", "")
    return text if text.endswith(")") else f"{text} "


def _line(label: str, cells: list[str], first: int, wide: list[int]) -> str:
    set_cells = (right(cell, columns) for cell, columns in zip(cells, wide, strict=True))
    return _GAP.join((left(label, first), *set_cells))
