"""Measure runs over very many files: two processes against one, and lines of JSON streamed with bounded memory.

python benchmarks/bulk.py [--files 10000] [--stream 90837] [--rounds 3]

90,837 is the number of US local governments in the 2022 census of governments.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import write_tree

PROGRAM = [sys.executable, "-m", "sanctuary_score", "check"]


def seconds_and_memory(command: Sequence[str]) -> tuple[float, float]:
    """Seconds on the clock, and the largest size in memory of one of its processes in megabytes."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    """Print what was measured."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--stream", type=int, default=90_837)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_tree(Path(folder) / "some", chosen.files)
        tree = str(Path(folder) / "some" / "jurisdictions")
        rounds = []
        for _ in range(chosen.rounds):
            one = seconds_and_memory([*PROGRAM, tree, "--format", "json", "--jobs", "1"])[0]
            two = seconds_and_memory([*PROGRAM, tree, "--format", "json", "--jobs", "2"])[0]
            rounds.append((one, two))
        each = [one / two for one, two in rounds]
        ones, twos = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{chosen.files} files as JSON: {ones:.1f} s with one process, {twos:.1f} s with two", end="")
        print(f": {statistics.median(each):.2f} times as fast (aim: 1.7)")
        if chosen.stream:
            write_tree(Path(folder) / "all", chosen.stream)
            tree = str(Path(folder) / "all" / "jurisdictions")
            seconds, memory = seconds_and_memory([*PROGRAM, tree, "--format", "jsonl", "--jobs", "2"])
            print(
                f"{chosen.stream} files as JSON lines, two processes: {seconds:.0f} s, {memory:.0f} MB (aim: under 200)"
            )


if __name__ == "__main__":
    main()
