"""The content's files under edits: no line changes but the one meant, and git and console are brought together."""

from __future__ import annotations

import difflib
import io
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.content import domain, examples, merging
from bot.content.domain import NewIntent
from bot.content.errors import ContentMissing, ContentRefused
from bot.content.project import BEFORE, Project, copy_content
from bot.settings import ROOT
from protocol import plain_yaml

AUDIOBOOKS = NewIntent(
    "audiobooks",
    {"fa": "کتاب گویا", "en": "Audiobooks"},
    {"fa": "کتاب‌های گویا در طبقهٔ دوم‌اند: «گوش کن»", "en": 'Audiobooks are on floor 2: "listen".'},
    {"fa": ["کتاب گویا هم به امانت می‌دین؟", "ketab gooya darin"], "en": ["do you lend audio books on CD"]},
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project's content in a folder of its own, not yet edited by staff."""
    copy_content(ROOT, tmp_path / "root")
    return Project(tmp_path / "home", tmp_path / "root")


def changed(project: Project, name: str) -> list[str]:
    """The lines by which staff's copy of a file differs from the repository's."""
    old, new = ((folder / name).read_text("utf-8").splitlines() for folder in (project.root, project.overlay))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def test_every_example_is_found_in_its_place() -> None:
    plain = []
    for path in examples.files(ROOT):
        for entry in plain_yaml.load(path.read_text("utf-8"))["nlu"]:
            # Follow-ups are not shown as utterances of an intent.
            lines = entry["examples"].splitlines() if "intent" in entry and "metadata" not in entry else []
            plain += [(path.parent.name, entry["intent"], line.removeprefix("- ").strip()) for line in lines]
    assert [(each.language, each.intent, each.text) for each in examples.read(ROOT)] == plain
    assert len(plain) > 20_000


def test_what_names_the_topic_before_it_is_left_alone(project: Project) -> None:
    name = "data/nlu/en/follow_ups.yml"
    project.add_examples("en", "hours", ["is the desk staffed at noon on the solstice"])
    assert changed(project, name) == []
    follow_up = "until what time then"
    assert follow_up in (project.folder / name).read_text("utf-8")
    assert follow_up not in {each.text for each in project.examples() if each.intent == "hours"}
    with pytest.raises(ContentMissing):
        project.remove_examples("en", "hours", [follow_up])


def test_an_edit_changes_one_line(project: Project) -> None:
    assert not project.is_edited and project.folder == project.root
    assert project.add_examples("fa", "hours", ["  جمعهٔ آخر سال   باز هستید آیا؟ "]) == ["جمعهٔ آخر سال باز هستید آیا؟"]
    assert project.is_edited and project.folder == project.overlay
    assert changed(project, "data/nlu/fa/place.yml") == ["+     - جمعهٔ آخر سال باز هستید آیا؟"]
    project.remove_examples("fa", "hours", ["جمعهٔ آخر سال باز هستید آیا؟"])
    assert changed(project, "data/nlu/fa/place.yml") == []
    assert merging.status(project).files == ()


def test_moving_changes_two_lines(project: Project) -> None:
    text = next(each.text for each in project.examples() if (each.language, each.intent) == ("en", "wifi"))
    project.move_examples("en", "wifi", [text], "print_scan")
    files = [str(path.relative_to(project.root)) for path in examples.files(project.root)]
    lines = [line for name in files for line in changed(project, name)]
    assert sorted(lines) == [f"+     - {text}", f"-     - {text}"]
    assert next(each.intent for each in project.examples() if each.text == text) == "print_scan"


def test_what_stands_already_is_not_added_twice(project: Project) -> None:
    known = next(each for each in project.examples() if each.language == "fa" and each.intent == "hours")
    assert project.add_examples("fa", "location", [known.text, known.text + " !"]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "example_empty"), ("- ", "example_empty"), ("/greet", "example_signs"), ("a [b](c)", "example_signs"),
     ("{x}", "example_signs"), ("a" * 601, "example_long")],
)  # fmt: skip
def test_texts_that_rasa_would_misread_are_refused(project: Project, text: str, code: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        project.add_examples("en", "hours", ["fine, this one", text])
    assert refused.value.code == code
    assert not project.is_edited


def test_what_is_gone_is_said_to_be_gone(project: Project) -> None:
    with pytest.raises(ContentMissing):
        project.remove_examples("en", "hours", ["nobody ever wrote this"])
    with pytest.raises(ContentMissing):
        project.add_examples("en", "no_such_intent", ["a text"])
    with pytest.raises(ContentMissing):
        project.move_examples("en", "hours", [project.examples()[0].text], "no_such_intent")


@pytest.mark.parametrize(
    "text", ["a: b", "# c", "'quoted", '"x" y', "yes or: no", "- - z", "a\u2028b", "| pipe", "*star &and"]
)
def test_signs_of_yaml_are_only_signs(project: Project, text: str) -> None:
    project.add_examples("en", "hours", [text])
    added = merging.status(project).added
    assert [each.text for each in added] == [examples.fit(text)]


def test_a_new_intent_is_whole(project: Project) -> None:
    project.add_intent(AUDIOBOOKS)
    content = domain.load(project.folder / "domain.yml")
    assert content["intents"][-1] == {"audiobooks": {"use_entities": []}}
    assert project.intent_names().both("audiobooks") == (AUDIOBOOKS.names["fa"], AUDIOBOOKS.names["en"])
    assert domain.texts_of(content["responses"]["utter_audiobooks"]) == AUDIOBOOKS.answer
    rule = plain_yaml.load((project.folder / domain.RULES).read_text("utf-8"))["rules"][-1]
    assert rule["steps"] == [{"intent": "audiobooks"}, {"action": "utter_audiobooks"}]
    assert [line for line in changed(project, "domain.yml") if line[0] == "-"] == []
    held = [each for each in project.examples() if each.intent == "audiobooks"]
    assert {each.language for each in held} == {"fa", "en"} and len(held) == 3


@pytest.mark.parametrize("name", ["", "Audio", "2x", "a-b", "hours", "__", "sign_in", "a" * 41, "x; rm"])
def test_bad_and_taken_names_are_refused(project: Project, name: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        project.add_intent(NewIntent(name, AUDIOBOOKS.names, AUDIOBOOKS.answer, AUDIOBOOKS.examples))
    assert refused.value.code in ("intent_name", "intent_taken")


def test_an_intent_that_fails_half_way_leaves_nothing(project: Project) -> None:
    only_one = NewIntent("audiobooks", AUDIOBOOKS.names, {"fa": "سلام {x}", "en": "hello"}, AUDIOBOOKS.examples)
    with pytest.raises(ContentRefused) as refused:
        project.add_intent(only_one)
    assert refused.value.code == "answer_unfit"
    assert merging.status(project).files == ()


def test_two_editors_at_once_lose_nothing(project: Project) -> None:
    texts = [f"a question number {n} of somebody" for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda text: project.add_examples("en", "help", [text]), texts))
    assert set(texts) <= {each.text for each in project.examples() if each.intent == "help"}


def test_what_the_repository_changed_comes_into_staffs_copy(project: Project) -> None:
    project.add_intent(AUDIOBOOKS)
    project.add_examples("en", "hours", ["open on the queen's birthday, are you"])
    gone = next(each.text for each in project.examples() if (each.language, each.intent) == ("en", "hours"))
    project.remove_examples("en", "hours", [gone])
    examples.add(project.root, "en", "hours", ["how long on boxing day"])
    path = project.root / "domain.yml"
    path.write_text(path.read_text("utf-8").replace("Wi-Fi", "Wireless network", 1), "utf-8")
    (project.root / "data/rules/more.yml").write_text('version: "3.1"\nrules: []\n', "utf-8")

    states = merging.status(project)
    assert states.is_behind and states.is_edited and states.intents_added == ("audiobooks",)
    assert set(merging.merge(project)) == {"data/nlu/en/place.yml", "domain.yml", "data/rules/more.yml"}
    hours = {each.text for each in project.examples() if (each.language, each.intent) == ("en", "hours")}
    assert {"open on the queen's birthday, are you", "how long on boxing day"} <= hours
    assert gone not in hours
    text = (project.folder / "domain.yml").read_text("utf-8")
    assert "Wireless network" in text and "audiobooks" in domain.intents(project.folder / "domain.yml")
    assert not merging.status(project).is_behind
    assert merging.merge(project) == []


def test_a_file_that_both_changed_stops_the_merge(project: Project) -> None:
    project.add_intent(AUDIOBOOKS)
    for folder in (project.root, project.overlay):
        path = folder / "config.yml"
        path.write_text(path.read_text("utf-8") + f"# {folder.name}\n", "utf-8")
    with pytest.raises(ContentRefused) as refused:
        merging.merge(project)
    assert refused.value.facts == {"files": "config.yml"}


def test_an_export_makes_the_repository_the_same_and_ends_the_copy(project: Project) -> None:
    project.add_intent(AUDIOBOOKS)
    before = examples.read(project.folder)
    written = merging.export(project)
    assert "domain.yml" in written and "data/rules/added.yml" in written
    assert not project.is_edited
    assert examples.read(project.root) == before
    examples.add(project.root, "en", "hours", ["how long on boxing day"])
    project.add_examples("en", "hours", ["one more thing to ask about closing"])
    examples.add(project.root, "en", "hours", ["and on new year's eve then"])
    with pytest.raises(ContentRefused) as refused:
        merging.export(project)
    assert refused.value.code == "merge_first"


def test_the_archive_holds_the_content(project: Project, tmp_path: Path) -> None:
    project.add_intent(AUDIOBOOKS)
    with zipfile.ZipFile(io.BytesIO(merging.archive(project))) as file:
        file.extractall(tmp_path / "unpacked")
    assert examples.read(tmp_path / "unpacked") == examples.read(project.folder)
    merging.discard(project)
    assert not project.is_edited
    shutil.rmtree(tmp_path / "unpacked")


def test_half_of_what_was_kept_before_an_edit_is_not_put_back(project: Project) -> None:
    project.add_examples("fa", "hours", ["ساعت چند باز می‌کنید امروز عصر"])
    before = project.overlay / BEFORE
    (before / "data").mkdir(parents=True)
    project.recovered()
    assert not before.exists()
    assert "ساعت چند باز می‌کنید امروز عصر" in {one.text for one in project.examples()}


def test_what_was_there_before_an_edit_that_was_killed_is_put_back_for_who_reads(project: Project) -> None:
    project.add_examples("fa", "hours", ["ساعت چند باز می‌کنید امروز عصر"])
    copy_content(project.overlay, project.overlay / BEFORE)
    (project.overlay / "domain.yml").write_text("half: an edit\n", encoding="utf-8")
    project.recovered()
    assert not (project.overlay / BEFORE).exists()
    assert "ساعت چند باز می‌کنید امروز عصر" in {one.text for one in project.examples()}
