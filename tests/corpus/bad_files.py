"""Books whose files are missing, misplaced, or not the text that they should be."""

from __future__ import annotations

from tests.corpus.good import Files
from tests.corpus.mutation import Mutation, add, drop, put, rewrite, swap

BIDI, ZERO_WIDTH, ARABIC_THREE = "\u202e", "\u200b", "\u0663"


def _folder_for_amounts(files: Files) -> None:
    del files["amounts.csv"]
    files["amounts.csv/inner.csv"] = "x\n"


def _file_for_tables(files: Files) -> None:
    for name in ("tables/fte.csv", "tables/grade_rate.csv"):
        del files[name]
    files["tables"] = "x\n"


BAD_FILES = (
    drop("no book.yaml", "book.yaml", "book.missing-file book.yaml"),
    drop("no lines", "lines.csv", "book.missing-file lines.csv"),
    drop("no file for a declared table", "tables/fte.csv", "book.missing-file book.yaml:38"),
    put("a file nobody knows", "budget.csv", "x\n", "book.unknown-file budget.csv"),
    put("a misspelt file", "line.csv", "x\n", "book.unknown-file line.csv"),
    put("a folder nobody knows", "extra/lines.csv", "x\n", "book.unknown-file extra"),
    put("a table that is not declared", "tables/rates.csv", "x\n", "book.unknown-file tables/rates.csv"),
    put("a workbook among the tables", "tables/fte.xlsx", b"PK\x03\x04", "book.unknown-file tables/fte.xlsx"),
    put("a statement with another ending", "statements/two.yml", "x: 1\n", "book.unknown-file statements/two.yml"),
    put("figures of no statement", "published/table_9.csv", "row\n", "book.unknown-file published/table_9.csv"),
    put("a picture in the narrative", "narrative/x.png", b"\x89PNG", "book.unknown-file narrative/x.png"),
    Mutation("a folder where a file belongs", _folder_for_amounts, ("book.not-a-file amounts.csv",)),
    Mutation("a file where a folder belongs", _file_for_tables,
             ("book.not-a-file tables", "book.missing-file book.yaml:38", "book.missing-file book.yaml:39")),
    put("an empty book.yaml", "book.yaml", "", "book.empty-file book.yaml"),
    put("a book.yaml of comments", "book.yaml", "# nothing\n", "book.shape book.yaml:1"),
    put("an empty table", "amounts.csv", "", "book.empty-file amounts.csv"),
    put("a table of blank lines", "amounts.csv", "\n\r\n,,,\n", "book.empty-file amounts.csv"),
    put("an empty statement", "statements/table_1.yaml", "\n", "book.empty-file statements/table_1.yaml"),
    rewrite("UTF-16", "lines.csv", lambda text: text.encode("utf-16"), "book.encoding lines.csv"),
    rewrite("UTF-16 without a mark", "amounts.csv", lambda text: text.encode("utf-16-be"),
            "book.encoding amounts.csv"),
    rewrite("Latin-1", "amounts.csv", lambda text: text.encode("latin-1"), "book.encoding amounts.csv:2"),
    rewrite("Windows-1252", "contracts.csv", lambda text: text.replace("Web Ltd", "Wéb Ltd").encode("cp1252"),
            "book.encoding contracts.csv:2"),
    put("a workbook renamed", "lines.csv", b"PK\x03\x04\x14\x00", "book.encoding lines.csv"),
    put("bytes of chance", "events.csv", bytes(range(128, 256)), "book.encoding events.csv:1"),
    swap("a NUL byte", "lines.csv", "Archive", "Arch\x00ive", "book.character lines.csv:7"),
    swap("an escape character", "lines.csv", "Archive", "Arch\x1bive", "book.character lines.csv:7"),
    swap("bidirectional text", "lines.csv", "Archive", f"Arch{BIDI}ive", "book.character lines.csv:7"),
    swap("bidirectional text in YAML", "book.yaml", "Code Budget", f"Code {BIDI}Budget", "book.character book.yaml:3"),
    swap("a zero-width space in a name", "lines.csv", "archive,6", f"arch{ZERO_WIDTH}ive,6",
         "book.character lines.csv:7"),
    swap("a soft hyphen", "lines.csv", "Archive", "Ar\u00adchive", "book.character lines.csv:7"),
    swap("a second byte-order mark", "lines.csv", "ref,", "\ufeff\ufeffref,", "book.character lines.csv:1"),
    swap("a control character of C1", "lines.csv", "Archive", "Arch\x85ive", "book.character lines.csv:7"),
    rewrite("line ends of the old Macintosh", "events.csv", lambda text: text.replace("\n", "\r"),
            "book.character events.csv:1"),
    put("a file over 64 MB", "events.csv", b"x" * (64 * 1024**2 + 1), "book.too-large events.csv"),
    put("a line over 1 MB", "events.csv", "profile,day,weight\n" + "x" * 1_000_001, "book.too-large events.csv:2"),
    put("more than a million lines", "events.csv", "\n" * 1_000_001, "book.too-large events.csv"),
    put("more than a million rows", "events.csv", "profile,day,weight\n" + "a\n" * 1_000_001,
        "book.too-large events.csv"),
    swap("an unclosed quotation", "lines.csv", '"Chair, of the Panel"', '"Chair, of the Panel', "book.quote lines.csv:2"),
    swap("a quotation inside a cell", "lines.csv", "Archive", 'Arch "ive"', "book.quote lines.csv:7"),
    swap("text after a quotation", "lines.csv", '"Chair, of the Panel"', '"Chair" of the Panel', "book.quote lines.csv:2"),
    swap("inches", "lines.csv", "Archive", '5"', "book.quote lines.csv:7"),
    swap("a quotation opened on the last line", "amounts.csv", "studies,0", 'studies,"0', "book.quote amounts.csv:4"),
    rewrite("semicolons", "amounts.csv", lambda text: text.replace(",", ";"), "book.separator amounts.csv:1"),
    rewrite("tabs", "events.csv", lambda text: text.replace(",", "\t"), "book.separator events.csv:1"),
    swap("an unknown column", "lines.csv", "owner", "ownr", "book.unknown-column lines.csv:1"),
    swap("a missing column", "events.csv", "profile,day,weight", "profile,day", "book.missing-column events.csv:1",
         "book.cells events.csv:2", "book.cells events.csv:3"),
    swap("a column twice", "events.csv", "profile,day,weight", "profile,day,day", "book.repeated-column events.csv:1",
         "book.missing-column events.csv:1"),
    swap("a column in capitals", "events.csv", "weight", "Weight", "book.unknown-column events.csv:1"),
    swap("a year that the book has not", "amounts.csv", "2022/23", "2023/24", "book.unknown-column amounts.csv:1"),
    swap("a dimension that the book has not", "lines.csv", "serves,area", "serves,body",
         "book.unknown-column lines.csv:1"),
    swap("too many cells", "lines.csv", "archive,6,", "archive,6,,", "book.cells lines.csv:7"),
    swap("too few cells", "events.csv", "2020-09-18,2", "2020-09-18", "book.cells events.csv:3"),
    swap("an unquoted comma", "projects.csv", '"Procure the website\'s support, again"', "Procure, again",
         "book.cells projects.csv:2"),
    swap("words without a heading", "events.csv", "profile,day,weight\nmeeting_days,2020-04-17,1\nmeeting_days,2020-09-18,2",
         "profile,day,weight,\nmeeting_days,2020-04-17,1,x\nmeeting_days,2020-09-18,2,", "book.unknown-column events.csv:2"),
    put("headings alone, but not the right ones", "shares.csv", "line;share\n", "book.separator shares.csv:1"),
    add("a row of one word", "events.csv", "meeting_days", "book.cells events.csv:4"),
)  # fmt: skip
