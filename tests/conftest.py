"""What holds for every test: how examples are generated, and what is left out without the extras."""

from __future__ import annotations

import os
from importlib.util import find_spec

from hypothesis import HealthCheck, settings

# No test is timed: a busy machine makes an example slow, not wrong. In CI the examples are the same in every run, so that
# a change is judged by what it changes; on a desk they are new ones each time.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("untimed")

NEEDS = {
    "calculators/test_contribution_columns.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "calculators/test_programme_frames.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "calendar/test_columns.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "calendar/test_office_days.py": ("holidays",),
    "calendar/test_text_columns.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "display/test_charts.py": ("altair", "vl_convert"),
    "display/test_office_rows.py": ("altair", "vl_convert"),
    "display/test_wrong_input.py": ("altair", "vl_convert"),
    "docs/test_notebooks.py": ("altair", "polars", "vl_convert"),
    "docs/test_pictures.py": ("sphinx",),
    "docs/test_sphinxext.py": ("sphinx",),
    "docs/test_sphinxext_words.py": ("sphinx",),
    "cli/test_pay.py": ("narwhals", "openpyxl", "polars"),
    "money/test_numbers_of_other_libraries.py": ("numpy",),
    "numerals/test_columns.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "payments/test_pay_agree.py": ("narwhals", "polars"),
    "payments/test_pay_hostile.py": ("narwhals", "openpyxl", "polars"),
    "payments/test_pay_masking.py": ("narwhals", "polars"),
    "payments/test_pay_reading.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "payments/test_pay_returned.py": ("narwhals", "polars"),
    "payments/test_pay_run.py": ("narwhals", "polars"),
    "payments/test_outputs.py": ("narwhals", "openpyxl", "polars"),
    "rules/test_columnar.py": ("narwhals", "polars"),
    "rules/test_columnar_agrees.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "rules/test_frames.py": ("narwhals", "pandas", "polars", "pyarrow"),
    "sphinxext/test_thai_search.py": ("sphinx",),
}

collect_ignore = [path for path, modules in NEEDS.items() if any(find_spec(name) is None for name in modules)]


def pytest_report_header() -> str:
    """Say which tests are left out because a library is not installed."""
    return f"left out for want of extras: {', '.join(collect_ignore) or 'nothing'}"
