"""Office formats: DOCX, PPTX, XLSX and CSV."""
