"""What is looked at after each block of the page: each look says in a line what it saw, or fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.administrator.machine import Failed, Machine
from scripts.administrator.releases import NEXT, THIS

__all__ = ["LOOKS", "Seen"]

SITE = "https://ask.library.example"
PLAIN = "http://ask.library.example"
SERVICES = ("ketabyar-gateway", "ketabyar-actions", "ketabyar-engine")
MOST_EXPOSED = 1.5
COUNTS = "SELECT (SELECT count(*) FROM title_record), (SELECT count(*) FROM patron), (SELECT count(*) FROM message)"


@dataclass
class Seen:
    """What is carried from one look to a later one."""

    machine: Machine
    password: str = ""
    counts: str = ""
    revision: str = ""

    def keep(self) -> None:
        """Write it beside the machine's root, for a run that goes on with the machine."""
        self._kept.touch(mode=0o600)
        carried = {"password": self.password, "counts": self.counts, "revision": self.revision}
        self._kept.write_text(json.dumps(carried), encoding="utf-8")

    @classmethod
    def of(cls, machine: Machine) -> Seen:
        """Give what an earlier run on this machine kept; nothing for a machine that is new."""
        seen = cls(machine)
        if seen._kept.exists():
            seen = cls(machine, **json.loads(seen._kept.read_text(encoding="utf-8")))
        return seen

    @property
    def _kept(self) -> Path:
        return self.machine.folder / "seen.json"

    def ask(self, commands: str) -> str:
        """Run a command of our own on the machine; give what it wrote."""
        return self.machine.run(commands, seconds=120).strip()

    def sql(self, query: str, database: str = "ketabyar") -> str:
        """Ask a database on the machine; give its rows, columns parted by |."""
        return self.ask(f'runuser -u postgres -- psql -At -d {database} <<"END"\n{query};\nEND')

    def counted(self) -> str:
        """Give how many titles, patrons and messages the store holds."""
        return self.sql(COUNTS).replace("|", ", ")

    def stored_revision(self) -> str:
        """Give the revision of the store."""
        return self.sql("SELECT version_num FROM alembic_version")

    def modes(self, *paths: str) -> list[str]:
        """Give who may do what with files, as `640 root:ketabyar`."""
        return self.ask(f"stat -c '%a %U:%G' {' '.join(paths)}").splitlines()


def that(is_so: object, otherwise: str) -> None:
    """Fail, with what was seen, unless it is so."""
    if not is_so:
        raise Failed(otherwise)


def _packages(seen: Seen, _: str) -> str:
    return "active: " + ", ".join(seen.ask("systemctl is-active postgresql nginx").split())


def _release(seen: Seen, _: str) -> str:
    told = seen.ask("cd /opt/ketabyar/current; for each in .venv .venv-engine; do $each/bin/python -V; done; du -sh .")
    that(re.search(r"3\.1[23]\.\d+\nPython 3\.10\.\d+\n", told), told)
    return ", ".join(told.splitlines())


def _units(seen: Seen, _: str) -> str:
    modes = seen.modes("/etc/ketabyar/secrets", "/var/lib/ketabyar", "/usr/local/bin/ketabyar")
    that(modes == ["750 root:ketabyar", "700 ketabyar:ketabyar", "755 root:root"], f"{modes}")
    told = seen.ask("ketabyar --version")
    that(f"ketabyar {THIS}, store revision" in told, told)
    return told.splitlines()[-1]


def _database(seen: Seen, _: str) -> str:
    that(seen.modes("/etc/ketabyar/secrets/database_url") == ["640 root:ketabyar"], "its address can be read by others")
    query = "SELECT current_user, count(*) FROM pg_tables WHERE schemaname = 'public'"
    told = seen.ask(f'psql -At "$(cat /etc/ketabyar/secrets/database_url)" <<"END"\n{query};\nEND')
    that(told == "ketabyar|0", told)
    return "the role reaches an empty database; its address is in a file 0640 root:ketabyar"


def _settings(seen: Seen, _: str) -> str:
    modes = seen.modes("/etc/ketabyar/settings.env")
    that(modes == ["640 root:ketabyar"], f"{modes}")
    return f"settings.env is {modes[0]}"


def _tables(seen: Seen, output: str) -> str:
    seen.revision = seen.stored_revision()
    return f"the store is at {seen.revision}; " + output.strip().splitlines()[-1].strip()


def _library(seen: Seen, output: str) -> str:
    found = re.findall(r"sara signs in with: (\S{20,})", output)
    that(len(found) == 1, output)
    seen.password = found[0]
    accounts = seen.sql("SELECT username, role, (SELECT count(*) FROM branch) FROM staff_user")
    that(accounts == "sara|admin|2", accounts)
    that(seen.modes("/var/lib/ketabyar/secret") == ["600 ketabyar:ketabyar"], "others can read the secret")
    return "one account, sara, of an administrator; two branches"


def _start(seen: Seen, _: str) -> str:
    told = []
    for name in SERVICES:
        shown = seen.ask(f"systemctl show --property MainPID,ActiveState,NRestarts {name}")
        values = dict(line.split("=", 1) for line in shown.splitlines())
        that(values["ActiveState"] == "active" and values["NRestarts"] == "0", shown)
        process = f"/proc/{values['MainPID']}"
        status = seen.ask(f"grep -E '^(CapEff|NoNewPrivs|Seccomp):' {process}/status; stat -c %U {process}")
        that(re.search(r"CapEff:\s+0+\nNoNewPrivs:\s+1\nSeccomp:\s+2\nketabyar$", status), status)
        told.append(name.removeprefix("ketabyar-"))
    listening = seen.ask("ss -Hltn | awk '{print $4}' | sort")
    that(not re.search(r"(?:0\.0\.0\.0|\*|\[::\]):(?:8000|5005|5055)$", listening, re.MULTILINE), listening)
    return f"{', '.join(told)}: active as ketabyar, without capabilities, filtered; 8000, 5005, 5055 on loopback only"


def _bounds(_: Seen, output: str) -> str:
    levels = [float(found) for found in re.findall(r"^ *ketabyar-\w+\.service +([\d.]+)", output, re.MULTILINE)]
    that(len(levels) >= len(SERVICES) and max(levels) <= MOST_EXPOSED, output)
    that("/etc/systemd/system" not in output, output)
    return f"systemd-analyze has nothing to say of the units; exposure {', '.join(map(str, levels))} of 10"


def _certificate(seen: Seen, _: str) -> str:
    return seen.ask(
        "openssl x509 -in /etc/letsencrypt/live/ask.library.example/fullchain.pem -noout -subject -enddate"
    ).replace("\n", ", ")


def _nginx(seen: Seen, output: str) -> str:
    that("✗" not in output, output)
    proof = "/.well-known/acme-challenge/one"
    pages = (f"{PLAIN}/", f"{PLAIN}{proof}", f"{SITE}/health/live", f"{SITE}/metrics", f"{SITE}/console/sign-in")
    codes = seen.ask(
        f"mkdir -p /var/www/html/.well-known/acme-challenge; echo proof > /var/www/html{proof}\n"
        f"for each in {' '.join(pages)}; do curl -s -o /dev/null -w '%{{http_code}} ' $each; done\n"
        "rm -r /var/www/html/.well-known"
    )
    that(codes == "301 200 200 404 200", codes)
    signed = seen.ask(
        f"curl='curl -s -c /tmp/jar -b /tmp/jar {SITE}/console/sign-in'\n"
        'token=$($curl | grep -o \'<meta name="csrf" content="[^"]*\' | cut -d \'"\' -f 4)\n'
        f"$curl -o /dev/null -w '%{{http_code}}' -H 'Origin: {SITE}' --data-urlencode csrf=$token"
        f" --data-urlencode username=sara --data-urlencode 'password={seen.password}'; rm /tmp/jar"
    )
    that(signed == "303", signed)
    return "http is sent on to https, certbot's place is served, /metrics is not; sara signs in at the console"


def _chat(_: Seen, output: str) -> str:
    that("event: message" in output and output.count("Park Branch") >= 2, output)
    answers = [found for found in re.findall(r'"text":"((?:[^"\\]|\\.)*)"', output) if "Where is" not in found]
    that(answers, output)
    return f"the stream brought through nginx: {answers[-1]}"


def _import(seen: Seen, output: str) -> str:
    that("3 records read: 3 added" in output, output)
    found = _found(output)
    seen.counts = seen.counted()
    return f"3 titles, 2 patrons; the chat finds one: {found}"


def _backup(seen: Seen, output: str) -> str:
    listed = seen.ask("stat -c '%a %U %s' /var/lib/ketabyar-backups/*.tar.gz; systemctl show -p Result ketabyar-backup")
    that(re.fullmatch(r"600 ketabyar \d+\nResult=success", listed), listed)
    return f"one file, {listed.splitlines()[0]}, of {sum('-r' not in line for line in output.splitlines())} lines"


def _restore(_: Seen, output: str) -> str:
    rows = [line.split("|")[1:] for line in output.splitlines() if line.startswith(("ketabyar|", "ketabyar_try|"))]
    that(len(rows) == 2 and rows[0] == rows[1] and rows[0][:2] == ["3", "2"], output)
    return f"titles, patrons, messages in both: {', '.join(rows[0])}"


def _restored(_: Seen, output: str) -> str:
    # The first stands behind what the health check told, which ends without a line of its own.
    said = re.findall(r"(?:patron|bot): .*", output)
    that(sum(line.startswith("patron: ") for line in said) >= 2 and said[-1].startswith("bot: "), output)
    that("Park" in output, output)
    return " | ".join(said)


def _untried(seen: Seen, _: str) -> str:
    left = seen.sql("SELECT datname FROM pg_database WHERE datname LIKE 'ketabyar%'")
    folders = seen.ask("ls -d /etc/ketabyar* /var/lib/ketabyar*")
    that(left == "ketabyar" and "try" not in folders, f"{left}\n{folders}")
    return "one database, one folder of state"


def _next(seen: Seen, _: str) -> str:
    told = seen.ask(
        f"RELEASE=/opt/ketabyar/{NEXT} ketabyar --version; ketabyar --version; curl -sf {SITE}/health/ready"
    )
    that(f"ketabyar {NEXT}" in told and f"ketabyar {THIS}" in told, told)
    return f"{NEXT} lies beside {THIS}, which serves"


def _ready(seen: Seen, output: str) -> str:
    that("Ready." in output and seen.stored_revision() == seen.revision, output)
    return ", ".join(re.findall(r"(?:store|model): [^\n;]*", output)) + "; the earlier release serves"


def _switch(seen: Seen, output: str) -> str:
    that(f"ketabyar {NEXT}" in output, output)
    that(int(seen.stored_revision()) == int(seen.revision) + 1, seen.stored_revision())
    _start(seen, output)
    return f"{NEXT} serves, the store is at {seen.stored_revision()}; " + _answers(seen)


def _rollback(seen: Seen, output: str) -> str:
    that(f"ketabyar {THIS}" in output and seen.stored_revision() == seen.revision, output)
    _start(seen, output)
    return f"{THIS} serves, the store is at {seen.stored_revision()} with what was said since; " + _answers(seen)


def _before(seen: Seen, _: str) -> str:
    _start(seen, _)
    that(seen.counted() == seen.counts, f"{seen.counted()}, not {seen.counts}")
    return f"titles, patrons, messages as in the backup: {seen.counts}; " + _answers(seen)


def _answers(seen: Seen) -> str:
    before = seen.counted()
    told = seen.ask(
        f"printf 'do you have Momo?\\n' > /tmp/q; ketabyar chat --lang en --script /tmp/q --url {SITE}; rm /tmp/q"
    )
    found = _found(told)
    that(seen.counted() != before, f"nothing was kept of it: {before}")
    return f"asked for Momo it says: {found}"


def _found(told: str) -> str:
    """Give the line of an answer in which the title that was asked for stands."""
    lines = [line.strip() for line in told.rpartition("do you have Momo?")[2].splitlines() if "Momo" in line]
    that(lines, told)
    return lines[-1]


LOOKS: dict[str, Callable[[Seen, str], str]] = {
    "packages": _packages, "release": _release, "units": _units, "database": _database, "settings": _settings,
    "tables": _tables, "library": _library, "start": _start, "bounds": _bounds, "certificate": _certificate,
    "nginx": _nginx, "chat": _chat, "import": _import, "backup": _backup, "restore": _restore, "restored": _restored,
    "untried": _untried, "next": _next, "ready": _ready, "switch": _switch, "rollback": _rollback, "before": _before,
}  # fmt: skip
