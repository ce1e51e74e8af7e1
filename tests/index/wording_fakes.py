"""A vocabulary that a reader can compute: the words of a few texts, and their neighbours."""

from collections import Counter


class FakeVocabulary:
    def __init__(self, *texts):
        self.words = Counter(word for text in texts for word in set(text.split()))
        self.grams = Counter(
            word[i : i + 2] for text in texts for word in text.split() for i in range(len(word) - 1)
        )

    def count_word(self, term):
        return self.words[term]

    def count_gram(self, gram):
        return self.grams[gram]

    def list_followers(self, char):
        return [gram[1] for gram, _ in self.grams.most_common() if gram[0] == char]
