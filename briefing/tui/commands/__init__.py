"""What the keys do: one function a key, gathered in ``registry.COMMANDS``."""
