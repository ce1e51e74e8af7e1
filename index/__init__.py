"""Which passages speak to this query?"""

from index.encoder import Encoder, Vectors
from index.encoders import load_encoder
from index.hit import DocumentRecord, Hit

__all__ = ["DocumentRecord", "Encoder", "Hit", "Vectors", "load_encoder"]
