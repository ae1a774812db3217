"""The documents of a round. Each is one module that turns an official report into bytes."""

from collections.abc import Callable, Mapping

from reports.official import OfficialReport
from reports.outputs.json_file import tables_json
from reports.outputs.xlsx import tables_xlsx

Output = Callable[[OfficialReport], bytes]

OUTPUTS: Mapping[str, Output] = {"tables.json": tables_json, "tables.xlsx": tables_xlsx}
"""What `flask report export` writes, by file name."""
