"""Who says what: source, cue and content, from several kinds of evidence."""
