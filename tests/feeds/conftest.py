from __future__ import annotations

from hypothesis import settings

# no test may fail because the machine is busy
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
