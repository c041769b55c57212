"""Where messages of several requests are cut, as readers would cut them."""
