"""Workbooks the office fills in: the plan and the disbursements, read, checked, written."""
