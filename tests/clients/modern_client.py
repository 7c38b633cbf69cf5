# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests that clients of today send (36.0 and 37.0), in their own spelling, against the demo Cloud Director.

Each step looks at what such a client looks at next. usage: modern_client.py NEPHOSCOPE_DEMO
"""

import base64
import json
import re
import sys
import unittest
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET

from demosite import demo_site

NS = {"v": "http://www.vmware.com/vcloud/v1.5", "ovf": "http://schemas.dmtf.org/ovf/envelope/1"}
HEAD = 'xmlns="http://www.vmware.com/vcloud/v1.5" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"'
SITE = None


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def xml(self):
        return ET.fromstring(self.body)

    @property
    def json(self):
        return json.loads(self.body)


class Session:
    def __init__(self, version):
        self.version, self.headers = version, {}
        login = base64.b64encode(b"ada@acme:demo").decode()
        answer = self.send("POST", "/cloudapi/1.0.0/sessions", accept=f"application/*;version={version}",
                           Authorization=f"Basic {login}")
        token = answer.headers["X-VMWARE-VCLOUD-ACCESS-TOKEN"]
        self.headers = {"Authorization": f"bearer {token}", "X-Vmware-Vcloud-Access-Token": token,
                        "X-Vmware-Vcloud-Token-Type": "Bearer"}

    def send(self, method, address, body=None, media=None, accept=None, **headers):
        url = address if address.startswith("http") else SITE["url"] + address
        headers = {**self.headers, **headers, "Accept": accept or f"application/*+xml;version={self.version}"}
        if media:
            headers["Content-Type"] = f"application/vnd.vmware.vcloud.{media}+xml"
        request = urllib.request.Request(url, body.encode() if body else None, headers, method=method)
        if body and not media:
            request.add_unredirected_header("Content-Type", "")  # one client leaves it out
        try:
            return Answer(urllib.request.urlopen(request, timeout=30))
        except urllib.error.HTTPError as error:
            return Answer(error)

    def wait(self, task):
        """Polls as those clients do; how the task ended."""
        for _ in range(1000):
            status = self.send("GET", task).xml.get("status")
            if status not in ("queued", "preRunning", "running"):
                return status
        return "never ended"


def link(element, rel, media):
    wanted = f"application/vnd.vmware.vcloud.{media}+xml"
    return next(each.get("href") for each in element.findall("v:Link", NS)
                if each.get("rel") == rel and each.get("type", wanted) == wanted)


class Modern:
    version = None

    @classmethod
    def setUpClass(cls):
        cls.session = Session(cls.version)
        session = cls.session.send("GET", "/api/session").xml
        organization = next(each.get("href") for each in session.findall("v:Link", NS)
                            if each.get("type") == "application/vnd.vmware.vcloud.org+xml")
        cls.organization = cls.session.send("GET", organization).xml
        records = cls.session.send("GET", "/api/query?&type=orgVdc&format=records&pageSize=128"
                                   "&filterEncoded=true&filter=name==acme-prod").xml
        cls.vdc_href = records.find("v:OrgVdcRecord", NS).get("href")
        cls.vdc = cls.session.send("GET", cls.vdc_href).xml

    def done(self, answer):
        self.assertIn(answer.status, (200, 201, 202), answer.body)
        root = answer.xml
        task = root if root.tag.endswith("}Task") else root.find("v:Tasks/v:Task", NS)
        self.assertEqual(self.session.wait(task.get("href")), "success")
        return root.get("href")

    def record(self, kind, name):
        page = self.session.send("GET", f"/api/query?type={kind}&filter=name=={name};vdcName==acme-prod").xml
        return next(each.get("href") for each in page if each.get("name") == name)

    def compose(self, name):
        body = f'<ComposeVAppParams {HEAD} name="{name}" deploy="false" powerOn="false"><Description>d</Description>' \
               "</ComposeVAppParams>"
        return self.done(self.session.send("POST", link(self.vdc, "add", "composeVAppParams"), body, "composeVAppParams"))

    def with_vm(self, name):
        vapp = self.compose(name)
        network = self.record("orgVdcNetwork", "acme-prod-front")
        config = f'<NetworkConfigSection {HEAD}><ovf:Info>i</ovf:Info><NetworkConfig networkName="acme-prod-front">' \
                 f'<Description/><Configuration><ParentNetwork href="{network}"/><FenceMode>bridged</FenceMode>' \
                 "</Configuration><IsDeployed>false</IsDeployed></NetworkConfig></NetworkConfigSection>"
        self.done(self.session.send("PUT", vapp + "/networkConfigSection/", config, "networkConfigSection"))
        source = self.record("vm", "ubuntu-22.04-vm")
        item = f'<RecomposeVAppParams {HEAD}><SourcedItem><Source href="{source}" name="one"/><InstantiationParams>' \
               "<NetworkConnectionSection><ovf:Info/><PrimaryNetworkConnectionIndex>0</PrimaryNetworkConnectionIndex>" \
               '<NetworkConnection network="acme-prod-front"><NetworkConnectionIndex>0</NetworkConnectionIndex>' \
               "<IsConnected>true</IsConnected><IpAddressAllocationMode>POOL</IpAddressAllocationMode>" \
               "</NetworkConnection></NetworkConnectionSection></InstantiationParams></SourcedItem>" \
               "<AllEULAsAccepted>true</AllEULAsAccepted></RecomposeVAppParams>"
        recompose = link(self.session.send("GET", vapp).xml, "recompose", "recomposeVAppParams")
        self.done(self.session.send("POST", recompose, item, "recomposeVAppParams"))
        vm = self.session.send("GET", vapp).xml.find("v:Children/v:Vm", NS)
        self.assertEqual(vm.get("name"), "one")
        self.assertTrue(vm.findtext("v:NetworkConnectionSection/v:NetworkConnection/v:IpAddress", None, NS))
        return vapp, vm.get("href")

    def remove(self, vapp):
        self.done(self.session.send("DELETE", vapp + "?force=True&recursive=False"))
        self.assertEqual(self.session.send("GET", vapp).status, 403)

    def test_finds_vdcs_behind_a_query_link(self):
        queries = [each.get("href") for each in self.organization.findall("v:Link", NS)
                   if each.get("type") == "application/vnd.vmware.vcloud.query.records+xml"]
        self.assertTrue(any("Vdc" in each for each in queries) and any("atalog" in each for each in queries))

    def test_builds_and_powers_a_vapp(self):
        vapp, vm = self.with_vm(f"built-{self.version}")
        for action, status in (("powerOn", "4"), ("powerOff", "8")):
            self.done(self.session.send("POST", f"{vm}/power/action/{action}"))
            self.assertEqual(self.session.send("GET", vm).xml.get("status"), status)
        undeploy = f"<UndeployVAppParams {HEAD}><UndeployPowerAction>powerOff</UndeployPowerAction></UndeployVAppParams>"
        self.done(self.session.send("POST", vapp + "/action/undeploy", undeploy, "undeployVAppParams"))
        self.remove(vapp)

    def test_changes_the_specification(self):
        vapp, vm = self.with_vm(f"sized-{self.version}")
        section = self.session.send("GET", vm).body.decode()
        disks = re.search("<DiskSection>.*</DiskSection>", section, re.S).group()
        added = "<DiskSettings><SizeMb>1024</SizeMb><UnitNumber>3</UnitNumber><BusNumber>0</BusNumber>" \
                "<AdapterType>5</AdapterType><ThinProvisioned>true</ThinProvisioned><overrideVmDefault>false" \
                "</overrideVmDefault><VirtualQuantity>1073741824</VirtualQuantity><VirtualQuantityUnit>byte" \
                "</VirtualQuantityUnit></DiskSettings></DiskSection>"
        body = f'<Vm {HEAD} name="one"><VmSpecSection Modified="true"><ovf:Info/><Firmware>bios</Firmware><NumCpus>4</NumCpus>' \
               "<NumCoresPerSocket>2</NumCoresPerSocket><MemoryResourceMb><Configured>3072</Configured></MemoryResourceMb>" \
               + disks.replace("</DiskSection>", added) + "</VmSpecSection></Vm>"
        self.done(self.session.send("POST", vm + "/action/reconfigureVm", body, "vm"))
        changed = self.session.send("GET", vm).xml.find("v:VmSpecSection", NS)
        self.assertEqual((changed.findtext("v:NumCpus", None, NS), changed.findtext("v:MemoryResourceMb/v:Configured", None, NS)),
                         ("4", "3072"))
        self.assertIn("1024", [each.text for each in changed.findall("v:DiskSection/v:DiskSettings/v:SizeMb", NS)])
        self.remove(vapp)

    def test_shares_without_a_media_type(self):
        vapp = self.compose(f"shared-{self.version}")
        body = f"<ControlAccessParams {HEAD}><IsSharedToEveryone>true</IsSharedToEveryone>" \
               "<EveryoneAccessLevel>ReadOnly</EveryoneAccessLevel></ControlAccessParams>"
        self.assertEqual(self.session.send("POST", vapp + "/action/controlAccess", body).status, 200)
        self.remove(vapp)

    def test_reads_and_writes_json(self):
        accept = f"application/*+json;version={self.version}"
        vapp = self.compose(f"json-{self.version}")
        document = self.session.send("GET", vapp, accept=accept).json
        self.assertEqual((document["status"], document["deployed"]), (1, False))
        self.assertIn("LeaseSettingsSectionType", [each["_type"] for each in document["section"]])
        answer = self.session.send("PUT", vapp, json.dumps({**document, "description": "by JSON"}), accept=accept)
        self.assertEqual((answer.status, answer.json["operationName"]), (202, "vdcUpdateVapp"))
        self.session.wait(answer.headers["Location"])
        self.assertEqual(self.session.send("GET", vapp, accept=accept).json["description"], "by JSON")
        self.remove(vapp)

    def test_signs_out_at_the_login_address(self):
        other = Session(self.version)
        self.assertEqual(other.send("DELETE", "/cloudapi/1.0.0/sessions").status, 204)
        self.assertEqual(other.send("GET", "/api/session").status, 401)


class Version36(Modern, unittest.TestCase):
    version = "36.0"


class Version37(Modern, unittest.TestCase):
    version = "37.0"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with demo_site(sys.argv.pop(1)) as SITE:
        unittest.main(verbosity=2)
