"""Draw the pictures of the README: what a terminal shows, as SVG that needs no network.

Run by hand when an answer of the program looks different: ``.venv/bin/python docs/picture.py``. With
``--check`` nothing is written: the exit code is 1 when a picture is not current.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
BOOK = "examples/sec-2020-23"

FONT = 15
"""The size of the letters; a letter is 0.6 of it wide, a line 1.5 of it high."""

MARGIN = 24

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">
<rect x="0.5" y="0.5" width="{inner_width}" height="{inner_height}" rx="6" fill="#fdfcf8" stroke="#d8d4c8"/>
<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="{font}" fill="#1c2024">
{lines}
</g>
</svg>
"""


@dataclass(frozen=True)
class Picture:
    """A picture: the name of its file, and the question whose answer it shows."""

    name: str
    question: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return PICTURES / f"{self.name}.svg"

    def draw(self) -> str:
        """Ask the question and draw it with its answer beneath, letter under letter in any fixed font."""
        asked = f"votebook {' '.join(self.question)}"
        lines = [f"$ {asked}", "", *answer(self.question).split("\n")]
        width = 2 * MARGIN + max(map(len, lines)) * FONT * 6 // 10
        height = 2 * MARGIN + len(lines) * FONT * 3 // 2
        return FRAME.format(
            width=width,
            height=height,
            inner_width=width - 1,
            inner_height=height - 1,
            font=FONT,
            title=escape(asked),
            lines="\n".join(draw_line(number, line) for number, line in enumerate(lines) if line),
        )


def draw_line(number: int, line: str) -> str:
    """One line of letters; its length is given, so that a font of another width keeps the columns."""
    letters = line.strip()
    left = MARGIN + (len(line) - len(line.lstrip())) * FONT * 6 // 10
    top, length = MARGIN + FONT + number * FONT * 3 // 2, len(letters) * FONT * 6 // 10
    place = f'x="{left}" y="{top}" textLength="{length}"'
    weight = ' font-weight="bold"' if number == 0 else ""
    kept = escape(letters).replace("  ", "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}")
    return f'<text {place} lengthAdjust="spacingAndGlyphs"{weight}>{kept}</text>'


PICTURES_DRAWN = (
    Picture("show", ("show", BOOK, "table_01")),
    Picture("explain", ("explain", BOOK, "contingency_provision")),
)


def answer(question: tuple[str, ...]) -> str:
    """What the program answers, as a file would receive it."""
    program = Path(sys.executable).with_name("votebook")
    environment = {**os.environ, "PYTHONUTF8": "1", "VOTEBOOK_DEBUG": ""}
    done = subprocess.run(
        [str(program), *question], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip("\n")


def main() -> int:
    """Draw the pictures, or say which are not current."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the README.")
    parser.add_argument("--check", action="store_true", help="write nothing, say what is not current")
    is_checked = parser.parse_args().check
    PICTURES.mkdir(exist_ok=True)
    stale = 0
    for picture in PICTURES_DRAWN:
        drawn = picture.draw()
        is_current = picture.path.is_file() and picture.path.read_text(encoding="utf-8") == drawn
        stale += not is_current
        if not is_current and is_checked:
            print(f"{picture.path.relative_to(ROOT)} is not current: run python docs/picture.py")
        elif not is_current:
            picture.path.write_text(drawn, encoding="utf-8")
            print(f"{picture.path.relative_to(ROOT)} drawn")
    return 1 if is_checked and stale else 0


if __name__ == "__main__":
    sys.exit(main())
