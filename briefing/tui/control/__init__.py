"""What stands between the keys and the desk: one class each for the list, the reading pane, the
decisions and the feeds. They hold the session's state; widgets only paint it."""
