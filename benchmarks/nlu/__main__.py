"""`python -m benchmarks.nlu [FILE.jsonl…]` in the engine's environment: everything is trained in the same run."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from benchmarks.nlu import tables
from benchmarks.nlu.sets import SHARED
from engine.evaluation.rows import read_file

PARTS = ("ours", "cross-validation", "public", "default")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; what is not there is named as left out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu", description=main.__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="files of the evaluation format, instead of the shared ones"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument(
        "--quick", action="store_true", help="leave out Rasa's default pipeline, which trains for minutes"
    )
    parser.add_argument(
        "--share",
        type=_share,
        default=0.05,
        help="the share of data/nlu on which Rasa's default pipeline and ours are compared; all of it takes hours",
    )
    parser.add_argument("--part", action="append", choices=PARTS, help="measure this part only; may be repeated")
    parser.add_argument(
        "--ablation", action="store_true", help="measure what each part of the classifier is worth instead"
    )
    parser.add_argument("--refusing", action="store_true", help="compare ways to notice what is out of scope instead")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    from benchmarks.nlu.threads import is_conversations

    given = options.files or sorted((SHARED / "data").glob("*.jsonl"))
    try:
        talks = [file for file in given if is_conversations(file)]
        files = [file for file in given if file not in talks]
        for file in files:
            read_file(file)
    except (OSError, ValueError) as error:
        print(f"bench-nlu: {error}", file=sys.stderr)
        return 2

    def say(text: str) -> None:
        if not options.json:
            print(text, flush=True)

    if options.ablation:
        from benchmarks.nlu.ablation import ablation

        results = ablation(files, say)
    elif options.refusing:
        from benchmarks.nlu.refusing import refusing

        results = refusing(files, say)
    else:
        chosen = options.part or [part for part in PARTS if not (options.quick and part == "default")]
        results = _measured(files, talks, say, chosen, options.share)
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    return 0


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError("a number above 0, and 1 at most")
    return share


def _measured(
    files: list[Path], talks: list[Path], say: Callable[[str], None], chosen: Collection[str], share: float
) -> dict[str, Any]:
    from benchmarks.nlu import default, ours, threads
    from benchmarks.nlu.component import production_options
    from benchmarks.nlu.public import PUBLIC, TARGETS

    results: dict[str, Any] = {"left_out": []}

    def leave_out(what: str) -> None:
        results["left_out"].append(what)
        say(f"left out: {what}\n")

    if not files and {"ours", "default"} & set(chosen):
        leave_out("files to ask about: none was named, and there is no ../shared/data")
    with tempfile.TemporaryDirectory() as folder:
        if "ours" in chosen:
            say("Our model, trained cold on data/nlu …")
            trained = ours.train_cold(Path(folder))
            model = Path(trained["model"])
            results["ours"] = _asked(trained, files, say, "ours")
            if talks:
                results["threads"] = threads.read_threads(model, talks)
                say(tables.thread_table(results["threads"]) + "\n")
        if "cross-validation" in chosen:
            say(f"Our data, cross-validated ({ours.FOLDS} folds, translated twins in one) …")
            found = ours.cross_validation_report(ours.cross_validated(production_options()))
            results["cross_validation"] = found
            say(tables.figures_table({"data/nlu": found}))
            say(tables.confusion_lines(found["confusions"]) + "\n")
        for name, measure in PUBLIC.items() if "public" in chosen else ():
            file = SHARED / "bench" / f"{name}.jsonl"
            if file.is_file():
                figures = measure(file, production_options())
                results.setdefault("public", {})[name] = figures
                say(tables.public_table(name, figures, TARGETS[name]) + "\n")
            else:
                leave_out(f"{name}: there is no ../shared/bench/{name}.jsonl")
        if "default" in chosen:
            say(f"Our model and Rasa's default pipeline, both on a share of {share} of data/nlu; this takes long …")
            compared = default.compare(Path(folder), share)
            results["default"] = {"share": share} | {
                name: _asked(compared[name], files, say, title)
                for name, title in (("ours", f"ours on {share}"), ("default", f"Rasa's default pipeline on {share}"))
            }
    for part in PARTS:
        if part not in chosen:
            leave_out(f"{part} (not asked for)")
    return results


def _asked(trained: dict[str, Any], files: list[Path], say: Callable[[str], None], name: str) -> dict[str, Any]:
    """The figures of a trained model over the files, printed."""
    from benchmarks.nlu.ours import ask_about

    say(tables.training_line(name, trained))
    reports = ask_about(trained.pop("model"), files) if files else {}
    if reports:
        say(tables.figures_table(reports) + "\n")
    return {**trained, "files": reports}


if __name__ == "__main__":
    sys.exit(main())
