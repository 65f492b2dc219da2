"""What the reader follows: subscriptions, OPML, newsboat lists, discovery."""
