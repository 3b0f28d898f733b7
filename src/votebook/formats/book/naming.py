"""Naming: references made from the words of titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from votebook.formats.book.kind import FORMULA_WORDS, NAME_LENGTH_MAX


def reference(title: str, otherwise: str, taken: Collection[str] = ()) -> str:
    """A reference from a title, unlike those taken; ``otherwise`` where the title has no letters.

    >>> (
    ...     reference("Panel & SECCo Board", "line"),
    ...     reference("2nd line", "line"),
    ...     reference("£", "line", {"line"}),
    ... )
    ('panel_secco_board', 'line_2nd_line', 'line_2')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = "_".join(words)[: NAME_LENGTH_MAX - 8].rstrip("_") or otherwise
    if name[0].isdigit() or name in FORMULA_WORDS:
        name = f"{otherwise}_{name}"
    count, unique = 1, name
    while unique in taken:
        count += 1
        unique = f"{name}_{count}"
    return unique
