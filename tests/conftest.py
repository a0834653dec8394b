"""What all tests share: golden files, and a run of the command line as a user has it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from worlds import ROOT, Ended, Golden, Program

# A slow or busy machine is no defect: speed is measured in benchmarks/, never by a test's stopwatch.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the golden files; look at the difference before a commit"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file that holds it; a missing file fails, so that nothing is accepted unseen."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        if not path.exists():
            pytest.fail(f"{path} does not exist; run with --accept and read what it writes")
        with path.open(encoding="utf-8", newline="") as stream:
            assert text == stream.read()

    return compare


@pytest.fixture
def program() -> Program:
    """Run the program in a process of its own, in the folder and with the environment given."""

    def run(*arguments: str, cwd: Path = ROOT, given: bytes = b"", **environment: str) -> Ended:
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
        ended = subprocess.run(
            [sys.executable, "-m", "sanctuary_score", *arguments],
            cwd=cwd,
            input=given,
            capture_output=True,
            timeout=120,
            check=False,
            env=clean | {"PYTHONUTF8": "0"} | environment,
        )
        encoding = environment.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
        return Ended(ended.returncode, ended.stdout.decode(encoding), ended.stderr.decode(encoding))

    return run
