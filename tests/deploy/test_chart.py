"""The Helm chart: its values against its schema, and what it makes, where there is a helm."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import jsonschema
import pytest
import yaml

from bot.cli.main import COMMANDS
from bot.settings import OTHER_VARIABLES, ROOT, Settings

CHART = ROOT / "deploy" / "helm" / "ketabyar"
SCHEMA = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
GIVEN = {"publicUrl": "https://ask.library.example", "existingSecret": "ketabyar"}


def test_values_are_held_to_the_schema() -> None:
    jsonschema.validate({**VALUES, **GIVEN}, SCHEMA)
    # What every library has to say for itself has no value of ours, and nothing that is misspelt passes.
    for wrong in (
        {},
        {**GIVEN, "publicUrl": "http://ask.library.example"},
        {**GIVEN, "publicUrl": "https://library.example/ask"},
        {**GIVEN, "setings": {}},
        {**GIVEN, "settings": {"SITES": "https://a.example"}},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**VALUES, **wrong}, SCHEMA)


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    """What helm makes of the chart with an ingress, by kind."""
    helm = shutil.which("helm")
    if helm is None:
        pytest.skip("there is no helm here")
    values = {
        **GIVEN,
        "ingress.enabled": "true",
        "ingress.tlsSecret": "tls",
        "settings.KETABYAR_SITES": "https://a.example",
    }
    words = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
    done = subprocess.run(
        [helm, "template", "ask", str(CHART), "--kube-version", "1.30", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {one["kind"]: one for one in yaml.safe_load_all(done.stdout) if one}


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
