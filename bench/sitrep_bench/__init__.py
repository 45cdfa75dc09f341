"""From sitrep's output to the prediction shapes of the benchmark's scorers. Python standard library only."""
