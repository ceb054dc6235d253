"""What importing the library loads, and what its public face offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ssoplan

CONTRACT = [
    "BudgetYear",
    "FundYear",
    "Month",
    "Quarter",
    "Period",
    "be_year",
    "parse_date",
    "parse_period",
    "format_date",
    "Baht",
    "baht_text",
    "parse_baht_text",
    "to_thai_digits",
    "from_thai_digits",
    "Strategy",
    "Tactic",
    "Programme",
    "Plan",
    "Proposal",
    "OfficeTable",
    "Project",
    "Indicator",
    "MonthlyPattern",
    "CostLine",
    "Allocation",
    "Payment",
    "Office",
    "Policy",
    "Rule",
    "Parameter",
    "Source",
    "Finding",
    "Report",
    "Severity",
    "check",
    "RuleSession",
    "load",
    "dump",
    "samples",
    "calculators",
]

PACKAGES = [
    "calculators",
    "calendar",
    "display",
    "files",
    "model",
    "numerals",
    "parameters",
    "payments",
    "rules",
    "samples",
]

HEAVY = {
    "babel",
    "cattrs",
    "durable_rules_engine",
    "holidays",
    "narwhals",
    "numpy",
    "pandas",
    "polars",
    "yaml",
}


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after running the code."""
    program = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    return set(done.stdout.split())


class TestWeight:
    def test_the_package_alone(self) -> None:
        """Importing the package loads none of its dependencies, not even attrs."""
        assert not loaded_by("import ssoplan") & (HEAVY | {"attrs", "attr", "pendulum", "click"})

    def test_the_main_names(self) -> None:
        """Plan, Policy and check come without data frames, Babel, YAML, cattrs or the Rete engine."""
        assert not loaded_by("from ssoplan import Plan, Policy, check") & HEAVY

    def test_checking_needs_no_data_frames(self) -> None:
        """A plan is checked without any optional library being loaded."""
        code = "import ssoplan; ssoplan.check(ssoplan.samples.load('sukhothai-2564'))"
        assert not loaded_by(code) & {"durable_rules_engine", "holidays", "narwhals", "pandas", "polars"}


class TestPublicFace:
    @pytest.mark.parametrize("name", CONTRACT)
    def test_contract(self, name: str) -> None:
        """Each name that other systems rely on is there."""
        assert getattr(ssoplan, name) is not None

    def test_completion(self) -> None:
        """Completion in a notebook shows the public names and the packages, and nothing else."""
        assert sorted({*ssoplan.__all__, *PACKAGES}) == dir(ssoplan)
        assert set(CONTRACT) <= set(dir(ssoplan))

    @pytest.mark.parametrize("name", PACKAGES)
    def test_a_package_needs_no_import_of_its_own(self, name: str) -> None:
        """`import ssoplan` is enough to reach each package by its name."""
        code = f"import ssoplan, sys; assert ssoplan.{name} is sys.modules['ssoplan.{name}']"
        assert "ssoplan" in loaded_by(code)

    def test_unknown_name(self) -> None:
        """A name that does not exist is an AttributeError, as for any module."""
        with pytest.raises(AttributeError, match="no attribute 'Plans'"):
            _ = ssoplan.Plans
