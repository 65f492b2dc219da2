"""The reader's configuration: TOML in, one frozen ``Config`` out.

``values`` says what there is, ``settings`` what may stand in the file, ``parse`` reads it,
``recall`` remembers what was read, ``paths`` knows where things are.
"""

from briefing.config.file import load
from briefing.config.paths import config_path, expanded, store_path
from briefing.config.values import Config

__all__ = ["Config", "config_path", "expanded", "load", "store_path"]
