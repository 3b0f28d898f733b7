"""A statement as a page of accounts in fixed-width text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from votebook.core.report.cell import Cell, CellState
from votebook.core.report.heading import Head
from votebook.core.report.layout import LaidRow
from votebook.core.report.statement import Measure
from votebook.core.report.table import Table
from votebook.formats.lettering import centre, clean, left, right, width, wrap

PAGE_WIDTH = 104
"""The columns of a page; a table with very many columns may be wider."""

_GAP = "  "
_PROSE_MIN = 72
_HEADING_MAX = 14
_HEADING_LINES = 3
_LABEL_MIN = 18
_LABEL_MAX = 48
_TEXT_MIN = 14
_TEXT_MAX = 40


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is set: its heading's lines, its width, and the room behind the last digit."""

    head: Head
    lines: tuple[str, ...]
    columns: int
    tail: int

    @property
    def is_text(self) -> bool:
        return self.head.measure is Measure.TEXT


def text_of(table: Table, page_width: int = PAGE_WIDTH) -> str:
    """Set a table for a terminal or a printer: heads, rules over totals, figures by their last digit."""
    columns, labels = _widths(table, page_width)
    across = sum(labels) + sum(column.columns for column in columns)
    across += len(_GAP) * (len(labels) + len(columns) - 1)
    prose = max(across, min(_PROSE_MIN, page_width))
    lines = [
        *_title(table, prose),
        "─" * across,
        *_heads(table, columns, labels),
        "─" * across,
        *(body := _body(table, columns, labels)),
        *(["─" * across] if not body or "═" not in body[-1] else [""] * bool(table.notes)),
    ]
    for note in table.notes:
        lines += wrap(clean(note), prose, 2)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(table: Table, across: int) -> list[str]:
    number = f"Table {table.statement.number}: " if table.statement.number else ""
    lines = wrap(clean(f"{number}{table.statement.title}"), across)
    beside = [table.state, *([f"Classification: {table.classification}"] if table.classification else [])]
    return [clean(table.body), *lines, *wrap(clean(" · ".join(beside)), across)]


def _widths(table: Table, page_width: int) -> tuple[list[_Column], list[int]]:
    """Give figures what they need, and share what is left among labels and texts."""
    figures = {h.key: _figure_width(table, h) for h in table.heads if h.measure is not Measure.TEXT}
    _widen_under_spans(table, figures)
    wanted = [_label_width(table, n) for n in range(len(table.statement.labels))]
    texts = [head for head in table.heads if head.measure is Measure.TEXT]
    gaps = len(_GAP) * (len(wanted) + len(table.heads) - 1)
    room = page_width - gaps - sum(columns for columns, _ in figures.values())
    wishes = [min(n, _LABEL_MAX) for n in wanted]
    wishes += [max(_TEXT_MIN, min(_TEXT_MAX, _text_width(table, head))) for head in texts]
    words = [_longest_word(text) for text in table.statement.labels]
    words += [_longest_word(head.heading) for head in texts]
    wishes = [max(pair) for pair in zip(wishes, words, strict=True)]
    floors = [
        max(words[n], min(wish, _LABEL_MIN if n < len(wanted) else _TEXT_MIN))
        for n, wish in enumerate(wishes)
    ]
    given = _shared(room, wishes, floors)
    labels, given_texts = given[: len(wanted)], iter(given[len(wanted) :])
    columns = []
    for head in table.heads:
        count, tail = (next(given_texts), 0) if head.measure is Measure.TEXT else figures[head.key]
        columns.append(_Column(head, tuple(wrap(clean(head.heading), count)), count, tail))
    return columns, labels


def _widen_under_spans(table: Table, figures: dict[str, tuple[int, int]]) -> None:
    """Make columns of figures as wide as the longest word that spans them, which is never broken."""
    for over, group in groupby(table.heads, key=lambda head: head.over):
        keys = [head.key for head in group]
        if not over or any(key not in figures for key in keys):
            continue
        size = sum(figures[key][0] for key in keys) + len(_GAP) * (len(keys) - 1)
        for missing in range(_longest_word(over) - size):
            columns, tail = figures[keys[missing % len(keys)]]
            figures[keys[missing % len(keys)]] = columns + 1, tail


def _longest_word(text: str) -> int:
    """The room that a heading needs to stand unbroken; a word without end is broken all the same."""
    return min(_LABEL_MAX, max(width(word) for word in clean(text).split(" ")))


def _shared(room: int, wishes: list[int], floors: list[int]) -> list[int]:
    """Cut the widest wishes until all fit the room, none below its floor."""
    given = list(wishes)
    while sum(given) > room:
        can_give = [n for n, columns in enumerate(given) if columns > floors[n]]
        if not can_give:
            break
        given[max(can_give, key=lambda n: given[n])] -= 1
    return given


def _figure_width(table: Table, head: Head) -> tuple[int, int]:
    """The width of a column of figures, and how much of it stands behind the last digit."""
    split = [_split(table.cell(row.key, head.key)) for row in table.rows]
    tail = max((width(behind) for _, behind in split), default=0)
    digits = max((width(before) for before, _ in split), default=0)
    words = max(width(word) for word in [*clean(head.heading).split(" "), head.unit])
    narrow = range(max(digits, words), max(digits, words, _HEADING_MAX) + 1)
    flowing = next((n for n in narrow if len(wrap(clean(head.heading), n)) <= _HEADING_LINES), narrow[-1])
    return flowing + tail, tail


def _split(cell: Cell) -> tuple[str, str]:
    """A figure up to its last digit, and what stands behind it."""
    if cell.state is CellState.TEXT:
        return cell.printed, ""
    digits = cell.printed.rstrip(")%")
    return digits, cell.printed[len(digits) :] + cell.mark


def _label_width(table: Table, position: int) -> int:
    indents = _indents(table)
    found = [width(clean(row.labels[position])) + 2 * indents[row.key] for row in table.rows]
    return max([width(clean(table.statement.labels[position])), *found])


def _text_width(table: Table, head: Head) -> int:
    texts = (table.cell(row.key, head.key).printed for row in table.rows)
    return max([width(clean(head.heading)), *(width(clean(text)) for text in texts)])


def _indents(table: Table) -> dict[str, int]:
    """Rows under a heading stand a step in, up to the next total; two label columns need no step."""
    indents, step = {}, 0
    for row in table.rows:
        if row.is_heading or row.is_total:
            step = 0
        indents[row.key] = step
        if row.is_heading and len(table.statement.labels) == 1:
            step = 1
    return indents


def _heads(table: Table, columns: list[_Column], labels: list[int]) -> list[str]:
    """The spanning heads with a rule below each, then the headings, the units under them."""
    lines: list[str] = []
    blank = _GAP.join(" " * columns_ for columns_ in labels)
    if any(column.head.over for column in columns):
        spans = [(over, list(group)) for over, group in groupby(columns, key=lambda c: c.head.over)]
        sizes = [sum(c.columns for c in group) + len(_GAP) * (len(group) - 1) for _, group in spans]
        words = [wrap(clean(over), size) for (over, _), size in zip(spans, sizes, strict=True)]
        for n in range(depth := max(len(one) for one in words)):
            set_ = [centre(_from_below(one, depth, n), size) for one, size in zip(words, sizes, strict=True)]
            lines.append(_GAP.join([blank, *set_]))
        rules = [("─" if over else " ") * size for (over, _), size in zip(spans, sizes, strict=True)]
        lines.append(_GAP.join([blank, *rules]))
    headed = [wrap(clean(text), room) for text, room in zip(table.statement.labels, labels, strict=True)]
    units = [() if column.is_text else (_unit(column.head),) for column in columns]
    stacked = [(*column.lines, *unit) for column, unit in zip(columns, units, strict=True)]
    stacked = [(*one, "") if column.is_text else one for one, column in zip(stacked, columns, strict=True)]
    depth = max(len(one) for one in [*stacked, *([*one, ""] for one in headed)])
    for n in range(depth):
        parts = [left(_from_below([*o, ""], depth, n), room) for o, room in zip(headed, labels, strict=True)]
        for column, one in zip(columns, stacked, strict=True):
            word = _from_below(one, depth, n)
            parts.append(_set_word(word, column))
        lines.append(_GAP.join(parts))
    return lines


def _unit(head: Head) -> str:
    return "" if head.unit == "1" else head.unit


def _from_below(lines: list[str] | tuple[str, ...], depth: int, n: int) -> str:
    """Line n of a stack that stands on the ground of a block of some depth."""
    position = n - (depth - len(lines))
    return lines[position] if position >= 0 else ""


def _set_word(word: str, column: _Column) -> str:
    if column.is_text:
        return left(word, column.columns)
    return right(word, column.columns - column.tail) + " " * column.tail


def _body(table: Table, columns: list[_Column], labels: list[int]) -> list[str]:
    """The rows: air before headings and after totals, a rule over a total, two under the last one."""
    lines: list[str] = []
    indents = _indents(table)
    summed = {key for row in table.rows for key in row.parts}
    for row in table.rows:
        if row.is_heading and lines and lines[-1]:
            lines.append("")
        if row.is_total:
            while lines and not lines[-1]:
                lines.pop()
            lines.append(_rule(table, row, columns, labels, "─"))
        lines += _row(table, row, columns, labels, indents[row.key])
        if row.is_total and row.key not in summed:
            lines.append(_rule(table, row, columns, labels, "═"))
        elif row.is_total:
            lines.append("")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _rule(table: Table, row: LaidRow, columns: list[_Column], labels: list[int], sign: str) -> str:
    """A rule over or under the figures of a row, and over nothing else."""
    parts = [" " * room for room in labels]
    for column in columns:
        has_figure = not column.is_text and table.cell(row.key, column.head.key).state is not CellState.BLANK
        rule = (sign if has_figure else " ") * (column.columns - column.tail)
        parts.append(rule + " " * column.tail)
    return _GAP.join(parts)


def _row(table: Table, row: LaidRow, columns: list[_Column], labels: list[int], indent: int) -> list[str]:
    """A row as lines: labels and texts wrap, figures stand on the last line of the innermost label."""
    stacks = []
    for position, room in enumerate(labels):
        before = "  " * indent if position == 0 else ""
        wrapped = wrap(clean(row.labels[position]), room - len(before), 2)
        stacks.append([left(before + line, room) for line in wrapped])
    texts = [
        wrap(clean(table.cell(row.key, column.head.key).printed), column.columns) if column.is_text else []
        for column in columns
    ]
    foot = next((len(s) for s, label in zip(stacks[::-1], row.labels[::-1], strict=True) if label), 1)
    depth = max(len(one) for one in [*stacks, *texts])
    lines = []
    for n in range(depth):
        parts = [
            stack[n] if n < len(stack) else " " * room for stack, room in zip(stacks, labels, strict=True)
        ]
        for column, text in zip(columns, texts, strict=True):
            if column.is_text:
                parts.append(left(text[n] if n < len(text) else "", column.columns))
            else:
                parts.append(_figure(table.cell(row.key, column.head.key), column, is_here=n == foot - 1))
        lines.append(_GAP.join(parts))
    return lines


def _figure(cell: Cell, column: _Column, *, is_here: bool) -> str:
    if not is_here:
        return " " * column.columns
    before, behind = _split(cell)
    return right(before, column.columns - column.tail) + left(behind, column.tail)
