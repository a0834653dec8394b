"""Measure this program against its peers in one run, as ratios: medians of interleaved rounds, processor time.

python benchmarks/compare.py [--peer PATH_OF_CHECK_JSONSCHEMA] [--files 10000] [--rounds 5]

The peer is not a dependency: install `check-jsonschema` into an environment of its own and name its command.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import yaml
from generate import write_tree

from sanctuary_score.load import load

CParser = import_module("yaml.cyaml").CParser


def processor_time(work: Callable[[], None]) -> float:
    """Seconds of processor time that the work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def of_command(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time of a command, and its largest size in memory in megabytes."""
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def ratio(name: str, aim: str, ours: Sequence[float], theirs: Sequence[float], unit: float, per: str) -> None:
    """Print the medians and the median of the ratios, round by round."""
    each = [mine / peer for mine, peer in zip(ours, theirs, strict=True)]
    mine, peer = statistics.median(ours) * unit, statistics.median(theirs) * unit
    print(f"{name}: {mine:.3f} against {peer:.3f} {per}: ratio {statistics.median(each):.2f} (aim: {aim})")


def loader(files: Sequence[Path], rounds: int) -> None:
    """The loader, positions included, against bare iteration of libyaml's events over the same bytes."""

    def events() -> None:
        for path in files:
            get_event = CParser(path.read_bytes()).get_event
            while get_event().__class__ is not yaml.StreamEndEvent:
                pass

    def ours() -> None:
        for path in files:
            load(str(path))

    gc.set_threshold(100_000)  # as the program itself does
    measured = [(processor_time(ours), processor_time(events)) for _ in range(rounds)]
    mine, theirs = zip(*measured, strict=True)
    ratio("loader, against bare events", "at most 1.7", mine, theirs, 1000 / len(files), "ms a file")


def one_file(path: Path, peer: str, schema: Path, rounds: int) -> None:
    """`check` of one file against check-jsonschema of the same file with our schema."""
    program = [sys.executable, "-m", "sanctuary_score", "check", str(path)]
    measured = [
        (of_command(program)[0], of_command([peer, "--schemafile", str(schema), str(path)])[0]) for _ in range(rounds)
    ]
    mine, theirs = zip(*measured, strict=True)
    ratio(f"one file ({path.stat().st_size} bytes), against check-jsonschema", "at most 0.6", mine, theirs, 1000, "ms")


def many_files(tree: Path, files: Sequence[Path], rounds: int) -> list[float]:
    """`check --format json` of all files in one process against `yaml.load(..., CSafeLoader)` alone."""
    program = [sys.executable, "-m", "sanctuary_score", "check", str(tree), "--format", "json"]
    bare = [
        sys.executable,
        "-c",
        "import sys, pathlib, yaml\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.yaml')):\n"
        "    yaml.load(path.read_bytes(), yaml.CSafeLoader)",
        str(tree),
    ]
    measured = [(of_command(program), of_command(bare)) for _ in range(rounds)]
    ours = [mine[0] for mine, _ in measured]
    theirs = [peer[0] for _, peer in measured]
    ratio(f"{len(files)} files, against CSafeLoader alone", "at most 1", ours, theirs, 1000 / len(files), "ms a file")
    print(f"  memory: {statistics.median(mine[1] for mine, _ in measured):.0f} MB")
    return ours


def main() -> None:
    """Run all comparisons that can be run here."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--peer", help="the command of check-jsonschema")
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = write_tree(Path(folder), chosen.files)
        tree = Path(folder) / "jurisdictions"
        size = sum(path.stat().st_size for path in files) / len(files)
        print(f"{len(files)} profiles of {size:.0f} bytes on average, {chosen.rounds} rounds, python {sys.version[:6]}")
        loader(files[:250], chosen.rounds)
        ours = many_files(tree, files, chosen.rounds)
        some = write_tree(Path(folder) / "few", 100)
        few = of_command(
            [sys.executable, "-m", "sanctuary_score", "check", str(some[0].parents[2]), "--format", "json"]
        )
        print(f"  memory at {len(some)} files: {few[1]:.0f} MB")
        if chosen.peer:
            schema = Path(folder) / "profile.schema.json"
            subprocess.run(
                [sys.executable, "-m", "sanctuary_score", "schema", "profile", "-o", str(schema)], check=True
            )
            assert json.loads(schema.read_text(encoding="utf-8"))
            one_file(min(files, key=lambda path: abs(path.stat().st_size - 4000)), chosen.peer, schema, chosen.rounds)
            peer = of_command([chosen.peer, "--schemafile", str(schema), *map(str, files[:100])])[0] / 100
            each = statistics.median(ours) / len(files)
            print(
                f"check-jsonschema: {peer * 1000:.1f} ms a file over 100 files: {peer / each:.1f} times ours (aim: 20)"
            )


if __name__ == "__main__":
    main()
