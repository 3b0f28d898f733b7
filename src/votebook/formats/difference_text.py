"""A difference between two versions as a page of text: totals, lines, then everything else by subject."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from votebook.core.measure.money import Money
from votebook.core.report.bridge.departure import Departure, Subject
from votebook.core.report.difference import AmountDifference, Difference
from votebook.formats.lettering import clean, left, right, width, wrap

PAGE_WIDTH = 100
"""The widest page that still reads comfortably, in columns."""

_TITLE_MAX = 46
_TITLE_MIN = 16
_GAP = "  "


def difference_text(difference: Difference, page_width: int = PAGE_WIDTH) -> str:
    """Set a difference for a terminal or a printer; what is the same in both is left out."""
    across = min(page_width, PAGE_WIDTH)
    lines = wrap(clean(f"From {difference.before} to {difference.after}"), across, 2)
    if difference.is_empty:
        return "\n".join([*lines, "", "Nothing differs."]) + "\n"
    for year in difference.years:
        lines += _amounts(difference, year, across)
    for subject in Subject:
        about = difference.about(subject)
        if about:
            lines += ["", subject.value.capitalize(), "─" * len(subject.value)]
            lines += [line for departure in about for line in _departure(departure, across)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _amounts(difference: Difference, year: str, across: int) -> list[str]:
    amounts = [amount for amount in difference.amounts if amount.year == year]
    totals = [
        total
        for total in difference.totals
        if total.year == year and (total.difference.pence or not total.ref or total.before is None)
    ]
    if not amounts and not any(total.difference.pence for total in totals):
        return ["", f"{year}: no amount differs."]
    heads = [year, "Before (£)", "After (£)", "Difference (£)"]
    rows = [_cells(amount) for amount in (*amounts, *totals)]
    wide = [max(width(row[i]) for row in (heads[1:], *rows)) for i in range(3)]
    room = max(min(_TITLE_MAX, across - sum(wide) - 3 * len(_GAP)), _TITLE_MIN)
    titles = {total.ref: total.title for total in difference.totals}
    labels = [_label(amount, titles, room) for amount in (*amounts, *totals)]
    first = max(width(line) for lines in ([year], *labels) for line in lines)
    ruled = "─" * (first + sum(wide) + len(_GAP) * len(wide))
    lines = ["", _line(year, heads[1:], first, wide), ruled]
    for position, (label, cells) in enumerate(zip(labels, rows, strict=True)):
        if position == len(amounts):
            lines.append(ruled)
        lines += [left(part, first) for part in label[:-1]]
        lines.append(_line(label[-1], cells, first, wide))
    return lines


def _label(amount: AmountDifference, titles: Mapping[str, str], room: int) -> list[str]:
    number = f"{amount.number} " if amount.number else ""
    moved = ""
    if amount.is_moved:
        moved = f" (moved from {titles[amount.was_in[0]]} to {titles[amount.is_in[0]]})"
    return wrap(clean(f"{number}{amount.title}{moved}"), room, 2)


def _cells(amount: AmountDifference) -> list[str]:
    return [_print(amount.before), _print(amount.after), _print(amount.difference)]


def _print(amount: Money | None) -> str:
    """Print to the penny where there are pence; blank is no amount, a dash is nil."""
    if amount is None:
        return ""
    if not amount.pence:
        return "– "
    text = (str(amount) if amount.pence % 100 else amount.published()).replace("£", "")
    return text if text.endswith(")") else f"{text} "


def _line(label: str, cells: list[str], first: int, wide: list[int]) -> str:
    numbers = (right(cell, columns) for cell, columns in zip(cells, wide, strict=True))
    return _GAP.join((left(label, first), *numbers))


def _departure(departure: Departure, across: int) -> list[str]:
    about = clean(departure.about)
    particular = f" {departure.particular}" if departure.particular else ""
    head = f"{departure.how.value}: {about}{particular}"
    if departure.keeps:
        head += f" ({departure.keeps})"
    lines = wrap(head, across, 4)
    if departure.subject is Subject.NARRATIVE:
        return lines + _text_lines(departure.before, departure.after)
    if departure.before:
        lines += [f"  {line}" for line in wrap(f"- {clean(departure.before)}", across - 2, 2)]
    if departure.after:
        lines += [f"  {line}" for line in wrap(f"+ {clean(departure.after)}", across - 2, 2)]
    return lines


def _text_lines(before: str, after: str) -> list[str]:
    """The lines of a text that went and came, in their order."""
    compared = difflib.ndiff(before.splitlines(), after.splitlines())
    return [f"  {line[:2]}{clean(line[2:])}" for line in compared if line[:1] in "+-" and line[2:].strip()]
