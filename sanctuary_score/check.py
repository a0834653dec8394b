"""The straight line as a library call: load, validate, resolve, score, report. Never prints, never asks the clock."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from datetime import date

from sanctuary_score.advice import advise
from sanctuary_score.atlas import BESIDE, Atlas, atlas_of, shipped
from sanctuary_score.diagnostic import Code, Placed, Problem
from sanctuary_score.finding import Finding
from sanctuary_score.hierarchy import Hierarchy
from sanctuary_score.integrity import check_integrity
from sanctuary_score.law import Law, read_law
from sanctuary_score.load import Document, load
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.references import Names, check_jurisdiction
from sanctuary_score.report import Report, report
from sanctuary_score.resolve import Setting
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import score
from sanctuary_score.sensitivity import sensitivity
from sanctuary_score.validate import parse_model
from sanctuary_score.waiver import Signed, WaiverFile, check_waivers, idle, signed


@dataclass(frozen=True, slots=True)
class Case:
    """What a report was made of, for those who ask what would become of it if the law were another."""

    own: Law
    setting: Setting
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: a report, perhaps with warnings beside it, or None and the problems in its way."""

    path: str
    report: Report | None
    problems: tuple[Placed, ...]
    case: Case | None = None
    """There whenever the report is."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A profile without errors, and what it takes to score it."""

    place: Jurisdiction
    beside: Document | None
    waivers: tuple[Signed, ...]
    setting: Setting
    problems: tuple[Placed, ...]
    """Warnings alone, in the order of the file, then those of the laws above."""


@dataclass(slots=True)
class Checker:
    """Checks one file after the other against one rubric, on one day; remembers the laws above, nothing else."""

    rubric: Rubric
    as_of: date
    atlas: Atlas = field(default_factory=lambda: Atlas(shipped("jurisdictions")))
    chosen: bool = False
    """Whether the user named the tree; if not, a file in another folder called `jurisdictions` belongs to that one."""
    known: Names = field(default_factory=dict)
    """What other rubrics ask, so that answers to it are passed over and are no slip."""
    today: date | None = None
    """The day of the check, after which nothing can have been read or seen; None to leave that untold."""
    stale_after: int | None = None
    """Months after which sources are old; None to give authors no advice at all."""
    weigh_anew: bool = False
    """Whether to say how far each score hangs on the weights."""
    _hierarchies: dict[Atlas, Hierarchy] = field(default_factory=dict)

    def check(self, path: str) -> Outcome:
        """What comes of one file."""
        return self.check_document(load(path), _beside(path))

    def check_document(self, document: Document, beside: Document | None = None) -> Outcome:
        """What comes of a document that was read elsewhere, such as standard input, and of the waivers beside it."""
        read = self._read(document, beside)
        return read if isinstance(read, Outcome) else self._scored(read)

    def _read(self, document: Document, beside: Document | None) -> _Read | Outcome:
        """The profile with its waivers and the laws above it; or the outcome of a file with errors, which is none."""
        profile, unfit = parse_model(Profile, document)
        if profile is None:
            return Outcome(document.path, None, document.placed(unfit))
        hierarchy = self._hierarchy(document.path)
        place = Jurisdiction(_id_of(document.path, profile, hierarchy.atlas), profile, document)
        problems: list[Problem] = [*check_jurisdiction(place, self.rubric, self.known), *hierarchy.misplaced(place)]
        if not any(problem.code.severity == "error" for problem in problems):
            problems += check_integrity(place, self.rubric, self.today)
        waivers, wrong = self._waivers(profile, document, beside)
        setting, from_above = hierarchy.setting(place)
        found = (*sorted((*document.placed(problems), *document.warnings, *wrong)), *from_above)
        if any(problem.severity == "error" for problem in found):
            return Outcome(document.path, None, found)
        return _Read(place, beside, waivers, setting, found)

    def _scored(self, read: _Read) -> Outcome:
        """The report on what was read, with what only a score can tell: idle waivers, and advice where it is wanted."""
        document, found = read.place.document, read.problems
        own = read_law(read.place, self.rubric, self.as_of)
        card = score(read.setting.findings(own), self.rubric)
        if card is None:
            return Outcome(document.path, None, (*found, *document.placed([self._nothing_asked(read.place)])))
        result = report(own, read.setting.above, card, self.rubric, self.as_of, read.waivers)
        for source in (document, read.beside) if read.waivers else ():
            if source is not None:
                mine = [p for p in idle(read.waivers, result.waived_points, self.as_of) if p.at.path == source.path]
                found = (*found, *source.placed(mine))
        if self.weigh_anew:
            result = replace(result, sensitivity=sensitivity(card.findings, self.rubric))
        if self.stale_after is not None:
            found = (*found, *document.placed(advise(result, self.today, self.stale_after)))
        return Outcome(document.path, result, found, Case(own, read.setting, card.findings))

    def _waivers(
        self, profile: Profile, document: Document, beside: Document | None
    ) -> tuple[tuple[Signed, ...], tuple[Placed, ...]]:
        """The waivers of the profile and of the file beside it, and what is wrong with them."""
        found = signed(profile.waivers, document)
        wrong = document.placed(check_waivers(found, self.rubric))
        if beside is None:
            return found, wrong
        file, unfit = parse_model(WaiverFile, beside)
        if file is None:
            return found, (*wrong, *beside.placed(unfit))
        more = signed(file.waivers, beside)
        return (*found, *more), (*wrong, *beside.placed(check_waivers(more, self.rubric)))

    def _nothing_asked(self, place: Jurisdiction) -> Problem:
        kind = place.profile.kind
        if any(kind in kinds for kinds in self.rubric.kinds.values()):
            message = f"the rubric asks nothing of a {kind} that operates these agencies; see `operates`"
            return Problem(Code.NOTHING_ASKED, place.source.child("operates"), message)
        message = f"the rubric {self.rubric.header.id} does not measure a {kind}; the file is passed over"
        return Problem(Code.NOT_MEASURED, place.source.child("kind"), message)

    def _hierarchy(self, path: str) -> Hierarchy:
        atlas = self.atlas if self.chosen else atlas_of(path, self.atlas)
        if atlas not in self._hierarchies:
            self._hierarchies[atlas] = Hierarchy(atlas, self.rubric, self.as_of, self.known)
        return self._hierarchies[atlas]


def _beside(path: str) -> Document | None:
    """The file of waivers beside a profile, if there is one."""
    stem, _ = os.path.splitext(path)
    found = next((stem + ending for ending in BESIDE if os.path.lexists(stem + ending)), None)
    return load(found) if found else None


def _id_of(path: str, profile: Profile, atlas: Atlas) -> str:
    """The id by the tree, or, for a file outside it, one made of the place it says it lies in and of its name."""
    id_ = atlas.id_of(path)
    if id_ is not None and profile.within is None:
        return id_
    name = os.path.splitext(os.path.basename(path))[0].lower()
    stem = re.sub(r"[^a-z0-9]+", "-", name).strip("-") or "place"
    return f"{profile.within}/{stem}" if profile.within else stem
