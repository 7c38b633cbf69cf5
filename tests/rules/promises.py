# SPDX-License-Identifier: GPL-3.0-or-later
"""Every promise of SECURITY.md names the tests that show it, and those tests exist."""
import re

from source import Finding

DOCUMENT = 'SECURITY.md'
# `folder_name`, or one function of it: `folder_name: function`
TEST = re.compile(r'`([a-z]+_[\w-]+)(?:: (\w+))?`')
ROW = re.compile(r'^\|(?! *-|.*\bshown by\b)(.*)\|\s*$')


def _tests(tree):
    """Name of a test → its text, empty where it is no C++ of its own."""
    found = {'rules_' + name: '' for name in _rules(tree)}
    for path, text in tree.files.items():
        own = re.fullmatch(r'tests/(\w+)/tst_(\w+)\.cpp', path)
        fuzz = re.fullmatch(r'tests/fuzz/(fuzz_\w+)\.cpp', path)
        if own:
            found['_'.join(own.groups())] = text
        elif fuzz:
            found[fuzz.group(1)] = text
        elif path.endswith('CMakeLists.txt'):
            found.update({name: '' for name in re.findall(r'add_test\(\s*NAME ([\w-]+)[\s)]', text)})
            for states, prefix in re.findall(r'foreach\(\w+ ([\w ]+)\)\s*add_test\(NAME (\w+)_\$\{', text):
                found.update({f'{prefix}_{state}': '' for state in states.split()})
    return found


def _rules(tree):
    return re.findall(r"^        '(\w+)': ", tree.files.get('tests/rules/check.py', "        'promises': "), re.M)


def kept(tree):
    if DOCUMENT not in tree.files:
        return [Finding(DOCUMENT, 1, 'is missing')]
    tests, findings = _tests(tree), []
    for number, line in enumerate(tree.files[DOCUMENT].split('\n'), 1):
        row = ROW.match(line)
        if not row:
            continue
        named = TEST.findall(row.group(1).rsplit('|', 1)[-1]) if '|' in row.group(1) else []
        if not named:
            findings.append(Finding(DOCUMENT, number, 'a promise without a test'))
        for test, function in named:
            if test not in tests:
                findings.append(Finding(DOCUMENT, number, f'there is no test {test}'))
            elif function and not re.search(rf'::{function}\(|\bvoid {function}\(', tests[test]):
                findings.append(Finding(DOCUMENT, number, f'{test} has no {function}'))
    return findings
