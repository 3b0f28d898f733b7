"""Remark: what is said of a workbook that became a book, one sentence for each thing that was done."""

from __future__ import annotations

from dataclasses import dataclass, field

SHOWN_MAX = 6
"""The most cells that one sentence lists."""


@dataclass
class Remarks:
    """Sentences in the order of the sheet; cells of which the same is said share one at the end."""

    sheet: str
    said: list[str] = field(default_factory=list)
    _shared: dict[str, list[str]] = field(default_factory=dict)

    def say(self, cell: str, sentence: str) -> None:
        """Say something of one cell."""
        self.said.append(f"{self.sheet}!{cell}: {sentence}")

    def share(self, sentence: str, cell: str) -> None:
        """Say the same of one more cell; ``sentence`` is what is said of all of them."""
        self._shared.setdefault(sentence, []).append(cell)

    def all(self) -> tuple[str, ...]:
        """Every sentence."""
        shared = (
            f"{sentence} ({len(cells):,}): {listed(cells)}." for sentence, cells in self._shared.items()
        )
        return (*self.said, *shared)


def listed(words: list[str]) -> str:
    """List words, the first few of many.

    >>> listed(["A1", "B2"]), listed([f"A{n}" for n in range(9)])
    ('A1, B2', 'A0, A1, A2, A3, A4, A5 and 3 more')
    """
    rest = len(words) - SHOWN_MAX
    return ", ".join(words[:SHOWN_MAX]) + (f" and {rest} more" if rest > 0 else "")
