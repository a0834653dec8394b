"""The page on the record, `docs/corpus.md`: coverage, sources, second reading, all places. Counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sanctuary_score.atlas import TREE
from sanctuary_score.corpus.coverage import BEFORE, NO_DATE, Coverage, Size, ages, by, disputes, size, state_of
from sanctuary_score.corpus.review import OUTCOMES, READ, Agreement
from sanctuary_score.corpus.tile_map import Tile, tile_map, words
from sanctuary_score.kinds import KINDS
from sanctuary_score.pages import plain
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric

_GENERATED = "<!-- Made from jurisdictions/ by `pytest --accept`; change the profiles, not this page. -->\n\n"
_LISTED = (
    "Every answer on such agreements was compared, place by place, with a copy of ICE's list of participating agencies"
    " of 24 July 2026, which was read whole, and with copies of its lists of 2007, 2008, 2021, 2024 and 2025. Thirty of"
    " the places stand on it: days were mended, missing agreements added, and older ones dated. Later lists could not"
    " be opened, so what was signed or ended since July 2026 may be missing. Absence from a list answers nothing."
)
THIN = 0.05
"""Below this share of settled questions a profile says little more than that the place is not forgotten."""


def corpus_page(reports: Sequence[Report], rubric: Rubric, second: Agreement) -> str:
    """The page in Markdown, by the reports of all places on one day."""
    return _GENERATED + "\n".join(_lines(reports, rubric, second)) + "\n"


def corpus_map(reports: Sequence[Report]) -> str:
    """The picture beside the page: the states as tiles."""
    tiles = _tiles(reports)
    title = f"What the law of each state earns, {reports[0].as_of.isoformat()}"
    summary = (
        "One tile a state. The numbers give the lowest and the highest score that the known facts leave possible,"
        " from 0 to 100; the bar is full up to the first and striped up to the second. A thick broken outline marks a"
        " state whose own law works against residents. "
    )
    return tile_map(tiles, title, summary + ". ".join(map(words, tiles)) + ".")


def _tiles(reports: Sequence[Report]) -> Sequence[Tile]:
    return [
        Tile(r.jurisdiction.id.split("/")[-1], r.jurisdiction.profile.name, r.low, r.high, len(r.harms))
        for r in reports
        if r.jurisdiction.profile.kind in ("state", "federal-district")
    ]


def _lines(reports: Sequence[Report], rubric: Rubric, second: Agreement) -> Iterator[str]:
    everything = size(reports)
    states = len(_tiles(reports))
    (whole,) = by(reports, lambda _, __: "").values()
    yield "# What is known of whom"
    yield ""
    yield (
        f"{len(reports)} places on {reports[0].as_of.isoformat()}: {states - 1} states, D.C., and"
        f" {len(reports) - states} cities, counties, transit agencies and school districts."
        f" {everything.policies} policies (repealed ones included) give {everything.answers} answers from"
        f" {everything.sources} cited sources, of which {_percent(everything.primary, everything.sources)} are the"
        f" law's own text or an official record. Of {whole.asked} questions that the rubric asks of these places"
        f" {whole.share:.0%} are settled and {_percent(whole.partly, whole.asked)} partly so; the rest is not known,"
        " and the scores say so. How a law is read into answers is told in [the guide](profiles.md)."
    )
    yield ""
    yield "![Map of the states as equal tiles with the score of each; the table below says the same](corpus.svg)"
    yield from _second_reading(second)
    yield from _title("Agreements under section 287(g)")
    yield _LISTED
    yield from _coverage(reports, rubric)
    yield from _sources(reports, everything)
    yield from _thin(reports)
    yield from _table(reports)


def _second_reading(second: Agreement) -> Iterator[str]:
    yield from _title("How far two readers agree")
    if not second.read:
        yield "No answer has been read a second time yet."
        return
    yield (
        f"A third of all answers was drawn by a checksum, and {second.read} of them were read a second time against"
        " their sources, by a coder who did not see the first answer; of what was entered later only a part is among"
        f" them. {second.compared} could be settled by both; {second.before:.1%} of these were equal, and"
        f" {second.after:.1%} after mending. Every answer drawn is listed in [review.csv](review.csv)."
    )
    yield ""
    yield from _heads("outcome", "answers")
    for outcome, meaning in OUTCOMES.items():
        yield f"| {meaning} | {second.outcomes[outcome]} |"
    yield ""
    yield from _heads("the second coder read", "answers")
    for where, meaning in READ.items():
        yield f"| {meaning} | {second.places[where]} |"


def _coverage(reports: Sequence[Report], rubric: Rubric) -> Iterator[str]:
    yield from _title("How much is settled")
    yield (
        "These are shares of questions; what a report calls known are shares of points. A question is settled when its"
        " credit is one number: an answer, a law above, or a search in vain decides it."
        " It is partly settled when the known facts narrow it, as where the rule is known for one of two agencies."
    )
    areas = {area.id: area.title for area in rubric.header.areas}
    yield from _counted("area", {areas[key]: value for key, value in by(reports, lambda _, area: area).items()})
    kinds = by(reports, lambda report, _: report.jurisdiction.profile.kind)
    yield from _counted("kind", {KINDS[key].partition(":")[0]: value for key, value in kinds.items()})
    names = {report.jurisdiction.id: report.jurisdiction.profile.name for report in reports}
    found = by(reports, lambda report, _: state_of(report.jurisdiction.id))
    named = {names.get(key, key): its for key, its in found.items()}
    yield from _counted("state, with its places", dict(sorted(named.items())))


def _counted(of: str, rows: Mapping[str, Coverage]) -> Iterator[str]:
    yield ""
    yield from _heads(of, "asked", "settled", "partly", "settled share")
    for name, its in rows.items():
        yield f"| {plain(name)} | {its.asked} | {its.settled} | {its.partly} | {its.share:.0%} |"


def _sources(reports: Sequence[Report], everything: Size) -> Iterator[str]:
    yield from _title("What it rests on, and how old that is")
    yield (
        "By the year in which the source was published; a code on the web bears no date, and was current on the day"
        " on which it was read, which every source in a profile names."
    )
    yield ""
    yield from _heads("published", "sources")
    found = dict(ages(reports))
    undated = found.pop(NO_DATE, 0)
    old = found.pop(BEFORE, 0)
    for year, count in {BEFORE: old, **found, "no date": undated}.items():
        yield f"| {year} | {count} |"
    read = sorted(s.read.first for r in reports for p in r.jurisdiction.profile.policies for s in p.sources)
    yield ""
    yield f"All {everything.sources} were read between {read[0].isoformat()} and {read[-1].isoformat()}."
    at_odds = disputes(reports)
    if at_odds:
        yield ""
        yield "Sources that say otherwise than the entry, which then follows a better one:"
        yield ""
        for report, policy, source in at_odds:
            name = report.jurisdiction.profile.name
            yield f"- {plain(name)}, {plain(policy.title)}: {plain(source.title)}. {plain(source.disputes or '')}"


def _thin(reports: Sequence[Report]) -> Iterator[str]:
    yield from _title("What is thin")
    found = by(reports, lambda report, _: report.jurisdiction.id)
    names = {report.jurisdiction.id: report.jurisdiction.profile.name for report in reports}
    thin = [f"{plain(names[id_])} ({its.share:.0%})" for id_, its in found.items() if its.share < THIN]
    yield (
        f"Under {THIN:.0%} of the questions are settled for {len(thin)} places: {', '.join(thin)}."
        if thin
        else f"At least {THIN:.0%} of the questions are settled for every place."
    )


def _table(reports: Sequence[Report]) -> Iterator[str]:
    yield from _title("Every place")
    yield "Score: the lowest and the highest that the known facts leave possible, from 0 to 100."
    yield ""
    yield from _heads("place", "kind", "score", "settled", "harms", "policies", "answers", "sources", "primary")
    settled = by(reports, lambda report, _: report.jurisdiction.id)
    for report in reports:
        its, place = size([report]), report.jurisdiction
        yield (
            f"| [{plain(place.profile.name)}](../{TREE}/{place.id}.yaml) `{place.id}` | {place.profile.kind}"
            f" | {report.low:.1f} to {report.high:.1f} | {settled[place.id].share:.0%} | {len(report.harms)}"
            f" | {its.policies} | {its.answers} | {its.sources} | {_percent(its.primary, its.sources)} |"
        )


def _title(text: str) -> Iterator[str]:
    yield from ("", f"## {text}", "")


def _heads(*heads: str) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"
