"""Hard negatives: texts that share the query's words and are not its partner.

They cost nothing extra: pairs that lie near each other are put into the same batch,
where each is the other's negative.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.lexical import LexicalIndex, LexicalRow
from index.terms import extract_query_terms, extract_terms_many
from index.training.bags import Ids


def mine_neighbours(queries: Sequence[str], passages: Sequence[str], count: int) -> Ids:
    """Return for each query the rows of the passages BM25 ranks first, its own left out.

    Row i of both is a pair. Shape (len(queries), count); -1 where there are no more.
    """
    rows = (
        LexicalRow(number, " ".join(terms.words), " ".join(terms.grams), "")
        for number, terms in enumerate(extract_terms_many(passages))
    )
    index = LexicalIndex.build(rows)
    found = np.full((len(queries), count), -1, dtype=np.int64)
    for row, query in enumerate(queries):
        hits = index.search(extract_query_terms(query), count + 1)
        near = [hit.number for hit in hits if hit.number != row][:count]
        found[row, : len(near)] = near
    return found
