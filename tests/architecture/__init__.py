"""Rules of STYLE.md and ARCHITECTURE.md that a machine can check on the source itself."""
