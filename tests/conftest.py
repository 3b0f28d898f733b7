"""What every test shares: properties are checked on the same examples at every run.

The nightly profile looks further, on other examples each time, and prints how to repeat a failure.
"""

from __future__ import annotations

import os

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
