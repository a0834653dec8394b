"""`rubric list`, `rubric check` and `rubric diff`: the rubric's own tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from sanctuary_score.atlas import shipped
from sanctuary_score.cli.console import paint, say, wants_color
from sanctuary_score.cli.options import AsOf, Color, Debug, JurisdictionsFolder, open_atlas, open_rubric, today
from sanctuary_score.formats import Span

rubric_app = typer.Typer(help="Look at rubrics: list, check, compare.", no_args_is_help=True, rich_markup_mode=None)
_WIDTH = 80
Folder = Annotated[str | None, typer.Argument(metavar="DIR", help="A rubric folder; the one that ships if not given.")]


@rubric_app.command("list")
def list_(folder: Folder = None, color: Color = "auto", debug: Debug = False) -> None:  # noqa: ARG001
    """List the practices of a rubric by area, with their weights."""
    from sanctuary_score.manual import list_practices
    from sanctuary_score.pages import as_text

    rubric = open_rubric(folder)
    spans = list(as_text(list_practices(rubric), _WIDTH))
    count = len(rubric.practices)
    asked = sum(len(list(practice.scored())) for practice in rubric.practices.values())
    spans.append((f"\n{count} practices, {asked} scored questions; version {rubric.header.version.text}.\n", "plain"))
    _print(iter(spans), color)


@rubric_app.command("check")
def check(folder: Folder = None, debug: Debug = False) -> None:  # noqa: ARG001
    """Check a rubric: errors as in any file, and advice on what coders and readers will miss."""
    from sanctuary_score.rubric_lint import lint

    rubric = open_rubric(folder)
    found = list(lint(rubric))
    for name, advice in found:
        sys.stdout.write(f"{rubric.areas[name]}/{name}.yaml: {advice}\n")
    say(f"{len(rubric.practices)} practices, no error, {len(found)} pieces of advice.")


@rubric_app.command("diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The rubric folder as it was.")],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="As it is; the one that ships if not given.")] = None,
    as_of: AsOf = None,
    jurisdictions: JurisdictionsFolder = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Show what a change of the rubric does to the score of every profile, and which change did it."""
    _print(_diff(old, new or shipped("rubric"), as_of, jurisdictions), color)


def _diff(old_folder: str, new_folder: str, as_of: AsOf, jurisdictions: str | None) -> Iterator[Span]:
    from sanctuary_score.check import Checker
    from sanctuary_score.formats.text.layout import title, wrapped
    from sanctuary_score.references import names_of
    from sanctuary_score.rubric_change import changes, moved
    from sanctuary_score.wording import letters, score_words

    old, new, atlas, day = open_rubric(old_folder), open_rubric(new_folder), open_atlas(jurisdictions), as_of or today()
    yield from title("What changed in the rubric")
    found = list(changes(old, new))
    for name, words in found:
        yield wrapped(f"{name or 'all practices'}: {words}.", _WIDTH, "  * ", "    "), "plain"
    if not found:
        yield "  Nothing.\n", "plain"
    yield from title(f"What it does to the scores on {day.isoformat()}")
    known = {name: old_names | names_of(new).get(name, frozenset()) for name, old_names in names_of(old).items()}
    known = {**names_of(new), **known}
    before, after = (Checker(rubric, day, atlas, chosen=True, known=known) for rubric in (old, new))
    still = 0
    for id_ in atlas.ids():
        path = atlas.file_of(id_)
        assert path is not None
        one, other = before.check(path).report, after.check(path).report
        if one is None or other is None:
            yield f"  {id_}: cannot be scored by both rubrics\n", "bad"
            continue
        practices = moved(one, other, old.practices)
        if not practices and one.grade == other.grade:
            still += 1
            continue
        ends = f"{score_words(one.low, one.high)} becomes {score_words(other.low, other.high)}"
        grades = f"grade {letters(one.grade)} becomes {letters(other.grade)}; " if one.grade != other.grade else ""
        yield wrapped(f"{id_}: {ends}; {grades}by", _WIDTH, "  "), "title"
        for entry in practices:
            was, is_ = (score_words(*ends) if ends else "not asked" for ends in (entry.old, entry.new))
            why = "" if entry.changed else " (only the weights of others)"
            yield wrapped(f"{entry.practice}: {was} becomes {is_}{why}", _WIDTH, "      "), "plain"
    yield f"\n  {still} places do not move.\n", "plain"


def _print(spans: Iterator[Span], color: str) -> None:
    if wants_color(color, sys.stdout):
        paint(spans, sys.stdout)
    else:
        sys.stdout.writelines(words for words, _ in spans)
