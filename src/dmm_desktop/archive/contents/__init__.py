"""The contents of the data files of an import zip: separator, columns, rows and values, and their faults.

Everything works on bytes: text is converted, if necessary, to an encoding in which the significant characters are
single bytes. Rows are matched in bulk by a pattern made for the file (:mod:`.row_pattern`); rows that do not match are
examined one by one (:mod:`.broken_rows`).
"""
