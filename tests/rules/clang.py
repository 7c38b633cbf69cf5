# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that clang's tools judge: layout (clang-format) and length of functions (clang-tidy)."""
import json
import os
import re
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor

from source import Finding, blanked, line_of, mates

FORMAT = 'clang-format-14'
TIDY = 'clang-tidy-14'
LONGEST_FUNCTION = 60  # .clang-tidy says the same to clang-tidy
DIAGNOSTIC = re.compile(r'^(?P<path>[^\s:][^:\n]*):(?P<line>\d+):\d+: (?P<kind>warning|error): (?P<message>.*)$', re.M)


def _findings(tree, output):
    found = set()
    for match in DIAGNOSTIC.finditer(output):
        path = os.path.relpath(os.path.join(tree.root, match['path']), tree.root)
        found.add(Finding(path, int(match['line']), match['message']))
    return sorted(found)


def layout(tree):
    """Every C++ file is as clang-format would write it."""
    paths = [path for path, _ in tree.cpp()]
    if not paths:
        return []
    run = subprocess.run([FORMAT, '--dry-run', '--Werror', '--style=file', *paths],
                         cwd=tree.root, capture_output=True, text=True, check=False)
    first = {}
    for finding in _findings(tree, run.stderr):
        first.setdefault(finding.path, finding)  # one a file is enough: the remedy is clang-format-14 -i
    if run.returncode and not first:
        raise SystemExit(f'{FORMAT} failed:\n{run.stderr}')
    return sorted(first.values())


def suspects(text):
    """Lines at which a block of more than LONGEST_FUNCTION lines opens that is not plainly a namespace or class. A
    function that is too long has such a body, so files without any need not be parsed."""
    code = blanked(text)
    found = []
    for opened, closed in mates(code).items():
        if code[opened] == '{' and opened < closed and code.count('\n', opened, closed) > LONGEST_FUNCTION - 1:
            head = re.split(r'[;{}]', code[:opened])[-1]
            if not re.search(r'\b(?:namespace|class|struct|union|enum)\b[^()]*$', head):
                found.append(line_of(code, opened))
    return found


class CompileCommands:
    """The flags of a build, for any file of the tree."""

    LIBRARIES = (('app/demo/', '/nephoscope_demo.dir/'), ('app/', '/nephoscope_core.dir/'), ('ui/', '/nephoscope_ui.dir/'))

    def __init__(self, build):
        path = os.path.join(build, 'compile_commands.json')
        if not os.path.exists(path):
            raise SystemExit(f'{path} is missing: configure the asan preset first')
        with open(path, encoding='utf-8') as file:
            self.entries = json.load(file)

    def flags(self, tree, path):
        """-I, -D, -std of the library the file belongs to; for a test, of a source as near as possible."""
        place = next((place for folder, place in self.LIBRARIES if path.startswith(folder)), None)
        near = [entry for entry in self.entries if place is None or place in entry['command']] or self.entries
        whole = os.path.join(tree.root, path)
        words = shlex.split(max(near, key=lambda entry: len(os.path.commonprefix([entry['file'], whole])))['command'])
        flags = []
        for word, following in zip(words, words[1:] + ['']):
            if word in ('-I', '-isystem', '-D'):
                flags += [word, following]
            elif word.startswith(('-I', '-D', '-std=', '-isystem')):
                flags.append(word)
        return flags


def function_length(tree, commands):
    """No function body is longer than LONGEST_FUNCTION lines, constructors and lambdas included."""
    def judged(path):
        flags = ['-x', 'c++', '-fcoroutines-ts', *commands.flags(tree, path)]
        run = subprocess.run([TIDY, '--quiet', path, '--', *flags],
                             cwd=tree.root, capture_output=True, text=True, check=False)
        return _findings(tree, run.stdout)
    paths = [path for path, text in tree.cpp() if suspects(text)]
    with ThreadPoolExecutor(2) as pool:
        return sorted({finding for found in pool.map(judged, paths) for finding in found})
