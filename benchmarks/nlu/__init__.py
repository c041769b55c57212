"""`make bench-nlu`: how well the engine's understanding does, everything trained in the same run."""
