"""Through whom: entities, relays, nesting and carry-over turn attributions into statements with chains, origin first."""
