"""Training data that is read once and not copied is the training data that Rasa would have read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rasa.shared.importers.utils
import rasa.shared.utils.io
import rasa.shared.utils.validation
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.exceptions import YamlException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import NLU_SCHEMA_FILE
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.validation import YamlValidationException
from ruamel.yaml.resolver import VersionedResolver

from engine.patches import loading

NLU = """version: "3.1"
nlu:
- intent: hours
  examples: |
    - when do you open
    - کی باز می‌کنید
    - when do you open
- intent: search_book
  examples: |
    - do you have [dune](title)
    - {more}
- lookup: branch
  examples: |
    - central
- synonym: central
  examples: |
    - the main one
- regex: isbn
  examples: |
    - [0-9]{{13}}
"""
DOMAIN = """version: "3.1"
intents: [hours, search_book]
entities: [title]
responses:
  utter_hours:
  - text: at nine
"""
CONFIG = "recipe: default.v1\nassistant_id: test\nlanguage: fa\npipeline: []\npolicies: []\n"
RULES = """version: "3.1"
rules:
- rule: hours
  steps:
  - intent: hours
  - action: utter_hours
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose two files of training data share some of their lines."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.yml").write_text(NLU.format(more="find [the quiet shore](title)"), encoding="utf-8")
    (tmp_path / "data" / "two.yml").write_text(NLU.format(more="is [emma](title) in"), encoding="utf-8")
    (tmp_path / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The replacements for one test, and nothing left of what they have read."""
    for owner, name in (
        (Message, "__hash__"),
        (rasa.shared.utils.io, "read_yaml"),
        (rasa.shared.utils.validation, "validate_yaml_schema"),
        (VersionedResolver, "resolve"),
        (TrainingData, "merge"),
        (TrainingDataImporter, "load_from_config"),
        (rasa.shared.importers.utils, "training_data_from_paths"),
        (TrainingHook, "on_before_node"),
        (TrainingHook, "on_after_node"),
    ):
        monkeypatch.setattr(owner, name, vars(owner)[name])
    loading.apply()
    yield
    loading.forget()


def importer(project: Path) -> TrainingDataImporter:
    return TrainingDataImporter.load_from_config(
        str(project / "config.yml"), str(project / "domain.yml"), [str(project / "data")]
    )


def shape(data: TrainingData) -> tuple[object, ...]:
    return (
        data.fingerprint(),
        [(each.get("text"), each.get("intent")) for each in data.training_examples],
        data.entity_synonyms,
        data.regex_features,
        data.lookup_tables,
    )


@pytest.fixture
def stock(project: Path) -> dict[str, object]:
    """What Rasa's own code reads."""
    read = importer(project)
    return {
        "nlu": shape(read.get_nlu_data()),
        "in another language": shape(read.get_nlu_data("fa")),
        "domain": read.get_domain().fingerprint(),
        "stories": read.get_stories().fingerprint(),
    }


def test_it_reads_what_rasa_reads(stock: dict[str, object], project: Path, in_place: None) -> None:
    read = importer(project)
    assert shape(read.get_nlu_data()) == stock["nlu"]
    assert shape(read.get_nlu_data("fa")) == stock["in another language"]
    assert read.get_domain().fingerprint() == stock["domain"]
    assert read.get_stories().fingerprint() == stock["stories"]
    assert len([each for each in read.get_nlu_data().training_examples if each.get("text") == "when do you open"]) == 1


def test_validation_and_training_share_what_was_read(project: Path, in_place: None) -> None:
    assert importer(project) is importer(project)
    data = importer(project).get_nlu_data()
    (project / "data" / "one.yml").unlink()
    assert importer(project).get_nlu_data() is data


def test_what_was_parsed_before_is_a_copy_of_its_own(in_place: None) -> None:
    first = rasa.shared.utils.io.read_yaml(DOMAIN)
    assert first == loading.stock_read_yaml(DOMAIN)
    first["intents"].append("more")
    assert rasa.shared.utils.io.read_yaml(DOMAIN) == loading.stock_read_yaml(DOMAIN)


SCALARS = """
- [yes, No, on, true, False, null, ~, "", "true", '7', 7, 0o7, 0x1f, 1.5, 1e3, .inf, 2026-11-26, "12:30"]
- {7: seven, true: yes, "true": "yes", null: nothing, 1.5: 1.5, سلام: بله}
- >
  7
- yes and a sentence that is longer than what is kept of words
"""


def test_scalars_are_of_the_kind_that_yaml_says(in_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read = [loading.stock_read_yaml(SCALARS) for _ in range(2)]
    written = [rasa.shared.utils.io.dump_obj_as_yaml_to_string(read[0]) for _ in range(2)]
    monkeypatch.setattr(VersionedResolver, "resolve", loading.stock_resolve)
    stock = loading.stock_read_yaml(SCALARS)
    for each in read:
        assert repr(each) == repr(stock)
    assert written == [rasa.shared.utils.io.dump_obj_as_yaml_to_string(stock)] * 2


def test_a_file_is_checked_by_the_fast_parser_and_what_is_wrong_is_told_with_its_line(
    in_place: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = rasa.shared.utils.validation.validate_yaml_schema
    readers: list[object] = []
    parse = loading.stock_read_yaml

    def noted(content: str, reader_type: str | list[str] = "safe") -> object:
        readers.append(reader_type)
        return parse(content, reader_type)

    monkeypatch.setattr(loading, "stock_read_yaml", noted)
    check(NLU.format(more="a"), NLU_SCHEMA_FILE)
    assert readers
    assert set(readers) == {"safe"}
    wrong = NLU.format(more="a").replace("- intent: hours", "- intent: [hours]")
    for content, error, line in ((wrong, YamlValidationException, "3"), ("nlu: {a: 1, a: 2}", YamlException, "1")):
        with pytest.raises(error) as told:
            check(content, NLU_SCHEMA_FILE)
        assert line in str(told.value)
    assert rasa.shared.utils.io.read_yaml is loading.read_yaml


def test_joining_leaves_the_parts_as_they_were(in_place: None) -> None:
    one = TrainingData([Message({"text": "a", "intent": "x"})], entity_synonyms={"b": "a"})
    two = TrainingData([Message({"text": "a", "intent": "x"}), Message({"text": "c", "intent": "y"})])
    before = shape(one), shape(two)
    joined = one.merge(two, None)
    assert [each.get("text") for each in joined.training_examples] == ["a", "c"]
    assert joined.entity_synonyms == {"b": "a"}
    assert (shape(one), shape(two)) == before


def test_examples_that_agree_in_text_and_intent_are_still_told_apart(in_place: None) -> None:
    plain = Message({"text": "dune", "intent": "search_book"})
    marked = Message({"text": "dune", "intent": "search_book", "entities": [{"entity": "title", "value": "dune"}]})
    same = Message({"text": "dune", "intent": "search_book"})
    assert hash(plain) == hash(marked) == hash(same)
    assert TrainingData([plain, marked, same]).training_examples == [plain, marked]
