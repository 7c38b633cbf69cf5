# SPDX-License-Identifier: GPL-3.0-or-later
"""What public Cloud Manager clients do, in their order and with their headers, against the demo Cloud Manager.

The calls, bodies and waits follow the Terraform provider and the Ansible collection (tokens, gateway header) and the
Chef cookbook (first set-up, session cookie). Only Python's own library is used.

usage: cloud_manager_client.py NEPHOSCOPE_DEMO
"""

import json
import sys
import time
import unittest
import urllib.error
import urllib.request

from demosite import demo_site

PROGRAM = None
PAUSE = 0.05  # seconds; the real clients wait five to sixty
PATIENCE = 400  # polls before one gives up


class Answer:
    def __init__(self, status, headers, text):
        self.status = status
        self.headers = headers
        self.text = text

    def json(self):
        return json.loads(self.text) if self.text else None

    @property
    def request_id(self):
        return self.headers["OnCloud-Request-Id"]


class Client:
    """Sends JSON with whatever headers it was given."""

    def __init__(self, url, **headers):
        self.url = url
        self.headers = {"Content-Type": "application/json", **headers}

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=self.headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return Answer(reply.status, reply.headers, reply.read().decode())
        except urllib.error.HTTPError as reply:
            return Answer(reply.code, reply.headers, reply.read().decode())

    def get(self, path):
        """Clients retry a failing poll; here it never fails."""
        answer = self.send("GET", "/occm/api" + path)
        if answer.status != 200:
            raise AssertionError(f"GET {path}: {answer.status} {answer.text}")
        return answer.json()

    def change(self, method, path, body=None, expected=(200, 202, 204)):
        answer = self.send(method, "/occm/api" + path, body)
        if answer.status not in expected:
            raise AssertionError(f"{method} {path}: {answer.status} {answer.text}")
        return answer

    def wait(self, answer):
        """The task cache, polled until the task is over."""
        for _ in range(PATIENCE):
            task = self.get("/audit/activeTask/" + answer.request_id)
            if task["status"] != 0:
                return task
            time.sleep(PAUSE)
        raise AssertionError("The task does not end: " + answer.request_id)

    def done(self, method, path, body=None):
        task = self.wait(self.change(method, path, body))
        if task["status"] != 1:
            raise AssertionError(f"{method} {path}: {task}")


def user_of(site, role):
    return next(user for user in site["users"] if user["role"] == role)


class SystemLife:
    """One Cloud Volumes ONTAP from its creation to its end, as the token clients do it."""

    name = None
    foreign = {}  # members of their own that clients send along

    def setUp(self):
        self.site = type(self).site
        self.client = self.signed_in()

    def find_system(self, name):
        lists = self.client.get("/working-environments")
        self.assertEqual(
            set(lists),
            {
                "vsaWorkingEnvironments",
                "onPremWorkingEnvironments",
                "azureVsaWorkingEnvironments",
                "gcpVsaWorkingEnvironments",
            },
        )
        found = [one for systems in lists.values() for one in systems if one["name"] == name]
        return found[0] if found else None

    def create_body(self, tenant):
        return {
            "name": self.name,
            "tenantId": tenant,
            "region": "us-east-1",
            "vpcId": "vpc-1",
            "subnetId": "subnet-1",
            "svmPassword": "Example-Pass1",
            "vsaMetadata": {
                "ontapVersion": "latest",
                "useLatestVersion": True,
                "licenseType": "capacity-paygo",
                "instanceType": "m5.2xlarge",
                "capacityPackageName": "Essential",
            },
            "dataEncryptionType": "AWS",
            "ebsVolumeType": "gp3",
            "ebsVolumeSize": {"size": 1, "unit": "TB"},
            "iops": 3000,
            "throughput": 125,
            "capacityTier": "S3",
            "tierLevel": "normal",
            "writingSpeedState": "NORMAL",
            "instanceTenancy": "default",
            "optimizedNetworkUtilization": True,
            "backupVolumesToCbs": False,
            "enableCompliance": False,
            "enableMonitoring": False,
            "awsTags": [{"tagKey": "env", "tagValue": "lab"}],
            **self.foreign,
        }

    def create_system(self):
        client = self.client
        self.assertIs(client.get("/working-environments/exists/" + self.name), False)
        self.assertIsNone(self.find_system(self.name))
        tenant = client.get("/tenants")[0]["publicId"]
        accounts = client.get("//accounts")
        self.assertEqual(set(accounts), {"awsAccounts", "azureAccounts", "gcpStorageAccounts", "nssAccounts"})
        answer = client.change("POST", "/vsa/working-environments", self.create_body(tenant), (200, 202))
        made = answer.json()
        self.assertEqual((made["name"], made["isHA"], made["cloudProviderName"]), (self.name, False, "Amazon"))
        self.assertIsNone(made["ontapClusterProperties"])
        self.assertIsNotNone(self.find_system(self.name), "it is in the lists at once")
        self.assertEqual(self.status(made["publicId"]), "INITIALIZING")
        refused = client.send(
            "POST", "/occm/api/vsa/working-environments/" + made["publicId"] + "/ntp", {"ntpServer": "pool.example"}
        )
        self.assertEqual(refused.status, 409)
        self.assertTrue(refused.json()["causeMessage"].startswith("OnGoingAsyncOperationException"))
        self.assertIn("Create Vsa Working Environment", refused.json()["message"])
        self.assertEqual(client.wait(answer)["status"], 1)
        return made["publicId"]

    def status(self, system):
        return self.client.get(f"/working-environments/{system}?fields=status")["status"]["status"]

    def item(self, system, fields):
        return self.client.get(f"/vsa/working-environments/{system}?fields={fields}")

    def check_properties(self, system):
        whole = self.item(system, "status%2CawsProperties%2ContapClusterProperties.fields%28upgradeVersions%29")
        self.assertEqual(whole["status"]["status"], "ON")
        self.assertIsNone(whole["replicationProperties"])
        cluster = whole["ontapClusterProperties"]
        self.assertIsInstance(cluster["upgradeVersions"], list)
        offers = self.client.get("/vsa/metadata/permutations?region=us-east-1")
        names = {offer["license"]["name"]: offer["license"]["type"] for offer in offers}
        self.assertEqual(names[cluster["licenseType"]["name"]], "capacity-paygo")
        return whole

    def add_aggregate(self, system):
        path = "/vsa/aggregates"
        body = {
            "name": "aggr2",
            "workingEnvironmentId": system,
            "numberOfDisks": "1",
            "diskSize": {"size": "100", "unit": "GB"},
            "providerVolumeType": "gp3",
            "iops": 3000,
            "throughput": 125,
            **self.foreign,
        }
        self.client.done("POST", path, body)
        aggregates = self.client.get(f"{path}?workingEnvironmentId={system}")
        self.assertEqual([one["name"] for one in aggregates], ["aggr1", "aggr2"])
        self.assertEqual(len(aggregates[1]["providerVolumes"]), 1)
        self.client.done("POST", f"{path}/{system}/aggr2/disks", {"numberOfDisks": 1})
        self.assertEqual(len(self.client.get(f"{path}?workingEnvironmentId={system}")[1]["disks"]), 2)

    def volume_body(self, system, svm):
        return {
            "name": "vol1",
            "workingEnvironmentId": system,
            "svmName": svm,
            "size": {"size": 10.0, "unit": "GB"},
            "snapshotPolicyName": "default",
            "enableThinProvisioning": True,
            "enableDeduplication": True,
            "enableCompression": True,
            "providerVolumeType": "gp3",
            "iops": 3000,
            "throughput": 125,
            "capacityTier": "S3",
            "tieringPolicy": "auto",
            "verifyNameUniqueness": True,
            "exportPolicyInfo": {"policyType": "custom", "ips": ["10.0.0.0/16"], "nfsVersion": ["nfs3", "nfs4"]},
            **self.foreign,
        }

    def live_through_a_volume(self, system, svm):
        client = self.client
        volumes = f"/vsa/volumes?workingEnvironmentId={system}"
        self.assertEqual([one["name"] for one in client.get(volumes) if not one["rootVolume"]], [])
        body = self.volume_body(system, svm)
        quote = client.change("POST", "/vsa/volumes/quote", body).json()
        body.update(
            newAggregate=quote["newAggregate"],
            aggregateName=quote["aggregateName"],
            maxNumOfDisksApprovedToAdd=quote["numOfDisks"],
        )
        client.done("POST", "/vsa/volumes?createAggregateIfNotFound=True", body)
        made = next(one for one in client.get(volumes) if one["name"] == "vol1")
        self.assertEqual(made["size"], {"size": 10.0, "unit": "GB"})
        self.assertEqual(made["snapshotPolicy"], "default")
        item = f"/vsa/volumes/{system}/{svm}/vol1"
        change = {
            "exportPolicyInfo": {"policyType": "custom", "ips": ["10.0.0.0/16", "192.0.2.0/24"], "nfsVersion": ["nfs4"]},
            "tieringPolicy": "snapshot_only",
        }
        client.done("PUT", item, change)
        changed = next(one for one in client.get(volumes) if one["name"] == "vol1")
        self.assertEqual(changed["exportPolicyInfo"]["ips"], ["10.0.0.0/16", "192.0.2.0/24"])
        self.assertEqual(changed["tieringPolicy"], "snapshot_only")
        client.done("DELETE", item, {})
        self.assertNotIn("vol1", [one["name"] for one in client.get(volumes)])

    def live_through_cifs(self, system):
        path = f"/vsa/working-environments/{system}"
        self.assertEqual(self.client.get(path + "/cifs"), [])
        body = {
            "dnsDomain": "ad.example.com",
            "ipAddresses": ["10.0.0.2"],
            "organizationalUnit": "CN=Computers",
            "activeDirectoryDomain": "ad.example.com",
            "netBIOS": "CVO1",
            "activeDirectoryUsername": "admin",
            "activeDirectoryPassword": "Example-Pass1",
            **self.foreign,
        }
        self.client.done("POST", path + "/cifs", body)
        self.assertEqual(self.client.get(path + "/cifs")[0]["netBIOS"], "CVO1")
        self.client.done("POST", path + "/delete-cifs", {})
        self.assertEqual(self.client.get(path + "/cifs"), [])

    def modify(self, system):
        path = f"/vsa/working-environments/{system}"
        self.client.change("PUT", path + "/writing-speed", {"writingSpeedState": "HIGH"})
        for _ in range(PATIENCE):  # these are followed by the state, not by the task
            if self.status(system) != "UPDATING":
                break
            time.sleep(PAUSE)
        self.assertEqual(self.item(system, "ontapClusterProperties")["ontapClusterProperties"]["writingSpeedState"], "HIGH")
        self.client.done("PUT", path + "/user-tags", {"tags": [{"tagKey": "env", "tagValue": "live"}]})
        self.client.done("POST", path + "/change-tier-level", {"level": "ia"})
        self.client.done("PUT", path + "/set-password", {"password": "Example-Pass2"})
        self.client.change(
            "PUT", "/occm/config/skip-eligibility-paygo-upgrade", {"value": True, "valueType": "BOOLEAN"}
        )

    def delete_system(self, system):
        self.client.done("DELETE", f"/vsa/aggregates/{system}/aggr2", {"aggregateName": "aggr2"})
        self.client.done("DELETE", f"/vsa/working-environments/{system}", {})
        self.assertIsNone(self.find_system(self.name))
        gone = self.client.send("GET", f"/occm/api/vsa/working-environments/{system}")
        self.assertEqual(gone.status, 404)
        self.assertIn(system, gone.json()["message"])

    def test_a_system_lives(self):
        system = self.create_system()
        whole = self.check_properties(system)
        self.add_aggregate(system)
        self.live_through_a_volume(system, whole["svmName"])
        self.live_through_cifs(system)
        self.modify(system)
        self.delete_system(system)

    def test_reasons_are_given(self):
        body = self.create_body(self.client.get("/tenants")[0]["publicId"])
        body["capacityTier"] = "NONE"
        refused = self.client.send("POST", "/occm/api/vsa/working-environments", body)
        self.assertEqual(refused.status, 400)
        self.assertEqual(refused.json()["message"], "Request contains invalid parameters.")
        self.assertEqual([one["path"] for one in refused.json()["violations"]], ["capacityTier"])
        self.client.headers["X-Agent-Id"] = "nobodyclients"
        refused = self.client.send("GET", "/occm/api/working-environments/exists/x")
        self.assertEqual((refused.status, refused.text), (403, "Action not allowed for user"))


class WithSite(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        # The later of two options of one name counts.
        context = demo_site(PROGRAM, "--platform", "cloud-manager", "--speed", "20", *cls.options)
        cls.site = context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)

    def token(self, path, **body):
        answer = Client(self.site["url"]).send("POST", path, body)
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json()["token_type"], "Bearer")
        return "Bearer " + answer.json()["access_token"]

    def agent_id(self, token):
        gateway = Client(self.site["url"], Authorization=token)
        gateway.headers["X-User-Token"] = token
        account = gateway.send("GET", "/tenancy/account").json()[0]["accountPublicId"]
        agents = gateway.send("GET", "/agents-mgmt/agent?account_id=" + account).json()["agents"]
        return next(agent["agentId"] for agent in agents if agent["status"] == "active")


class Terraform(SystemLife, WithSite):
    """Refresh token at the gateway's own token address; no name of its own in the headers."""

    name = "tfcvo1"

    def signed_in(self):
        token = self.token(
            "/auth/oauth/token",
            grant_type="refresh_token",
            refresh_token=user_of(self.site, "Refresh token")["password"],
            client_id="Mu0V1ywgYteI6w1MbD15fKfVIUrNXGWC",
        )
        client = Client(self.site["url"], Authorization=token)
        client.headers["X-Agent-Id"] = self.agent_id(token)
        return client


class Ansible(SystemLife, WithSite):
    """Service account, a name in the headers, and its own options in every body."""

    name = "ansiblecvo1"
    foreign = {"state": "present", "environment": "prod", "unit": "GB", "volumeProtocol": "nfs", "client_id": "x"}

    def signed_in(self):
        robot = user_of(self.site, "Service account")
        for _ in range(2):  # each module asks twice
            token = self.token(
                "/oauth/token",
                grant_type="client_credentials",
                client_id=robot["user"],
                client_secret=robot["password"],
                audience="https://api.cloud.netapp.com",
            )
        client = Client(self.site["url"], Authorization=token, Referer="Ansible_NetApp", Referrer="Ansible_NetApp")
        client.headers["X-Agent-Id"] = self.agent_id(token)
        return client

    def test_support_accounts_come_and_go(self):
        body = {"accountName": "nss9", "providerKeys": {"nssUserName": "u@example.com", "nssPassword": "p"}, "vsaList": []}
        made = self.client.change("POST", "//accounts/nss", body).json()
        listed = self.client.get("//accounts?providerType=NSS")["nssAccounts"]
        self.assertIn(made["publicId"], [one["publicId"] for one in listed])
        self.client.change("DELETE", "//accounts/" + made["publicId"])

    def test_file_systems_come_and_go(self):
        account = self.client.send("GET", "/tenancy/account").json()[0]["accountPublicId"]
        base = "/fsx-ontap/working-environments/" + account
        credentials = self.client.send("GET", "/fsx-ontap/aws-credentials/" + account).json()[0]["id"]
        workspace = self.client.send("GET", f"/tenancy/account/{account}/workspace").json()[0]["workspacePublicId"]
        body = {
            "name": "fsx9",
            "region": "us-east-1",
            "workspaceId": workspace,
            "credentialsId": credentials,
            "throughputCapacity": 512,
            "storageCapacity": {"size": 1024, "unit": "GiB"},
            "fsxAdminPassword": "Example-Pass1",
            "primarySubnetId": "subnet-1",
            "deploymentType": "SINGLE_AZ_1",
            "tags": [{"key": "env", "value": "lab"}],
        }
        made = self.client.send("POST", base, body)
        self.assertIn(made.status, (200, 201), made.text)
        item = base + "/" + made.json()["id"]
        for _ in range(PATIENCE):
            status = self.client.send("GET", item + "?provider-details=true").json()["providerDetails"]["status"]
            if status["lifecycle"] == "AVAILABLE":
                break
            time.sleep(PAUSE)
        self.assertEqual(status, {"status": "ON", "lifecycle": "AVAILABLE"})
        self.assertEqual(self.client.send("DELETE", item).status, 200)
        for _ in range(PATIENCE):
            if self.client.send("GET", item).status == 404:
                return
            time.sleep(PAUSE)
        self.fail("The file system does not go")


class Chef(WithSite):
    """A machine that was just started: set-up, session cookie, and waiting by the audit."""

    options = ("--not-set-up",)
    admin = {"email": "ada@example.com", "password": "Example-Pass1"}

    def setup_body(self):
        return {
            "site": "Lab East",
            "company": "Example GmbH",
            "proxyUrl": {"uri": ""},
            "tenantRequest": {"name": "Default Tenant", "description": "", "costCenter": "", "nssKeys": None},
            "userRequest": {
                "firstName": "Ada",
                "lastName": "Admin",
                "roleId": "Role-1",
                "tenantId": None,
                "accessKey": None,
                "secretKey": None,
                **self.admin,
            },
        }

    def set_up(self, client):
        config = client.send("GET", "/occm/api/occm/config")
        self.assertEqual(config.status, 420)
        self.assertEqual(config.json()["message"], "OCCM must be setup before performing this operation.")
        client.change("POST", "/occm/setup/init", self.setup_body())
        for _ in range(PATIENCE):
            if client.send("GET", "/occm/api/occm/system/about").status == 200:
                break
            time.sleep(PAUSE)
        again = client.send("POST", "/occm/api/occm/setup/init", self.setup_body())
        self.assertEqual((again.status, again.json()), (400, {"message": "Initial setup already performed"}))
        self.assertEqual(client.send("GET", "/occm/api/occm/config").status, 401)

    def wait_by_audit(self, client, answer):
        for _ in range(PATIENCE):
            group = client.get("/audit/" + answer.request_id)[0]
            self.assertTrue(group["records"][0]["actionName"])
            if group["status"] != "Received":
                return group
            time.sleep(PAUSE)
        self.fail("The action does not end")

    def test_a_new_machine(self):
        client = Client(self.site["url"])
        self.set_up(client)
        wrong = client.send("POST", "/occm/api/auth/login", {"email": self.admin["email"], "password": "no"})
        self.assertEqual(
            (wrong.status, wrong.json()),
            (401, {"message": "Authentication Failure", "causeMessage": "Invalid credentials"}),
        )
        login = client.change("POST", "/auth/login", self.admin)
        client.headers["Cookie"] = login.headers["Set-Cookie"].split(";")[0]
        tenant = client.get("/tenants")[0]
        self.assertEqual(tenant["name"], "Default Tenant")
        body = {
            "name": "chefcvo",
            "tenantId": tenant["publicId"],
            "region": "us-east-1",
            "vpcId": "vpc-1",
            "subnetId": "subnet-1",
            "ebsVolumeSize": {"size": "1", "unit": "TB"},
            "ebsVolumeType": "gp2",
            "dataEncryptionType": "NONE",
            "svmPassword": "Example-Pass1",
            "vsaMetadata": {"platformSerialNumber": None, "ontapVersion": "ONTAP-9.10.1.T1",
                            "licenseType": "cot-standard-paygo", "instanceType": "m5.xlarge"},
        }
        group = self.wait_by_audit(client, client.change("POST", "/vsa/working-environments", body))
        self.assertEqual((group["status"], group["actionName"]), ("Success", "Create Vsa Working Environment"))
        systems = client.get("/vsa/working-environments")
        self.assertEqual([one["name"] for one in systems], ["chefcvo"])
        item = "/vsa/working-environments/" + systems[0]["publicId"]
        self.assertEqual(self.wait_by_audit(client, client.change("DELETE", item))["status"], "Success")
        self.assertEqual(client.get("/vsa/working-environments"), [])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
