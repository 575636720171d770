"""Echo: the fixture corpus, how much of its gold comes out, and what the command does."""
