#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hardening.py [PROGRAM...]: looks at built programs with readelf and tells what protection they lack; exit status 1 then.

hardening.py --selftest COMPILER: configures the release preset in a folder of its own, checks that every file would be
compiled with the flags, makes a small program with those of the console and checks that, shows that the check fails on
one made without them; then looks at the programs of build/release, where they were built since."""
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FLAGS = ('-fstack-protector-strong', '-D_FORTIFY_SOURCE=2', '-fstack-clash-protection')
SAMPLE = '''#include <cstdio>
#include <cstring>
int main(int count, char **values)
{
    char text[64];
    std::strcpy(text, values[count - 1]);
    std::snprintf(text, sizeof text, values[0], count);
    return std::puts(text);
}
'''


def readelf(program, *what):
    return subprocess.run(['readelf', '--wide', *what, program], text=True, capture_output=True, check=True,
                          env={**os.environ, 'LC_ALL': 'C'}).stdout


def lacks(program):
    """What is missing, in words."""
    header, segments = readelf(program, '--file-header'), readelf(program, '--program-headers')
    dynamic, symbols = readelf(program, '--dynamic'), readelf(program, '--dyn-syms')
    stack = re.search(r'GNU_STACK.*?\b(R[W ][E ]?)\s', segments)
    checks = {
        'it is position independent': 'DYN' in header and 'FLAGS_1' in dynamic and 'PIE' in dynamic,
        'relocations are read-only (RELRO)': 'GNU_RELRO' in segments,
        'all are resolved at the start (BIND_NOW)': bool(re.search(r'BIND_NOW|FLAGS.*\bNOW\b', dynamic)),
        'the stack is not executable': bool(stack) and 'E' not in stack.group(1),
        'the stack is guarded': '__stack_chk_fail' in symbols,
        'buffers are checked (_FORTIFY_SOURCE)': bool(re.search(r'__\w+_chk\b', symbols.replace('__stack_chk_fail', ''))),
        'no RPATH': not re.search(r'\((RPATH|RUNPATH)\)', dynamic),
    }
    return [words for words, holds in checks.items() if not holds]


def unflagged(build):
    """Files that would be compiled without one of the flags."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        entries = json.load(file)
    assert len(entries) > 300, len(entries)
    return [f'{entry["file"]} lacks {flag}' for entry in entries for flag in FLAGS
            if flag not in entry.get('command', '').split()]


def flags_of(build):
    """How a program of that build is compiled and linked: (compile flags, link flags)."""
    with open(os.path.join(build, 'build.ninja'), encoding='utf-8') as file:
        ninja = file.read()
    edge = re.search(r'^build bin/nephoscope: .*?\n(.*?)\n\n', ninja, re.M | re.S).group(1)
    link = re.search(r'^  LINK_FLAGS = (.*)$', edge, re.M).group(1).split()
    link += re.search(r'^  FLAGS = (.*)$', edge, re.M).group(1).split()
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        command = next(e['command'] for e in json.load(file) if e['file'].endswith('ui/main.cpp'))
    compile_flags = [word for word in command.split() if word.startswith(('-f', '-O', '-U', '-D_'))]
    return compile_flags, link


def selftest(compiler):
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        build = os.path.join(folder, 'release')
        subprocess.run(['cmake', '--preset', 'release', '-S', TOP, '-B', build], check=True, stdout=subprocess.DEVNULL, cwd=TOP)
        findings += unflagged(build)
        compile_flags, link = flags_of(build)
        source = os.path.join(folder, 'sample.cpp')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(SAMPLE)

        def made(*flags):
            program = os.path.join(folder, 'sample')
            subprocess.run([compiler, '-w', source, '-o', program, *flags], check=True)
            return lacks(program)

        findings += [f'a program of the release preset: {words}' for words in made(*compile_flags, *link)]
        bare = ('-O2', '-no-pie', '-fno-stack-protector', '-U_FORTIFY_SOURCE', '-Wl,-z,norelro,-z,lazy,-z,execstack,-rpath,/x')
        if len(made(*bare)) != 7:
            findings.append(f'the check would not notice what is missing: only {made(*bare)}')
    return findings


def main():
    findings, programs = [], sys.argv[1:]
    if sys.argv[1:2] == ['--selftest']:
        findings = selftest(sys.argv[2])
        shipped = [os.path.join(TOP, 'build', 'release', 'bin', name) for name in ('nephoscope', 'nephoscope-demo')]
        rules = os.path.getmtime(os.path.join(TOP, 'CMakeLists.txt'))
        programs = [name for name in shipped if os.path.exists(name) and os.path.getmtime(name) > rules]
    for program in programs:
        findings += [f'{program}: not so: {words}' for words in lacks(program)]
    print('\n'.join(findings) or f'hardened: the flags of the release preset, and {len(programs)} built programs')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
