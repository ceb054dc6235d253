"""Where the ledgers of the tests are kept: files, and a PostgreSQL server that the tests start for themselves.

The server comes from the system's packages. Where none is found, the tests on it are skipped with that reason;
``SSOPLAN_TESTS_NEED=postgres`` turns the reason into a failure, so that a build can make sure that they ran.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_serial = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a server for this session on a socket of its own; give the address of its database."""
    programs = _programs()
    if programs is None or find_spec("psycopg") is None:
        reason = (
            "no PostgreSQL server (initdb, postgres) found"
            if programs is None
            else "psycopg is not installed"
        )
        if "postgres" in os.environ.get("SSOPLAN_TESTS_NEED", ""):
            pytest.fail(f"{reason}, and SSOPLAN_TESTS_NEED asks for it")
        pytest.skip(reason)
    with _server(programs) as socket:
        yield f"postgresql:///postgres?host={socket}&user=postgres"


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name a new, empty place for a ledger, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return new_schema(request.getfixturevalue("postgres_server"))


@pytest.fixture(params=["sqlite", "postgres"])
def new_target(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give a function that names a new, empty place for a ledger each time."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"ledger-{next(_serial)}.db")
    server = request.getfixturevalue("postgres_server")
    return lambda: new_schema(server)


def new_schema(server: str) -> str:
    """Make a schema in the server's database and return the address that leads into it."""
    import psycopg  # noqa: PLC0415  # the fixture has found it

    name = f"ledger_{next(_serial)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


def _programs() -> Path | None:
    """Return the folder that holds initdb and postgres, None where there is none."""
    if os.name == "nt":
        return None
    config = shutil.which("pg_config")
    asked = ""
    if config:
        command = [config, "--bindir"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603  # a program of the system
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places = [*([Path(asked.strip())] if asked.strip() else []), *packaged, Path("/usr/local/bin")]
    return next(
        (place for place in places if all((place / name).exists() for name in ("initdb", "postgres"))), None
    )


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    with ExitStack() as stack:
        # A short path of its own: a socket's path is limited, and pytest's folders are closed to other users.
        folder = Path(tempfile.mkdtemp(prefix="pg-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        user = _unprivileged(folder)
        data = folder / "data"
        initdb = f"{programs}/initdb -D {data} -U postgres -A trust -E UTF8 --locale=C -N".split()
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **user)  # noqa: S603  # a program of the system
        options = f"--listen_addresses= --unix_socket_directories={folder} --fsync=off".split()
        command = [f"{programs}/postgres", "-D", str(data), *options]
        with (folder / "log").open("wb") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603  # a program of the system
                command, stdout=log, stderr=log, cwd=folder, **user
            )
        stack.callback(_stop, process)
        _wait_until_ready(process, folder)
        yield str(folder)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return how a program is started that refuses to run as root, and give it the folder."""
    if os.getuid():
        return {}
    import pwd  # noqa: PLC0415  # Windows has none

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait_until_ready(process: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg  # noqa: PLC0415  # the fixture has found it

    for _ in range(300):
        try:
            psycopg.connect(f"postgresql:///postgres?host={folder}&user=postgres").close()
        except psycopg.OperationalError:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not answer: {(folder / 'log').read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
