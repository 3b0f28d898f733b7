"""Proportion: a share of other places takes over what changed them, where their prior figures are known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.core.report.bridge.priors import LATE, RENT, UNEXPLAINED, moved, parts, prior
from tests.core.report.plans import budget, plain, with_prior
from votebook.core.plan.comparative import Stage
from votebook.core.plan.line import Component
from votebook.core.plan.parameter import Role

ONE = plain("one", "1", Role.VOLUME, y2019="1", y2020="2")
TWO = plain("two", "1", Role.VOLUME, y2019="2", y2020="3")
SHARE = plain("share", "1", Role.RATE, y2019="0.1", y2020="0.1")
RISEN = replace(SHARE, values=plain("share", "1", Role.RATE, y2019="0.1", y2020="0.2").values)
BASE = {"office.room": "rent * months", "secas.team": "£500", "discount.discount": "-share * (room + secas)"}


def test_a_discount_takes_over_the_causes_of_what_it_rests_on() -> None:
    plan = with_prior(budget(BASE, RENT, SHARE), room=1080, secas=400, discount=-148)

    result = prior(plan)

    assert parts(result, "discount") == {"rate": -12, UNEXPLAINED: -10}
    assert parts(result, "") == {"rate": 108, UNEXPLAINED: 90}


def test_a_discount_rate_that_changed_is_rate_and_its_base_counts_at_the_mean_rate() -> None:
    plan = with_prior(budget(BASE, RENT, RISEN), room=1080, secas=400, discount=-150)

    result = prior(plan)

    on_the_base = Fraction("0.15")
    of_the_rate = Fraction("0.1") * (1700 + 1480) / 2
    assert parts(result, "discount") == {
        "rate": -of_the_rate - 120 * on_the_base,
        UNEXPLAINED: -100 * on_the_base + 2,
    }


def test_a_discount_on_what_moved_is_reclassified_unless_its_own_restatement_says_so() -> None:
    plan = budget({**BASE, "secco.cio": "£200"}, RENT, SHARE)
    plan = with_prior(plan, room=1080, secas=700, discount=-178)
    net = replace(plan, restatements=(moved(200, "secas", "cio"),))
    gross = replace(
        net.restatements[0], stage=Stage.GROSS, discount="discount", discount_rate=Fraction("0.1")
    )

    for restated, causes in ((net, {}), (replace(plan, restatements=(gross,)), {UNEXPLAINED: 20})):
        result = prior(restated)
        assert parts(result, "discount") == {"reclassified": 20, "rate": -12}
        assert parts(result, "cio") == {"reclassified": 200 - sum(causes.values()), **causes}


def test_a_share_of_a_share_follows_it_down() -> None:
    lines = {**BASE, "fee.fee": "(room + discount + secas) * share"}
    plan = with_prior(budget(lines, RENT, SHARE), room=1080, team=400, discount=-148, fee=133)

    result = prior(plan)

    assert parts(result, "fee") == {"rate": Fraction("10.8"), UNEXPLAINED: Fraction("9.2")}


NO_SHARE = {
    "a base of which a part has no bounds then": ("-share * team", {"room": 1080, "secas": 400}),
    "a base of which nothing was published": ("-share * cio", {"room": 1080, "secas": 400}),
    "a base that counts a line twice": ("-share * (room + office)", {"room": 1080, "secas": 400}),
    "a difference of two": ("-share * (room - team)", {"room": 1080, "team": 400}),
    "a rate that was not known": ("-late / £1000 * room", {"room": 1080, "team": 400}),
    "a rate that rests on others": ("-other / £1000 * room", {"room": 1080, "team": 400}),
    "a share and more": ("-share * room - £1", {"room": 1080, "team": 400}),
    "a sum with an amount": ("-share * (room + £1)", {"room": 1080, "team": 400}),
    "a rate without a value between the years": (
        "-room / (one - two)",
        {"room": 1080, "team": 400},
    ),
    "a divisor": ("-£1000 * share * £1 / room", {"room": 1080, "team": 400}),
}


@pytest.mark.parametrize(("formula", "amounts"), NO_SHARE.values(), ids=NO_SHARE)
def test_what_is_no_plain_share_of_known_figures_is_unexplained(
    formula: str, amounts: dict[str, int]
) -> None:
    lines = {
        "office.room": "rent * months", "secas.team": "£500", "secas.more": "£1", "secco.cio": "£200",
        "secco.other": "£8", "discount.discount": formula,
    }  # fmt: skip
    plan = with_prior(budget(lines, RENT, SHARE, LATE, ONE, TWO), **amounts, discount=0)

    assert list(parts(prior(plan), "discount")) == [UNEXPLAINED]


def test_a_capped_share_and_one_of_several_parts_are_unexplained() -> None:
    share = Component("discount", "cost", "", "share * room", cap="£5000")
    beside = (replace(share, cap=""), Component("discount", "more", "", "late"))
    for components in ((share,), beside):
        plan = budget(
            {"office.room": "rent * months", "fee.discount": ""}, RENT, SHARE, LATE, more=components
        )
        assert list(parts(prior(with_prior(plan, room=1080, discount=0)), "discount")) == [UNEXPLAINED]
