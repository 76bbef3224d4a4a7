"""The migrations of the ledger's database; `assistant.adapters.ledger.migrating` runs them on opening."""
