"""The Helm chart: its values against its schema, and what helm makes of it against the schemas of Kubernetes."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.cli.main import COMMANDS
from bot.settings import OTHER_VARIABLES, ROOT, Settings
from tests.support.programs import program

CHART = ROOT / "deploy" / "helm" / "ketabyar"
SCHEMA = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
GIVEN = {"publicUrl": "https://ask.library.example", "existingSecret": "ketabyar"}
# Everything that a library may say, as it may stand in a file of values.
EVERYTHING = {
    **GIVEN,
    "pullSecrets": [{"name": "registry"}],
    "image": {"application": "registry.example/ketabyar", "engine": "registry.example/ketabyar-engine", "tag": "x"},
    "settings": {
        "KETABYAR_SITES": "https://a.example",
        "KETABYAR_MIN_FREE_MB": 2_000_000,
        "KETABYAR_TURN_SECONDS": 12.5,
        "KETABYAR_NOTICE_TITLES": True,
    },
    "trustedProxies": "10.0.0.0/8",
    "persistence": {"size": "20Gi", "storageClass": "fast"},
    "ingress": {"enabled": True, "className": "nginx", "annotations": {"example/timeout": "90"}, "tlsSecret": "tls"},
    "nodeSelector": {"disk": "ssd"},
    "tolerations": [{"key": "library", "operator": "Exists"}],
}
# The oldest Kubernetes that the chart says it is for.
OLDEST = re.findall(r'^kubeVersion: ">=(\d+\.\d+)', (CHART / "Chart.yaml").read_text(encoding="utf-8"), re.MULTILINE)[0]

needs_helm = pytest.mark.skipif(program("helm") is None, reason="there is no helm here (scripts/programs.sh)")


def helm(*words: str) -> subprocess.CompletedProcess[str]:
    """Run helm, which is there."""
    return subprocess.run([program("helm") or "helm", *words], capture_output=True, text=True, check=False)


def made_of(folder: Path, values: dict[str, Any], name: str = "ask") -> dict[str, dict[str, Any]]:
    """Give what helm makes of the chart with a file of values, by kind."""
    file = folder / "values.yaml"
    file.write_text(yaml.safe_dump(values), encoding="utf-8")
    done = helm("template", name, str(CHART), "--kube-version", OLDEST, "--values", str(file))
    assert done.returncode == 0, done.stderr
    return {one["kind"]: one for one in yaml.safe_load_all(done.stdout) if one}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return made_of(tmp_path_factory.mktemp("chart"), EVERYTHING)


def test_values_are_held_to_the_schema() -> None:
    jsonschema.validate({**VALUES, **GIVEN}, SCHEMA)
    jsonschema.validate({**VALUES, **EVERYTHING}, SCHEMA)
    # What every library has to say for itself has no value of ours, and nothing that is misspelt passes.
    for wrong in (
        {},
        {**GIVEN, "publicUrl": "http://ask.library.example"},
        {**GIVEN, "publicUrl": "https://library.example/ask"},
        {**GIVEN, "setings": {}},
        {**GIVEN, "settings": {"SITES": "https://a.example"}},
        # The chart sets it: written twice, a newer Kubernetes refuses the pod.
        {**GIVEN, "settings": {"KETABYAR_HOME": "/srv"}},
        # Kubernetes takes nothing but text there.
        {**GIVEN, "nodeSelector": {"disk": 1}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**VALUES, **wrong}, SCHEMA)


def test_what_the_chart_sets_cannot_be_set_twice() -> None:
    helpers = (CHART / "templates" / "_helpers.tpl").read_text(encoding="utf-8")
    own = {line.split("name: ")[1].split(",")[0] for line in helpers.splitlines() if "- { name: KETABYAR_" in line}
    assert own
    assert own <= set(SCHEMA["properties"]["settings"]["propertyNames"]["not"]["enum"])


@needs_helm
def test_helm_has_nothing_to_say_of_it() -> None:
    said = [word for name, value in GIVEN.items() for word in ("--set", f"{name}={value}")]
    done = helm("lint", "--strict", "--quiet", str(CHART), *said)
    assert (done.returncode, done.stdout.replace("1 chart(s) linted", "")) == (0, done.stdout), (
        done.stdout + done.stderr
    )
    # helm itself holds what is given to our schema.
    refused = helm("template", "ask", str(CHART), "--set", "publicUrl=http://ask.library.example")
    assert refused.returncode != 0
    assert "publicUrl" in refused.stderr


@needs_helm
@pytest.mark.parametrize("values", [GIVEN, EVERYTHING, {**GIVEN, "persistence": {"existingClaim": "here"}}])
def test_kubernetes_takes_what_helm_makes(values: dict[str, Any], tmp_path: Path) -> None:
    kubernetes = pytest.importorskip("kubernetes_validate")
    made = made_of(tmp_path, values)
    expected = {"Deployment", "Job", "Service", "Ingress", "PersistentVolumeClaim"}
    if "ingress" not in values:
        expected.remove("Ingress")
    if "existingClaim" in values.get("persistence", {}):
        expected.remove("PersistentVolumeClaim")
    assert made.keys() == expected
    for version in (OLDEST, kubernetes.latest_version()):
        for one in made.values():
            kubernetes.validate(one, version, strict=True)
        wrong = {**made["Service"], "spec": {**made["Service"]["spec"], "port": 80}}
        with pytest.raises(kubernetes.ValidationError):
            kubernetes.validate(wrong, version, strict=True)


@needs_helm
@pytest.mark.parametrize("name", ["ask", "a.b", "1ask", "a-very-long-release-name.with-dots-and-more-to-be-s"])
def test_whatever_a_release_is_called_its_parts_have_names_that_kubernetes_takes(name: str, tmp_path: Path) -> None:
    label = r"[a-z]([-a-z0-9]{0,61}[a-z0-9])?"
    made = made_of(tmp_path, EVERYTHING, name)
    for one in made.values():
        jsonschema.validate(one["metadata"]["name"], {"pattern": f"^{label}$"})
    assert (
        made["Ingress"]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["name"]
        == (made["Service"]["metadata"]["name"])
    )


@needs_helm
def test_a_setting_reaches_the_container_as_it_was_written(made: dict[str, dict[str, Any]]) -> None:
    env = made["Deployment"]["spec"]["template"]["spec"]["containers"][0]["env"]
    found = {each["name"]: each["value"] for each in env}
    assert len(found) == len(env)
    assert {name: found[name] for name in EVERYTHING["settings"]} == {
        "KETABYAR_SITES": "https://a.example",
        "KETABYAR_MIN_FREE_MB": "2000000",
        "KETABYAR_TURN_SECONDS": "12.5",
        "KETABYAR_NOTICE_TITLES": "true",
    }
    fields = {name: found[f"KETABYAR_{name.upper()}"] for name in ("min_free_mb", "turn_seconds", "notice_titles")}
    read = Settings.model_validate(fields | {"environment": "demo"})
    assert (read.min_free_mb, read.turn_seconds, read.notice_titles) == (2_000_000, 12.5, True)


@needs_helm
def test_every_container_is_one_of_ours_without_rights(made: dict[str, dict[str, Any]]) -> None:
    known = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    for kind in ("Deployment", "Job"):
        pod = made[kind]["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for container in [*pod.get("initContainers", []), *pod["containers"]]:
            rights = container["securityContext"]
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert (rights["readOnlyRootFilesystem"], rights["allowPrivilegeEscalation"]) == (True, False)
            assert container["resources"]["limits"]["memory"]
            assert container["args"][0] == "ketabyar"
            assert container["args"][1] in COMMANDS
            assert {each["name"] for each in container["env"]} <= known
            mounted = {each["name"] for each in container["volumeMounts"]}
            assert mounted <= {each["name"] for each in pod["volumes"]}


@needs_helm
def test_one_pod_has_the_three_and_is_stopped_before_the_next(made: dict[str, dict[str, Any]]) -> None:
    deployment = made["Deployment"]["spec"]
    assert (deployment["replicas"], deployment["strategy"]) == (1, {"type": "Recreate"})
    assert [each["name"] for each in deployment["template"]["spec"]["containers"]] == ["gateway", "actions", "engine"]
    labels = deployment["template"]["metadata"]["labels"]
    assert deployment["selector"]["matchLabels"].items() <= labels.items()
    assert made["Service"]["spec"]["selector"].items() <= labels.items()
    # The job's pod is none of those that the service asks.
    job = made["Job"]["spec"]["template"]["metadata"]["labels"]
    assert not made["Service"]["spec"]["selector"].items() <= job.items()
    rule = made["Ingress"]["spec"]["rules"][0]
    assert rule["host"] == "ask.library.example"
    assert rule["http"]["paths"][0]["backend"]["service"]["name"] == made["Service"]["metadata"]["name"]
