"""The example board and alert rules: every metric that they name exists, with the labels that they ask for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

import actions.metrics
import bot.metrics
from bot.jobs.runner import JobState
from bot.settings import ROOT
from bot.watching.behind import ACTIONS_UP, ENGINE_UP
from bot.watching.collecting import engine_families, gateway_families, instance_families
from bot.watching.endpoint import Metrics
from bot.watching.standing import Disk, GatewayState
from crm.handoff.backlog import Backlog
from protocol.turns import EngineFigures

FOLDER = ROOT / "deploy" / "prometheus"
RULES, BOARD, CONFIG = FOLDER / "ketabyar.rules.yml", FOLDER / "ketabyar-board.json", FOLDER / "prometheus.yml"
NAME = re.compile(r"\b(?:ketabyar|process)_[a-z_]+\b")
SELECTED = re.compile(r"\b((?:ketabyar)_[a-z_]+)\{([^}]*)\}")
# What a scrape's families are called by, beside what their kind adds.
ENDINGS = {
    "counter": ("_total",),
    "histogram": ("_bucket", "_sum", "_count"),
    "summary": ("_sum", "_count"),
    "info": ("_info",),
    "gauge": ("",),
}
# Loaded for what they register.
COUNTED_BY = (actions.metrics, bot.metrics)
needs_promtool = pytest.mark.skipif(shutil.which("promtool") is None, reason="there is no promtool here")


def families() -> Iterable[Any]:
    """Give everything that can be scraped."""
    standing = GatewayState(
        Backlog(outbox={"telegram": 1}), 1, (Disk("home", 1, 2),), (JobState("one", 1.0),), {"web": 1}, 1, 1, 1
    )
    engine = engine_families(EngineFigures(turns={"answered": 1}))
    return (
        *REGISTRY.collect(),
        *gateway_families(standing),
        *instance_families(*ENGINE_UP, {"127.0.0.1:5005": engine}),
        *instance_families(*ACTIONS_UP, {"127.0.0.1:5055": ()}),
    )


def names() -> set[str]:
    """Give the names under which they are asked for."""
    return {family.name + ending for family in families() for ending in ENDINGS.get(family.type, ())}


def expressions() -> dict[str, str]:
    """Give what board and rules ask, by where."""
    board = json.loads(BOARD.read_text(encoding="utf-8"))
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return {
        **{
            f"board: {panel['title']} {target['refId']}": target["expr"]
            for panel in board["panels"]
            for target in panel["targets"]
        },
        **{f"rule: {rule['alert']}": rule["expr"] for group in rules["groups"] for rule in group["rules"]},
    }


def test_every_metric_that_is_named_exists() -> None:
    known = names()
    assert len(known) > 50
    asked = {where: set(NAME.findall(expression)) for where, expression in expressions().items()}
    assert {where: sorted(found - known) for where, found in asked.items() if found - known} == {}
    assert len(set().union(*asked.values())) > 30


def test_every_label_that_is_asked_for_exists() -> None:
    labels: dict[str, set[str]] = {}
    for family in families():
        for sample in family.samples:
            labels.setdefault(sample.name, set()).update(sample.labels)
    # One without a sample yet has its labels in the registry alone.
    for collector in (*REGISTRY._collector_to_names,):
        told = set(getattr(collector, "_labelnames", ()))
        for name in REGISTRY._collector_to_names[collector]:
            labels.setdefault(name, set()).update(told)
    for where, expression in expressions().items():
        for name, chosen in SELECTED.findall(expression):
            wanted = set(re.findall(r"(\w+)\s*[=!]", chosen))
            assert wanted <= labels[name], where


def test_a_rule_says_what_it_means_and_what_to_do() -> None:
    rules = [rule for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]
    assert "KetabyarAnsweredAndNotRecorded" in {rule["alert"] for rule in rules}
    for rule in rules:
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"] and rule["annotations"]["description"].endswith(".")


def test_the_paths_that_prometheus_is_given_are_served() -> None:
    paths = [job["metrics_path"] for job in yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["scrape_configs"]]
    served = {Metrics.path + path.rstrip("/") for path in ("/", "/engine", "/actions")}
    assert set(paths) == served


def test_what_stands_behind_a_gateway_keeps_the_name_that_it_is_told_by() -> None:
    jobs = {job["job_name"]: job for job in yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["scrape_configs"]}
    named = {name for name, job in jobs.items() if job.get("honor_labels")}
    assert named == {"ketabyar-engine", "ketabyar-actions"}
    for name in named:
        # Two that tell of the same would contradict each other.
        assert [len(each["targets"]) for each in jobs[name]["static_configs"]] == [1]


def test_the_servers_in_front_do_not_pass_them_on() -> None:
    nginx, caddy = (ROOT / "deploy" / name for name in ("nginx.conf", "Caddyfile"))
    assert re.search(r"location /metrics \{\s*return 404;", nginx.read_text(encoding="utf-8"))
    assert "respond /metrics* 404" in caddy.read_text(encoding="utf-8")


@needs_promtool
@pytest.mark.parametrize("kind, path", [("rules", RULES), ("config", CONFIG)])
def test_promtool_finds_nothing_to_say(kind: str, path: Path) -> None:
    # The token's file is not here.
    syntax = ["--syntax-only"] if kind == "config" else []
    done = subprocess.run(["promtool", "check", kind, *syntax, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_promtool
def test_the_alarm_rings_for_one_answer_that_was_not_recorded(tmp_path: Path) -> None:
    _rings(
        tmp_path,
        "KetabyarAnsweredAndNotRecorded",
        {"ketabyar_turns_not_recorded_total": "0 0 0 1 1 1"},
        silent_at="2m",
        at="4m",
    )


@needs_promtool
def test_the_alarm_rings_for_one_engine_of_several(tmp_path: Path) -> None:
    lost = {"job": "ketabyar-engine", "instance": "10.0.0.6:5005"}
    _rings(
        tmp_path,
        "KetabyarOneOfSeveralDown",
        {
            'ketabyar_engine_up{job="ketabyar-engine", instance="10.0.0.5:5005"}': "1x6",
            'ketabyar_engine_up{job="ketabyar-engine", instance="10.0.0.6:5005"}': "1 1 0 0 0 0 0",
        },
        silent_at="3m",
        at="4m",
        labels=lost,
    )


def _rings(
    folder: Path,
    alert: str,
    series: Mapping[str, str],
    silent_at: str,
    at: str,
    labels: Mapping[str, str] | None = None,
) -> None:
    """Let Prometheus' own tool say that an alert is silent at one moment and rings at another."""
    rule = next(
        rule
        for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
        for rule in group["rules"]
        if rule["alert"] == alert
    )
    told = {
        key: re.sub(r"\{\{ \$labels\.(\w+) \}\}", lambda found: (labels or {})[found[1]], text)
        for key, text in rule["annotations"].items()
    }
    rung = {"exp_labels": {**rule["labels"], **(labels or {})}, "exp_annotations": told}
    case = {
        "rule_files": [str(RULES)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": name, "values": values} for name, values in series.items()],
                "alert_rule_test": [
                    {"eval_time": silent_at, "alertname": alert, "exp_alerts": []},
                    {"eval_time": at, "alertname": alert, "exp_alerts": [rung]},
                ],
            }
        ],
    }
    (folder / "test.yml").write_text(yaml.safe_dump(case), encoding="utf-8")
    done = subprocess.run(["promtool", "test", "rules", "test.yml"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
