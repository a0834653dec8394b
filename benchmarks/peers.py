"""Measure a run over many files against other checkers of YAML on the same files, in one run: processor time of each.

python benchmarks/peers.py [--files 100] [--rounds 3] [--check-jsonschema C] [--yamllint C] [--yamale C] [--ajv C]
    [--spectral C]

Each C is the command of a peer in an environment of its own; those that are not named are left out. A peer does less
than this program (none resolves laws, scores or reports) and is given the whole schema where it can take one.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from compare import of_command
from generate import write_tree

Command = Callable[[str, Path, Path, Sequence[Path]], list[str]]

_YAMALE = (
    "name: str()\nkind: str()\noperates: any()\npolicies: list(map(), required=False)\n"
    "population: any(required=False)\nnone_found: any(required=False)\nnote: str(required=False)\n"
)
_SPECTRAL = "rules:\n  a-name:\n    given: $\n    then: {field: name, function: truthy}\n"


def _spectral(command: str, rules: Path, tree: Path, files: Sequence[Path]) -> list[str]:
    del files
    return [command, "lint", "--quiet", "--ruleset", str(rules), f"{tree}/**/*.yaml"]


PEERS: dict[str, tuple[str, Command]] = {
    "check-jsonschema": ("schema", lambda c, schema, _, files: [c, "--schemafile", str(schema), *map(str, files)]),
    "yamllint": ("none", lambda c, _, tree, __: [c, "-d", "relaxed", str(tree)]),
    "yamale": ("yamale", lambda c, schema, tree, _: [c, "--no-strict", "-s", str(schema), str(tree)]),
    "ajv": (
        "schema",
        lambda c, schema, tree, _: [
            *(c, "validate", "--spec=draft2020", "--strict=false", "-s", str(schema)),
            *("-d", f"{tree}/**/*.yaml"),
        ],
    ),
    "spectral": ("spectral", _spectral),
}
"""By name: which rules it is given, and how it is called."""


def main() -> None:
    """Run every peer that is named, round by round with this program."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--files", type=int, default=100)
    options.add_argument("--rounds", type=int, default=3)
    for name in PEERS:
        options.add_argument(f"--{name}", metavar="COMMAND")
    chosen = vars(options.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        files = write_tree(Path(folder), chosen["files"])
        tree = Path(folder) / "jurisdictions"
        rules = {name: Path(folder) / f"{name}.yaml" for name in ("yamale", "spectral", "none")}
        rules["yamale"].write_text(_YAMALE, encoding="utf-8")
        rules["spectral"].write_text(_SPECTRAL, encoding="utf-8")
        rules["schema"] = Path(folder) / "profile.schema.json"
        program = [sys.executable, "-m", "sanctuary_score"]
        subprocess.run([*program, "schema", "profile", "-o", str(rules["schema"])], check=True)
        commands = {"sanctuary-score": [*program, "check", str(tree), "--format", "json"]}
        for name, (kind, command) in PEERS.items():
            if path := chosen[name.replace("-", "_")]:
                commands[name] = command(path, rules[kind], tree, files)
        measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(chosen["rounds"]):
            for name, line in commands.items():
                measured[name].append(of_command(line))
        print(f"{len(files)} files, {chosen['rounds']} rounds, processor time and largest memory, medians")
        ours = statistics.median(seconds for seconds, _ in measured["sanctuary-score"])
        for name, found in measured.items():
            seconds = statistics.median(seconds for seconds, _ in found)
            memory = statistics.median(memory for _, memory in found)
            each = seconds * 1000 / len(files)
            print(f"{name:17} {each:9.2f} ms a file  {seconds / ours:7.1f} times ours  {memory:6.0f} MB")


if __name__ == "__main__":
    main()
