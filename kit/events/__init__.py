"""Events: their draft, their door and its ledger, their codes."""
