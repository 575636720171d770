"""The report of a week: which articles, figures by outlet, desk or author, what to look at, as Markdown, HTML and JSON."""
