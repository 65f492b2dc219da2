"""Bytes to entries: feedparser and JSON Feed in a process that can be killed, text cleaned once."""
