#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes cloud-director.json, the built-in copy of Cloud Director's types, in the form of Schema::toJson.

usage: make-cloud-director.py types-31.json > cloud-director.json

The list of types says names, order, inheritance and JSON members; for older types also XML names, counts and what a
client may change. What it leaves out is in cloud-director.facts, what fields mean to people in cloud-director.help,
both written by hand beside this program.
"""

import json
import pathlib
import re
import sys

VCLOUD = "http://www.vmware.com/vcloud/v1.5"
VMEXT = "http://www.vmware.com/vcloud/extension/v1.5"
OVF = "http://schemas.dmtf.org/ovf/envelope/1"
RASD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
VSSD = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"
NAMESPACES = {
    "schema_v1_5": VCLOUD,
    "schema_v1_5/extension": VMEXT,
    "schema/ovf": OVF,
    "schema/ovf/vmware": "http://www.vmware.com/schema/ovf",
    "schema/ovf/environment": "http://schemas.dmtf.org/ovf/environment/1",
    "schema/versioning": "http://www.vmware.com/vcloud/versions",
}
PLAIN = {"number": "integer", "boolean": "boolean", "dateTime": "time", "any": "any"}
ALWAYS_ATTRIBUTES = {"href", "type", "id", "name", "rel", "status", "deployed", "operationKey"}
NOISE = {"any", "otherAttributes", "vCloudExtension"}  # members of the JSON form that no element stands for
PREFIXES = {OVF: "ovf", RASD: "rasd", VSSD: "vssd", VMEXT: "vmext", NAMESPACES["schema/ovf/vmware"]: "vmw",
            NAMESPACES["schema/ovf/environment"]: "ovfenv", VCLOUD: "vcloud"}
RECORD = re.compile(r"QueryResult(.*)RecordType$")
FRACTION = re.compile("guaranteed|percent|ratio|multiplier|overcommit", re.IGNORECASE)


class Facts:
    """The lines of cloud-director.facts: a word, what it is said of, and the rest."""

    def __init__(self, path):
        self.attributes, self.elements, self.renamed, self.choices, self.text = set(), set(), {}, {}, {}
        self.media, self.roots, self.heads, self.added, self.decimal, self.abstract = {}, {}, {}, {}, set(), set()
        self.base, self.modifiable, self.required = {}, {}, {}
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words and not line.startswith("#"):
                getattr(self, "read_" + words[0])(*words[1:])

    def read_attributes(self, owner, *fields):
        self.attributes.update(f"{owner}.{field}" for field in fields)

    def read_elements(self, owner, *fields):
        self.elements.update(f"{owner}.{field}" for field in fields)

    def read_xml(self, field, name):
        self.renamed[field] = name

    def read_choices(self, field, *values):
        self.choices[field] = list(values)

    def read_text(self, owner, field, plain):
        self.text[owner] = (field, plain)

    def read_media(self, short, owner, root=""):
        self.media.setdefault(owner, []).append("application/vnd.vmware." + short)
        if root:
            self.roots[owner] = root

    def read_root(self, owner, root):
        self.roots[owner] = root

    def read_head(self, owner, element, namespace):
        self.heads[owner] = (element, namespace)

    def read_add(self, owner, kind, name, plain, when, *since):
        self.added.setdefault(owner, []).append((kind, name, plain, when, since[0] if since else ""))

    def read_abstract(self, *owners):
        self.abstract.update(owners)

    def read_base(self, owner, base):
        self.base[owner] = base

    def read_modifiable(self, when, owner, *fields):
        self.modifiable.update({f"{owner}.{field}": when for field in fields})

    def read_required(self, owner, *fields):
        self.required.update({f"{owner}.{field}": True for field in fields})


class Maker:
    def __init__(self, types, facts, texts):
        self.types, self.facts, self.texts = types, facts, texts

    def namespace(self, name):
        if name == "SectionType":
            return OVF
        return NAMESPACES[self.types[name]["package"]]

    def identity(self, name):
        return "{%s}%s" % (self.namespace(name), name)

    def is_kind_of(self, name, base):
        while name:
            if name == base:
                return True
            name = self.types.get(name, {}).get("extends")
        return False

    def help(self, owner, field):
        """What is said of the field in this type or in the one that it extends; or of every field of that name."""
        if RECORD.match(owner):
            return ""
        return self.texts.get(f"{owner}.{field}") or self.texts.get(f"*.{field}", "")

    def choices(self, owner, name):
        return self.facts.choices.get(f"{owner}.{name}") or self.facts.choices.get(f"*.{name}", [])

    def is_attribute(self, owner, field):
        key = f"{owner}.{field['json']}"
        if "kind" in field:
            return field["kind"] == "attribute"
        if key in self.facts.elements:
            return False
        return key in self.facts.attributes or bool(RECORD.match(owner)) or field["json"] in ALWAYS_ATTRIBUTES

    def field(self, owner, field):
        name = field["json"]
        made = {}
        attribute = self.is_attribute(owner, field)
        xml = self.facts.renamed.get(f"{owner}.{name}") or field.get("xml")
        made["name"] = xml or (name if attribute else name[:1].upper() + name[1:])
        if made["name"] != name:
            made["json"] = name
        namespace = self.field_namespace(owner, field, attribute)
        if namespace:
            made["ns"] = namespace
        if attribute:
            made["attribute"] = True
        if field.get("list"):
            made.update(list=True, most=-1)
        self.describe(made, owner, field)
        if field.get("min", "0") != "0":
            made["least"] = 1
        modifiable = self.facts.modifiable.get(f"{owner}.{name}") or field.get("modifiable", "")
        if modifiable:
            made["modifiable"] = modifiable
        if made.get("least") and modifiable != "none" or f"{owner}.{name}" in self.facts.required:
            made["required"] = True
        if field.get("since"):
            made["since"] = field["since"]
        text = self.help(owner, name)
        if text:
            made["help"] = text
        return made

    def field_namespace(self, owner, field, attribute):
        if "ns" in field:
            return field["ns"]
        namespace = self.namespace(owner)
        if attribute:
            return namespace if namespace not in (VCLOUD, VMEXT) else ""
        return {"CIMResourceAllocationSettingDataType": RASD, "CIMVirtualSystemSettingDataType": VSSD}.get(
            owner, namespace)

    def describe(self, made, owner, field):
        kind, name = field["type"], field["json"]
        choices = self.choices(owner, name)
        if choices:
            made["choices"] = choices
        if kind in self.types:
            target = self.types[kind]
            if "enum" in target:
                made["choices"] = target["enum"]
            else:
                made["type"] = self.identity(kind)
        elif kind == "number" and (FRACTION.search(name) or f"{owner}.{name}" in self.facts.decimal):
            made["plain"] = "decimal"
        elif name == "href":
            made["plain"] = "url"
        elif kind in PLAIN:
            made["plain"] = PLAIN[kind]

    def added(self, owner):
        for kind, name, plain, when, since in self.facts.added.get(owner, []):
            many = plain.endswith("*")
            field = {"json": name[:1].lower() + name[1:] if kind == "element" else name, "kind": kind, "xml": name,
                     "type": {"integer": "number", "text": "string"}.get(plain.rstrip("*"), plain.rstrip("*")),
                     "modifiable": when, "since": since, "list": many}
            yield self.field(owner, field)

    def type(self, name):
        source = self.types[name]
        made = {"id": self.identity(name), "name": name, "ns": self.namespace(name)}
        if source.get("extends") in self.types:
            made["base"] = self.identity(source["extends"])
        text = self.facts.text.get(name)
        fields = [self.field(name, field) for field in source.get("fields", [])
                  if field["json"] not in NOISE and not (text and field["json"] == text[0])]
        fields += self.added(name)
        fields.sort(key=lambda field: "attribute" in field)
        if fields:
            made["fields"] = fields
        if text:
            made["text"] = text[1]
        if name in self.facts.abstract:
            made["abstract"] = True
        root = self.root(name)
        if root:
            made["element"], made["elementNs"] = root, self.root_namespace(name)
        media = self.facts.media.get(name, []) + self.usual_media(name)
        if media:
            made["media"] = sorted(set(media), key=media.index)
        if source.get("since"):
            made["since"] = source["since"]
        if self.texts.get(name):
            made["help"] = self.texts[name]
        return made

    def root(self, name):
        record = RECORD.match(name)
        if record and record.group(1):
            return record.group(1) + "Record"
        if name in self.facts.roots:
            return self.facts.roots[name]
        listed = name in self.facts.media or any(
            self.is_kind_of(name, base) for base in ("ResourceType", "SectionType", "ParamsType"))
        if name.endswith("Type") and (listed or name.endswith(("ParamsType", "ReferencesType"))):
            return name[:-len("Type")]
        return ""

    def root_namespace(self, name):
        return self.namespace(name)

    def usual_media(self, name):
        """What the service would call a body of that type; lists, sections and parameters follow the rule."""
        if not self.root(name) or RECORD.match(name):
            return []
        word = self.root(name)
        family = "admin" if self.namespace(name) == VMEXT or name.startswith("Admin") else "vcloud"
        if name.startswith("Admin"):
            word = word[len("Admin"):]
        return [f"application/vnd.vmware.{family}.{word[:1].lower() + word[1:]}"]

    def elements(self):
        for name in self.types:
            record = RECORD.match(name)
            head = self.facts.heads.get(name)
            if record and record.group(1):
                head = ("Record", VCLOUD)
            elif self.is_kind_of(name, "SectionType") and name != "SectionType":
                head = ("Section", OVF)
            root = self.root(name)
            if root and head:
                yield {"name": root, "ns": self.root_namespace(name), "type": self.identity(name),
                       "head": "{%s}/%s" % (head[1], head[0])}
        yield {"name": "Section", "ns": OVF, "type": self.identity("SectionType"), "abstract": True}
        yield {"name": "Record", "ns": VCLOUD, "type": self.identity("QueryResultRecordType"), "abstract": True}

    def claim_media(self, made):
        """Each media type once: what the facts say goes before what the rule makes up."""
        stated = {media for listed in self.facts.media.values() for media in listed}
        taken = set()
        for one in made:
            own = set(self.facts.media.get(one["name"], []))
            kept = [media for media in one.get("media", [])
                    if media.lower() not in taken and (media in own or media not in stated)]
            taken.update(media.lower() for media in kept)
            one.pop("media", None)
            if kept:
                one["media"] = kept

    def schema(self):
        for name in self.types:  # what the list lost: the common parent of sections says what they are about
            self.types[name]["extends"] = self.facts.base.get(name, self.types[name].get("extends"))
        made = [self.type(name) for name, type in self.types.items() if "enum" not in type]
        self.claim_media(made)
        return made, sorted(self.elements(), key=lambda element: (element["ns"], element["name"]))


def help_texts(path):
    texts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            place, text = line.split(None, 1)
            texts[place] = text
    return texts


def lines(objects):
    return ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in objects)


def main():
    types = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))["types"]
    here = pathlib.Path(__file__).parent
    facts = Facts(here / "cloud-director.facts")
    made, elements = Maker(types, facts, help_texts(here / "cloud-director.help")).schema()
    print('{"format":1,\n"types":[\n%s\n],\n"elements":[\n%s\n],\n"calls":[],\n"prefixes":%s,\n"notes":[]}'
          % (lines(made), lines(elements), json.dumps(PREFIXES)))


if __name__ == "__main__":
    main()
