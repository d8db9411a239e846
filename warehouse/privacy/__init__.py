"""The guard of small numbers: leaves made once, answers that are sums of leaves."""
