"""The packaged sample edition: feeds as files under invented outlets, our own words, no network."""
