"""How far raters agree: kappa, alpha, ICC, detection, and how sure one can be of each."""
