#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a tree (by default the one this file stands in) and prints file:line: what. Without a rule: all of them.
Exit status 1 where one is broken."""
import argparse
import os
import sys

import clang
import coroutines
import promises
import structure
import text
from source import Tree


def rules(options):
    """Name → function from a Tree to its findings."""
    return {
        'include_directions': structure.directions,
        'no_widgets_below_app': lambda tree: structure.widgets(tree, structure.gui_headers(options.qt_headers)),
        'no_platform_names': structure.platforms,
        'one_event_loop': structure.event_loops,
        'co_await_without_braces': coroutines.braces,
        'coroutine_lifetimes': coroutines.lifetimes,
        'file_length': text.file_length,
        'licence': text.licence,
        'wording': text.wording,
        'promises': promises.kept,
        'layout': clang.layout,
        'function_length': lambda tree: clang.function_length(tree, clang.CompileCommands(options.build)),
    }


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--root', default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument('--build', help='where compile_commands.json is; default: build/asan below the root')
    parser.add_argument('--qt-headers', default='/usr/include/x86_64-linux-gnu/qt6')
    parser.add_argument('rule', nargs='*')
    options = parser.parse_args()
    options.build = options.build or os.path.join(options.root, 'build', 'asan')
    known = rules(options)
    for name in options.rule:
        if name not in known:
            parser.error(f'no rule {name}; there are: {" ".join(known)}')
    tree = Tree.read(options.root)
    broken = 0
    for name in options.rule or known:
        findings = known[name](tree)
        broken += len(findings)
        for finding in findings:
            print(f'{finding} [{name}]')
    print(f'{len(tree.files)} files, {broken} findings')
    return 1 if broken else 0


if __name__ == '__main__':
    sys.exit(main())
