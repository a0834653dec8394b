"""An Excel workbook of a stranger as plain cells. Opens no link, runs no macro and computes nothing.

Not by openpyxl: it reads drawings, styles and much else that strangers may have broken, does not say which cells are
merged when it reads row by row, and does not know workbooks that were saved as "Strict Open XML".
"""

from __future__ import annotations

from sanctuary_score.intake.spreadsheet.archive import WorkbookError
from sanctuary_score.intake.spreadsheet.sheet import Cell, Sheet, Spot
from sanctuary_score.intake.spreadsheet.workbook import read_workbook

__all__ = ["Cell", "Sheet", "Spot", "WorkbookError", "read_workbook"]
