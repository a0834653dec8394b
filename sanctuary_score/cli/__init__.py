"""The command line: arguments in, text and exit code out. One module a command, each imports only what it needs."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from types import ModuleType

from sanctuary_score import __version__

INTERRUPTED, TERMINATED = 130, 143
_ALLOCATIONS_BEFORE_A_LOOK = 100_000
"""Reports are made of values without cycles, which are freed without the garbage collector."""


def main() -> None:
    """Run the command line; ends the process with 0 done, 1 a gate failed, 2 could not evaluate, 3 nothing to check."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything is imported; the whole program knows what to say where it cannot be written.
        with contextlib.suppress(OSError):
            print(f"sanctuary-score {__version__}", flush=True)  # noqa: T201
            return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run() -> int:
    # Nothing that is made while starting up is garbage, and looking for it takes a tenth of a short run.
    gc.disable()
    _without_plugins()
    from sanctuary_score.cli.app import run

    gc.freeze()
    gc.enable()
    gc.set_threshold(_ALLOCATIONS_BEFORE_A_LOOK)
    return run()


def _without_plugins() -> None:
    """Keep pydantic from looking for plugins in all that is installed.

    That takes a twentieth of a short run, and what another package brings along has no part in judging untrusted
    files. Where pydantic looks for them elsewhere one day, nothing but that time is lost.
    """
    name = "pydantic.plugin._loader"
    none = ModuleType(name)
    none.get_plugins = tuple  # type: ignore[attr-defined]  # a module of one function, which finds nothing
    sys.modules.setdefault(name, none)
