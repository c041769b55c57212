"""Write the table of docs/settings.md from the settings themselves."""

from __future__ import annotations

import re

from bot.settings import ROOT, Settings
from library.settings import LibrarySettings

PAGE = ROOT / "docs" / "settings.md"


def table() -> str:
    """The table's rows, one a setting, in the order of the code; those of the library system last."""
    rows = []
    for name, field in sorted(Settings.model_fields.items(), key=lambda one: one[0] in LibrarySettings.model_fields):
        default = "" if field.default in ("", (), None) else f"`{field.default}`"
        rows.append(f"| `KETABYAR_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def main() -> None:
    """Replace the rows under the table's head."""
    text = PAGE.read_text(encoding="utf-8")
    head = "| variable | default | what it does |\n|---|---|---|\n"
    before, _, rest = text.partition(head)
    after = re.sub(r"\A(\|.*\n)+", "", rest)
    PAGE.write_text(f"{before}{head}{table()}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
