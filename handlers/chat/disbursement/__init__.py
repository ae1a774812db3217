"""Finance tells what was disbursed: by a sent workbook or in words, seen before it counts."""
