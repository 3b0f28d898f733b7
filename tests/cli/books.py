"""Books on disk for the tests of commands: a small sound one, one with a fault, one with a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

BOOK = """\
votebook: 1
book: small
title: Small budget
body: A body
currency: GBP
version: {kind: draft, iteration: "0.1", dated: 2020-01-02}
years:
  - {year: 2020/21, basis: approved}
  - {year: 2021/22, basis: estimated}
structure:
  - {ref: operations, title: Operations}
comparatives:
  - {ref: approved_2019_20, title: 2019/20 approved, year: 2019/20, kind: approved}
"""
LINES = """\
ref,number,title,category,owner,assumption,obligation
website,14,Website,operations,Finance,As agreed,Licence 22
audit,7,Audit,operations,Finance,As agreed,Licence 22
"""
PARAMETERS = """\
name,title,unit,role,from,value,source_kind,source
support,Second line support,£/month,rate,2020-04-01,675,contract,Agreement 7
"""
COMPONENTS = """\
line,name,title,formula
website,support,Second line support,support * months
"""
AMOUNTS = """\
line,2020/21,2021/22,source_kind,source
audit,"£4,000",4100,contract,Letter of 3 May
"""
COMPARATIVES = """\
comparative,at,amount,source_kind,source
approved_2019_20,website,7800,published,Table 1
approved_2019_20,audit,3900,published,Table 1
"""
STATEMENT = """\
title: The budget
unit: £
labels: [Line]
columns:
  - {key: now, provision: 2020/21}
  - {key: next, provision: 2021/22}
rows:
  - {key: line, each: {lines: operations}}
  - {key: total, labels: [Total], sum: [line]}
"""
PUBLISHED = """\
row,now
total,"£12,000"
"""

FILES = {
    "book.yaml": BOOK,
    "lines.csv": LINES,
    "parameters.csv": PARAMETERS,
    "components.csv": COMPONENTS,
    "amounts.csv": AMOUNTS,
    "comparatives.csv": COMPARATIVES,
    "statements/budget.yaml": STATEMENT,
}


def write_book(folder: Path, **changed: str) -> Path:
    """Write the small book; a changed file is named by its stem, an empty text leaves it out."""
    stems = {name: changed.get(Path(name).stem, text) for name, text in FILES.items()}
    if "published" in changed:
        stems["published/budget.csv"] = changed["published"]
    for name, text in stems.items():
        if text:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


Asked = Callable[..., tuple[int, str, str]]
"""Asks a question on the command line: its exit code, what it printed, and what it told as an error."""
