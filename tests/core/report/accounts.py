"""A small budget in the manner of a code body's, for the tests of statements."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from votebook.core.measure.source import Source, SourceKind
from votebook.core.measure.unit import parse_unit
from votebook.core.measure.year import FinancialYear
from votebook.core.plan.budget import Budget, CategoryEstimate
from votebook.core.plan.calculation import Calculation, calculate
from votebook.core.plan.comparative import Comparative, ComparativeAmount, ComparativeKind
from votebook.core.plan.dimension import Dimension, Member
from votebook.core.plan.line import Line, Share, StatedAmount
from votebook.core.plan.model import Model, prepare
from votebook.core.plan.parameter import DatedValue, Parameter, Role
from votebook.core.plan.structure import Category, Structure
from votebook.core.plan.version import Basis, BudgetYear, Version, VersionKind

OURS = Source(SourceKind.OURS, "made up")

STRUCTURE = Structure(
    (
        Category("operations", "Operations"),
        Category("panel", "Panel", "operations"),
        Category("services", "Services"),
        Category("core", "Core team", "services"),
        Category("projects", "Projects"),
    )
)

AREAS = Dimension(
    "area",
    "Service area",
    (
        Member("support", "Committee Support", retired=date(2020, 3, 31)),
        Member("technical", "Technical Operations"),
        Member("tabasc", "TABASC", within="technical"),
        Member("tag", "TAG", within="technical"),
        Member("party", "Party Engagement"),
    ),
)

GRADES = Dimension("grade", "Grade", (Member("grade_4", "Grade 4"), Member("grade_3", "Grade 3")))

LINES = """
    chair      1   Panel chair          panel     -
    licences   2   Licences             panel     -
    tabasc_job 3   TABASC team          core      area=tabasc
    tag_job    4   TAG team             core      area=tag
    party_job  5   Party team           core      area=party
    pool       6   Shared experts       services  -
    discount   7   Contractual discount services  -
    old_line   8   Old system           panel     -
    switching  9   Faster switching     projects  -
"""

AMOUNTS = """
    chair       24000.50   24000.50
    licences     3300.50    3300.50
    tabasc_job  70000.40   71000
    tag_job     50000.40   51000
    party_job   30000.40   31000
    pool          100.01       -
    discount   -15000          0
    switching   50000          0
"""


def _lines() -> tuple[Line, ...]:
    lines = []
    for text in LINES.strip().splitlines():
        ref, number, *title, category, member = text.split()
        members = (tuple(member.split("=")),) if "=" in member else ()
        retired = date(2020, 3, 31) if ref == "old_line" else None
        placed = tuple((dimension, name) for dimension, name in members)
        lines.append(Line(ref, number, " ".join(title), category, placed, retired=retired, owner="Panel"))
    return tuple(lines)


def _stated() -> tuple[StatedAmount, ...]:
    stated = []
    for text in AMOUNTS.strip().splitlines():
        ref, *amounts = text.split()
        for year, amount in zip(("2020/21", "2021/22"), amounts, strict=True):
            if amount != "-":
                stated.append(StatedAmount(ref, year, Fraction(amount), OURS))
    return tuple(stated)


def _fte() -> Parameter:
    unit = parse_unit("FTE")
    assert unit is not None, "FTE is a unit"
    figures = {
        ("party", "grade_3"): "3",
        ("party", "grade_4"): "1",
        ("tabasc", "grade_4"): "1.2",
        ("tag", "grade_3"): "0.05",
        ("support", "grade_3"): "9",
    }
    values = tuple(
        DatedValue(members, date(2020 - (members[0] == "support"), 4, 1), Fraction(figure), OURS)
        for members, figure in figures.items()
    )
    return Parameter("fte", "Core team", unit, Role.VOLUME, ("area", "grade"), values)


def _prior(at: str, amount: str, *members: tuple[str, str], of: str = "outturn") -> ComparativeAmount:
    return ComparativeAmount(of, at, members, Fraction(amount), OURS)


ACCOUNTS = Budget(
    "accounts",
    "A small budget",
    "The Body",
    "GBP",
    "White",
    years=(
        BudgetYear(FinancialYear(2020), Basis.APPROVED),
        BudgetYear(FinancialYear(2021), Basis.ESTIMATED),
        BudgetYear(FinancialYear(2022), Basis.ESTIMATED),
    ),
    version=Version(VersionKind.APPROVED, "1.0", date(2020, 3, 2), date(2020, 4, 1)),
    structure=STRUCTURE,
    dimensions=(AREAS, GRADES),
    parameters=(_fte(),),
    lines=_lines(),
    stated=_stated(),
    estimates=(CategoryEstimate("services", "2022/23", Fraction(150000), False, OURS),),
    shares=(
        Share("pool", "area", "party", Fraction(1, 2), False, OURS),
        Share("pool", "area", "tabasc", Fraction(1, 2), True, OURS),
    ),
    comparatives=(
        Comparative("outturn", "As reported", FinancialYear(2019), ComparativeKind.OUTTURN_ESTIMATED),
    ),
    comparative_amounts=(
        _prior("chair", "24000"),
        _prior("old_line", "5000"),
        _prior("core", "110000", ("area", "technical")),
        _prior("core", "45000", ("area", "support")),
        _prior("core", "0", ("area", "party")),
    ),
)


def calculated(budget: Budget) -> Calculation:
    """The budget's figures; it must be sound."""
    model = prepare(budget)
    assert isinstance(model, Model), [fault.explain() for fault in model]
    return calculate(model)
