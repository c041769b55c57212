"""`python -m engine.evaluate MODEL FILE.jsonl… [--json]`: evaluation of a model on utterances it has not seen."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from engine.evaluation.figures import confusions, report_by_group
from engine.evaluation.markdown import markdown
from engine.evaluation.names import intent_names
from engine.evaluation.picture import confusion_svg
from engine.evaluation.reading import measure
from engine.evaluation.rows import read_file


def main(arguments: list[str] | None = None) -> int:
    """Print the report of each file, per language and over all."""
    parser = argparse.ArgumentParser(prog="python -m engine.evaluate", description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--errors", action="store_true", help="list every wrong reading too")
    parser.add_argument("--report", type=Path, help="write the report over all files as Markdown here")
    parser.add_argument("--picture", type=Path, help="write the confusions over all files as SVG here")
    options = parser.parse_args(arguments)
    from engine.serve import quiet

    quiet()
    try:
        files = {path.name: read_file(path) for path in options.files}
    except (OSError, ValueError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    everything = measure(options.model, [row for rows in files.values() for row in rows])
    measured = iter(everything)
    results: dict[str, Any] = {}
    for name, rows in files.items():
        read = [next(measured) for _ in rows]
        result: dict[str, Any] = {**report_by_group(read), "confusions": confusions(read)}
        if options.errors:
            result["errors"] = [
                [row.text, list(row.right), row.read, row.confidence] for row in read if not row.is_right
            ]
        results[name] = result
    title = ", ".join(files)
    if options.report:
        options.report.write_text(markdown(everything, intent_names(), title), encoding="utf-8")
    if options.picture:
        options.picture.write_text(confusion_svg(everything, intent_names(), title), encoding="utf-8")
    if options.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    else:
        _print(results)
    return 0


def _print(results: dict[str, Any]) -> None:
    for name, result in results.items():
        print(name)
        for group, figures in result.items():
            if isinstance(figures, dict):
                print(
                    f"  {group:9}" + "  ".join(f"{key} {value}" for key, value in figures.items() if value is not None)
                )
        for right, read, count in result["confusions"]:
            print(f"    {count:3} x {right} read as {read}")
        for text, right, read, confidence in result.get("errors", []):
            print(f"    {'|'.join(right)} -> {read} {confidence:.2f}: {text}")


if __name__ == "__main__":
    sys.exit(main())
