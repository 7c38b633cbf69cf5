#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows what packaging/run and packaging/test do on machines unlike this one: without apt, without root, without a
display. A copy of packaging/ runs in a folder of its own; a path of stand-ins takes the place of the machine's tools."""
import os
import shutil
import stat
import subprocess
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOLS = ('bash', 'env', 'dirname', 'cut', 'tr', 'wc', 'tail', 'mktemp', 'rm', 'mkdir', 'touch', 'timeout', 'nproc')

# Stand-ins: dpkg-query knows every package in version 99:1, dpkg finds only that one new enough.
OLDER_THAN_99 = '[ "${2%%:*}" = 99 ]'
ALL_INSTALLED = 'for name in "${@:3}"; do echo "$name 99:1 installed"; done'
CONSOLE = 'echo "console $*"; [ "$1" = --tour ] || exit 0; mkdir -p "$2"; %s'


class Machine:
    """A folder with packaging/, an empty build of the release preset, and the tools that this machine has."""

    def __init__(self, console=CONSOLE % 'touch "$2/1.png"', **tools):
        self.root = tempfile.mkdtemp()
        self.tools = os.path.join(self.root, 'tools')
        os.makedirs(self.tools)
        for tool in TOOLS:
            os.symlink(shutil.which(tool), os.path.join(self.tools, tool))
        shutil.copytree(os.path.join(TOP, 'packaging'), os.path.join(self.root, 'packaging'))
        self.script('packaging/virtual-display', 'echo virtual; exec "$@"')
        self.script('build/release/bin/nephoscope', console)
        self.script('build/release/build.ninja', '')
        for name, text in {'cmake': 'exit 0', 'id': 'echo 0', **tools}.items():
            self.script(f'tools/{name.replace("_", "-")}', text)

    def script(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(f'#!{shutil.which("bash")}\n{text}\n')
        os.chmod(path, stat.S_IRWXU)

    def run(self, command, *arguments, **environment):
        return subprocess.run([os.path.join(self.root, 'packaging', command), *arguments], cwd=self.root, text=True,
                              capture_output=True, check=False, stdin=subprocess.DEVNULL,
                              env={'PATH': self.tools, 'HOME': self.root, **environment})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root)


def listed(*groups):
    with open(os.path.join(TOP, 'packaging', 'dependencies'), encoding='utf-8') as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith('#')]
    return {row[1]: row[2] for row in rows if row[0] in groups}


class Packages(unittest.TestCase):
    def named(self, output):
        words = [line.split() for line in output.splitlines() if ' >= ' in line]
        return {word[0]: word[2] for word in words}

    def test_without_apt_the_whole_list_is_named(self):
        for command, groups in (('run', ('build', 'run')), ('test', ('build', 'run', 'virtual', 'test', 'fuzz'))):
            with self.subTest(command=command), Machine() as machine:
                result = machine.run(command)
                self.assertEqual(3, result.returncode)
                self.assertEqual(listed(*groups), self.named(result.stderr))

    def test_without_root_and_sudo_what_is_missing_is_named(self):
        all_but_two = ALL_INSTALLED.replace('do ', 'do case $name in ninja-build) continue;; '
                                            'cmake) echo "cmake 3.20-1 installed"; continue;; esac; ')
        with Machine(dpkg_query=all_but_two, apt_get='exit 0', id='echo 1000', dpkg=OLDER_THAN_99) as machine:
            result = machine.run('run')
            self.assertEqual(3, result.returncode)
            self.assertIn('root or sudo', result.stderr)
            self.assertEqual({'cmake': '3.25', 'ninja-build': '1.11'}, self.named(result.stderr))

    def test_what_apt_says_when_it_fails_is_shown(self):
        with Machine(dpkg_query='exit 1', apt_get='echo "E: no network" >&2; exit 100') as machine:
            result = machine.run('run')
            self.assertEqual(3, result.returncode)
            self.assertIn('E: no network', result.stderr)

    def test_nothing_is_asked_of_apt_when_all_is_there(self):
        with complete(apt_get='touch asked; exit 1') as machine:
            self.assertEqual(0, machine.run('run', '--version').returncode)
            self.assertFalse(os.path.exists(os.path.join(machine.root, 'asked')))


def complete(*arguments, **tools):
    return Machine(*arguments, **{'dpkg_query': ALL_INSTALLED, 'dpkg': OLDER_THAN_99, 'apt_get': 'exit 1', **tools})


class Display(unittest.TestCase):
    def test_with_a_display_the_console_starts(self):
        with complete(xdpyinfo='exit 0') as machine:
            self.assertEqual('console --demo\n', machine.run('run', DISPLAY=':1').stdout)
            self.assertEqual('console a b.har\n', machine.run('run', 'a b.har', DISPLAY=':1').stdout)

    def test_what_needs_no_display_runs_as_it_is(self):
        with complete() as machine:
            for arguments in (('--inventory', 'json', 'x.har'), ('--inventory=csv', 'x.har'), ('--help',), ('--version',)):
                self.assertEqual(f'console {" ".join(arguments)}\n', machine.run('run', *arguments).stdout)

    def test_without_a_display_the_tour_takes_its_place(self):
        for environment in ({}, {'DISPLAY': ':77'}, {'WAYLAND_DISPLAY': 'wayland-0', 'XDG_RUNTIME_DIR': '/nowhere'}):
            with self.subTest(environment=environment), complete(xdpyinfo='exit 1') as machine:
                pictures = os.path.join(machine.root, 'build', 'release', 'tour')
                result = machine.run('run', 'x.har', **environment)
                self.assertEqual(f'virtual\nconsole --tour {pictures}\n', result.stdout)
                self.assertIn('no display can be opened', result.stderr)
                self.assertIn(f'its pictures are in {pictures}', result.stderr)
                self.assertEqual(0, result.returncode)

    def test_a_tour_that_fails_or_shows_nothing_is_no_success(self):
        for ending, status in (('touch "$2/1.png"; exit 4', 4), ('true', 1)):
            with self.subTest(ending=ending), complete(CONSOLE % ending) as machine:
                result = machine.run('run')
                self.assertEqual(status, result.returncode)
                self.assertIn('the tour failed', result.stderr)

    def test_a_tour_asked_for_keeps_its_folder(self):
        with complete() as machine:
            result = machine.run('run', '--tour', 'mine')
            self.assertEqual('virtual\nconsole --tour mine\n', result.stdout)
            self.assertTrue(os.path.exists(os.path.join(machine.root, 'mine', '1.png')))


if __name__ == '__main__':
    unittest.main()
