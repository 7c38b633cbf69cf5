#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every package that the program is built of or loads stands in packaging/licences, with a licence that a program under
GPL-3.0-or-later may be combined with; and nothing else stands there."""
import os
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOLS = {'g++', 'cmake', 'ninja-build', 'ccache', 'mold', 'qt6-base-dev-tools'}  # make the program, and are no part of it
COMPATIBLE = {'LGPL-3.0-only', 'LGPL-2.1-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later', 'MIT', 'X11', 'BSD-2-Clause',
              'BSD-3-Clause', 'CC0-1.0', 'Apache-2.0', 'MPL-2.0', 'Bitstream-Vera'}


def rows(name):
    with open(os.path.join(TOP, 'packaging', name), encoding='utf-8') as file:
        return [line.split() for line in file if line.strip() and not line.startswith('#')]


class Licences(unittest.TestCase):
    def test_every_package_of_the_program_has_one_and_no_other_stands_there(self):
        used = {row[1] for row in rows('dependencies') if row[0] in ('build', 'run', 'wayland')} - TOOLS
        self.assertEqual(used, {row[0] for row in rows('licences')})

    def test_all_may_be_combined_with_ours(self):
        for package, licence, *how in rows('licences'):
            self.assertIn(licence, COMPATIBLE, package)
            self.assertTrue(how, package)


if __name__ == '__main__':
    unittest.main()
