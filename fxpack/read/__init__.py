"""Reading the world: files become values; what is wrong with them becomes problems."""
