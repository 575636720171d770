"""Every type that crosses a stage, in the order data flows: article, parse, attributions, chains, findings, audit."""
