"""The company's people: reading a roster's file, comparing it, and who may see what. Pure."""
