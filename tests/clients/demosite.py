# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the demo Cloud Director on a free port of loopback and ends it again."""

import contextlib
import json
import subprocess


@contextlib.contextmanager
def demo_site(program, *further):
    """The site's own description: url, users. Its tasks are done at once."""
    command = [program, "--platform", "cloud-director", "--speed", "100000", "--until-eof", *further]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("The demo site did not start: " + " ".join(command))
        yield json.loads(line)["sites"][0]
    finally:
        process.stdin.close()
        process.wait(timeout=30)
