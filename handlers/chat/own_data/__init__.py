"""What is kept about somebody, shown to them and removed for them (PDPA)."""
