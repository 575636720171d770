"""Article to Parse: the stock Stanza pipeline, and the learned attribution tagger."""
