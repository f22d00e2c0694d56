"""The caseload and one client: page, forms, history, paper."""
