"""The network: bounded, polite, and the only room that imports httpx."""
