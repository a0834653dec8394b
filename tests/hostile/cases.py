"""Hostile files that are awkward as files, as a table of name and bytes; those that can be read stand beside this."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent

HEAD = "name: X\nkind: county\nwithin: us/il\noperates: [jail, police]\n"
PROFILE = """name: {text}
kind: county
within: us/il
operates: [jail, police]
note: {text}
policies:
  - id: a
    title: {text}
    instrument: ordinance
    citation: {text}
    effective: 2020-01-01
    binds: [jail]
    provides:
      holds: {{section: {text}, requires: form, operator: {text}, note: {text}}}
    sources: [{{title: {text}, publisher: {text}, url: "https://example.org/", read: 2025-01-01, kind: primary}}]
  - id: b
    title: {text}
    instrument: resolution
    citation: {text}
    effective: 2021-01-01
    provides: {{holds: {{requires: must-hold}}}}
    sources: []
"""
GOOD = PROFILE.format(text="Good words").encode()


def everywhere(text: str) -> bytes:
    """A profile of which every free text is this one, in double quotes."""
    return PROFILE.format(text=json.dumps(text, ensure_ascii=False)).encode("utf-8", "surrogatepass")


def _encoding() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "one-nul", b"\0"
    for codec in ("utf-16", "utf-16-le", "utf-32", "cp037", "utf-7"):
        yield codec, GOOD.decode().encode(codec) if codec != "utf-7" else b"name: +2D3cAQ-\nkind: county\n+/v8-\n"
    yield "cp1252", everywhere("x").replace(b"x", b"\x93x\x94")
    yield "overlong-slash", b"name: a\xc0\xafb\n"
    yield "overlong-nul", b"name: a\xc0\x80b\n"
    yield "lone-continuation", b"name: \x80\n"
    yield "half-a-character", b"name: \xe2\x80"
    yield "surrogate-in-utf8", b"name: \xed\xa0\x80\n"
    yield "surrogate-pair-in-utf8", b"name: \xed\xa0\xbd\xed\xb8\x80\n"
    yield "beyond-unicode", b"name: \xf4\x90\x80\x80\n"
    yield "five-bytes", b"name: \xf8\x88\x80\x80\x80\n"
    yield "two-boms", b"\xef\xbb\xbf\xef\xbb\xbfname: X\n"
    yield "bom-alone", b"\xef\xbb\xbf"
    yield "bom-inside", b"name: X\n\xef\xbb\xbfkind: city\n"
    yield "bom-and-bad-byte", b"\xef\xbb\xbf\xff\n"
    yield "crlf", GOOD.replace(b"\n", b"\r\n")
    yield "only-cr", GOOD.replace(b"\n", b"\r")
    yield "mixed-ends", b"name: X\r\nkind: city\rwithin: us/il\noperates: [jail]\n\r"
    yield "no-end-of-line", GOOD.rstrip(b"\n")
    yield "all-bytes", bytes(range(256))
    yield "gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    yield "elf", b"\x7fELF\x02\x01\x01" + b"\0" * 60
    yield "noncharacter", "name: a\ufffeb\n".encode()
    yield "last-noncharacter", "name: a\U0010ffffb\n".encode()
    yield "private-use", everywhere("\ue000\U000f0000")


def _structure() -> Iterator[tuple[str, bytes]]:
    yield "deep-flow", b"name: " + b"[" * 50_000
    yield "deep-flow-closed", b"name: " + b"[" * 5_000 + b"]" * 5_000
    yield "deep-maps", b"{a: " * 5_000
    yield "deep-blocks", b"\n".join(b" " * n + b"a:" for n in range(600))
    yield "deep-dashes", b"- " * 20_000
    yield "deep-questions", b"? " * 5_000
    yield "open-brackets-as-keys", b"[" * 500 + b"a: b" + b"]" * 500
    yield "many-values", b"name: [" + b"x," * 120_000 + b"]\n"
    yield "many-empty-lists", b"name: [" + b"[]," * 60_000 + b"]\n"
    yield "many-empty-values", b"a:\n" * 3_000
    yield "many-documents", b"---\n" * 20_000
    yield "document-ends", b"...\n" * 20_000
    yield "laughs", b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 122))
    yield "self-anchor", b"name: &a [*a]\n"
    yield "unknown-alias", b"name: *nobody\n"
    yield "alias-as-key", b"*a : b\n"
    yield "anchor-on-key", b"&a name: X\n"
    yield "merge-list", b"a: &a {x: y}\n<<: [*a, *a]\n"
    yield "quoted-merge", b'"<<": {name: X}\n'
    yield "python-tag", b"!!python/object/apply:os.system ['true']\n"
    yield "python-name", b"name: !!python/name:os.system\n"
    yield "binary-tag", b"name: !!binary aGVsbG8=\n"
    yield "set-tag", b"!!set {a, b}\n"
    yield "omap-tag", b"!!omap [a: b]\n"
    yield "local-tag", b"name: !include /etc/hostname\n"
    yield "tag-uri", b"name: !<tag:yaml.org,2002:str> X\n"
    yield "long-tag", b"name: !!" + b"x" * 100_000 + b" y\n"
    yield "percent-tag", b"name: !%ff%fe X\n"
    yield "yaml-directive", b"%YAML 9.9\n---\nname: X\n"
    yield "tag-directive", b"%TAG ! tag:example.org,2000:\n---\nname: !x X\n"
    yield "unknown-directive", b"%FORGED " + b"x" * 50_000 + b"\n---\nname: X\n"
    yield "bad-directive", b"%\n"
    yield "top-list", b"- name: X\n"
    yield "top-text", b"just text\n"
    yield "top-quoted", b"'just text'\n"
    yield "top-null", b"~\n"
    yield "key-twice", b"name: X\nname: Y\n" + HEAD.encode()
    yield "key-twice-quoted", b"name: X\n'name': Y\n"
    yield "key-twice-escaped", b'name: X\n"n\\x61me": Y\n'
    yield "list-as-key", b"[a, b]: c\n"
    yield "map-as-key", b"{a: b}: c\n"
    yield "empty-key", b": x\n"
    yield "null-key", b"~: x\n? \n: y\n"
    yield "tab-indent", b"name:\n\t- x\n"
    yield "trailing-text", b"name: 'X' trailing\n"
    yield "open-quote", b"name: 'X\n" + HEAD.encode()
    yield "open-flow", b"name: {a: b\n" + HEAD.encode()
    yield "bad-indent", b"name: X\n  kind: city\n"
    yield "block-in-flow", b"{a: |\n x}\n"
    yield "comment-only", b"# nothing\n" * 1_000
    yield "commas", b"name: [,,,,]\n"


def _scalars() -> Iterator[tuple[str, bytes]]:
    numbers = ["9" * 5_000, "0x" + "f" * 5_000, ":".join(["1"] * 5_000), "1e999999999", "-0", ".inf", ".nan", "0o777"]
    numbers += ["1_000", "+1", "1.", "٣٤", "１２", "1e3", " 12", "12 ", "0b1", "1,000", "--1", "99999999999999"]
    for number in numbers:
        yield f"population-{number[:12].strip()}", HEAD.encode() + f"population: {number}\n".encode()
    days = ["2020-13-01", "2020-02-30", "0000-01-01", "9999-12-31", "10000-01-01", "2020-1-1", "2020-01-01T00:00:00Z"]
    days += ["..", "2020..", "..2020", "2021..2020", "2020..2021..2022", "-2020", "٢٠٢٠", "2020-01-01 +99:99", "0"]
    days += ["1" * 5_000, "2020-00", "2020-W01", "20200101", "null", "today"]
    for day in days:
        text = GOOD.decode().replace("effective: 2020-01-01", f"effective: {day}")
        yield f"effective-{day[:22]}", text.encode()
    for word in ("no", "NO", "on", "y", "~", "null", "true", "=", "<<", "!", "&", "*", "%", "@", "`", "?", "-"):
        yield f"kind-{word}", f"name: X\nkind: {word}\noperates: [jail]\n".encode()


def _texts() -> Iterator[tuple[str, bytes]]:
    texts = {
        "terminal": ["\x1b[2J", "\x9b31m", "\x1b]8;;http://x\x07", "\x07", "\x08\x08", "\r\x1b[K", "\x0e", "\x7f"],
        "unicode": ["\u202egnp", "\u2066x\u2069", "a\u200bb", "\u2028", "\u2029", "\x85", "\xad", "\ufeff", "\u061c"],
        "unicode-shown": [
            "Z" + "\u0301" * 1_000,
            "\u115f\u1160\u3164",
            "\ufdfd" * 400,
            "\u0405an",
            "x\ufe0fx",
            "\U0001f468",
        ],
        "unicode-hidden": ["\U000e0041\U000e0042", "\U000e0100", "\ufff9x\ufffb", "\u2060", "\u180e", "\u206a"],
        "markup": [
            "[red]x[/red]",
            "[link=http://x]x[/link]",
            "[/]",
            "[[bold]",
            "[@click=app.quit]x",
            "\\[bold]",
            ":smile:",
        ],
        "commands": [
            "::error::x",
            " ::error file=a,line=1::x",
            "\n::add-mask::x",
            "##[group]x",
            "x\n##[error]y",
            "::stop-commands::t",
        ],
        "commands-late": [
            "x::error::y",
            "%0A::error::x",
            "\u00a0::error::x",
            "a: b ::warning::c",
            "::",
            "##[",
            "## [",
            "#" * 40 + "[",
        ],
        "commands-wrapped": [
            "word " * 15 + "::error::forged",
            "x" * 90 + " ::error::forged",
            "x" * 90 + "::error::forged",
        ],
        "html": [
            "<script>alert(1)</script>",
            "</td></table>",
            "<img src=x onerror=y>",
            "&#60;b&#62;",
            "<!--",
            "--><b>",
            "<details>",
        ],
        "xml": [
            "]]></failure>",
            "<?xml version='1.1'?>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "&b;",
            "\ufffd",
            "'\"><x y='",
        ],
        "markdown": [
            "[x](http://x)",
            "![x](//x)",
            "<http://x>",
            "[x]: http://x",
            "@octocat",
            "#1",
            "GH-1",
            "x/y#1",
            "~~x~~",
        ],
        "markdown-blocks": [
            "# x",
            "- x",
            "1. x",
            "> x",
            "---",
            "===",
            "```sh",
            "    code",
            "| a |\n|---|",
            "***",
            "+ x",
            "\\",
        ],
        "csv": [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "=cmd|' /C calc'!A0",
            '"=1"',
            "＝1",
            " =1",
            "\u00a0=1",
            "'=1",
            "a,=1",
        ],
        "links": [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://x",
            "www.example.org",
            "mailto:a@b",
            "file:///etc/passwd",
        ],
        "percent": [
            "%n%s%x",
            "{0.__class__}",
            "{expected}",
            "${HOME}",
            "$(id)",
            "`id`",
            "%(name)s",
            "\\N{DIGIT ONE}",
            "{{7*7}}",
        ],
        "length": [
            "x" * 4_000,
            "x" * 4_001,
            "x " * 2_000,
            "x" * 200_000,
            "é" * 4_000,
            ": " * 2_000,
            "|" * 4_000,
            "`" * 4_000,
        ],
        "blank": [" ", "\u00a0", "\u3000", "\t", "\n\n", "-", "?", "n/a"],
    }
    for family, members in texts.items():
        for number, text in enumerate(members):
            yield f"text-{family}-{number}", everywhere(text)


def _escapes() -> Iterator[tuple[str, bytes]]:
    for escape in (
        r"\0",
        r"\e[2J",
        r"\x9b31m",
        r"\N",
        r"\L",
        r"\P",
        r"\u202E",
        r"\uD83D",
        r"\uD83D\uDE00",
        r"\U0010FFFF",
    ):
        yield f"escape-{escape[1:]}", PROFILE.format(text=f'"{escape}"').encode()
    for escape in (r"\U000110", r"\xZZ", r"\q", r"\u12", "\\", r"\_", r"\	", r"\a\b\v\f", r"\n::error::x", r"\r"):
        yield f"escape-{escape[1:]}-2", PROFILE.format(text=f'"{escape}"').encode()


def _keys() -> Iterator[tuple[str, bytes]]:
    keys = [
        "__class__",
        "__proto__",
        "model_config",
        "model_fields",
        "constructor",
        "::error::",
        "a b",
        "é",
        "名",
        "=1",
    ]
    keys += ["[red]", "<b>", "x" * 80, "x" * 81, "x" * 900, "-", "--", "_", "a.b", "a/b", "../x", "$ref", "%", "a\\b"]
    for number, key in enumerate(keys):
        quoted = json.dumps(key, ensure_ascii=False)
        yield f"key-top-{number}", f"{HEAD}{quoted}: x\n".encode()
        yield f"key-practice-{number}", GOOD.replace(b"holds:", quoted.encode() + b":")
        yield f"key-question-{number}", GOOD.replace(b"requires:", quoted.encode() + b":")
        yield f"key-searched-{number}", f"{HEAD}none_found: {{{quoted}: 2020}}\n".encode()
    yield "key-long-explicit", b"? " + b"x" * 500_000 + b"\n: y\n"
    yield "key-many-lines", b'? "a\n  b"\n: y\n'
    yield "key-with-escape", b'"\\e[2J": x\n'
    yield "key-with-override", b'"\\u202e": x\n'


def _within() -> Iterator[tuple[str, bytes]]:
    paths = ["../../../../etc/passwd", "/etc/passwd", "us/../us/il", "us//il", "us/il/", "/us/il", "./us/il", "us\\il"]
    paths += ["us/il%2f..", "us/il.yaml", "~root", "file:///etc/passwd", "..", ".", "-", "us/il\n", "us/il\0", "us/İl"]
    paths += [
        "a/" * 1_900 + "a",
        "us/" + "a" * 3_000,
        "us/CON",
        "us/il:stream",
        "us/il ",
        "us/i\u200bl",
        "null",
        "us/xx",
    ]
    for number, path in enumerate(paths):
        yield f"within-{number}", HEAD.replace("us/il", json.dumps(path, ensure_ascii=False)).encode()


def _links() -> Iterator[tuple[str, bytes]]:
    urls = [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,<b>",
        "//x",
        "http://",
        "https:\\\\x",
        "vbscript:x",
        "x",
    ]
    urls += [
        'https://a"onclick="x',
        "https://a b",
        "https://a/<script>",
        "https://a/\u202ex",
        "https://a/`x`",
        "ftp://a",
    ]
    urls += [
        "https://x/::error::y",
        "https://x/##[error]y",
        "https://x/](y)",
        "https://x/@y#1",
        "https://u:p@h/",
        "http://[::1]",
    ]
    urls += [
        "https://" + "a" * 3_990,
        "https://" + "a" * 9_000,
        "https://x/\u00a0y",
        "https://例え.jp/é",
        "https://x/%00%0a",
    ]
    for number, url in enumerate(urls):
        quoted = json.dumps(url, ensure_ascii=False)
        yield f"url-{number}", GOOD.replace(b'"https://example.org/"', quoted.encode())


def _floods() -> Iterator[tuple[str, bytes]]:
    law = "  - {{id: a{0}, title: T, instrument: {1}, citation: C, provides: {{{2}: {{requires: {3}}}}}}}\n"
    yield "flood-unknown-keys", HEAD.encode() + b"".join(b"k%d: x\n" % n for n in range(20_000))
    yield "flood-wrong-entries", HEAD.encode() + b"policies:\n" + b"- x\n" * 40_000
    yield "flood-same-key", b"name: X\n" * 20_000
    yield "flood-anchors", b"name: [" + b"&a x," * 20_000 + b"]\n"
    yield "flood-odd-keys", b"".join(b"a b%d: x\n" % n for n in range(20_000))
    for name, words in {
        "same-ids": (1, "ordinance", "holds", "judge"),
        "instruments": ("{n}", "ordinances{n}", "holds", "judge"),
        "practices": ("{n}", "ordinance", "hold{n}", "judge"),
        "answers": ("{n}", "ordinance", "holds", "jug{n}"),
        "undated": ("{n}", "ordinance", "holds", "judge"),
    }.items():
        line = law.format(*words)
        yield (
            f"flood-{name}",
            (HEAD + "policies:\n" + "".join(line.replace("{n}", str(n)) for n in range(1_500))).encode(),
        )
    searched = "".join(f"  hold{n}: 2020\n" for n in range(8_000))
    yield "flood-searched", f"{HEAD}none_found:\n{searched}".encode()
    yield "flood-agencies", HEAD.replace("[jail, police]", "[" + "jail," * 30_000 + "]").encode()
    yield "flood-bytes", b"#" * (1024 * 1024 + 1)
    yield "flood-comment", b"#" * (1024 * 1024)
    yield "flood-spaces", b" " * (1024 * 1024)
    yield "flood-lines", b"\n" * (1024 * 1024)
    yield "flood-colons", b":" * 500_000
    yield "flood-quotes", b"'" * 500_000
    yield "flood-text", HEAD.encode() + b"note: " + b"x" * 1_000_000 + b"\n"
    yield "flood-folded", HEAD.encode() + b"note: >\n" + b"  x\n" * 200_000
    yield "flood-answer", GOOD.replace(b"requires: form", b"requires: " + b"judge" * 100_000)
    yield "flood-instrument", GOOD.replace(b"instrument: ordinance", b"instrument: " + b"ordinance" * 50_000)


FAMILIES = {
    "encoding": _encoding,
    "structure": _structure,
    "scalar": _scalars,
    "text": _texts,
    "escape": _escapes,
    "key": _keys,
    "within": _within,
    "link": _links,
    "flood": _floods,
}

CASES: Mapping[str, bytes] = {f"{family}: {name}": raw for family, made in FAMILIES.items() for name, raw in made()} | {
    f"file: {path.name}": path.read_bytes() for path in sorted(HERE.glob("*.yaml"))
}
"""Every hostile input, by family and name."""

NAMES: tuple[bytes, ...] = tuple(
    name.encode("utf-8", "surrogateescape") + b".yaml"
    for name in (
        "a\nb", "\n::error file=x::forged", "::error file=x,line=1::forged", "a ::warning::b", "##[error]forged",
        "\x1b[31mred", "\x1b]0;title\x07", "\x9b2J", "\r::error::x", "\t=1+1", "=1+1", "+1", "@octocat", "#12", "|a|",
        "-", "--", "-rf", "--output=x", "--debug", "-\x1b[2J", "[red]x[bold]", "<script>", "<!--", "]]>", "&amp;",
        "%0A", "%", "a,b:c", "a;b", "'\"`$(id)", "\\..\\x", "a\\b", "..a", "a..", "a b", " ", "\u00a0",
        "\u202ecod", "\u2028", "\x85", "\u200b", "\ufeff", "\U000e0041",
        "é", "e\u0301", "名", "CON", "~", "*", "?", "x" * 240,
        "http:x", "[x](y)", "\udcff\udcfe", "\udc80::error::x", "{0}", "%s",
    )
)  # fmt: skip
"""Names of files that somebody can put into a pull request."""
