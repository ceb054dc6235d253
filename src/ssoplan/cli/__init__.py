"""The command line: check documents, look up rules, read and write what Thai officials write.

Exit status: 0 nothing to report, 1 findings (``check``) or claims that are not payable (``pay``), 2 something given
cannot be read. Errors go to stderr, one line each.
"""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from ssoplan.errors import SsoplanError

__all__ = ["cli", "main"]

# Each command lives in a module of its own, loaded when it is called or listed.
_COMMANDS = {
    "check": "check",
    "date": "calendar",
    "pay": "pay",
    "returned": "pay_returned",
    "rules": "rules",
    "samples": "samples",
    "words": "words",
    "year": "calendar",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"ssoplan.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            # click would end with 1, which here means "findings".
            click.echo("ssoplan: stopped", err=True)
            sys.exit(STOPPED)


STOPPED = 130
"""The exit status of a program that Ctrl-C ends, by the custom of shells."""


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="ssoplan")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Check plans of the Thai Social Security Office, and read and write what they write.

    Without a command: check the embedded action plan of 2566.

    Exit status: 0 done and nothing found; 1 findings (check) or claims that are not payable (pay); 2 something given
    cannot be read, or the output cannot be written; 130 stopped by Ctrl-C.
    """
    if ctx.invoked_subcommand is None:
        from ssoplan.cli.check import check  # noqa: PLC0415  # commands are loaded when called

        ctx.invoke(check)


def main() -> NoReturn:
    """Run the command line and exit."""
    if hasattr(signal, "SIGPIPE"):
        # A reader that stops early (head) ends the program as it ends any other: 1 would mean "findings".
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Thai gets escapes, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(prog_name="ssoplan")
    except (SsoplanError, OSError) as error:  # OSError: what is written to is full or gone
        click.echo(f"ssoplan: {error}", err=True)
        sys.exit(2)
    sys.exit(0)
