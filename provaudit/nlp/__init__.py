"""Article to Parse: Stanza's tokenizer and names, our own parser, and the attribution tagger."""
