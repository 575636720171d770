"""The learned parser: tags and trees of words, from UD treebanks."""
