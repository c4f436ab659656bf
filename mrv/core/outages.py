"""Tell an outage from a defect: no room on a disk, no room for a connection, a database that is not there.

An outage is answered by "try again" and repeats no work's fault: a job it hits is put off and no attempt is counted
(catalogue F9-F12). A connection that broke is not among them: a job that breaks the server must not do so for ever.
"""

import errno

from django.db.utils import Error, OperationalError

# EFBIG: a limit on the size of files, which is how a quota of some systems shows itself.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL, TOO_MANY_CONNECTIONS, NOT_YET = "53100", "53300", "57P03"


def sqlstate_of(error: BaseException) -> str:
    """The code of a database error, empty where there is none."""
    return str(getattr(error.__cause__, "sqlstate", "") or "") if isinstance(error, Error) else ""


def is_disk_full(error: BaseException) -> bool:
    """Whether a disk, that of the files or that of the database, has no room left."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return sqlstate_of(error) == DISK_FULL


def is_database_away(error: BaseException) -> bool:
    """Whether the database did not answer, so that the same request may succeed later."""
    return isinstance(error, OperationalError)


def passes_by_itself(error: BaseException) -> bool:
    """Whether a job met it through no fault of its own and has only to be tried later."""
    return sqlstate_of(error) in {DISK_FULL, TOO_MANY_CONNECTIONS, NOT_YET}
