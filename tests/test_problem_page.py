"""docs/problems.md shows every code, with the bad file that has it and the message that file gives."""

from __future__ import annotations

from worlds import ROOT, TESTS, Golden

from sanctuary_score.characters import find_forbidden
from sanctuary_score.diagnostic import Code
from sanctuary_score.problem_page import Example, problem_page

BAD = TESTS / "bad"


def examples() -> dict[str, Example]:
    """The first bad file of each code that can be shown as text."""
    found: dict[str, Example] = {}
    for path in sorted(BAD.glob("*.yaml")):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        if find_forbidden(text) is None and path.name[:5] not in found:
            found[path.name[:5]] = Example(text, path.with_suffix(".out").read_text(encoding="utf-8"))
    return found


def test_the_page_is_current(golden: Golden) -> None:
    golden(ROOT / "docs" / "problems.md", problem_page(examples()))


def test_every_code_is_on_it() -> None:
    page = problem_page(examples())
    assert [code.number for code in Code if f"### {code.number}\n" not in page] == []


def test_most_codes_have_an_example() -> None:
    without = {code.number for code in Code} - set(examples())
    assert without <= {
        "SS101",
        "SS102",
        "SS103",
        "SS104",
        "SS113",
        "SS309",
        "SS313",
        "SS310",
        "SS417",
        "SS418",
        "SS901",
    }, without
