"""The command line: a module a command; what they need is imported when they run, so that help is quick."""
