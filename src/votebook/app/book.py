"""Book: a budget together with its statements, its published figures and its narrative."""

from __future__ import annotations

from dataclasses import dataclass

from votebook.core.check.published import PublishedPaper
from votebook.core.plan.budget import Budget
from votebook.core.report.statement import Statement


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A section of the narrative: the name of its file and its Markdown text."""

    name: str
    text: str


@dataclass(frozen=True)
class Book:
    """What a book folder holds, as one value."""

    budget: Budget
    statements: tuple[Statement, ...] = ()
    published: PublishedPaper = PublishedPaper()
    narrative: tuple[NarrativeSection, ...] = ()
