"""The network that tells whether statements of different articles make the same claim."""
