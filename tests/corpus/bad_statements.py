"""Books whose statements, published figures or plan cannot be worked out."""

from __future__ import annotations

from tests.corpus.mutation import add, swap

TABLE = "statements/table_1.yaml"
UNKNOWN = f"book.unknown-name {TABLE}"
PAPER = "book.unknown-name published"

BAD_STATEMENTS = (
    swap("a provision of no year", TABLE, "provision: 2020/21", "provision: 2019/20", f"{UNKNOWN}:12"),
    swap("no such comparative", TABLE, "comparative: approved_2019_20", "comparative: aproved", f"{UNKNOWN}:10"),
    swap("no such comparative to restate", TABLE, "restated: approved_2019_20", "restated: approved", f"{UNKNOWN}:11"),
    swap("a parameter without a year", TABLE, "provision: 2020/21", "parameter: rpi", f"book.measure {TABLE}:12"),
    swap("no such parameter", TABLE, "provision: 2020/21", "parameter: rpx, year: 2020/21", f"{UNKNOWN}:12"),
    swap("a parameter of no year", TABLE, "provision: 2020/21", "parameter: rpi, year: then", f"book.year {TABLE}:12"),
    swap("a column of nothing", TABLE, ", provision: 2020/21", "", f"book.measure {TABLE}:12"),
    swap("a column of two things", TABLE, "provision: 2020/21", "provision: 2020/21, text: owner", f"book.measure {TABLE}:12"),
    swap("a column of blank", TABLE, "provision: 2020/21}", "provision: }", f"book.blank {TABLE}:12"),
    swap("a formula of no column", TABLE, "budget - before", "budget - outturn", f"{UNKNOWN}:13"),
    swap("a text that lines have not", TABLE, "text: owner", "text: manager", f"{UNKNOWN}:14"),
    swap("shown on no such row", TABLE, "only: [total]", "only: [totl]", f"{UNKNOWN}:11"),
    swap("shown in no such column", TABLE, "only: [budget]", "only: [budgt]", f"{UNKNOWN}:18"),
    swap("a sum of no such row", TABLE, "sum: [company_total, staff]", "sum: [company_total, staf]", f"{UNKNOWN}:23"),
    swap("a sum of itself", TABLE, "sum: [company_total, staff]", "sum: [total, staff]", f"book.sum-loop {TABLE}:23"),
    swap("sums of one another", TABLE, "sum: [chair, website]", "sum: [chair, total]", f"book.sum-loop {TABLE}:23"),
    swap("a row of nothing", TABLE, "labels: [Company], heading: true", "labels: [Company]", f"book.row {TABLE}:16"),
    swap("a row of two things", TABLE, "at: [chair]", "at: [chair], sum: [website]", f"book.row {TABLE}:17"),
    swap("a row of no place", TABLE, "at: [chair]", "at: [chiar]", f"{UNKNOWN}:17"),
    swap("a row of no member", TABLE, "members: {area: design}", "members: {area: desing}", f"{UNKNOWN}:20"),
    swap("a row of no dimension", TABLE, "members: {area: design}", "members: {aera: design}", f"{UNKNOWN}:20"),
    swap("each of no group", TABLE, "{lines: projects}", "{lines: project}", f"{UNKNOWN}:21"),
    swap("each of nothing", TABLE, "{lines: projects}", "{within: technical}", f"book.row {TABLE}:21"),
    swap("each within no member", TABLE, "within: technical", "within: tecnical", f"{UNKNOWN}:22"),
    swap("a place written as a word", TABLE, "at: [chair]", "at: chair", f"book.shape {TABLE}:17"),
    swap("three label columns", TABLE, "[Area, Line]", "[Area, Line, More]", f"book.shape {TABLE}:8"),
    swap("too many labels", TABLE, 'labels: ["", Chair]', 'labels: ["", Chair, x]', f"book.row {TABLE}:17"),
    swap("a column of a statement twice", TABLE, "key: owner", "key: budget", f"book.repeated-name {TABLE}:14"),
    swap("a row twice", TABLE, "key: staff", "key: chair", f"book.repeated-name {TABLE}:20", f"{UNKNOWN}:23"),
    swap("a unit of a statement that is none", TABLE, "unit: £", "unit: 7", f"book.unit {TABLE}:1"),
    swap("a rounding nobody knows", TABLE, "rounding: plain", "rounding: up", f"book.word {TABLE}:5"),
    swap("decimals without number", TABLE, "decimals: 0", "decimals: 99", f"book.number {TABLE}:4"),
    swap("no columns", TABLE, "columns:", "colums:", f"book.missing-key {TABLE}:1", f"book.unknown-key {TABLE}:9"),
    swap("a heading of perhaps", TABLE, "heading: true", "heading: perhaps", f"book.word {TABLE}:16"),
    swap("published figures of no row", "published/table_1.csv", "website,", "websit,", f"{PAPER}/table_1.csv:3"),
    swap("published figures of no column", "published/table_1.csv", "budget", "budgt", "book.unknown-column published/table_1.csv:1"),
    swap("published figures of a row twice", "published/table_1.csv", "website,", "chair,", "book.repeated-name published/table_1.csv:3"),
    swap("a claim on no statement", "published/claims.csv", "table_1/", "table_2/", f"{PAPER}/claims.csv:2"),
    swap("a claim on no row", "published/claims.csv", "/chair/", "/chiar/", f"{PAPER}/claims.csv:2"),
    swap("a claim on no column", "published/claims.csv", "chair/budget", "chair/budgets", f"{PAPER}/claims.csv:2"),
    swap("a claim on half a cell", "published/claims.csv", "table_1/chair/budget", "table_1/chair", "book.name published/claims.csv:2"),
    swap("a claim on nothing", "published/claims.csv", "table_1/chair/budget", "", "book.measure published/claims.csv:2"),
    swap("a claim by a formula of no year", "published/claims.csv", "website_support,2020/21", "website_support,",
         "book.year published/claims.csv:3"),
    swap("a claim read in no known way", "published/claims.csv", "around", "roughly", "book.word published/claims.csv:3"),
    swap("a heading of no statement", "published/headings.csv", "table_1", "table_2", f"{PAPER}/headings.csv:2"),
    swap("a heading of no column", "published/headings.csv", "budget", "budgets", f"{PAPER}/headings.csv:2"),
)  # fmt: skip

FORMULA = "website_support * months + £12000"
AT = "components.csv"

BAD_PLANS = (
    *(
        swap(f"a formula with {what}", AT, FORMULA, formula, expected)
        for what, formula, expected in (
            ("an unclosed bracket", "(website_support * months", f"formula.syntax {AT}:2"),
            ("two operators", "website_support * / months", f"formula.syntax {AT}:2"),
            ("nothing after an operator", "website_support *", f"formula.syntax {AT}:2"),
            ("a sign nobody knows", "website_support ? months", f"formula.syntax {AT}:2"),
            ("a name nobody knows", "websit_support * months", f"formula.unknown-name {AT}:2"),
            ("units that differ", "website_support + £12000", f"formula.unit {AT}:2"),
            ("no pounds", "months", f"formula.unit {AT}:2"),
            ("a bare number", "675 * 12", f"formula.unit {AT}:2"),
            ("a dimension left open", "fte * £1 / 1 FTE", f"formula.unbound-dimension {AT}:2"),
            ("an exponent", "£1e9", f"formula.number {AT}:2"),
            ("a huge number", "£" + "9" * 40, f"formula.number {AT}:2"),
            ("a comparative nobody knows", "chair@approved_1999", f"formula.unknown-name {AT}:2"),
        )
    ),
    swap("a formula with a member nobody knows", AT, '"sum(fte * grade_rate, grade)"', "fte[boss] * grade_rate[boss]",
         f"formula.unknown-member {AT}:4"),
    swap("a sum over no dimension", AT, "grade_rate, grade)", "grade_rate, rank)", f"formula.unknown-dimension {AT}:4"),
    swap("a line of itself", AT, FORMULA, "website_line", "calculation.loop"),
    swap("lines of one another", AT, FORMULA, "10% * contingency", "calculation.loop"),
    swap("a parameter that begins too late", "parameters.csv", "contingency_rate,Contingency,1,rate,2019",
         "contingency_rate,Contingency,1,rate,2021", f"formula.missing-value {AT}:5"),
    swap("a parameter that changes within a year", "parameters.csv", "website_support,,,,2020-04-01",
         "website_support,,,,2020-07-01", "parameter.changes-within-year"),
    swap("an estimate above an amount", "estimates.csv", "2022/23", "2021/22", "estimate.covers-amount"),
    swap("profiles that follow one another", "lines.csv", ",even,,area.*", ",follow:studies,,area.*", "profile.loop"),
    swap("an index without a value on its day", AT, "rpi,2019-04-01", "rpi,2018-04-01", "component.index-base"),
    swap("a formula fault beside a fault of a table", AT, "people,People,\"sum(fte * grade_rate, grade)\"",
         "people,,\"sum(fte *\"", f"book.blank {AT}:4", f"formula.syntax {AT}:4"),
    add("a fault in each of three files", "events.csv", "meeting_days,soon,1", "book.date events.csv:4"),
)  # fmt: skip
