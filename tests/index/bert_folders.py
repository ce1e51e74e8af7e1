"""Folders of a small BERT, and the vectors that sentence-transformers reads out of them."""

from tokenizers import Tokenizer, pre_tokenizers, processors
from tokenizers.models import Unigram

from index.training.bert_export import save_bert_model

MAX_TOKENS = 24
PROMPTS = {"query": "예산 ", "document": "경제 "}
LETTERS = "예산은늘어났다경제 성장률abcdefghij0123456789.,"


def make_tokenizer(*, framed=True):
    pieces = ["<unk>", "[PAD]", "[CLS]", "[SEP]", *sorted(set(LETTERS) - {" "}), "예산", "경제"]
    scores = [(piece, -8.0 if len(piece) == 1 else -6.0) for piece in pieces]
    tokenizer = Tokenizer(Unigram(scores, unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(["[PAD]", "[CLS]", "[SEP]"])
    if framed:
        marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
        tokenizer.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]", special_tokens=marks
        )
    return tokenizer


def write_folder(folder, *, compute="float32", framed=True, prompts=None, width=48):
    """A two-layer BERT with weights large enough for every part to matter."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(1)
    tokenizer = make_tokenizer(framed=framed)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * width,
        max_position_embeddings=40,
        pad_token_id=1,
    )
    model = BertModel(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "LayerNorm.weight" not in name:
                parameter.normal_(std=0.3)
            else:
                # Outlying channels, as trained models have them.
                parameter.uniform_(0.5, 1.5)
                if "layer.1.output" not in name:
                    parameter[3] = 12.0
    tensors = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    save_bert_model(
        folder,
        tokenizer,
        config.to_dict(),
        tensors,
        max_tokens=MAX_TOKENS,
        compute=compute,
        prompts=prompts,
    )
    return tensors


def reference(folder, texts, prompt=""):
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert next(model.parameters()).dtype == torch.float32
    assert model.max_seq_length == MAX_TOKENS
    return model.encode([prompt + text for text in texts], prompt="", batch_size=3)
