"""The tokenizer: spaCy's rules of Persian or English on the original text, each token folded."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from engine.lazy import without
from language.normalise import fold


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BilingualTokenizer(Tokenizer):
    """Tokens with offsets into the text as it was written and folded text inside."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        with without("tensorflow", "torch", "jax", "mxnet"):
            import spacy

        self._rules = {"fa": spacy.blank("fa").tokenizer, "en": spacy.blank("en").tokenizer}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default (Rasa's own tokenizer options)."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
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

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of a message."""
        text: str = message.get(attribute)
        rules = self._rules["fa" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"]
        tokens = []
        for token in rules(text):
            folded = fold(token.text)
            if folded:
                tokens.append(Token(folded, token.idx, token.idx + len(token.text)))
        return self._apply_token_pattern(tokens)
