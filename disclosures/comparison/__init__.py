"""Questions over many disclosures → small frozen values: columns, rows, cells with their basis, refusals."""
