"""The training loop of the static model: the one module of the recipe that imports torch.

Losses: multiple negatives ranking with in-batch negatives (Henderson et al. 2017,
arXiv:1705.00652), both ways, where rows that share a text with the query are no negatives;
for pairs with an English side the same against the teacher's vectors, softened by the
teacher's own similarities; for single words the similarities of Kiwi's language model.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from torch.nn import functional

from index.encoder import Vectors
from index.training.bags import Bags, Ids, PairTable, TrainingSet

SHARES: Mapping[str, float] = {
    "parallel-en-docs": 0.14,
    "parallel-en-general": 0.22,
    "parallel-zh-docs": 0.12,
    "words-en": 0.12,
    "words-zh": 0.07,
    "words-ko": 0.02,
    "title-body": 0.16,
    "paraphrase": 0.11,
    "answers": 0.02,
    "neighbours": 0.02,
    "dictionary-zh": 0.06,
    "dictionary-cognates": 0.05,
    "dictionary-ko": 0.06,
}
"""How much of the training each family gets, in parts; families without one are left out."""


@dataclass(frozen=True, slots=True)
class LoopPlan:
    """The settings of a run; losses are weighted against the pairs' own."""

    steps: int = 1500
    batch_size: int = 1024
    learning_rate: float = 1e-2
    scale: float = 20.0
    source_exponent: float = 0.5
    teacher_weight: float = 1.0
    word_weight: float = 0.5
    anchor_weight: float = 0.3
    threads: int = 2
    seed: int = 0
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


@dataclass(frozen=True, slots=True)
class WordTask:
    """Words with vectors: `similar` only compares words with each other, `target` is absolute."""

    bags: Bags
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of the training set's texts; `taught` are rows of the teacher's vectors."""

    left: Ids
    right: Ids
    taught: Ids


class BatchSampler:
    """Draws batches: a family by its share, then sources by size to an exponent."""

    def __init__(self, data: TrainingSet, plan: LoopPlan) -> None:
        """Prepare the shares of families and sources."""
        self._rng = np.random.default_rng(plan.seed)
        self._size = plan.batch_size
        self._tables = {name: list(tables.values()) for name, tables in data.families.items()}
        self._families = [name for name in self._tables if plan.shares.get(name, 0.0) > 0]
        shares = np.array([plan.shares[name] for name in self._families])
        self._shares = shares / shares.sum()
        self._weights = {
            name: _source_weights(tables, plan.source_exponent)
            for name, tables in self._tables.items()
        }

    def draw(self) -> Batch:
        """Return a batch in which no text stands twice on the same side."""
        family = self._families[self._rng.choice(len(self._families), p=self._shares)]
        tables, weights = self._tables[family], self._weights[family]
        counts = self._rng.multinomial(self._size, weights)
        parts: list[tuple[PairTable, Ids]] = []
        for table, count in zip(tables, counts, strict=True):
            drawn = min(int(count), len(table.left))
            parts.append((table, self._rng.choice(len(table.left), size=drawn, replace=False)))
        left = np.concatenate([table.left[rows] for table, rows in parts])
        right = np.concatenate([table.right[rows] for table, rows in parts])
        taught = np.concatenate([table.taught[rows] for table, rows in parts])
        _, kept = np.unique(left, return_index=True)
        _, once = np.unique(right[kept], return_index=True)
        kept = np.sort(kept[once])
        return Batch(left[kept], right[kept], taught[kept])


def train(
    data: TrainingSet,
    start: Vectors,
    teacher: Vectors,
    similar: WordTask,
    anchored: WordTask,
    plan: LoopPlan,
    report: Callable[[int, float, Vectors], None],
) -> Vectors:
    """Train token vectors from `start` and return them.

    `similar` holds words whose similarities are learned, `anchored` words whose vectors
    are. `report(step, seconds, weights)` is called ten times.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    weights = torch.nn.Parameter(torch.from_numpy(start.copy()))
    taught = torch.from_numpy(teacher)
    optimizer = torch.optim.Adam([weights], lr=plan.learning_rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: _rate(at, plan.steps))
    sampler, rng = BatchSampler(data, plan), np.random.default_rng(plan.seed + 1)
    began = time.monotonic()
    for step in range(1, plan.steps + 1):
        batch = sampler.draw()
        left = embed(weights, data.bags, batch.left)
        right = embed(weights, data.bags, batch.right)
        loss = rank_loss(left, right, plan.scale)
        known = np.flatnonzero(batch.taught >= 0)
        if plan.teacher_weight and len(known) > 1:
            target = taught[torch.from_numpy(batch.taught[known])]
            for side in (left, right):
                loss = loss + plan.teacher_weight * 0.5 * distill_loss(
                    side[torch.from_numpy(known)], target, plan.scale
                )
        if plan.word_weight:
            loss = loss + plan.word_weight * _similarity_loss(weights, similar, plan, rng)
        if plan.anchor_weight:
            rows = _draw_words(anchored, plan, rng)
            target = torch.from_numpy(anchored.vectors[rows])
            side = embed(weights, anchored.bags, rows)
            loss = loss + plan.anchor_weight * distill_loss(side, target, plan.scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if step % max(1, plan.steps // 10) == 0:
            report(step, time.monotonic() - began, weights.detach().numpy())
    return np.asarray(weights.detach().numpy(), dtype=np.float32)


def embed(weights: torch.Tensor, bags: Bags, rows: Ids) -> torch.Tensor:
    """Return the unit vectors of these texts."""
    ids, begins = bags.pick(rows)
    means = functional.embedding_bag(
        torch.from_numpy(ids), weights, torch.from_numpy(begins), mode="mean"
    )
    return functional.normalize(means, dim=1)


def rank_loss(left: torch.Tensor, right: torch.Tensor, scale: float) -> torch.Tensor:
    """Return the symmetric cross-entropy of each row's partner among all rows."""
    scores = scale * left @ right.T
    labels = torch.arange(len(left))
    return 0.5 * (
        functional.cross_entropy(scores, labels) + functional.cross_entropy(scores.T, labels)
    )


def distill_loss(student: torch.Tensor, teacher: torch.Tensor, scale: float) -> torch.Tensor:
    """Return the cross-entropy of student-to-teacher scores, softened by the teacher's own.

    Texts the teacher finds nearly equal are so not pushed apart. The cosine to the own
    vector is added: the ranking alone would leave the space free to drift.
    """
    wanted = functional.softmax(scale * teacher @ teacher.T, dim=1)
    scores = functional.log_softmax(scale * student @ teacher.T, dim=1)
    return -(wanted * scores).sum(dim=1).mean() + 1.0 - (student * teacher).sum(dim=1).mean()


def _similarity_loss(
    weights: torch.Tensor, task: WordTask, plan: LoopPlan, rng: np.random.Generator
) -> torch.Tensor:
    """Return the cross-entropy of word-to-word scores against the language model's."""
    rows = _draw_words(task, plan, rng)
    known = torch.from_numpy(task.vectors[rows])
    side = embed(weights, task.bags, rows)
    mask = torch.eye(len(rows), dtype=torch.bool)
    wanted = (0.5 * plan.scale * known @ known.T).masked_fill(mask, -1e4)
    scores = (0.5 * plan.scale * side @ side.T).masked_fill(mask, -1e4)
    log_scores = functional.log_softmax(scores, dim=1)
    return -(functional.softmax(wanted, dim=1) * log_scores).sum(dim=1).mean()


def _draw_words(task: WordTask, plan: LoopPlan, rng: np.random.Generator) -> Ids:
    count = min(plan.batch_size // 2, len(task.vectors))
    return rng.choice(len(task.vectors), size=count, replace=False)


def _source_weights(
    tables: list[PairTable], exponent: float
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    sizes = np.array([len(table.left) for table in tables], dtype=np.float64) ** exponent
    return np.asarray(sizes / sizes.sum())


def _rate(step: int, steps: int) -> float:
    warm = 0.03 * steps
    return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
