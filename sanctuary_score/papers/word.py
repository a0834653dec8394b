"""Papers as Word documents, by python-docx; the extra `office`. Headings are headings and header rows are marked."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph as Lines

from sanctuary_score.characters import visible
from sanctuary_score.papers import LANGUAGE
from sanctuary_score.papers.archive import sealed
from sanctuary_score.papers.blocks import (
    Bar,
    Block,
    Cell,
    Heading,
    Items,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    Terms,
    Tone,
    runs,
    strong,
)

_INK, _FAINT, _LINK, _HARM = "1A1A1A", "4D4D4D", "0B4F8A", "8A1C1C"
_FONT = "Arial"
_WIDTH, _HEIGHT = Inches(8.5), Inches(11)
_SIZES = {"report": (10.5, 5, 0.9, (18, 14, 12, 11)), "sheet": (9, 1, 0.6, (13, 10, 9, 9))}
"""By layout: points of text and of the space after it, inches of margin, points of the headings by level."""

_OWN = {"Lead": "Normal", "Small": "Normal", "Term": "Normal", "Warning": "List Bullet", "Small Bullet": "List Bullet"}
"""Styles that no document has of itself, and what they are made of."""
_FAINTER = ("Small", "Small Bullet", "Caption")
_BULLETS: dict[Tone, str] = {
    "plain": "List Bullet",
    "lead": "List Bullet",
    "small": "Small Bullet",
    "warning": "Warning",
}


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    document = docx.Document()
    _set_up(document, paper.layout)
    body = _Body(document)
    for block in paper.blocks:
        body.write(block)
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue(), paper.title, paper.subject)


def _set_up(document: Document, layout: str) -> None:
    """Page, language, and the styles that the blocks use, all of them real ones that a reader may change."""
    text, after, margin, headings = _SIZES[layout]
    section = document.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(margin)
    styles = document.styles
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    for name, base in _OWN.items():
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[base]
    sizes: dict[str, float] = {f"Heading {level}": size for level, size in enumerate(headings, 1)}
    sizes |= {"Normal": text, "Lead": text * 1.3} | dict.fromkeys(_FAINTER, text * 0.9)
    for name in ("Normal", "List Bullet", "Caption", *_OWN, *sizes):
        style: Any = styles[name]
        style.font.name = _FONT
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(_FAINT if name in _FAINTER else _INK)
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name in sizes:
            style.font.size = Pt(sizes[name])
        heading = name.startswith("Heading")
        style.paragraph_format.space_before = Pt(after * 2 if heading else 0)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Term"].paragraph_format.left_indent = Inches(0.25)
    styles["Term"].paragraph_format.first_line_indent = Inches(-0.25)
    border = _new("w:left", val="double", sz="12", space="6", color=_HARM)
    styles["Warning"].element.get_or_add_pPr().append(_holding("w:pBdr", border))


class _Body:
    """Writes blocks one after the other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._end: Any = document.sections[0]._sectPr
        section = document.sections[0]
        self._width = _WIDTH - 2 * (section.left_margin or 0)
        self._anchors = 0
        self._addresses: dict[str, str] = {}

    def write(self, block: Block) -> None:
        """One more block."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                style = {"plain": "Normal", "lead": "Lead", "small": "Small", "warning": "Warning"}[block.tone]
                self._line(self._paragraph(style), block.words)
            case Items():
                for item in block.items:
                    self._line(self._paragraph(_BULLETS[block.tone]), item)
            case Terms():
                for name, words in block.pairs:
                    self._line(self._paragraph("Term"), (*runs(strong(f"{name}: ")), *words))
            case Bar():
                self._line(self._paragraph("Lead"), runs(strong(block.words)))
            case Table():
                self._table(block)

    def _paragraph(self, style: str) -> Lines:
        # python-docx looks up the style, the end of the document and every address from the beginning each time, which
        # takes longer than all else together, and grows with the square.
        made = OxmlElement("w:p")
        made.style = style.replace(" ", "")
        self._end.addprevious(made)
        return Lines(made, self._document)

    def _heading(self, heading: Heading) -> None:
        made = self._paragraph(f"Heading {min(heading.level, 4)}")
        made.add_run(visible(heading.text))
        made.paragraph_format.page_break_before = heading.new_page or None
        if heading.anchor:
            self._anchors += 1
            number = str(self._anchors)
            made._p.insert(1, _new("w:bookmarkStart", id=number, name=_bookmark(heading.anchor)))
            made._p.append(_new("w:bookmarkEnd", id=number))

    def _line(self, to: Lines, words: Runs) -> None:
        for run in words:
            if run.url:
                self._link(to, run)
            else:
                to.add_run(visible(run.text)).bold = run.strong or None

    def _link(self, to: Lines, run: Run) -> None:
        made = to.add_run(visible(run.text))
        made.bold = run.strong or None
        made.underline = True
        made.font.color.rgb = RGBColor.from_string(_LINK)
        if run.url.startswith("#"):
            leading = _new("w:hyperlink", anchor=_bookmark(run.url[1:]))
        else:
            leading = _new("w:hyperlink")
            if run.url not in self._addresses:
                name = self._addresses[run.url] = f"address{len(self._addresses) + 1}"
                to.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, run.url, name, is_external=True)
            leading.set(qn("r:id"), self._addresses[run.url])
        made._r.addprevious(leading)
        leading.append(made._r)

    def _table(self, block: Table) -> None:
        self._line(self._paragraph("Caption"), runs(block.caption))
        table = self._document.add_table(0, len(block.columns), "Table Grid")
        table.autofit = False
        properties = table._tbl.tblPr
        properties.append(_new("w:tblCaption", val=visible(block.caption)))
        whole = sum(column.share for column in block.columns)
        widths = [Emu(int(self._width * column.share / whole)) for column in block.columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        titles: tuple[Cell, ...] = tuple(runs(strong(column.title)) for column in block.columns)
        for number, row in enumerate((titles, *block.rows)):
            made = table.add_row()
            made._tr.get_or_add_trPr().append(_new("w:cantSplit"))
            if number == 0:
                made._tr.get_or_add_trPr().append(_new("w:tblHeader"))
            for cell, content, column, width in zip(made.cells, row, block.columns, widths, strict=True):
                cell.width = width
                lines = cell.paragraphs[0]
                lines.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.number else None
                self._line(lines, runs(content.words) if isinstance(content, Bar) else content)
        self._paragraph("Small")


def _new(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _holding(tag: str, inner: Any) -> Any:
    made = OxmlElement(tag)
    made.append(inner)
    return made


def _bookmark(anchor: str) -> str:
    """The anchor as Word takes it: at most 40 letters, digits and underscores, the first a letter."""
    return "a_" + "".join(c if c.isalnum() else "_" for c in anchor)[-38:]
