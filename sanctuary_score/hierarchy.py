"""The laws above a place: which they are, and what of them reaches it. Reads each of them once for many places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sanctuary_score.atlas import Atlas, above, shown
from sanctuary_score.diagnostic import Code, Placed, Problem
from sanctuary_score.kinds import Kind
from sanctuary_score.law import Law, read_law
from sanctuary_score.load import load
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.references import Names, check_jurisdiction
from sanctuary_score.resolve import Setting
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import did_you_mean, parse_model, quoted

_ABOVE: Mapping[Kind, tuple[Kind, ...]] = {
    "county": ("state",),
    "city": ("state", "county"),
    "city-county": ("state",),
}
"""The kinds whose law stands above those of a kind, where not every kind can."""
_NEVER_ABOVE: frozenset[Kind] = frozenset({"transit-agency", "school-district"})


@dataclass(slots=True)
class Hierarchy:
    """The laws of one tree of jurisdictions on one day, credited by one rubric."""

    atlas: Atlas
    rubric: Rubric
    as_of: date
    known: Names = field(default_factory=dict)
    """What other rubrics ask, so that answers to it are no slip."""
    _laws: dict[str, tuple[Law | None, tuple[Placed, ...]]] = field(default_factory=dict)
    _settings: dict[object, tuple[Setting, tuple[Placed, ...]]] = field(default_factory=dict)

    def misplaced(self, place: Jurisdiction) -> Iterable[Problem]:
        """The problems of a place that lies wrong in this tree, or below a law that the tree does not hold."""
        within = place.profile.within
        if within is None and self.atlas.holds(place.path) and self.atlas.id_of(place.path) is None:
            message = "a profile in the tree is called by lower-case words with hyphens, as us/il/chicago.yaml is"
            yield Problem(Code.MISFILED, place.source, message)
        missing = [id_ for id_ in above(place.id)[:-1] if self.atlas.file_of(id_) is None]
        if within is None and missing:
            message = f"there is no profile of {quoted(missing[0])} here, so its law is not counted; add one"
            yield Problem(Code.NO_STATE, place.source, message)
        if within is not None and self.atlas.file_of(within) is None:
            tops = [id_ for id_ in self.atlas.ids() if not above(id_)[1:]]
            message = (
                f"there is no profile of {quoted(within)} here; while there is none of your state, leave `within` out,"
                f" and its law is not counted{did_you_mean(within, tops)}"
            )
            yield Problem(Code.NO_LAW_ABOVE, place.source.child("within"), message)
        yield from self._below_a_city(place)

    def _below_a_city(self, place: Jurisdiction) -> Iterable[Problem]:
        """The problem of a city or county that names a city, a district or an agency as the law above it."""
        within, kind = place.profile.within, place.profile.kind
        law = self._law(within)[0] if within is not None and self.atlas.file_of(within) else None
        if law is None or within is None:
            return
        parent = law.jurisdiction.profile.kind
        if parent in _NEVER_ABOVE or (kind in ("city", "city-county", "county") and parent not in _ABOVE[kind]):
            above_it = " or ".join(_ABOVE.get(kind, ("state", "county", "city")))
            state = "/".join(within.split("/")[:2])
            message = (
                f"a {kind} lies below its {above_it}, not below a {parent} such as {law.jurisdiction.profile.name};"
                f" write `within: {state}`"
            )
            yield Problem(Code.MISFILED, place.source.child("within"), message)

    def setting(self, place: Jurisdiction) -> tuple[Setting, tuple[Placed, ...]]:
        """What the laws above make of places like this one, and the problems inside their files."""
        profile = place.profile
        key = above(place.id), profile.kind, frozenset(profile.operates)
        if key not in self._settings:
            found = [self._law(id_) for id_ in above(place.id)]
            laws = tuple(law.below(profile.kind) for law, _ in found if law is not None)
            problems = tuple(problem for _, inside in found for problem in inside)
            self._settings[key] = Setting(self.rubric, profile.kind, key[2], laws), problems
        return self._settings[key]

    def _law(self, id_: str) -> tuple[Law | None, tuple[Placed, ...]]:
        if id_ not in self._laws:
            path = self.atlas.file_of(id_)
            self._laws[id_] = self._read(id_, path) if path else (None, ())
        return self._laws[id_]

    def _read(self, id_: str, path: str) -> tuple[Law | None, tuple[Placed, ...]]:
        document = load(path, shown(path))
        profile, problems = parse_model(Profile, document)
        if profile is None:
            return None, document.placed(problems)
        place = Jurisdiction(id_, profile, document)
        errors = [p for p in check_jurisdiction(place, self.rubric, self.known) if p.code.severity == "error"]
        return (None if errors else read_law(place, self.rubric, self.as_of)), document.placed(errors)
