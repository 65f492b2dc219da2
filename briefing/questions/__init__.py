"""What the reporting itself says is open: found, themed, merged, followed."""
