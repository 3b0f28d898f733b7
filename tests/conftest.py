"""What every test shares: properties are checked on the same examples at every run.

The nightly profile looks further, on other examples each time, and prints how to repeat a failure.
"""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "deterministic",
    derandomize=True,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.register_profile(
    "nightly",
    max_examples=2_000,
    print_blob=True,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile(os.environ.get("VOTEBOOK_HYPOTHESIS", "deterministic"))

SOURCE_IS_ELSEWHERE = re.compile(r"\b(?:paper's|source) text\b")
"""The reason of the one skip that is always allowed: the source text is not part of this repository."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where nothing may be skipped, name the skips and fail the run."""
    refused = _refused_skips(terminalreporter)
    if refused:
        terminalreporter.section("Skipped, where nothing may be")
        for reason in refused:
            terminalreporter.line(reason, red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test was skipped that may not be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(reporter, pytest.TerminalReporter) and _refused_skips(reporter) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _refused_skips(reporter: pytest.TerminalReporter) -> list[str]:
    if os.environ.get("VOTEBOOK_SKIPS") != "refused":
        return []
    reasons = (f"{report.nodeid}: {report.longrepr[2]}" for report in reporter.stats.get("skipped", ()))
    return [reason for reason in reasons if not SOURCE_IS_ELSEWHERE.search(reason.partition(": ")[2])]
