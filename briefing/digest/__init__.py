"""Face 1: an edition printed to stdout."""
