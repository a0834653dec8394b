"""The loader: what is read stands where it says, what is refused is refused alike by both parsers, nothing blows up."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctuary_score.diagnostic import Pointer, Route
from sanctuary_score.load import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES, Document, load, parse

WORDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,11}", fullmatch=True)
TEXTS = st.text(
    st.characters(max_codepoint=0xD7FF, exclude_categories=["C", "Z"], exclude_characters='"\\'),
    min_size=1,
    max_size=12,
)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(WORDS, inner, min_size=1, max_size=4),
    max_leaves=15,
)
PROFILES = st.dictionaries(WORDS, DATA, min_size=1, max_size=5)


def both(raw: bytes) -> Document:
    """The document, after making sure that the parser without libyaml gives the same."""
    fast, slow = parse("x.yaml", raw), parse("x.yaml", raw, libyaml=False)
    assert fast.data == slow.data
    assert fast.placed(fast.problems) == slow.placed(slow.problems)
    return fast


def leaves(data: Any, route: Route = ()) -> Any:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*route, index))
    else:
        yield route, data


@settings(max_examples=100)
@given(PROFILES, st.booleans())
def test_every_text_and_key_stands_where_it_says(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, default_style='"', default_flow_style=flow, allow_unicode=True, width=10**6)
    document = both(text.encode())
    assert document.data == data
    lines = text.split("\n")
    for route, leaf in leaves(data):
        place = document.place(Pointer("x.yaml", route))
        assert lines[place.line - 1][place.column - 1 :].startswith(f'"{leaf}"')
        if isinstance(route[-1], str):
            key = document.place(Pointer("x.yaml", route, on_key=True))
            assert lines[key.line - 1][key.column - 1 :].startswith(f'"{route[-1]}"')


SLIPS = (
    *(
        '"\\U00110000"',
        '"\\uD800"',
        '"\\x"',
        '"\\xZZ"',
        '"\\u12"',
        "%",
        "&a",
        "*a",
        "!t",
        "- ",
        "? ",
        ": ",
        "[",
        "]",
        "{",
        "}",
    ),
    *(
        ",",
        "|\n",
        ">\n",
        "|2\n  a\n",
        "|+9",
        "# c",
        "\t",
        '"a',
        "'b",
        "é",
        "\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<: ",
    ),
    *(
        "\r",
        "a: b: c",
        "@",
        "`",
        '"\\\n"',
        "!<tag:>",
        "!!str",
        "|-x",
        "?\n",
        "-\n",
        '"a" b',
        "'a' b",
        "[a b: c]",
        "{a, b}",
    ),
    *(
        "{a: }",
        "[,]",
        "- - -",
        "a:b",
        "::",
        "#",
        '"\\N"',
        "?a",
        "a? b",
        "[a?b]",
        "{a:[b]}",
        "\t# c",
        "'\t'",
        "~",
        "=",
        "<<",
    ),
)
EXAMPLE = """\
name: Example City  # a comment
operates: [police, administration]
policies:
  - id: welcoming
    title: "A law: with a colon"
    note: >
      Some words
      of a note.
    provides:
      detainer-limits: {section: 2-173(a)(1), hold-requires: never-holds, carve-outs: none}
    sources:
      - title: Who may ask?
        url: https://example.org/code?chapter=2
      - {title: 'A guide', url: "https://example.org/?x=1", kind: primary}
"""


def test_what_one_parser_refuses_the_other_refuses() -> None:
    """Slips in a profile, always the same ones: a file that passes here passes at a colleague's without libyaml."""
    random = Random(20261122)
    lines = EXAMPLE.split("\n")
    for _ in range(1500):
        text = "\n".join(lines[: random.randint(1, len(lines))]) + "\n"
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            at = random.randint(0, len(text))
            if random.random() < 0.75:
                text = text[:at] + random.choice(SLIPS) + text[at:]
            else:
                text = text[:at] + text[at + random.randint(1, 4) :]
        fast, slow = parse("x.yaml", text.encode()), parse("x.yaml", text.encode(), libyaml=False)
        assert fast.data == slow.data, text
        assert bool(fast.problems) == bool(slow.problems), text


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("name: Examp\tle City", (1, 12), "a tab stands here; use spaces"),
        ('a: "\\U00110000"', (1, 4), "an escape"),
        ('a: "\\uD800"', (1, 4), "an escape"),
        ('a: "\\xZZ"', (1, 4), "an escape"),
        ("a: {b:[c]}", (1, 6), "a blank is missing after this colon"),
    ],
)
def test_both_refuse_in_one_sentence_at_one_place(text: str, place: tuple[int, int], sentence: str) -> None:
    (problem,) = both(text.encode()).placed(both(text.encode()).problems)
    assert problem.place[1:] == place
    assert sentence in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x\ty'",
        'a: "x\ty"',
        "a: |\n  x\ty\n",
        "# x\ty\na: b",
        "a: b #\tc",
        "{a: Who? Me, b: x?y}",
        "[a ?]",
        "{? a : b}",
    ],
)
def test_both_read_tabs_in_quotes_and_question_marks_in_brackets(text: str) -> None:
    assert not both(text.encode()).problems


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_problems(raw: bytes) -> None:
    document = parse("x.yaml", raw)
    assert (document.data is None) == bool(document.problems)
    for place, *_ in document.placed(document.problems):
        assert place.line >= 1
        assert place.column >= 1


@settings(max_examples=500)
@given(st.text(st.sampled_from("ab:-?[]{},#&*!|>'\"%@` \n\t~0<"), max_size=40))
def test_both_parsers_agree_on_what_is_read(text: str) -> None:
    """On what they refuse the two may word and place things differently; never on what a valid file says."""
    fast, slow = parse("x.yaml", text.encode()), parse("x.yaml", text.encode(), libyaml=False)
    if fast.data is not None and slow.data is not None:
        assert fast.data == slow.data


SCALARS = ["no", "NO", "on", "12.10", "0123", "1_000", "12:30:45", "0x1F", "1e5", "2016-05-01", "~", ".inf", "="]


@pytest.mark.parametrize("text", SCALARS)
def test_scalars_stay_text(text: str) -> None:
    assert both(f"a: {text}\n".encode()).data == {"a": text}


def test_a_byte_order_mark_is_fine() -> None:
    document = both(b"\xef\xbb\xbfa: 1\n")
    assert document.data == {"a": "1"}
    assert document.place(Pointer("x", ("a",), on_key=True))[1:] == (1, 1)


def test_a_missing_key_points_at_the_block_that_lacks_it() -> None:
    document = both(b"a:\n  b: 1\n")
    assert document.place(Pointer("x", ("a", "missing", "deeper")))[1:] == (2, 3)


def codes(raw: bytes) -> list[str]:
    return [problem.code.number for problem in both(raw).problems]


BOMBS = {
    "aliases": (b"a: &a [x]\nb: [" + b"*a," * 20_000 + b"]\n", "SS107"),
    "depth": (b"a: " + b"[" * 100_000, "SS112"),
    "depth in blocks": (b"\n".join(b" " * n + b"a:" for n in range(200)), "SS112"),
    "values": (b"a: [" + b"x," * (MAX_VALUES + 1) + b"]\n", "SS113"),
    "merge keys": (b"a: {<<: {b: 1}}\n", "SS109"),
    "one long key": (b"a" * 500_000 + b": 1\n", "SS105"),
    "size": (b"#" * (MAX_BYTES + 1), "SS102"),
    "duplicates": (b"a: 1\n" * 50_000, "SS106"),
    "tags": (b"a: !!" + b"x" * 100_000 + b" y\n", "SS108"),
}


@pytest.mark.parametrize(("raw", "code"), BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused(raw: bytes, code: str) -> None:
    document = parse("x.yaml", raw)
    assert document.data is None
    assert len(document.problems) <= MAX_PROBLEMS
    assert code in {problem.code.number for problem in document.problems}
    assert all(len(problem.message) < 400 for problem in document.problems)


def test_bombs_need_neither_memory_nor_stack() -> None:
    """The largest file of the worst kinds, in a process with 1 GB of memory and half a megabyte of stack."""
    worst = [
        b"a: [" + b"x," * 520_000,
        b"[" * MAX_BYTES,
        b"- " * 500_000,
        b"a:\n" * 300_000,
        b"{" * 1000 + b"? " * 10_000,
    ]
    program = (
        "import sys; from sanctuary_score.load import parse\n"
        "for raw in sys.stdin.buffer.read().split(b'\\0'): parse('x', raw); parse('x', raw[:20_000], libyaml=False)"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_STACK, (512 * 1024, 512 * 1024))

    ended = subprocess.run(
        [sys.executable, "-c", program], input=b"\0".join(worst), preexec_fn=limit, timeout=300, check=False
    )
    assert ended.returncode == 0


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1])
def test_the_depth_limit_is_exact(depth: int) -> None:
    raw = b"[" * depth + b"x" + b"]" * depth
    assert (codes(raw) == []) is (depth <= MAX_DEPTH)


HIDDEN = ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u200b", "\u202e", "\u2028", "\u2066", "\ufeff", "\U000e0041"]


@pytest.mark.parametrize("character", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_hidden_characters_are_refused_raw_and_escaped(character: str) -> None:
    assert codes(f"a: x{character}y\n".encode()) == ["SS104"]
    assert codes(f'a: "\\U{ord(character):08x}"\n'.encode()) == ["SS104"]
    assert codes(f"# {character} comment\na: 1\n".encode()) == ["SS104"]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "missing.yaml"):
        (problem,) = load(str(path)).problems
        assert problem.code.number == "SS101"
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert load(str(loop)).problems[0].code.number == "SS101"


def test_the_end_of_a_file_with_old_line_ends_is_found() -> None:
    """Found by fuzzing: a lone carriage return ends a line for the parser, and so it must for us."""
    document = parse("x.yaml", b"a: b\n\rc: d\n   e:")
    (problem,) = document.placed(document.problems)
    assert problem.place[1:] == (4, 5)


def test_without_libyaml_the_other_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    from sanctuary_score.load import parsers as module

    monkeypatch.setattr(module, "_LIBYAML", None)
    assert parse("x.yaml", b"a: 1\n").data == {"a": "1"}
