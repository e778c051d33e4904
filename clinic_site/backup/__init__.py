"""Everything a clinic would miss, in one file, and back from it: `manage.py backup FILE` and `manage.py restore FILE`.

The file is a tar: the database, then the files of both storages, then a manifest with every size and SHA-256, and last
the manifest's own.

The database is copied first, in one snapshot, and the files after it. A picture's file is there before its row is, so
every file that the snapshot names was there when the copying began. One that is uploaded meanwhile is in the backup
without a row, and nothing shows it. One that is deleted meanwhile is missing: only what a person withdrew is ever
deleted, so nobody may miss it. The other way round, a row could name a file that came too late.

Left out, because it can be made again or must not be kept:

- sessions and the list of them: whoever reads them could come in as anybody. After a restore everybody logs in again;
- the table of the shared cache: counts of tries, which end by themselves;
- pages kept in memory, and collected static files: made by the site and by `collectstatic`;
- SECRET_KEY, passwords and every other setting: whoever holds a backup must not hold the keys as well.

A restore writes the files first, where nothing names them, and then the whole database in one transaction: that
commit is the moment at which everything is there. Killed before it, the site is as empty as it was, and the same
command begins again; killed after it, the same command ends what is left to do.
"""
