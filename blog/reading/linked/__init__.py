"""What pages say to machines in schema.org's words, made of the same values that people see."""
