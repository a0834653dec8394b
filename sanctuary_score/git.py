"""What a Git revision holds, by Git's own command line: a copy of its files, old names, changed lines. Changes nothing.

Arguments are a list and no shell; names of files come after `--`; the repository's own diff programs are not run.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_SAFE = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_SECONDS = 120
_LINK = "120000"
"""How Git marks a file that is a link to another one."""


class GitError(Exception):
    """What Git could not do, as a sentence for the user."""


class Repository:
    """The repository that a folder lies in. Raises GitError when there is none, or Git itself is missing."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.top = self._lines("rev-parse", "--show-toplevel", what="find a Git repository here")
        self._folder = self.top

    def commit(self, revision: str) -> str:
        """The commit from which this branch left that revision: what the base was when the change began."""
        if revision.startswith("-"):
            raise GitError(f"`{revision}` is no name of a revision")
        ask = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = self._lines(*ask, what=f"find the revision `{revision}`", hint=self._shallow())
        return self._lines(
            "merge-base", commit, "HEAD", what=f"see where `{revision}` and this branch part", hint=self._shallow()
        )

    def export(self, commit: str, folder: str, target: Path, endings: tuple[str, ...]) -> None:
        """Put the files of a folder of that commit, if it has one, under the target, with their paths from the top.

        Only those whose names end like this, byte for byte: `git archive` would leave out, without a word, whatever
        the repository's attributes call `export-ignore`.
        """
        inside = self.inside(folder)
        where = ("--", inside) if inside else ()
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit, *where, what="list the files")
        files: list[tuple[Path, bytes, bool]] = []
        for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
            about, _, name = entry.partition("\t")
            if not name.endswith(endings):
                continue
            path = Path(os.path.normpath(target / name))
            if not path.is_relative_to(target):
                raise GitError(f"`{name}` in that revision is no name of a file inside the repository")
            mode, kind, object_id = about.split(" ")
            if kind == "blob":
                files.append((path, object_id.encode(), mode == _LINK))
        self._write(files, target)

    def _write(self, files: Sequence[tuple[Path, bytes, bool]], target: Path) -> None:
        """Write what Git holds of each file; links last, so that no file is written through one, and none leads out."""
        asked = b"".join(object_id + b"\n" for _, object_id, _ in files)
        answer = io.BytesIO(self._run("cat-file", "--batch", what="read the files", given=asked))
        links = []
        for path, _, is_link in files:
            head = answer.readline().split()
            if len(head) != 3:
                raise GitError(f"Git could not read `{path.relative_to(target).as_posix()}` as it was")
            content = answer.read(int(head[2]) + 1)[:-1]
            path.parent.mkdir(parents=True, exist_ok=True)
            if is_link:
                links.append((path, content))
            else:
                path.write_bytes(content)
        for path, content in links:
            try:
                os.symlink(os.fsdecode(content), path)
            except (OSError, NotImplementedError):
                # Where links cannot be made, Git itself writes a file that holds the name.
                path.write_bytes(content)
        for path, _ in links:
            if not Path(os.path.realpath(path)).is_relative_to(target):
                path.unlink()

    def old_names(self, commit: str) -> Mapping[str, str]:
        """The old name of every file that was renamed since then, by its name now; both from the top."""
        ask = ("diff", "--name-status", "--find-renames", "--diff-filter=R", "--no-ext-diff", "-z", commit, "--")
        words = self._run(*ask, what="find renamed files").decode("utf-8", "surrogateescape").split("\0")
        return {words[index + 2]: words[index + 1] for index in range(0, len(words) - 2, 3)}

    def changed_lines(self, commit: str) -> Mapping[str, frozenset[int] | None]:
        """The new and changed lines of every file that differs, by its path from the top; None for new files."""
        others = self._run("ls-files", "--others", "--exclude-standard", "-z", what="look for new files")
        new = others.decode("utf-8", "surrogateescape").split("\0")
        ask = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", commit, "--")
        found: dict[str, set[int]] = {}
        lines: set[int] = set()
        for line in self._run(*ask, what="compare files").splitlines():
            if line.startswith(b"+++ "):
                lines = found.setdefault(_name(line[4:]), set())
            elif hunk := _HUNK.match(line):
                start, count = int(hunk[1]), int(hunk[2] or 1)
                lines.update(range(start, start + count))
        return {path: frozenset(numbers) for path, numbers in found.items()} | dict.fromkeys(filter(None, new))

    def inside(self, path: str) -> str:
        """The path from the top of the repository. Raises GitError for a path outside it."""
        here = os.path.relpath(os.path.realpath(path), os.path.realpath(self.top)).replace(os.sep, "/")
        if here.startswith("../") or here == "..":
            raise GitError(f"`{path}` does not lie in the Git repository; give a path inside it")
        return "" if here == "." else here

    def _shallow(self) -> str:
        shallow = self._run("rev-parse", "--is-shallow-repository", what="look at the repository").strip() == b"true"
        return "; this clone is shallow, so fetch the whole history first (`fetch-depth: 0`)" if shallow else ""

    def _lines(self, *arguments: str, what: str, hint: str = "") -> str:
        return self._run(*arguments, what=what, hint=hint).decode("utf-8", "surrogateescape").strip()

    def _run(self, *arguments: str, what: str, hint: str = "", given: bytes = b"") -> bytes:
        environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "LC_ALL": "C"}
        try:
            ended = subprocess.run(  # noqa: S603 (a list and no shell; what users name is checked or comes after `--`)
                ["git", *_SAFE, *arguments],  # noqa: S607 (the user's own Git)
                cwd=self._folder,
                env=environment,
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise GitError("Git is not installed, and --base asks it what was there before") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"Git could not {what} within {_SECONDS} seconds") from None
        if ended.returncode:
            said = ended.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = f" ({said[-1]})" if said else ""
            raise GitError(f"Git could not {what}{reason}{hint}")
        return ended.stdout


def _name(written: bytes) -> str:
    """The path in a line such as `+++ b/some/file`, which Git puts in quotes when its bytes are odd."""
    written = written.rstrip(b"\t\r\n")
    if written.startswith(b'"') and written.endswith(b'"'):
        written = codecs.escape_decode(written[1:-1])[0]
    return written.decode("utf-8", "surrogateescape").removeprefix("b/")


def common_folder(paths: Sequence[str]) -> str:
    """The folder to ask Git from: where the first of the paths lies."""
    first = os.path.abspath(paths[0])
    while not os.path.isdir(first):
        first = os.path.dirname(first)
    return first
