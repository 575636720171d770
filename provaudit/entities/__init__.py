"""Who is meant: mentions of sources read by themselves, then resolved to the entities of the article."""
