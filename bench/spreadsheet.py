"""The same budget in other calculators: LibreOffice headless, and HyperFormula where it is installed."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bench.generator import Sheet

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
)
_FOOT = "</office:spreadsheet></office:body></office:document>"


def write_flat_sheet(sheet: Sheet, path: Path, values: list[list[int]] | None = None) -> None:
    """Write a flat OpenDocument sheet with formulas, or with the values (pence) in their place."""
    rows = []
    for number, formula in enumerate(sheet.formulas):
        cells = []
        for place, column in enumerate("ABC"):
            if values is not None:
                cells.append(_value(values[number][place] / 100))
                continue
            text = _dotted(formula.replace("{column}", column))
            cells.append(f"<table:table-cell table:formula={quoteattr(f'of:=ROUND({text};2)')}/>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    inputs = "".join(
        f"<table:table-row><table:table-cell/>{_value(float(value))}</table:table-row>"
        for _, value in sheet.inputs
    )
    body = f'<table:table table:name="lines">{"".join(rows)}</table:table>'
    path.write_text(f'{_HEAD}{body}<table:table table:name="inputs">{inputs}</table:table>{_FOOT}')


def _value(value: float) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'


def _dotted(formula: str) -> str:
    """Put references in the brackets that OpenFormula asks for."""
    found, word = [], ""
    for character in formula + " ":
        if character.isalnum() or character in ".$:":
            word += character
            continue
        is_reference = any(c.isdigit() for c in word) and word[0].isalpha()
        if is_reference and word.startswith("inputs"):
            word = f"[{word.replace(':', ':.')}]" if ":" in word else f"[{word}]"
        elif is_reference:
            word = f"[.{word}]"
        found.append(word + character)
        word = ""
    return "".join(found).strip()


def time_libreoffice(sheet: Sheet, pence: list[list[int]]) -> tuple[float, int] | str:
    """Seconds that LibreOffice spends on the formulas alone, and how many cells differ from ours.

    The time is that of opening and converting the sheet with formulas, less that of the same
    sheet holding the values. Says in words when LibreOffice is not there.
    """
    program = shutil.which("soffice")
    if program is None:
        return "LibreOffice is not installed"
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for name, values in (("warm", pence), ("values", pence), ("formulas", None)):
            source = Path(folder, f"{name}.fods")
            write_flat_sheet(sheet, source, values)
            begun = time.perf_counter()
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [program, profile, "--headless", "--convert-to", "csv", "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=900)
            seconds.append(time.perf_counter() - begun)
        with Path(folder, "formulas.csv").open(newline="") as file:
            rows = list(csv.reader(file))
        differing = sum(
            round(float(cell) * 100) != ours
            for row, mine in zip(rows, pence, strict=True)
            for cell, ours in zip(row, mine, strict=True)
        )
        return seconds[2] - seconds[1], differing


_SCRIPT = """
const { HyperFormula } = require('hyperformula');
const { lines, inputs } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const begun = process.hrtime.bigint();
const engine = HyperFormula.buildFromSheets({ inputs, lines }, { licenseKey: 'gpl-v3' });
const built = process.hrtime.bigint();
const sheet = engine.getSheetId('inputs');
engine.setCellContents({ sheet, row: 0, col: 1 }, [[1234.56]]);
const changed = process.hrtime.bigint();
console.log(JSON.stringify([Number(built - begun) / 1e9, Number(changed - built) / 1e9]));
"""


def time_hyperformula(sheet: Sheet) -> tuple[float, float] | str:
    """Seconds to build and calculate, and seconds for one changed input, in HyperFormula."""
    if shutil.which("node") is None:
        return "node is not installed"
    lines = [
        ["=ROUND(" + _a1(formula.replace("{column}", column)) + ",2)" for column in "ABC"]
        for formula in sheet.formulas
    ]
    inputs = [[name, float(value)] for name, value in sheet.inputs]
    outcome = subprocess.run(
        ["node", "-e", _SCRIPT],
        input=json.dumps({"lines": lines, "inputs": inputs}),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if outcome.returncode:
        return "HyperFormula is not installed (npm install hyperformula)"
    built, changed = json.loads(outcome.stdout)
    return built, changed


def _a1(formula: str) -> str:
    return formula.replace("inputs.", "inputs!").replace(";", ",")
