"""SQLite: what was fetched, what was found, and, apart from both, what the reader decided."""
