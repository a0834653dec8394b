"""The straight line as a library call: load, validate, resolve, score, report. Prints nothing and never asks the clock."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date

from sanctuary_score.atlas import Atlas, above, atlas_of, files_below, shipped
from sanctuary_score.diagnostic import Code, Placed, Pointer, Problem
from sanctuary_score.kinds import Kind
from sanctuary_score.law import Law, read_law
from sanctuary_score.load import Document, load
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.report import Report, report
from sanctuary_score.resolve import resolve
from sanctuary_score.rubric import Header, Practice, Rubric
from sanctuary_score.score import score
from sanctuary_score.validate import check_jurisdiction, check_rubric, did_you_mean, parse_model, quoted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its report, or None and the problems that stand in the way. Warnings may stand beside a report."""

    path: str
    report: Report | None
    problems: tuple[Placed, ...]


def read_rubric(folder: str) -> tuple[Rubric | None, tuple[Placed, ...]]:
    """The rubric in a folder, or None and everything that is wrong with it."""
    header_file = os.path.join(folder, "rubric.yaml")
    if not os.path.isfile(header_file):
        problem = Problem(Code.RUBRIC_FOLDER, Pointer(folder), "the folder holds no `rubric.yaml`; name a folder that is a rubric")
        return None, placed([problem], Document(folder, None))
    document = load(header_file)
    header, problems = parse_model(Header, document)
    found = list(placed(problems, document))
    practices: dict[str, Practice] = {}
    areas: dict[str, str] = {}
    documents: dict[str, Document] = {}
    known = {area.id for area in header.areas} if header else set()
    for path in files_below(folder):
        if os.path.samefile(path, header_file):
            continue
        document = load(path)
        name, area = os.path.splitext(os.path.basename(path))[0], os.path.basename(os.path.dirname(path))
        practice, problems = parse_model(Practice, document)
        if header and area not in known:
            problems.append(Problem(Code.RUBRIC_FOLDER, Pointer(path), f"the folder {quoted(area)} is no area of rubric.yaml{did_you_mean(area, known)}"))
        if name in practices:
            problems.append(Problem(Code.RUBRIC_FOLDER, Pointer(path), f"two areas hold a practice called {quoted(name)}; rename one"))
        found += placed(problems, document)
        if practice is not None:
            practices[name], areas[name], documents[name] = practice, area, document
    if header is None or found:
        return None, tuple(sorted(found))
    order = [area.id for area in header.areas]
    ranked = sorted(practices, key=lambda name: (order.index(areas[name]), not practices[name].core, name))
    rubric = Rubric(header, {name: practices[name] for name in ranked}, areas)
    if not practices:
        problem = Problem(Code.RUBRIC_FOLDER, Pointer(folder), "the folder holds no practice; add one below the folder of its area")
        return None, placed([problem], Document(folder, None))
    broken = list(check_rubric(rubric, {name: document.path for name, document in documents.items()}))
    by_path = {document.path: document for document in documents.values()}
    found = [spot for problem in broken for spot in placed([problem], by_path[problem.at.path])]
    return (None if found else rubric), tuple(sorted(found))


def placed(problems: list[Problem], document: Document) -> tuple[Placed, ...]:
    """The problems of one document with their lines and columns, in order."""
    return tuple(sorted(Placed(document.place(p.at), p.code.number, p.message, p.code.severity) for p in problems))


@dataclass(slots=True)
class Checker:
    """Checks one file after the other against one rubric, on one day; remembers the laws above, nothing else."""

    rubric: Rubric
    as_of: date
    atlas: Atlas = field(default_factory=lambda: Atlas(shipped("jurisdictions")))
    chosen: bool = False
    """Whether the user named the tree; if not, a file in another folder called `jurisdictions` belongs to that one."""
    _above: dict[tuple[str, Kind], tuple[Law | None, tuple[Placed, ...]]] = field(default_factory=dict)

    def check(self, path: str) -> Outcome:
        """What comes of one file."""
        return self.check_document(load(path))

    def check_document(self, document: Document) -> Outcome:
        """What comes of a document that was read elsewhere, such as standard input."""
        profile, problems = parse_model(Profile, document)
        if profile is None:
            return Outcome(document.path, None, placed(problems, document))
        atlas = self.atlas if self.chosen else atlas_of(document.path, self.atlas)
        id_ = atlas.id_of(document.path)
        if id_ is None or profile.within is not None:
            stem = re.sub(r"[^a-z0-9]+", "-", os.path.splitext(os.path.basename(document.path))[0].lower()).strip("-")
            id_ = "/".join(filter(None, (profile.within, stem or "place")))
        place = Jurisdiction(id_, profile, Pointer(document.path))
        problems = list(check_jurisdiction(place, self.rubric))
        laws, more, from_above = self._laws_above(place, atlas)
        problems += more
        found = (*placed(problems, document), *from_above)
        if any(problem.severity == "error" for problem in found):
            return Outcome(document.path, None, found)
        own = read_law(place, self.rubric, self.as_of)
        card = score(resolve(own, laws, self.rubric), self.rubric)
        if card is None:
            nothing = Problem(Code.NOT_ASKED, place.source.child("kind"), f"the rubric asks nothing of a {profile.kind} that operates these agencies")
            return Outcome(document.path, None, (*found, *placed([nothing], document)))
        return Outcome(document.path, report(own, card, self.rubric, self.as_of), found)

    def _laws_above(self, place: Jurisdiction, atlas: Atlas) -> tuple[list[Law], list[Problem], tuple[Placed, ...]]:
        """The parts of higher laws that reach the place, nearest first; problems with naming them; problems inside them."""
        laws: list[Law] = []
        inside: tuple[Placed, ...] = ()
        within = place.profile.within
        if within is not None and atlas.file_of(within) is None:
            message = f"no place of the tree is called {quoted(within)}{did_you_mean(within, atlas.ids())}"
            return [], [Problem(Code.NO_LAW_ABOVE, place.source.child("within"), message)], ()
        for id_ in above(place.id):
            path = atlas.file_of(id_)
            if path is None:
                continue
            key = (path, place.profile.kind)
            if key not in self._above:
                self._above[key] = self._law_above(id_, path, place.profile.kind)
            law, problems = self._above[key]
            inside += problems
            if law is not None:
                laws.append(law)
        return laws, [], inside

    def _law_above(self, id_: str, path: str, kind: Kind) -> tuple[Law | None, tuple[Placed, ...]]:
        document = load(path)
        profile, problems = parse_model(Profile, document)
        if profile is None:
            return None, placed(problems, document)
        above_it = Jurisdiction(id_, profile, Pointer(path))
        errors = [p for p in check_jurisdiction(above_it, self.rubric) if p.code.severity == "error"]
        if errors:
            return None, placed(errors, document)
        return read_law(above_it, self.rubric, self.as_of).below(kind), ()
