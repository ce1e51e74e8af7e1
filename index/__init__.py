"""Which passages speak to this query?"""

from index.encoder import Encoder, Vectors
from index.encoders import load_encoder
from index.folder import read_manifest
from index.fusion import FusionWeights
from index.hit import DocumentRecord, Hit
from index.library import Library
from index.pipeline import CorpusPipeline, Cut, Pipeline
from index.recipe import Recipe
from index.report import LibraryStatus, Progress, Setback, SyncReport
from index.terms import Terms, extract_query_terms, extract_terms, extract_terms_many

__all__ = [
    "CorpusPipeline",
    "Cut",
    "DocumentRecord",
    "Encoder",
    "FusionWeights",
    "Hit",
    "Library",
    "LibraryStatus",
    "Pipeline",
    "Progress",
    "Recipe",
    "Setback",
    "SyncReport",
    "Terms",
    "Vectors",
    "extract_query_terms",
    "extract_terms",
    "extract_terms_many",
    "load_encoder",
    "read_manifest",
]
