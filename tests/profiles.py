"""Any profile of the small rubric, with texts that are awkward to write down. For hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sanctuary_score.characters import find_forbidden
from sanctuary_score.kinds import AGENCIES, KINDS
from sanctuary_score.load import Document
from sanctuary_score.profile import Profile
from sanctuary_score.validate import parse_model

NASTY = [
    "yes",
    "no",
    "012",
    "12.10",
    "1e5",
    "0x1F",
    "12:30:45",
    "2021-01-27",
    "null",
    "~",
    "true",
    "=1+1",
    "+1",
    "-1",
    "- item",
    "@x",
    "a: b",
    "key:",
    "# no comment",
    "General Order #27",
    "see: General Order #27",
    "a #b",
    "[a, b]",
    "{a: b}",
    "&a",
    "*a",
    "!a",
    "%a",
    "`a`",
    "'a'",
    '"a"',
    '"',
    "\\",
    "a\\n",
    "---",
    "...",
    "? a",
    "0?",
    "a?, b",
    "|",
    ">-",
    "a, b",
    "none",
    "unknown",
    "not known",
    "n/a",
    "_x000D_",
    "_x0041_b",
    "a\nb",
    "a\n\nb",
    "a\n  b",
    "a\tb",
    "a\rb",
    "a\r\nb",
    "two  blanks",
    "§ 2-173-020(a)(1)(A)–(C) ñ é “q” 漢字 🏛",
    "\xa0no break\xa0",
    "x" * 200,
    "word " * 60,
    "see: General Order #27, and " * 8,
    "a sentence with, commas; and: colons " * 12,
    "bond: with a colon",
    "judge: A warrant that a judge signed.",
]
_SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(_SIGNS, min_size=1, max_size=40).filter(lambda text: text.strip() and find_forbidden(text) is None),
)
days = st.sampled_from(["2021-01-27", "2016-05", "2016", "2025..2025-11", "1985-03-07..1985-04"])
_agencies = st.lists(st.sampled_from(list(AGENCIES)), unique=True, min_size=1, max_size=4)
_words = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
_urls = st.sampled_from(["https://example.org/", "https://example.org/a?b=c&d=%20#e", "http://x.org/'(1)_x0041_"])


def _listed(words: list[str]) -> Any:
    return st.lists(st.sampled_from(words), unique=True, min_size=1)


def _several(words: list[str]) -> Any:
    return st.one_of(st.just("none"), _listed(words))


_ANSWERS: dict[str, dict[str, Any]] = {
    "holds": {
        "operator": texts,
        "requires": st.sampled_from(["must-hold", "nothing", "form", "listed", "judge"]),
        "carve-outs": _several(["violent", "any", "charge"]),
        "delay": st.sampled_from(["0", "48", "0.5", "012", "1.0"]),
    },
    "ban": {"banned": st.sampled_from(["yes", "no"])},
    "riders": {"asked": st.sampled_from(["may", "sometimes", "never"])},
    "lawyers": {
        "stages": _several(["bond", "hearing", "appeal", "court"]),
        "years": st.sampled_from(["4", "0", "2.5"]),
    },
}


def _some(needed: dict[str, Any], optional: dict[str, Any]) -> Any:
    return st.fixed_dictionaries(needed, optional=optional)


_around = {"section": texts, "note": texts, "binds": _agencies}
_provides = st.fixed_dictionaries({}, optional={n: _some({}, a | _around) for n, a in _ANSWERS.items()})
_forbids = st.fixed_dictionaries(
    {},
    optional={
        name: _some({}, {"section": texts, "note": texts, "questions": _listed(list(a))})
        for name, a in _ANSWERS.items()
    },
)
_source = _some(
    {"title": texts, "url": _urls, "read": days, "kind": st.sampled_from(["primary", "secondary"])},
    {"publisher": texts, "date": days, "disputes": texts},
)
_policy = _some(
    {
        "id": _words,
        "title": texts,
        "instrument": st.sampled_from(["statute", "ordinance", "board-policy", "resolution"]),
        "citation": texts,
    },
    {
        "effective": days,
        "in_force_by": days,
        "ended": days,
        "last_in_force": days,
        "suspended": st.lists(_some({"from": days}, {"until": days}), max_size=2),
        "binds": _agencies,
        "reaches": st.lists(st.sampled_from(list(KINDS)), unique=True, max_size=3),
        "provides": _provides,
        "forbids": _forbids,
        "sources": st.lists(_source, max_size=3),
        "note": texts,
    },
)
_waiver = _some(
    {"practice": st.just("holds"), "reason": texts, "approved_by": texts, "expires": days},
    {"question": st.sampled_from(["requires", "delay"])},
)
data = _some(
    {
        "name": texts,
        "kind": st.sampled_from(list(KINDS)),
        "operates": st.lists(st.sampled_from(list(AGENCIES)), unique=True, min_size=1),
    },
    {
        "within": st.sampled_from(["us/il", "us", "us/ca/los-angeles"]),
        "population": st.sampled_from(["0", "114394"]),
        "policies": st.lists(_policy, max_size=4, unique_by=lambda policy: policy["id"]),
        "none_found": st.dictionaries(st.sampled_from(list(_ANSWERS)), days),
        "waivers": st.lists(_waiver, max_size=2),
        "note": texts,
    },
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any profile that is valid by itself."""
    profile, problems = parse_model(Profile, Document("drawn", draw(data)))
    assert profile is not None, problems
    return profile
