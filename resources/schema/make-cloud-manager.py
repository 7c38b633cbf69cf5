#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes cloud-manager.jsonl, the built-in copy of what Cloud Manager publishes: one Swagger declaration a line.

usage: make-cloud-manager.py DECLARATION.json... > cloud-manager.jsonl

Members that say what is so anyway are left out; readSwagger reads the lines as it reads a server's answers.
"""

import json
import pathlib
import sys

USUAL = {"description": "", "notes": "", "summary": "", "allowMultiple": False, "required": False}
UNREAD = {"apiVersion", "swaggerVersion", "produces", "responseMessages"}


def is_said(name, value):
    return name not in UNREAD and not (name in USUAL and value == USUAL[name])


def lean(value, inside_properties=False):
    """The same without members that the reader takes for granted. Names of properties are no members."""
    if isinstance(value, list):
        return [lean(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: lean(item, name in ("properties", "models"))
            for name, item in value.items() if inside_properties or is_said(name, item)}


def main():
    for name in sorted(sys.argv[1:]):
        declaration = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
        if "resourcePath" not in declaration:
            continue  # the index
        # The name of the resource is that of its file, with "_" for ":"; what it says of itself may be another.
        declaration["resourcePath"] = "/" + pathlib.Path(name).stem.replace("_", ":")
        declaration["basePath"] = "/occm/api"
        for model in declaration.get("models", {}).values():
            model.pop("id", None)
        print(json.dumps(lean(declaration), ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
