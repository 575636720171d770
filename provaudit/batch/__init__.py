"""Many articles: from files of any kind into a store, by any engine, resumable, the same bytes whatever the engine."""
