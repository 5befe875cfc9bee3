"""The documents that lead from the visit to the decision and from it to those who must know."""
