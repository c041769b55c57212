"""The tokenizer: spaCy's rules for Persian or English, with words joined and split as the folding sees them.

Half-spaces, «می» and «ها» written apart do not make two words of one; ISBNs and e-mail addresses stay whole;
Persian punctuation parts what spaCy leaves together. Each token knows its place in the text as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.lazy import without
from language.aligned import in_place
from language.isbn import find_isbns
from language.normalise import fold
from protocol.values import LANGUAGES

Place = tuple[int, int]

_PARTS = re.compile(r"[،؛؟«»!?…]+|[^،؛؟«»!?…]+")
_ADDRESS = re.compile(r"(?<!\w)[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# spaCy takes signs off the ends of what stands between two spaces one by one, and looks at all of it for each: what is
# so long is no word, and parted plainly.
_LONG = re.compile(r"\S{100,}")
_LONGEST_WORD = 60  # with its affixes
_PLAIN = re.compile(r"\w+|[^\w\s]+")
_PERSIAN = re.compile("[\u0600-\u06ff]")
_BETWEEN = frozenset(" \u200c\u00ac\u200b")


def _rules_by_language() -> dict[str, Any]:
    with without("tensorflow", "torch", "jax", "mxnet"):
        import spacy

    return {language: spacy.blank(language).tokenizer for language in LANGUAGES}


def _written(rules: Any, text: str) -> Iterator[Place]:
    """Give the places of a text's tokens by the rules of its language."""
    at = 0
    for long in _LONG.finditer(text):
        yield from _by_rules(rules, text, at, long.start())
        yield from (part.span() for part in _PLAIN.finditer(text, long.start(), long.end()))
        at = long.end()
    yield from _by_rules(rules, text, at, len(text))


def _by_rules(rules: Any, text: str, start: int, end: int) -> Iterator[Place]:
    for token in rules(text[start:end]):
        yield start + token.idx, start + token.idx + len(token.text)


def _parted(places: Iterable[Place], text: str) -> Iterator[Place]:
    """Part places at punctuation between letters: «سلام،خوبی؟»."""
    for start, end in places:
        for part in _PARTS.finditer(text, start, end):
            yield part.span()


def _whole(places: Iterable[Place], text: str) -> Iterator[Place]:
    """Make one place of all that lie in an ISBN or an e-mail address."""
    plain = in_place(text)
    literal = [match.span() for match in _ADDRESS.finditer(plain)]
    for isbn in find_isbns(plain):
        # Ten digits with spaces between may be two numbers.
        is_one = isbn.is_long or " " not in plain[isbn.start : isbn.end]
        if is_one and not any(isbn.start < last and first < isbn.end for first, last in literal):
            literal.append((isbn.start, isbn.end))
    literal.sort()
    if not literal:
        return iter(places)
    rest: list[Place] = []
    for start, end in places:
        at = start
        for first, last in literal:
            if first < end and at < last:
                if at < first:
                    rest.append((at, first))
                at = last
        if at < end:
            rest.append((at, end))
    return iter(sorted((*literal, *rest)))


def _joined(places: Iterable[Place], text: str) -> list[Place]:
    """Join a word and an affix of it that is written apart, as the folding does."""
    joined: list[Place] = []
    for start, end in places:
        if joined:
            before, stop = joined[-1]
            if (
                0 <= start - stop <= 1
                and end - before <= _LONGEST_WORD
                and set(text[stop:start]) <= _BETWEEN
                and _PERSIAN.match(text, start)
                and _PERSIAN.match(text, stop - 1)
                and " " not in fold(text[before:end])
                and fold(text[start:end]).isalpha()
                and (start > stop or fold(text[before:stop]).isalpha())
            ):
                joined[-1] = (before, end)
                continue
        joined.append((start, end))
    return joined


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BilingualTokenizer(Tokenizer):
    """Tokens with offsets into the text as it was written and folded text inside."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        # Here, and not for the first text: to import spaCy takes a second of a processor, as much as a reading may, and
        # 60 MB, which only those pay who want tokens.
        self._rules = _rules_by_language() if self._config["training"] or self._config["reading"] else {}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default (Rasa's own tokenizer options and two more)."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            # Whether training utterances are tokenized too: for components after this one that learn from tokens.
            "training": True,
            # Whether messages are: for components after this one that read tokens.
            "reading": True,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Make the component."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Tokenize the training utterances where a component after this one learns from tokens."""
        return super().process_training_data(training_data) if self._config["training"] else training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Tokenize messages where a component after this one reads tokens."""
        return super().process(messages) if self._config["reading"] else messages

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of a message."""
        text: str = message.get(attribute)
        persian = _PERSIAN.search(text) is not None
        rules = self._rules["fa" if persian else "en"]
        places: Iterable[Place] = _whole(_parted(_written(rules, text), text), text)
        tokens = []
        for start, end in _joined(places, text) if persian else places:
            folded = fold(text[start:end])
            if folded:
                tokens.append(Token(folded, start, end))
        return self._apply_token_pattern(tokens)
