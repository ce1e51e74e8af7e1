"""Hancom's formats: HWP 5, a container of binary records, and HWPX, a ZIP of XML."""
