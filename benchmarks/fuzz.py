"""Look for input that breaks the program, guided by coverage: the loader alone, or a whole check with all formats.

python benchmarks/fuzz.py loader|check [--seconds 20] [--seeds FILE_OR_FOLDER ...] [--found FOLDER]

Atheris is not a dependency: `pip install atheris` into the environment that the program is installed in. Exit code 0
when nothing was found, 1 when something was; the input that shows it then lies in the folder of `--found`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ("tests/bad", "tests/hostile", "jurisdictions")
LARGEST = {"loader": 256, "check": 2048}
"""Bytes of an input: small ones are tried many times as often; what only large ones do is for the tests."""
SLOWEST, MEMORY = 10, 1024
"""Seconds and megabytes that one input may take, instrumented."""

WORDS = """
name kind operates within population policies none_found note id title instrument citation effective in_force_by ended
last_in_force suspended from until binds reaches provides forbids sources publisher date url read disputes section
questions county city state transit-agency jail police statute ordinance resolution department-policy holds requires
carve-outs delay operator ban banned lawyers stages years riders asked judge must-hold violent us/il primary secondary
2020-01-01 2026 2020..2021 http://a yes none
""".split()  # noqa: SIM905 (words are read more easily than a list of them)
SIGNS = [": ", "- ", "[", "]", "{", "}", ", ", "|\\x0a", ">-\\x0a", "&a", "*a", "!!", "<<", "---", "...", "%YAML 1.1"]
SIGNS += ['\\"', "'", "# ", " #", "::", "##[", "=", "\\x0a  ", "\\x0d\\x0a", "\\xef\\xbb\\xbf", "\\xe2\\x80\\xae"]
SIGNS += ['\\"\\\\u202e\\"', '\\"\\\\x1b\\"', "<b>", "](", "@a", "? ", "~", "`"]


def same_for_both_parsers(raw: bytes) -> None:
    """The loader gives data or coded problems, and with either parser the same data."""
    parse, oracle = import_module("sanctuary_score.load").parse, import_module("hostile.oracle")
    fast, slow = parse("x.yaml", raw), parse("x.yaml", raw, libyaml=False)
    oracle.check_loaded(fast, raw)
    oracle.check_loaded(slow, raw)
    if fast.data is not None and slow.data is not None:
        assert fast.data == slow.data, "the parsers read different things"


def whole_check() -> Callable[[bytes], None]:
    """A check of one file with every format that is quick: those of the office would take all the time there is."""
    parse, oracle = import_module("sanctuary_score.load").parse, import_module("hostile.oracle")
    checker = oracle.checker()

    def check(raw: bytes) -> None:
        outcome = checker.check_document(parse("x.yaml", raw))
        oracle.check_outcome(outcome, raw)
        oracle.check_formats(outcome, oracle.QUICK)

    return check


def fuzz(what: str, options: list[str]) -> None:
    """Run inputs until the time is over or one is found; ends the process."""
    atheris: Any = import_module("atheris")
    sys.path.insert(0, str(ROOT / "tests"))
    with atheris.instrument_imports(include=["sanctuary_score", "yaml"]):
        import_module("sanctuary_score.check")
        for name in ("text", "markdown", "csv", "json", "jsonl", "github", "sarif", "junit", "html"):
            import_module(f"sanctuary_score.formats.{name}")
    one = same_for_both_parsers if what == "loader" else whole_check()
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def collect(seeds: Iterable[Path], folder: Path, largest: int) -> int:
    """Copy the YAML files among the seeds into one folder; returns how many there are."""
    files = [file for seed in seeds for file in (seed.rglob("*.yaml") if seed.is_dir() else [seed]) if file.is_file()]
    for number, file in enumerate(files):
        (folder / f"{number:05}").write_bytes(file.read_bytes()[:largest])
    return len(files)


def main() -> int:
    """Run the fuzzer in a process of its own, which it ends itself, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("what", choices=["loader", "check"])
    options.add_argument("--seconds", type=int, default=20)
    options.add_argument("--seeds", type=Path, nargs="*", default=[ROOT / seed for seed in SEEDS])
    options.add_argument("--found", type=Path, default=Path("found"))
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen, rest = options.parse_known_args()
    if find_spec("atheris") is None:
        print("fuzz: atheris is not installed; `pip install atheris` (Linux and macOS), then run this again")
        return 2
    if chosen.inside:
        fuzz(chosen.what, rest)
        return 0
    with tempfile.TemporaryDirectory() as made:
        corpus, words = Path(made, "corpus"), Path(made, "words")
        corpus.mkdir()
        largest = LARGEST[chosen.what]
        count = collect(chosen.seeds, corpus, largest)
        words.write_text("".join(f'"{word}"\n' for word in (*WORDS, *SIGNS)), encoding="utf-8")
        chosen.found.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_total_time={chosen.seconds}", f"-max_len={largest}", f"-timeout={SLOWEST}"]
        limits += [f"-rss_limit_mb={MEMORY}", f"-dict={words}", f"-artifact_prefix={chosen.found}{os.sep}"]
        command = [sys.executable, __file__, chosen.what, "--inside", *limits, "-print_final_stats=1"]
        command.append(str(corpus))
        ended = subprocess.run(command, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, check=False)
    said = ended.stdout.decode("utf-8", "replace")
    runs = re.search(r"number_of_executed_units: *(\d+)", said)
    print(f"fuzz {chosen.what}: {count} seeds, {runs[1] if runs else 'no'} executions in {chosen.seconds} s")
    if ended.returncode:
        print(said[-4000:])
        print(f"fuzz: something was found; the input lies in {chosen.found}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
