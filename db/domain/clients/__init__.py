"""The disabled people counsellors serve: who they are, their cases, what was agreed."""
