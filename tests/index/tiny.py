"""Models small enough to be made inside a test."""

import json

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

TEXTS = [
    "올해 예산은 5,700억 원으로 늘어났다.",
    "What is the government's plan for cold-chain logistics?",
    "众创空间是什么？产业互联网",
    "🙂🚀 ½ ㈜한국 ﬁ é \u200b 標",
    "",
    "   \n\t ",
    "가" * 700 + " 예산 " * 500,
]


def make_byte_tokenizer():
    """A token a byte, so that nothing is unknown."""
    vocabulary = {char: i for i, char in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return tokenizer


def write_static_folder(folder, *, tensors=None, normalize=True, prompts=None, dimension=8):
    """A StaticEmbedding folder as sentence-transformers writes it; returns its weights."""
    static = folder / "0_StaticEmbedding"
    static.mkdir(parents=True)
    tokenizer = make_byte_tokenizer()
    tokenizer.save(str(static / "tokenizer.json"))
    size = (tokenizer.get_vocab_size(), dimension)
    weights = np.random.default_rng(0).standard_normal(size).astype(np.float32)
    if tensors is None:
        tensors = {"embedding.weight": weights}
    save_file(tensors, static / "model.safetensors", metadata={"format": "pt"})
    kinds = ["StaticEmbedding", "Normalize"] if normalize else ["StaticEmbedding"]
    modules = [
        {
            "idx": i,
            "name": str(i),
            "path": f"{i}_{kind}",
            "type": f"sentence_transformers.models.{kind}",
        }
        for i, kind in enumerate(kinds)
    ]
    if normalize:
        (folder / "1_Normalize").mkdir()
    (folder / "modules.json").write_text(json.dumps(modules))
    config = {"prompts": prompts or {}, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    return weights


def write_bert_folder(folder, *, prompts=None, pooling="mean"):
    """A two-layer BERT with random weights and no Normalize module.

    Beside it, in `<name>-bert`, lies the network alone as transformers writes it.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    source = folder.parent / (folder.name + "-bert")
    source.mkdir()
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)] + list("예산은늘어났다경제:")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    pieces += ["##" + piece for piece in letters]
    (source / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(source)
    BertTokenizerFast(str(source / "vocab.txt")).save_pretrained(source)
    transformer = Transformer(str(source), max_seq_length=32)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode=pooling)
    SentenceTransformer(modules=[transformer, pooling], device="cpu", prompts=prompts).save(
        str(folder)
    )


def write_cross_encoder(folder, *, labels=1):
    """A two-layer BERT with random weights and a head that scores pairs of texts."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    folder.mkdir()
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"예산은늘어났다경제", "##"]
    pieces += ["##" + piece for piece in "예산은늘어났다경제"]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
