"""Reconciliation: the cells of somebody's spreadsheet matched against the things of a graph, by any of their names.

The words are those of the W3C Entity Reconciliation API 0.2: entity, type, property, candidate, feature, match.
"""
