# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Libcloud, unmodified, against the demo Cloud Director: the vCloud drivers for 1.5, 5.1 and 5.5.

usage: libcloud_client.py NEPHOSCOPE_DEMO
"""

import sys
import unittest
from urllib.parse import urlparse

from demosite import demo_site

try:
    from libcloud.common.types import InvalidCredsError
    from libcloud.compute.drivers.vcloud import ControlAccess, Subject, VCloudNodeDriver
    from libcloud.compute.types import NodeState
except ImportError as error:
    sys.exit(f"Apache Libcloud is missing ({error}): install the package python3-libcloud (packaging/dependencies).")

SITE = None  # what the demo says of itself


def driver(version, user="ada@acme", password="demo"):
    url = urlparse(SITE["url"])
    made = VCloudNodeDriver(user, password, secure=False, host=url.hostname, port=url.port, api_version=version)
    made.connection.host, made.connection.port = url.hostname, url.port
    return made


class OldClient:
    """What every version of the driver can do."""

    version = None

    @classmethod
    def setUpClass(cls):
        cls.cloud = driver(cls.version)

    def test_refuses_a_wrong_password(self):
        with self.assertRaises(InvalidCredsError):
            driver(self.version, password="wrong").list_nodes()

    def test_lists_vdcs_with_their_capacity(self):
        vdcs = self.cloud.vdcs
        self.assertEqual(sorted(vdc.name for vdc in vdcs), ["acme-prod", "acme-test"])
        self.assertTrue(all(vdc.id.startswith("http") for vdc in vdcs))
        production = next(vdc for vdc in vdcs if vdc.name == "acme-prod")
        self.assertEqual(production.allocation_model, "AllocationPool")
        self.assertGreater(production.cpu.limit, 0)
        self.assertEqual(production.memory.units, "MB")

    def test_lists_nodes_with_states_and_addresses(self):
        nodes = {node.name: node for node in self.cloud.list_nodes()}
        self.assertEqual(nodes["shop"].state, NodeState.RUNNING)
        self.assertEqual(nodes["payroll"].state, NodeState.STOPPED)
        self.assertEqual(nodes["shop"].extra["vdc"], "acme-prod")
        self.assertEqual(sorted(vm["name"] for vm in nodes["shop"].extra["vms"]), ["db-1", "web-1", "web-2"])
        self.assertTrue(nodes["shop"].private_ips)
        self.assertEqual(nodes["shop"].extra["lease_settings"].storage_lease, 30 * 24 * 3600)
        self.assertEqual([node.name for node in self.cloud.ex_list_nodes(self.cloud.vdcs[1])][0][:5], "test-")

    def test_finds_nodes(self):
        self.assertEqual(self.cloud.ex_find_node("mail").name, "mail")
        self.assertIsNone(self.cloud.ex_find_node("nobody"))
        self.assertEqual({node.name for node in self.cloud.ex_find_vm_nodes("pay-db")}, {"payroll", "test-payroll"})

    def test_lists_images(self):
        names = {image.name for image in self.cloud.list_images()}
        self.assertIn("ubuntu-22.04", names)

    def test_queries(self):
        records = self.cloud.ex_query("vApp", filter="vdcName==acme-prod", sort_asc="name", page_size=50)
        names = [record["name"] for record in records]
        self.assertEqual(names, sorted(names))
        self.assertIn("shop", names)
        self.assertIn("bo", {record["name"] for record in self.cloud.ex_query("user")})

    def create(self, name, **further):
        image = next(image for image in self.cloud.list_images() if image.name == "ubuntu-22.04")
        return self.cloud.create_node(name=f"{name}-{self.version}", image=image, ex_vdc="acme-prod", **further)

    def test_a_node_from_birth_to_death(self):
        node = self.create("born", ex_vm_cpu=2, ex_vm_memory=512, ex_vm_names=["renamed"])
        self.assertEqual(node.state, NodeState.RUNNING)
        self.assertEqual([vm["name"] for vm in node.extra["vms"]], ["renamed"])
        self.assertEqual(self.cloud.ex_power_off_node(node).state, NodeState.STOPPED)
        self.assertEqual(self.cloud.ex_power_on_node(node).state, NodeState.RUNNING)
        self.assertEqual(self.cloud.ex_suspend_node(node).state, NodeState.PENDING)
        self.assertEqual(self.cloud.ex_power_on_node(node).state, NodeState.RUNNING)
        self.assertTrue(self.cloud.reboot_node(node))
        self.assertEqual(self.cloud.ex_shutdown_node(node).state, NodeState.STOPPED)
        self.assertEqual(self.cloud.ex_undeploy_node(node).state, NodeState.STOPPED)
        self.assertEqual(self.cloud.ex_deploy_node(node).state, NodeState.RUNNING)
        self.assertTrue(self.cloud.destroy_node(node))
        self.assertIsNone(self.cloud.ex_find_node(node.name))

    def test_changes_hardware_and_customization(self):
        node = self.create("sized", ex_deploy=False, ex_description="For trials")
        self.assertEqual(node.state, NodeState.STOPPED)
        self.assertEqual(node.extra["description"], "For trials")
        self.cloud.ex_set_vm_cpu(node.id, 4)
        self.cloud.ex_set_vm_memory(node.id, 2048)
        self.cloud.ex_add_vm_disk(node.id, 20)
        self.cloud.ex_change_vm_admin_password(node.id, "new-secret")
        record = next(vm for vm in self.cloud.ex_query("vm", filter=f"containerName=={node.name}"))
        self.assertEqual((record["numberOfCpus"], record["memoryMB"]), ("4", "2048"))
        self.assertTrue(self.cloud.destroy_node(node))

    def test_connects_to_a_network(self):
        network = {"ex_network": "acme-prod-front", "ex_vm_network": "inside", "ex_vm_fence": "natRouted"}
        node = self.create("joined", ex_deploy=False, ex_description="Behind a gateway", **network)
        self.assertEqual(node.extra["description"], "Behind a gateway")
        self.assertTrue(self.cloud.destroy_node(node))

    def test_clones_a_node_into_a_network(self):
        source = self.cloud.ex_find_node("payroll")
        clone = self.cloud.create_node(name=f"cloned-{self.version}", image=source, ex_vdc="acme-prod", ex_deploy=False)
        self.assertEqual(len(clone.extra["vms"]), 2)
        self.assertNotEqual(clone.extra["vms"][0]["id"], source.extra["vms"][0]["id"])
        self.assertTrue(self.cloud.destroy_node(clone))

    def test_keeps_metadata(self):
        node = self.cloud.ex_find_node("mail")
        self.cloud.ex_set_metadata_entry(node, "colour", "deep red")
        self.cloud.ex_set_metadata_entry(node, "colour", "pale red")
        self.assertEqual(self.cloud.ex_get_metadata(node)["colour"], "pale red")

    def test_shares(self):
        node = self.cloud.ex_find_node("lab")
        self.assertIsNone(self.cloud.ex_get_control_access(node).everyone_access_level)
        subject = Subject("user", "bo", ControlAccess.AccessLevel.CHANGE)
        self.cloud.ex_set_control_access(node, ControlAccess(node, None, [subject]))
        access = self.cloud.ex_get_control_access(node)
        self.assertEqual([(each.name, each.access_level) for each in access.subjects], [("bo", "Change")])
        self.cloud.ex_set_control_access(node, ControlAccess(node, ControlAccess.AccessLevel.READ_ONLY))
        self.assertEqual(self.cloud.ex_get_control_access(node).everyone_access_level, "ReadOnly")
        self.cloud.ex_set_control_access(node, ControlAccess(node, None))

    def test_does_not_see_others(self):
        with self.assertRaises(Exception) as raised:
            other = driver(self.version, user="dana@globex").ex_find_node("shop")
            self.cloud.ex_power_off_node(other)
        self.assertIn("ACCESS_TO_RESOURCE_IS_FORBIDDEN", str(raised.exception.args[0].attrib))


class Version15(OldClient, unittest.TestCase):
    version = "1.5"


class Version51(OldClient, unittest.TestCase):
    version = "5.1"


class Version55(OldClient, unittest.TestCase):
    version = "5.5"

    def test_takes_snapshots(self):
        node = self.cloud.ex_find_node("payroll")
        self.assertEqual(len(self.cloud.ex_create_snapshot(node).extra["snapshots"]), 1)
        self.assertEqual(self.cloud.ex_revert_to_snapshot(node).state, NodeState.STOPPED)
        self.assertEqual(self.cloud.ex_remove_snapshots(node).extra["snapshots"], [])

    def test_acquires_a_ticket(self):
        node = self.cloud.ex_find_node("shop")
        self.assertEqual(self.cloud.ex_acquire_mks_ticket(node.id)["port"], "902")
        self.assertIsNone(self.cloud.ex_acquire_mks_ticket(self.cloud.ex_find_node("payroll").id))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with demo_site(sys.argv.pop(1)) as SITE:
        unittest.main(verbosity=2, warnings="ignore")  # the library leaves sockets open
