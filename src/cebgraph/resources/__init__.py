"""The only readers of data/, ontology/ and shapes/: knowledge comes in here and nowhere else."""
