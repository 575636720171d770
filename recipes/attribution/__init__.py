"""Training of the attribution tagger on PolNeAR: corpus, network, training, export, evaluation."""
