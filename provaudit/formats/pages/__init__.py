"""What pages for people are made of, Markdown and HTML: frames, marked text, pictures, and what templates show of an article."""
