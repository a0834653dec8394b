"""The form that people fill in with Excel: its sheets and columns, what stands on them, and the workbook."""
