"""Arguments to one call."""


def main() -> int:
    """Run the command line; returns the exit code."""
    return 0
