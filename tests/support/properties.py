"""Property tests have no deadline: what else runs on a machine decides how long one example takes.

What reading a text may cost is bounded in tests/repo/test_patterns.py, which measures the processor's time.
"""

from __future__ import annotations

import os

# Pydantic brings a plugin that takes seconds to describe types of which no test asks for an example.
os.environ.setdefault("HYPOTHESIS_NO_PLUGINS", "yes")

from hypothesis import settings

settings.register_profile("ketabyar", deadline=None)
settings.load_profile("ketabyar")
