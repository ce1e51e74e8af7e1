"""The small transformer before training: the teacher's layers under a vocabulary of ours.

A token the teacher has keeps its vector; any other one starts as a mean of the teacher's
vectors of the English words that mean about the same, found in the space of a static
multilingual model trained before.
Source: Minixhofer et al. 2022, "WECHSEL", arXiv:2112.06598.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, processors
from transformers import BertConfig, BertModel

from index.encoder import Encoder, Vectors

PADDING, BEGIN, END = "[PAD]", "[CLS]", "[SEP]"
NEIGHBOURS = 10
TEMPERATURE = 0.1


def frame_tokenizer(tokenizer: Tokenizer) -> Tokenizer:
    """Return the tokenizer with the teacher's marks of a text's begin and end."""
    framed = Tokenizer.from_str(tokenizer.to_str())
    framed.add_special_tokens([PADDING, BEGIN, END])
    framed.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        special_tokens=[(token, framed.token_to_id(token)) for token in (BEGIN, END)],
    )
    return framed


def find_marks(framed: Tokenizer) -> tuple[int, int, int]:
    """Return the ids of padding, begin and end."""
    ids = framed.get_vocab()
    return ids[PADDING], ids[BEGIN], ids[END]


def make_student(
    tokenizer: Tokenizer, teacher: Path, meanings: Encoder, english_words: Sequence[str]
) -> BertModel:
    """Return a model of the teacher's shape and layers for the tokens of `tokenizer`.

    `meanings` is the multilingual model that tells which of the `english_words` (of the
    teacher's vocabulary) a token is near to.
    """
    source = BertModel.from_pretrained(teacher, add_pooling_layer=False, dtype=torch.float32)
    config = BertConfig.from_dict(source.config.to_dict())
    config.vocab_size = tokenizer.get_vocab_size()
    config.pad_token_id = tokenizer.token_to_id(PADDING)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    # For short texts on a processor plain attention trains a third faster than the fused one.
    config._attn_implementation = "eager"
    student = BertModel(config, add_pooling_layer=False)
    weights = {
        name: tensor
        for name, tensor in source.state_dict().items()
        if "word_embeddings" not in name
    }
    missing, unexpected = student.load_state_dict(weights, strict=False)
    if unexpected or any("word_embeddings" not in name for name in missing):
        raise ValueError(f"the teacher in {teacher} has another shape")
    table = source.embeddings.word_embeddings.weight.detach().numpy()
    vocabulary = json.loads((teacher / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    start = start_embeddings(tokenizer, table, vocabulary, meanings, english_words)
    student.embeddings.word_embeddings.weight.data.copy_(torch.from_numpy(start))
    return student


def start_embeddings(
    tokenizer: Tokenizer,
    table: NDArray[np.float32],
    vocabulary: dict[str, int],
    meanings: Encoder,
    english_words: Sequence[str],
) -> Vectors:
    """Return one row a token: the teacher's own, or the mean of its neighbours' rows."""
    ids = tokenizer.get_vocab()
    tokens = sorted(ids, key=ids.__getitem__)
    known = table[[vocabulary[word] for word in english_words]]
    length = float(np.linalg.norm(known, axis=1).mean())
    words = meanings.encode_passages(list(english_words))
    count = min(NEIGHBOURS, len(words))
    rows = np.empty((len(tokens), table.shape[1]), dtype=np.float32)
    for begin in range(0, len(tokens), 2048):
        vectors = meanings.encode_passages(tokens[begin : begin + 2048])
        near = vectors @ words.T
        best = np.argpartition(-near, count - 1, axis=1)[:, :count]
        weights = np.exp(np.take_along_axis(near, best, axis=1) / TEMPERATURE)
        means = np.einsum("ij,ijk->ik", weights / weights.sum(axis=1, keepdims=True), known[best])
        means *= length / np.linalg.norm(means, axis=1, keepdims=True)
        rows[begin : begin + 2048] = means
    for row, token in enumerate(tokens):
        own = vocabulary.get("[UNK]" if token == "<unk>" else token)
        if own is not None:
            rows[row] = table[own]
    return rows
