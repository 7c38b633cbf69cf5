# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about files as text: length, licence line, words and characters that must not stand in them."""
import re

from source import Finding, line_of

LONGEST_FILE = 500


def _written(tree):
    return tree.cpp() + tree.scripts()


def file_length(tree):
    findings = []
    for path, text in _written(tree):
        lines = text.count('\n') + (not text.endswith('\n'))
        if lines > LONGEST_FILE:
            findings.append(Finding(path, lines, f'{lines} lines; at most {LONGEST_FILE}'))
    return findings


def licence(tree):
    """The SPDX line is the first of every source, the second after '#!'."""
    findings = []
    for path, text in _written(tree):
        lines = text.split('\n')
        line = lines[1] if lines[0].startswith('#!') and len(lines) > 1 else lines[0]
        if not re.fullmatch(r'(?://|#) SPDX-License-Identifier: GPL-3\.0-or-later', line):
            findings.append(Finding(path, 1, 'does not begin with the SPDX line'))
    return findings


# Character classes keep these patterns from finding themselves.
UNFINISHED = re.compile(r'\b(?:T[O]DO|F[I]XME|X[X]X|Q[S]KIP|not [i]mplemented)\b')
MACHINE = re.compile(r'(?:^|[^A-Za-z0-9_.\])])/(?:w[o]rk|r[o]ot|h[o]me|f[a]rm)/')


def wording(tree):
    """Nothing unfinished is left, no path of one machine, no tab."""
    findings = []
    written = {path for path, _ in _written(tree)}
    for path, text in tree.files.items():
        if path == 'LICENSE':
            continue
        source = path in written
        for pattern, message in ((UNFINISHED, 'left unfinished'), (MACHINE, 'path of one machine')):
            if pattern is UNFINISHED and not source:
                continue
            for match in pattern.finditer(text):
                findings.append(Finding(path, line_of(text, match.start()), f'{message}: {match.group().strip()}'))
        if source and '\t' in text:
            findings.append(Finding(path, line_of(text, text.index('\t')), 'tab'))
    return findings
