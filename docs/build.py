"""Build the documentation in both languages: ``python docs/build.py OUT``.

``OUT/en`` and ``OUT/th`` are the editions, ``OUT/index.html`` leads to one of them. Every warning is an error, and
nothing is fetched from a network.
"""  # noqa: INP001  # a script, no package

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from string import Template

_SOURCE = Path(__file__).resolve().parent
_EDITIONS = ("en", "th")
_FRONT = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>ssoplan</title>
<script>
const chosen = localStorage.getItem("language") || (navigator.language.startsWith("en") ? "en" : "th");
location.replace(($editions.includes(chosen) ? chosen : "th") + "/index.html");
</script>
<noscript><meta http-equiv="refresh" content="0; url=th/index.html"></noscript>
</head>
<body><main><h1>ssoplan</h1><p><a href="th/index.html" lang="th">ไทย</a> · <a href="en/index.html">English</a></p></main></body>
</html>
""")


def main() -> int:
    """Build what the command line asks for; return 1 if an edition has a warning."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument(
        "out", type=Path, help="folder of the site; what an earlier build left there is replaced"
    )
    asked.add_argument("--only", choices=_EDITIONS, help="build one edition")
    options = asked.parse_args()
    editions = [options.only] if options.only else list(_EDITIONS)
    options.out.mkdir(parents=True, exist_ok=True)
    builds = [(edition, _start(edition, options.out)) for edition in editions]
    failed = [edition for edition, build in builds if _end(edition, build)]
    (options.out / "index.html").write_text(_FRONT.substitute(editions=list(_EDITIONS)), encoding="utf-8")
    return 1 if failed else 0


def _start(edition: str, out: Path) -> subprocess.Popen[str]:
    folder = out / edition
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html"]
    # The doctrees stay out of the site.
    command += ["-d", str(_SOURCE / "_build" / "doctrees" / edition), "-E", str(_SOURCE), str(folder)]
    return subprocess.Popen(  # noqa: S603  # the command is ours
        command,
        env=os.environ | {"SSOPLAN_DOCS_LANGUAGE": edition},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _end(edition: str, build: subprocess.Popen[str]) -> int:
    log, _ = build.communicate()
    if log.strip():
        print(f"== {edition}\n{log}", file=sys.stderr)  # noqa: T201  # a script
    return build.returncode


if __name__ == "__main__":
    raise SystemExit(main())
