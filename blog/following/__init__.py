"""Following a topic by mail: asked for, confirmed from a mail, told of signed articles, ended with one press."""
