"""A small content of its own, enough to train and test a model for real."""

from __future__ import annotations

import json
from pathlib import Path

from bot.content.project import BASE, copy_content

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
policies:
  - name: RulePolicy
    core_fallback_action_name: utter_unsure
"""

DOMAIN = """
version: "3.1"
intents:
  - {greet: {use_entities: []}}
  - {hours: {use_entities: []}}
  - {renew: {use_entities: []}}
  - {out_of_scope: {use_entities: []}}
  - {nlu_fallback: {use_entities: []}}
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
"""

SAID = {
    "utter_greet": ("سلام!", "Hello!"),
    "utter_hours": ("تا هشت شب باز است.", "Open until eight."),
    "utter_renew": ("تمدید شد.", "Renewed."),
    "utter_out_of_scope": ("این کار از من برنمی‌آید.", "That is not something I can do."),
    "utter_unsure": ("درست متوجه نشدم.", "I did not understand."),
}

EXAMPLES = {
    "greet": ("سلام", "درود بر شما", "وقت بخیر", "hello", "hi there", "good morning"),
    "hours": (
        "کتابخانه تا کی باز است", "ساعت کار امروز", "چه ساعتی باز می‌شود",
        "when are you open", "opening hours please", "what time does the library close",
    ),
    "renew": ("تمدید کن", "کتابم را تمدید کنید", "دومی رو تمدید کن", "renew my books", "extend my loan", "renew all"),
    "out_of_scope": ("هوا چطور است", "قیمت دلار چند است", "یک پیتزا سفارش بده", "what is the weather like",
                     "order me a pizza", "who won the match"),
}  # fmt: skip

RULES = """
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: hours
  steps: [{intent: hours}, {action: utter_hours}]
- rule: renew
  steps: [{intent: renew}, {action: utter_renew}]
- rule: out of scope
  steps: [{intent: out_of_scope}, {action: utter_out_of_scope}]
- rule: unsure
  steps: [{intent: nlu_fallback}, {action: utter_unsure}]
"""

HELD_OUT = (
    ("سلام دوستان", "fa", "greet"),
    ("امروز تا چه ساعتی باز هستید", "fa", "hours"),
    ("کتاب من را تمدید کنید لطفا", "fa", "renew"),
    ("hello there", "en", "greet"),
    ("are you open, and what time do you close", "en", "hours"),
    ("please renew my loan", "en", "renew"),
)

STORIES = """
version: "3.1"
stories:
- story: a greeting
  steps:
  - user: |
      hello
    intent: greet
  - action: utter_greet
"""


def write_content(folder: Path, *, greetings: tuple[str, ...] = ()) -> Path:
    """Write a small content into a folder, with more greetings when given."""
    (folder / "data" / "held_out").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "config.yml").write_text(CONFIG, encoding="utf-8")
    lines = []
    for name, (fa, en) in SAID.items():
        lines.append(f"  {name}:")
        for text, lang in ((fa, "fa"), (en, "en")):
            lines.append(f'  - text: "{text}"')
            lines.append(f"    condition: [{{type: slot, name: language, value: {lang}}}]")
    (folder / "domain.yml").write_text(DOMAIN + "\n".join(lines) + "\n", encoding="utf-8")
    nlu = ['version: "3.1"', "nlu:"]
    for intent, examples in EXAMPLES.items():
        nlu += [f"- intent: {intent}", "  examples: |"]
        nlu += [f"    - {text}" for text in (*examples, *(greetings if intent == "greet" else ()))]
    (folder / "data" / "nlu.yml").write_text("\n".join(nlu) + "\n", encoding="utf-8")
    (folder / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    (folder / "tests" / "test_stories.yml").write_text(STORIES, encoding="utf-8")
    rows = [json.dumps({"text": text, "lang": lang, "intent": intent}) for text, lang, intent in HELD_OUT]
    (folder / "data" / "held_out" / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def edited_content(home: Path) -> Path:
    """Write the small content as the copy that staff have made for themselves."""
    content = write_content(home / "content")
    copy_content(content, content / BASE)
    return content
