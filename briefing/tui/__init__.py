"""Face 2: the interactive terminal session."""
