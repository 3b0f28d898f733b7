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
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
BOOK = "examples/sec-2020-23"

PAPER = TerminalTheme(
    background=(253, 252, 248),
    foreground=(28, 32, 36),
    normal=[(28, 32, 36)] * 8,
    bright=[(28, 32, 36)] * 8,
)

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="TITLE">
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px 'DejaVu Sans Mono', Menlo, Consolas, monospace;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#fdfcf8" stroke="#d8d4c8" x="1" y="1"
 width="{terminal_width}" height="{terminal_height}" rx="6"/>
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


@dataclass(frozen=True)
class Picture:
    """A picture: its file, the questions that it shows, and how wide its page is."""

    name: str
    questions: tuple[tuple[str, ...], ...]
    columns: int

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return PICTURES / f"{self.name}.svg"

    def draw(self) -> str:
        """Ask the questions and draw what comes, with the questions themselves above the answers."""
        page = Console(
            width=self.columns, record=True, file=StringIO(), force_terminal=True, color_system="truecolor"
        )
        for question in self.questions:
            page.print(Text(f"$ votebook {' '.join(question)}", style="bold"))
            page.print(Text.from_ansi(answer(question)))
            page.print()
        title = f"votebook {' '.join(self.questions[0])}"
        frame = FRAME.replace("TITLE", title)
        return page.export_svg(theme=PAPER, code_format=frame, unique_id=self.name)


PICTURES_DRAWN = (
    Picture("show", (("show", BOOK, "table_01"),), 78),
    Picture("explain", (("explain", BOOK, "contingency_provision"),), 102),
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
