"""A workspace: folder, key file, backups, and files exchanged with colleagues."""
