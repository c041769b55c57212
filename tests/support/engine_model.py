"""A small model for the tests of the engine, trained for real. In Python 3.10 too."""

from __future__ import annotations

from pathlib import Path

CONFIG = """
recipe: default.v1
assistant_id: small
language: fa
pipeline:
  - name: engine.nlu.tokenizer.BilingualTokenizer
  - name: engine.nlu.intents.BilingualIntentClassifier
    vectors: none
    accept: 0.2
    doubt: 0.35
  - name: engine.nlu.entities.LibraryEntityExtractor
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
    core_fallback_action_name: action_clarify
"""

DOMAIN = """
version: "3.1"
intents:
  - {greet: {use_entities: []}}
  - {hours: {use_entities: []}}
  - {renew: {use_entities: []}}
  - {complaint: {use_entities: []}}
  - {out_of_scope: {use_entities: []}}
  - {nlu_fallback: {use_entities: []}}
entities: [which, branch, date, title]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  shown: {type: any, mappings: [{type: custom}]}
  complaint_text:
    type: text
    influence_conversation: false
    mappings: [{type: from_text, conditions: [{active_loop: complaint_form, requested_slot: complaint_text}]}]
forms:
  complaint_form: {required_slots: [complaint_text]}
actions: [action_hours, action_renew, action_clarify, action_submit]
responses:
  utter_greet:
    - text: "سلام!"
      condition: [{type: slot, name: language, value: fa}]
    - text: "Hello!"
      condition: [{type: slot, name: language, value: en}]
  utter_hours:
    - text: "امروز تا ساعت {closes} باز است."
      condition: [{type: slot, name: language, value: fa}]
    - text: "Open until {closes} today."
      condition: [{type: slot, name: language, value: en}]
  utter_button_all:
    - text: "همه"
      condition: [{type: slot, name: language, value: fa}]
    - text: "All of them"
      condition: [{type: slot, name: language, value: en}]
  utter_unsure:
    - text: "درست متوجه نشدم."
      condition: [{type: slot, name: language, value: fa}]
    - text: "I did not understand."
      condition: [{type: slot, name: language, value: en}]
  utter_half_failed:
    - text: "نشد: {parts}"
      condition: [{type: slot, name: language, value: fa}]
    - text: "Failed: {parts}"
      condition: [{type: slot, name: language, value: en}]
  utter_parts_unanswered:
    - text: "بی‌پاسخ: {parts}"
      condition: [{type: slot, name: language, value: fa}]
    - text: "Not answered: {parts}"
      condition: [{type: slot, name: language, value: en}]
  utter_line_unanswered:
    - text: "«{part}»"
      condition: [{type: slot, name: language, value: fa}]
    - text: "“{part}”"
      condition: [{type: slot, name: language, value: en}]
  utter_out_of_scope:
    - text: "این کار از من برنمی‌آید."
      condition: [{type: slot, name: language, value: fa}]
    - text: "That is not something I can do."
      condition: [{type: slot, name: language, value: en}]
  utter_ask_complaint_text:
    - text: "چه شد؟"
      condition: [{type: slot, name: language, value: fa}]
    - text: "What happened?"
      condition: [{type: slot, name: language, value: en}]
"""

NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - سلام
    - درود بر شما
    - وقت بخیر
    - hello
    - hi there
    - good morning
- intent: hours
  examples: |
    - کتابخانه تا کی باز است
    - ساعت کار امروز
    - شعبه سعدی چه ساعتی باز می‌شود
    - when are you open
    - opening hours please
    - what time does the library close
- intent: renew
  examples: |
    - تمدید کن
    - کتابم را تمدید کنید
    - دومی رو تمدید کن
    - renew my books
    - extend my loan
    - please renew all of them
- intent: complaint
  examples: |
    - شکایت دارم
    - می‌خواهم اعتراض کنم
    - از رفتار کارمندان گله دارم
    - I want to complain
    - I have a complaint
    - this is unacceptable service
- intent: out_of_scope
  examples: |
    - هوا چطور است
    - قیمت دلار چند است
    - یک پیتزا سفارش بده
    - what is the weather like
    - order me a pizza
    - who won the match
- lookup: branch
  examples: |
    - شعبهٔ سعدی
    - Saadi Branch
"""

RULES = """
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: hours
  steps: [{intent: hours}, {action: action_hours}]
- rule: renew
  steps: [{intent: renew}, {action: action_renew}]
- rule: out of scope
  steps: [{intent: out_of_scope}, {action: utter_out_of_scope}]
- rule: unsure
  steps: [{intent: nlu_fallback}, {action: action_clarify}]
- rule: complaint
  steps: [{intent: complaint}, {action: complaint_form}, {active_loop: complaint_form}]
- rule: complaint taken
  condition: [{active_loop: complaint_form}]
  steps:
  - action: complaint_form
  - active_loop: null
  - slot_was_set: [{requested_slot: null}]
  - action: action_submit
"""


def train(folder: Path, *, config: str = CONFIG, name: str = "small") -> Path:
    """Train the small project with the real Rasa and give the model file."""
    import rasa

    (folder / "config.yml").write_text(config, encoding="utf-8")
    (folder / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "nlu.yml").write_text(NLU, encoding="utf-8")
    (folder / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = rasa.train(
            str(folder / "domain.yml"), str(folder / "config.yml"), [str(folder / "data")], str(folder / "models"),
            force_training=True, fixed_model_name=name,
        )  # fmt: skip
    assert result.model is not None
    return Path(result.model)
