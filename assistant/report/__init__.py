"""An answer with its proof, as data to hand on: built here, put into words in `ui`."""

from assistant.report.building import ReportSource, build_report
from assistant.report.evidence_report import (
    Asked,
    EvidenceReport,
    FileState,
    ProofState,
    Provenance,
    ReportedAnswer,
    ReportedCitation,
    ReportedDocument,
    ReportedPassage,
)

__all__ = [
    "Asked",
    "EvidenceReport",
    "FileState",
    "ProofState",
    "Provenance",
    "ReportSource",
    "ReportedAnswer",
    "ReportedCitation",
    "ReportedDocument",
    "ReportedPassage",
    "build_report",
]
