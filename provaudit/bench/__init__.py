"""Measuring: predictions for attribution corpora, speed, start-up and memory. Accuracy is scored by the benchmarks' own scripts."""
