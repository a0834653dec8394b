"""Reports as JUnit XML, the subset that pytest and Jenkins write: a suite a place, a test a practice."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sanctuary_score.atlas import shown
from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import Heading, Span, Stream, Totals, Writer
from sanctuary_score.report import STATES, Gap, Line, Report
from sanctuary_score.wording import reasons_words, score_words, waiver_words

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="sanctuary-score">\n'


def writer(heading: Heading) -> Writer:  # noqa: ARG001 (every format takes it)
    """The document around the suites; what could not be scored stands in a suite of its own, as errors."""
    return Stream(_HEAD, "", _tail)


def body(report: Report, heading: Heading) -> list[Span]:  # noqa: ARG001 (every format takes both)
    """The suite of one place. A practice that loses points fails, one that is only unknown or barred is skipped."""
    gaps = {shortfall.line.id: shortfall.gaps for shortfall in report.shortfalls}
    place = report.jurisdiction
    cases = [_case(line, place.id, gaps.get(line.id, ())) for line in report.lines]
    return [(_text(_suite(place.id, cases)), "plain")]


def _case(line: Line, place: str, gaps: tuple[Gap, ...]) -> ET.Element:
    case = ET.Element("testcase", {"classname": f"{place}.{line.area}", "name": line.id, "time": "0"})
    points = score_words(*line.earned)
    words = f"{line.practice.title}: {points} of {line.points:.1f} points"
    if gaps and all(gap.waiver for gap in gaps):
        waived = dict.fromkeys(waiver_words(gap.waiver) for gap in gaps if gap.waiver)
        ET.SubElement(case, "skipped", {"message": visible(f"{'; '.join(waived)} ({words})"), "type": "waived"})
    elif gaps:
        at = "\n".join(dict.fromkeys(_where(gap) for gap in gaps))
        steps = "\n".join(f"Next: {visible(step)}" for step in dict.fromkeys(gap.next_step for gap in gaps))
        failure = ET.SubElement(case, "failure", {"message": visible(words), "type": gaps[0].reason})
        failure.text = f"{at}\n{visible(reasons_words(gaps))}\n{steps}"
    elif line.state in ("unknown", "barred", "partial"):
        ET.SubElement(case, "skipped", {"message": visible(f"{STATES[line.state]}. {words}"), "type": line.state})
    return case


def _where(gap: Gap) -> str:
    return f"{visible(shown(gap.place.path))}:{gap.place.line}:{gap.place.column}"


def _tail(totals: Totals) -> str:
    errors = [problem for problem in totals.problems if problem.severity == "error"]
    suites = [_suite("problems", [_error(problem) for problem in errors])] if errors else []
    suites += [_suite("gates", [_stopped(number, stop) for number, stop in enumerate(totals.stops, 1)])] * bool(
        totals.stops
    )
    return "".join(map(_text, suites)) + "</testsuites>\n"


def _stopped(number: int, stop: Placed) -> ET.Element:
    where = f"{visible(shown(stop.place.path))}:{stop.place.line}:{stop.place.column}"
    case = ET.Element("testcase", {"classname": f"gates.{stop.number}", "name": f"{number}: {where}", "time": "0"})
    message = visible(stop.message)
    ET.SubElement(case, "failure", {"message": message, "type": stop.number}).text = f"{where}: {message}"
    return case


def _error(problem: Placed) -> ET.Element:
    path = visible(shown(problem.place.path))
    name = f"{path}:{problem.place.line}:{problem.place.column}"
    case = ET.Element("testcase", {"classname": f"problems.{problem.number}", "name": name, "time": "0"})
    message = visible(problem.message)
    ET.SubElement(case, "error", {"message": message, "type": problem.number}).text = f"{name}: {message}"
    return case


def _suite(name: str, cases: list[ET.Element]) -> ET.Element:
    counts = {
        tag: str(sum(case.find(child) is not None for case in cases))
        for tag, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    suite = ET.Element("testsuite", {"name": visible(name), "tests": str(len(cases)), **counts, "time": "0"})
    suite.extend(cases)
    return suite


def _text(suite: ET.Element) -> str:
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode") + "\n"
