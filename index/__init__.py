"""Which passages speak to this query?"""

from index.collecting import CollectionBook, DocumentCollection
from index.embedding_cost import EmbeddingCost, guess_cost, measure_cost
from index.encoder import Encoder, Vectors
from index.encoders import load_encoder
from index.feedback import CitedQuote, Feedback, FeedbackBook, Verdict
from index.figures import Figure, figure_keys, format_amount, read_figures
from index.filters import FORMATS, KINDS, LANGUAGES, Filters, Scope
from index.fitting.fitter import FitProgress, FitReport
from index.folder import read_manifest
from index.fusion import FusionWeights
from index.history import Conversation, HistoryBook, KeptTurn
from index.hit import DocumentRecord, Hit, SamePassage
from index.hub import Fetch
from index.library import Library
from index.listing import ModelListing, list_models
from index.neighbours import Neighbours
from index.pipeline import CorpusPipeline, Cut, Pipeline
from index.readings import find_readings
from index.recipe import Recipe
from index.report import (
    FileProgress,
    FitStatus,
    LibraryStatus,
    NamesStatus,
    Progress,
    Setback,
    SyncReport,
)
from index.reranker import Reranker, load_reranker
from index.steps import STEPS, Steps
from index.terms import Terms, extract_query_terms, extract_terms, extract_terms_many
from index.wording.wording import Change, Expansion, Wording

__all__ = [
    "FORMATS",
    "KINDS",
    "LANGUAGES",
    "Change",
    "CitedQuote",
    "CollectionBook",
    "Conversation",
    "CorpusPipeline",
    "Cut",
    "DocumentCollection",
    "DocumentRecord",
    "EmbeddingCost",
    "Encoder",
    "Expansion",
    "Feedback",
    "FeedbackBook",
    "Fetch",
    "Figure",
    "FileProgress",
    "Filters",
    "FitProgress",
    "FitReport",
    "FitStatus",
    "FusionWeights",
    "HistoryBook",
    "Hit",
    "KeptTurn",
    "Library",
    "LibraryStatus",
    "NamesStatus",
    "ModelListing",
    "Neighbours",
    "Pipeline",
    "Progress",
    "Recipe",
    "STEPS",
    "Reranker",
    "SamePassage",
    "Scope",
    "Setback",
    "Steps",
    "SyncReport",
    "Terms",
    "Vectors",
    "Verdict",
    "Wording",
    "extract_query_terms",
    "extract_terms",
    "extract_terms_many",
    "figure_keys",
    "find_readings",
    "format_amount",
    "guess_cost",
    "list_models",
    "load_encoder",
    "load_reranker",
    "measure_cost",
    "read_figures",
    "read_manifest",
]
