"""The training loop of the small transformer.

Texts with an English side are pulled to the teacher's vector of it (Reimers & Gurevych
2020, arXiv:2004.09813); all other pairs are ranked against the batch, the pairs that lie
near them and the vectors of the batches before (Wang et al. 2020, "Cross-Batch Memory",
arXiv:1912.06798).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from torch.nn import functional
from transformers import BertModel

from index.encoder import Vectors
from index.training.bags import NOT_TAUGHT, Bags, Ids, PairTable, TrainingSet

SHARES: Mapping[str, float] = {
    "parallel-en-docs": 0.12,
    "parallel-en-general": 0.24,
    "parallel-zh-docs": 0.05,
    "parallel-zh-taught": 0.06,
    "words-en": 0.08,
    "words-zh": 0.04,
    "words-ko": 0.01,
    "title-body": 0.18,
    "paraphrase": 0.10,
    "answers": 0.02,
    "neighbours": 0.03,
    "dictionary-zh": 0.03,
    "dictionary-cognates": 0.02,
    "dictionary-ko": 0.04,
}
"""How many of the steps each family gets, in parts."""
SMALLEST = 8
"""Pairs in a batch, at least: with fewer, there is nothing to tell them from."""
SAME = 0.95
"""A passage this near to a query's own is as good as it, and no negative."""


@dataclass(frozen=True, slots=True)
class TransformerPlan:
    """The settings of a run.

    The learning rates follow the clock, so that a run fits the time there is: `minutes` is
    its length. With `steps` the run has that many instead, and can be repeated. `tokens` is
    what one step reads, `english` the share of texts with an English side whose English is
    read instead of the other language.
    """

    minutes: float = 80.0
    steps: int = 0
    tokens: int = 6144
    max_pairs: int = 512
    layer_rate: float = 2e-4
    embedding_rate: float = 1e-3
    scale: float = 20.0
    source_exponent: float = 0.5
    english: float = 0.2
    bank: int = 2048
    memory: int = 1024
    near: int = 3
    threads: int = 2
    seed: int = 0
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of the training set's texts; `taught` are rows of the teacher's vectors."""

    family: str
    left: Ids
    right: Ids
    taught: Ids


class PooledSampler:
    """Draws four batches' worth of a family at a time and cuts it by length.

    `near` holds, for some tables (by family and source), the rows near each row: their pools
    are made of rows each followed by `plan.near` of its neighbours.
    """

    def __init__(
        self,
        data: TrainingSet,
        near: Mapping[tuple[str, str], Ids],
        plan: TransformerPlan,
    ) -> None:
        """Prepare the shares of families and sources."""
        self._rng = np.random.default_rng(plan.seed)
        self._plan = plan
        self._lengths = np.diff(data.bags.starts)
        self._tables = {
            name: [(table, near.get((name, source))) for source, table in tables.items()]
            for name, tables in data.families.items()
        }
        self._families = [
            name
            for name, count in data.count_pairs().items()
            if count >= SMALLEST and plan.shares.get(name, 0.0) > 0
        ]
        shares = np.array([plan.shares[name] for name in self._families])
        self._shares = shares / shares.sum()

    def __iter__(self) -> Iterator[Batch]:
        """Yield batches without end."""
        waiting: dict[str, list[Batch]] = {name: [] for name in self._families}
        while True:
            family = self._families[self._rng.choice(len(self._families), p=self._shares)]
            if not waiting[family]:
                waiting[family] = self._cut(self._draw_pool(family))
            if waiting[family]:
                yield waiting[family].pop()

    def _draw_pool(self, family: str) -> Batch:
        tables = self._tables[family]
        sizes = np.array([len(table.left) for table, _ in tables], dtype=np.float64)
        weights = sizes**self._plan.source_exponent
        counts = self._rng.multinomial(4 * self._plan.max_pairs, weights / weights.sum())
        parts: list[tuple[PairTable, Ids]] = []
        for (table, near), count in zip(tables, counts, strict=True):
            drawn = min(int(count), len(table.left))
            if near is None:
                rows = self._rng.choice(len(table.left), size=drawn, replace=False)
            else:
                rows = self._draw_near(near, drawn)
            parts.append((table, rows))
        left = np.concatenate([table.left[rows] for table, rows in parts])
        right = np.concatenate([table.right[rows] for table, rows in parts])
        taught = np.concatenate([table.taught[rows] for table, rows in parts])
        return Batch(family, left, right, taught)

    def _draw_near(self, near: Ids, count: int) -> Ids:
        wanted = self._plan.near
        seeds = self._rng.choice(len(near), size=max(1, count // (1 + wanted)), replace=False)
        chosen = [
            self._rng.choice(near.shape[1], size=wanted, replace=False) for _ in range(len(seeds))
        ]
        groups = np.column_stack([seeds, np.take_along_axis(near[seeds], np.array(chosen), axis=1)])
        rows = groups.ravel()
        return np.asarray(rows[rows >= 0])

    def _cut(self, pool: Batch) -> list[Batch]:
        """Cut a pool into batches of about `tokens`, alike in length or near in meaning."""
        cost = self._lengths[pool.left] + self._lengths[pool.right] + 4
        is_grouped = any(near is not None for _, near in self._tables[pool.family])
        order = np.arange(len(cost)) if is_grouped else np.argsort(cost, kind="stable")
        batches, begin = [], 0
        while begin < len(order):
            total, end = 0, begin
            while end < len(order) and end - begin < self._plan.max_pairs:
                total += int(cost[order[end]])
                if total > self._plan.tokens and end - begin >= SMALLEST:
                    break
                end += 1
            rows = order[begin:end]
            begin = end
            _, first = np.unique(pool.left[rows], return_index=True)
            rows = rows[np.sort(first)]
            _, once = np.unique(pool.right[rows], return_index=True)
            rows = rows[np.sort(once)]
            if len(rows) >= SMALLEST:
                parts = (pool.left[rows], pool.right[rows], pool.taught[rows])
                batches.append(Batch(pool.family, *parts))
        self._rng.shuffle(batches)
        return batches


class TransformerTrainer:
    """A student in training; `run` trains it, `encode` shows how far it is."""

    def __init__(
        self,
        student: BertModel,
        data: TrainingSet,
        teacher: Vectors,
        marks: tuple[int, int, int],
        plan: TransformerPlan,
    ) -> None:
        """Take the texts and the teacher's vectors; `marks`: ids of padding, begin and end."""
        self._student, self._data, self._plan, self._marks = student, data, plan, marks
        self._teacher = torch.from_numpy(teacher)
        self._rng = np.random.default_rng(plan.seed + 1)
        self._memory: dict[str, torch.Tensor] = {}

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._student.config.hidden_size)

    def run(
        self,
        batches: Iterator[Batch],
        report: Callable[[int, float, Mapping[str, float]], None],
        *,
        every: float = 60.0,
    ) -> None:
        """Train to the end; `report(step, share done, losses by family)` every so many seconds."""
        torch.manual_seed(self._plan.seed)
        torch.set_num_threads(self._plan.threads)
        self._student.train()
        table = self._student.embeddings.word_embeddings.weight
        rest = [p for p in self._student.parameters() if p is not table]
        groups = [
            {"params": rest, "lr": self._plan.layer_rate, "weight_decay": 0.01},
            {"params": [table], "lr": self._plan.embedding_rate, "weight_decay": 0.0},
        ]
        optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        began = told = time.monotonic()
        losses: dict[str, list[float]] = {}
        for step, batch in enumerate(batches, start=1):
            now = time.monotonic()
            done = self._progress(step, now - began)
            if done >= 1.0:
                break
            rate = min(step / 100.0, max(0.02, (1.0 - done) / 0.95))
            for group, top in zip(
                optimizer.param_groups,
                (self._plan.layer_rate, self._plan.embedding_rate),
                strict=True,
            ):
                group["lr"] = top * rate
            loss = self._loss(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(rest, 1.0)
            optimizer.step()
            losses.setdefault(batch.family, []).append(float(loss.detach()))
            if now - told >= every:
                told = now
                means = {name: float(np.mean(values)) for name, values in losses.items()}
                report(step, done, means)
                losses.clear()

    def encode(self, bags: Bags, *, batch: int = 64) -> Vectors:
        """Return the unit vectors of packed texts, in their order."""
        self._student.eval()  # type: ignore[no-untyped-call]
        count = len(bags.starts) - 1
        order = np.argsort(np.diff(bags.starts), kind="stable")
        vectors = np.zeros((count, self.dimension), dtype=np.float32)
        with torch.inference_mode():
            for begin in range(0, count, batch):
                rows = order[begin : begin + batch]
                vectors[rows] = self._embed(bags, rows).float().numpy()
        self._student.train()
        return vectors

    def _progress(self, step: int, seconds: float) -> float:
        if self._plan.steps:
            return (step - 1) / self._plan.steps
        return seconds / (60.0 * self._plan.minutes)

    def _loss(self, batch: Batch) -> torch.Tensor:
        known = batch.taught != NOT_TAUGHT
        if known.mean() > 0.5:
            kept = np.flatnonzero(known)
            return self._taught_loss(batch.left[kept], batch.right[kept], batch.taught[kept])
        left = self._embed(self._data.bags, batch.left)
        right = self._embed(self._data.bags, batch.right)
        return self._rank_loss(left, right, batch.family)

    def _taught_loss(self, left: Ids, right: Ids, taught: Ids) -> torch.Tensor:
        """Pull one side of each pair to the teacher's vector; more vectors are negatives."""
        is_left_english = self._data.english[left] != NOT_TAUGHT
        is_right_english = self._data.english[right] != NOT_TAUGHT
        other = np.where(is_left_english, right, left)
        own = np.where(is_left_english, left, right)
        both_foreign = ~is_left_english & ~is_right_english
        flip = self._rng.random(len(left)) < np.where(both_foreign, 0.5, self._plan.english)
        rows = np.where(flip, own, other)
        side = self._embed(self._data.bags, rows)
        target = self._teacher[torch.from_numpy(taught)]
        bank = self._teacher[
            torch.from_numpy(self._rng.integers(len(self._teacher), size=self._plan.bank))
        ]
        wanted = torch.cat([target, bank])
        scores = functional.log_softmax(self._plan.scale * side @ wanted.T, dim=1)
        soft = functional.softmax(self._plan.scale * target @ wanted.T, dim=1)
        near = (1.0 - (side * target).sum(dim=1)).mean()
        return -(soft * scores).sum(dim=1).mean() + 3.0 * near

    def _rank_loss(self, left: torch.Tensor, right: torch.Tensor, family: str) -> torch.Tensor:
        labels = torch.arange(len(left))
        memory = self._memory.get(family)
        candidates = right if memory is None else torch.cat([right, memory])
        same = _as_good(right, candidates)
        forward = (self._plan.scale * left @ candidates.T).masked_fill(same, -1e4)
        back = (self._plan.scale * right @ left.T).masked_fill(_as_good(left, left), -1e4)
        self._memory[family] = candidates.detach()[: self._plan.memory]
        return 0.5 * (
            functional.cross_entropy(forward, labels) + functional.cross_entropy(back, labels)
        )

    def _embed(self, bags: Bags, rows: Ids) -> torch.Tensor:
        padding, begin, end = self._marks
        ids, starts = bags.pick(rows)
        lengths = bags.starts[rows + 1] - bags.starts[rows]
        longest = int(lengths.max()) + 2
        table = np.full((len(rows), longest), padding, dtype=np.int64)
        columns = np.arange(len(ids)) - np.repeat(starts, lengths)
        table[np.repeat(np.arange(len(rows)), lengths), columns + 1] = ids
        table[:, 0] = begin
        table[np.arange(len(rows)), lengths + 1] = end
        mask = torch.from_numpy(np.arange(longest)[None, :] < (lengths + 2)[:, None])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self._student(
                input_ids=torch.from_numpy(table), attention_mask=mask.long()
            ).last_hidden_state
        weights = mask[:, :, None].float()
        means = (hidden.float() * weights).sum(dim=1) / weights.sum(dim=1)
        return functional.normalize(means, dim=1)


def _as_good(own: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
    """Tell which candidates are too near to each row's own (of the same number) to be wrong."""
    near = (own.detach() @ candidates.detach().T) > SAME
    rows = torch.arange(len(own))
    near[rows, rows] = False
    return near
