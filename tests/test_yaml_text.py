"""Whatever a profile says, the YAML that we write of it is read back as the same."""

from __future__ import annotations

import yaml
from hypothesis import given
from profiles import NASTY, profiles, texts
from worlds import TESTS, Golden

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.intake.profile_data import profile_data
from sanctuary_score.intake.yaml_text import scalar, yaml_text
from sanctuary_score.load import load, parse
from sanctuary_score.profile import Profile
from sanctuary_score.validate import parse_model


@given(profiles())
def test_a_profile_reads_back_as_itself(profile: Profile) -> None:
    for libyaml in (True, False):
        document = parse("written", yaml_text(profile_data(profile)).encode(), libyaml=libyaml)
        assert not document.warnings
        again, problems = parse_model(Profile, document)
        assert not problems
        assert again == profile


@given(texts)
def test_a_text_is_the_same_in_every_position(text: str) -> None:
    data = {"a": text, "b": {"c": text}, "d": [text, text], "e": [{"f": text, "g": [text]}, {"f": text}]}
    for libyaml in (True, False):
        document = parse("written", yaml_text(data).encode(), libyaml=libyaml)
        assert not document.problems
        assert not document.warnings
        assert document.data == data


def test_other_readers_take_texts_for_texts() -> None:
    """PyYAML's own idea of YAML 1.1, which has many truths and numbers: what it could mistake stands in quotes."""
    meant = {"yes", "no", "2021-01-27"}
    for text in NASTY:
        if text not in meant:
            assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}
            assert yaml.safe_load(f"a: [{scalar(text, in_list=True)}]") == {"a": [text]}


def test_what_stands_in_the_tree_is_written_alike() -> None:
    atlas = Atlas(shipped("jurisdictions"))
    for id_ in atlas.ids():
        path = atlas.file_of(id_)
        assert path is not None
        document = load(path)
        profile, _ = parse_model(Profile, document)
        if profile is not None:
            text = yaml_text(profile_data(profile))
            again = parse(id_, text.encode())
            assert not again.warnings
            assert parse_model(Profile, again)[0] == profile
            assert max(len(line) for line in text.splitlines() if "://" not in line) <= 200


def test_how_it_looks(golden: Golden) -> None:
    data = {
        "name": "A place",
        "operates": ["police", "jail"],
        "policies": [
            {
                "id": "a",
                "effective": "2021-01-27",
                "citation": "MCC 2-173",
                "provides": {"holds": {"section": "2.10", "requires": "judge", "carve-outs": ["any", "charge"]}},
                "note": "One sentence that is long enough to be folded. " * 4 + "The end.",
            }
        ],
        "note": "Two lines,\neach of them short.",
    }
    golden(TESTS / "intake" / "expected" / "look.yaml", yaml_text(data))
