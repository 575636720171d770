"""What becomes of findings before publication: chosen, suppressed with a reason, measured against a baseline, signed off."""
