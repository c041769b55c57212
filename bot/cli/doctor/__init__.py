"""`ketabyar doctor`: checks of every setting, process, port, model, database and channel, with advice."""
