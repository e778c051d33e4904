"""How often articles are read: a number for an article and a day, and nothing about who read it."""
