"""The command line: arguments in, text and exit code out. One module a command, each imports only what it needs."""

from __future__ import annotations

import sys

from sanctuary_score import __version__


def main() -> None:
    """Run the command line; ends the process with 0 done, 1 a gate failed, 2 could not evaluate, 3 nothing to check."""
    if sys.argv[1:] == ["--version"]:
        print(f"sanctuary-score {__version__}")  # noqa: T201 (answered before anything is imported)
        return
    from sanctuary_score.cli.app import run

    sys.exit(run())
