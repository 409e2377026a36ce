"""How the small linear models of the reader are trained and measured; nothing here runs in the product."""
