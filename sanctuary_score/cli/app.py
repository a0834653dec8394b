"""The commands and what becomes of their errors: no traceback reaches a user who did not ask for it."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import typer

from sanctuary_score import __version__
from sanctuary_score.characters import visible
from sanctuary_score.cli.check import check
from sanctuary_score.cli.compare import compare
from sanctuary_score.cli.console import complain, say, set_up_streams
from sanctuary_score.cli.diff import diff
from sanctuary_score.cli.explain import explain
from sanctuary_score.cli.history import history
from sanctuary_score.cli.memo import memo
from sanctuary_score.cli.new import new
from sanctuary_score.cli.options import CANNOT_EVALUATE
from sanctuary_score.cli.plan import plan
from sanctuary_score.cli.rubric import rubric_app
from sanctuary_score.cli.schema import schema
from sanctuary_score.cli.site import site

NAME = "sanctuary-score"

app = typer.Typer(
    name=NAME,
    help="Compare what a place does in law for its immigrant residents with a toolkit's recommended practices.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(check)
app.command()(compare)
app.command()(diff)
app.command()(explain)
app.command()(history)
app.command()(memo)
app.command()(new)
app.command()(plan)
app.command()(schema)
app.command()(site)
app.add_typer(rubric_app, name="rubric")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sanctuary-score {__version__}")
        raise typer.Exit


@app.callback()
def _all(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Compare what a place does in law for its immigrant residents with a toolkit's recommended practices."""


def _drop_what_is_left() -> None:
    """Send what is still unwritten to nowhere, so that the interpreter does not try once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_misuse(error: Any) -> int:
    """Say what is wrong with the arguments: as typer would, but with what users wrote made visible first."""
    message = error.format_message()
    if message.startswith("Usage: "):
        # No arguments at all: the message is our own help.
        say(message)
        return CANNOT_EVALUATE
    context = getattr(error, "ctx", None)
    if context is not None:
        say(context.get_usage())
        say(f"Try '{context.command_path} -h' for help.\n")
    say(f"Error: {visible(message)}")
    return CANNOT_EVALUATE


def run() -> int:
    """Run the command that the arguments name; returns the exit code."""
    try:
        set_up_streams()
        if sys.stdout is None:
            complain("standard output is closed; leave it open, or use --output FILE with it sent to nowhere")
            return CANNOT_EVALUATE
        command: Any = app
        ended = command(prog_name=NAME, standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except typer.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        # Whoever reads our output has seen enough.
        _drop_what_is_left()
        return CANNOT_EVALUATE
    except SystemExit as end:
        if end.code != 1:
            raise
        # Inside a command typer meets the broken pipe first, and ends with 1, which here is a gate that failed.
        _drop_what_is_left()
        return CANNOT_EVALUATE
    except OSError as error:
        if "--debug" in sys.argv:
            raise
        reason = (error.strerror or str(error)).lower()
        complain(f"the output could not be written ({reason}); make room or name another place")
        _drop_what_is_left()
        return CANNOT_EVALUATE
    except Exception as error:
        if callable(getattr(error, "format_message", None)):
            return _say_misuse(error)
        if "--debug" in sys.argv:
            raise
        complain(f"the program failed ({type(error).__name__}); please report it, with what --debug prints")
        return CANNOT_EVALUATE
