"""Where the records are on disk, and what kind of place that is."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

FILE_NAME = "records.sqlite3"

# A write-ahead log needs memory that all processes share, which no file system across a network gives.
_FUSE = frozenset(f"fuse.{name}" for name in ("davfs", "davfs2", "glusterfs", "rclone", "s3fs", "sshfs"))
_NETWORK = _FUSE | {
    "9p", "afs", "beegfs", "ceph", "cifs", "gfs2", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "virtiofs",
}  # fmt: skip
_OCTAL = re.compile(r"\\([0-7]{3})")


def records_file(folder: Path) -> Path:
    """The file of the records in a data folder; nothing is created by asking."""
    return folder / FILE_NAME


def make_file(file: Path) -> None:
    """An empty file in its folder, both for the owner's eyes only, where they do not exist yet.

    In a folder that its owner opened to a group, the file is the group's too.

    Raises:
        OSError: The folder or the file cannot be made.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.path.lexists(file):
        return
    shared = stat.S_IMODE(file.parent.stat().st_mode) & stat.S_IWGRP
    mode = 0o660 if shared else 0o600
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    except FileExistsError:
        return  # another process was quicker; its file is as good
    try:
        if shared and sys.platform != "win32":
            os.fchmod(handle, mode)
    finally:
        os.close(handle)


def writable(path: Path) -> bool:
    """Whether the person may write there, asked without opening it.

    Opening and closing the database's file by hand would drop the locks that SQLite holds on it in this
    process (sqlite.org/howtocorrupt.html, 2.2).
    """
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def on_network(folder: Path) -> bool:
    """Whether a folder lies on a file system of another machine, as far as this one tells.

    Linux and Windows tell; elsewhere the answer is no, and the log is tried.
    """
    place = str(folder.resolve())
    if place.startswith("\\\\"):
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system(place, mounts) in _NETWORK


def file_system(place: str, mounts: str) -> str:
    """The type of the file system that holds an absolute path, from the text of Linux's `mountinfo`.

    The last mount on the longest matching mount point wins (proc_pid_mountinfo(5)); an empty string where
    none matches.
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, types = left.split(), right.split()
        if len(fields) < 5 or not types:
            continue
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4])
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), types[0]
    return kind
