"""How fast the site is, as ratios measured in one run: `make bench`. Nothing here is a test that passes or fails."""
