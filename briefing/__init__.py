"""briefing: a news briefing reader for the terminal that groups, quotes and asks."""

__version__ = "0.1.0"
