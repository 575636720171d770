"""Where the quotation marks are and what stands between them; nothing about who says it."""
