"""Run every benchmark in one go: ``python benchmarks``.

Each prints ratios against a stated peer that runs in the same process; peers that are not installed are named and
left out. Absolute times depend on the machine; the ratios are what to read.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n# {script.stem}", flush=True)
        subprocess.run([sys.executable, str(script)], check=False)  # noqa: S603  # our own scripts
