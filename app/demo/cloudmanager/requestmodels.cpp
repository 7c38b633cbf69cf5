// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cloudmanager/requestmodels.h"

namespace nephoscope::demo::cloudmanager {

namespace {
using Table = std::vector<std::pair<std::string, std::string>>;

void addCommon(Table &table)
{
    table.insert(table.end(),
        {
            {"Capacity", "size*:number unit*=Byte|KB|MB|GB|TB|GiB|TiB"},
            {"NssKeys", "nssUserName nssPassword"},
            {"UserPasswordRequest", "email* password*"},
            {"ResetPassword", "oldPassword* newPassword*"},
            {"ResetUserPasswordRequest", "password*"},
            {"UserRequest",
                "firstName* lastName* email* roleId* tenantId password* ldapUserName notificationsOptIn:boolean "
                "isLdap:boolean"},
            {"UpdateUserRequest", "firstName* lastName* email* ldapUserName notificationsOptIn:boolean"},
            {"AddPortalUserRequest", "email* roleId* tenantId"},
            {"GrantPermission", "addWorkingEnvironments*:[string] removeWorkingEnvironments*:[string]"},
            {"AddTenantRequest", "name* description costCenter nssKeys:NssKeys"},
            {"UpdateTenantRequest", "name* description costCenter"},
            {"ProxyUri", "uri proxyUserName proxyPassword proxyDomain"},
            {"SetProxyRequest", "uri* proxyUserName proxyPassword proxyDomain"},
            {"AwsAccessKeys", "accessKey* secretKey*"},
            {"AwsKeysRequest", "awsAccessKeys:AwsAccessKeys assumeRoleArn"},
            {"AwsAccountRequest", "accountName* providerKeys*:AwsKeysRequest subscriptionId"},
            {"AzureKeys", "tenantId* applicationId* applicationKey*"},
            {"AzureAccountRequest", "accountName* providerKeys*:AzureKeys"},
            {"GcpKeys", "accessKey* secretKey*"},
            {"GcpStorageAccountRequest", "accountName* providerKeys*:GcpKeys"},
            {"NssAccountCredentials", "nssUserName* nssPassword*"},
            {"NssAccountRequest", "accountName providerKeys*:NssAccountCredentials vsaList:[string]"},
            {"NssAccountVsaListRequest", "vsaList*:[string]"},
            {"KeyManagerRequest", "name* address* usernameField usernameValue"},
            {"AsupInterval", "length*:integer unit*"},
            {"AsupSchedule", "dayOfWeek:integer hourOfDay:integer interval:AsupInterval minuteOfHour:integer"},
            {"AsupConfigurationRequest", "isEnabled:boolean schedule:AsupSchedule"},
            {"VersionWrapper", "name* date:integer releaseNumber:integer"},
        });
}

void addSetUpModels(Table &table)
{
    table.insert(table.end(),
        {
            {"AzureCredentials", "subscriptionId tenantId applicationId applicationKey"},
            {"SetupTenantRequest", "name* description costCenter nssKeys:NssKeys"},
            {"SetupUserRequest",
                "firstName* lastName* email* password* roleId*=Role-1 tenantId ldapUserName isLdap:boolean "
                "notificationsOptIn:boolean accessKey secretKey s3Bucket azureCredentials:AzureCredentials"},
            {"InitialSetupRequest",
                "site* company* proxyUrl*:ProxyUri tenantRequest*:SetupTenantRequest userRequest*:SetupUserRequest "
                "autoVsaCapacityManagement:boolean autoUpgrade:boolean"},
            {"PortalAdminUser", "email* portalUserId"},
            {"PortalSetupRequest", "adminUser:PortalAdminUser site* company* tenancyAccountId"},
            {"LocalAuthSetupUserRequest", "email* password* fullName*"},
            {"LocalAuthSetupRequest", "adminUser*:LocalAuthSetupUserRequest site* company*"},
        });
}

void addCreation(Table &table)
{
    const std::string common =
        "name* svmPassword* region* tenantId* svmName description vsaMetadata*:VsaMetadataRequest "
        "writingSpeedState=NORMAL|HIGH capacityTier tierLevel nssAccount "
        "cloudProviderAccount iops:integer throughput:integer ";
    const std::string aws =
        common + "dataEncryptionType* vpcId* ebsVolumeType* ebsVolumeSize*:Capacity awsTags:[CloudResourceTag] ";
    const std::string azure = common
        + "dataEncryptionType* subscriptionId resourceGroup vnetId* subnetId* cidr* diskSize*:Capacity storageType* "
          "azureTags:[CloudResourceTag]";
    const std::string gcp = common
        + "dataEncryptionType vpcId* subnetId* project gcpServiceAccount gcpVolumeType* gcpVolumeSize*:Capacity "
          "gcpLabels:[GcpLabel]";
    table.insert(table.end(),
        {
            {"VsaMetadataRequest",
                "ontapVersion* licenseType* instanceType* useLatestVersion:boolean platformSerialNumber "
                "capacityPackageName=Professional|Essential|Freemium|Edge|Optimized"},
            {"CloudResourceTag", "tagKey* tagValue"},
            {"GcpLabel", "labelKey* labelValue"},
            {"AwsHaParameters",
                "node1SubnetId* node2SubnetId* mediatorSubnetId* failoverMode*=FloatingIP|PrivateIP clusterFloatingIP "
                "dataFloatingIP dataFloatingIP2 svmFloatingIP routeTableIds:[string] mediatorKeyPairName"},
            {"CreateVSAWorkingEnvironmentRequest", aws + "subnetId*"},
            {"CreateAwsHaWorkingEnvironmentRequest", aws + "haParams*:AwsHaParameters"},
            {"CreateAzureVSAWorkingEnvironmentRequest", azure},
            {"CreateGcpVsaWorkingEnvironmentRequest", gcp},
            {"OnPremWorkingEnvironmentDiscoverRequest",
                "tenantId* description name* clusterAddress* clusterUserName* clusterPassword* "
                "location*=ON_PREM|AZURE|AWS|SOFTLAYER|GOOGLE|CLOUD_TIERING"},
        });
}

void addActions(Table &table)
{
    table.insert(table.end(),
        {
            {"WritingSpeedRequest", "writingSpeedState*=NORMAL|HIGH"},
            {"ChangeTierLevelRequest", "level*"},
            {"LicenseAndInstanceTypeModificationRequest", "instanceType* licenseType*"},
            {"PasswordWrapper", "password*"},
            {"UpdateCredentialsRequest", "username* password*"},
            {"SvmNameModificationRequest", "svmNewName* svmName"},
            {"CreateSvmRequest", "svmName* rootVolumeAggregate mgmtLif:boolean svmPassword"},
            {"ModifyUserTagsRequest", "tags*:[CloudResourceTag]"},
            {"ChangeNetworkOptimizationRequest", "optimize*:boolean"},
            {"TimePoint", "day:integer hour:integer minute:integer"},
            {"StartStopRange", "start*:TimePoint stop*:TimePoint"},
            {"VsaSchedule", "name* enabled*:boolean schedule*:[StartStopRange]"},
            {"VsaSchedulesRequest", "schedules*:[VsaSchedule]"},
            {"NTPConfigurationRequest", "ntpServer*"},
            {"SnapshotPolicyScheduleRequest",
                "scheduleType*=5min|8hour|hourly|daily|weekly|monthly retention*:integer"},
            {"SnapshotPolicyCreateRequest", "snapshotPolicyName* schedules*:[SnapshotPolicyScheduleRequest]"},
            {"ChangeSerialNumberRequest", "nodeOne* nodeTwo"},
            {"UpdateSystemImageRequest", "updateType*=OCCM_PROVIDED|LOCAL_IMAGE|EXTERNAL_FILE updateParameter*"},
            {"WormRetentionPeriod", "length*:integer unit*=years|months|days|hours|minutes|seconds"},
            {"WormRequest", "retentionPeriod*:WormRetentionPeriod"},
            {"EnableCapacityTieringRequest", "instanceProfileName gcpStorageAccountId storageAccountPrefix"},
            {"RouteTablesRequest", "routeTableIds*:[string]"},
            {"CIFSConfigurationRequest",
                "dnsDomain* ipAddresses*:[string] netBIOS* organizationalUnit* activeDirectoryDomain* "
                "activeDirectoryUsername* activeDirectoryPassword* svmName"},
            {"CIFSWorkgroupRequest", "serverName* workgroupName* svmName"},
            {"CIFSDeleteRequest", "activeDirectoryUsername activeDirectoryPassword svmName"},
        });
}

void addStorage(Table &table)
{
    table.insert(table.end(),
        {
            {"VsaAggregateCreateRequest",
                "name* workingEnvironmentId* numberOfDisks:integer diskSize:Capacity initialEvAggregateSize:Capacity "
                "homeNode providerVolumeType capacityTier iops:integer throughput:integer"},
            {"AddDisksToAggregateRequest", "numberOfDisks*:integer"},
            {"AddCapacityToEvAggregateRequest", "capacityToAdd*:Capacity"},
            {"UpdateDisksIopsAndThrouputRequest", "iops*:integer throughput*:integer"},
            {"SetAggregateFullnessThresholdRequest", "threshold*:integer"},
            {"NamedExportPolicyInfo", "name policyType*=none|custom ips:[string] nfsVersion:[string]=nfs3|nfs4|any"},
            {"CifsShareUserPermissions", "permission*=full_control|read|change|no_access users*:[string]"},
            {"CreateCifsShareInfoRequest", "shareName* accessControl*:CifsShareUserPermissions"},
            {"CifsShareInfo", "shareName* accessControlList*:[CifsShareUserPermissions]"},
            {"IgroupCreationRequest", "igroupName* initiators*:[string]"},
            {"CreateIscsiInfoRequest",
                "osName*=windows|linux|vmware|windows_2008|windows_gpt igroups:[string] "
                "igroupCreationRequest:IgroupCreationRequest"},
            {"VolumeQualityOfService", "maxIops:integer maxDataRate:Capacity"},
            {"VolumeCreateRequest",
                "workingEnvironmentId* svmName* name* size*:Capacity aggregateName "
                "maxNumOfDisksApprovedToAdd:integer newAggregate:boolean initialSize:Capacity snapshotPolicyName "
                "enableThinProvisioning:boolean enableCompression:boolean enableDeduplication:boolean "
                "providerVolumeType capacityTier iops:integer throughput:integer "
                "tieringPolicy=none|snapshot_only|auto|all|backup minimumCoolingDays:integer junctionPath comment "
                "qualityOfService:VolumeQualityOfService exportPolicyInfo:NamedExportPolicyInfo "
                "shareInfo:CreateCifsShareInfoRequest iscsiInfo:CreateIscsiInfoRequest"},
            {"VolumeQuoteRequest",
                "workingEnvironmentId* svmName* name* size*:Capacity aggregateName providerVolumeType capacityTier "
                "verifyNameUniqueness:boolean enableThinProvisioning:boolean replicationFlow:boolean"},
            {"VolumeModifyRequest",
                "snapshotPolicyName exportPolicyInfo:NamedExportPolicyInfo shareInfo:CifsShareInfo "
                "qualityOfService:VolumeQualityOfService tieringPolicy=none|snapshot_only|auto|all|backup "
                "minimumCoolingDays:integer comment"},
            {"VolumeCloneRequest", "newVolumeName* parentSnapshot"},
            {"VolumeMoveRequest",
                "targetAggregateName* numOfDisksToAdd:integer createTargetAggregate:boolean newDiskTypeName "
                "newCapacityTier newTieringPolicy"},
            {"ChangeVolumeTierRequest",
                "aggregateName* numOfDisks:integer newAggregate:boolean newDiskTypeName newCapacityTier "
                "newTieringPolicy iops:integer throughput:integer"},
            {"SnapshotCreateRequest", "snapshotName*"},
            {"SnapshotDeleteRequest", "snapshotName*:[string]"},
            {"Initiator", "aliasName* iqn*"},
        });
}

void addReplicationModels(Table &table)
{
    table.insert(table.end(),
        {
            {"ReplicationRequest",
                "sourceWorkingEnvironmentId* destinationWorkingEnvironmentId destinationFsxId "
                "sourceInterclusterLifIps*:[string] destinationInterclusterLifIps:[string] policyName* scheduleName "
                "maxTransferRate:integer"},
            {"ReplicationVolume",
                "sourceSvmName* sourceVolumeName* destinationVolumeName* destinationSvmName destinationAggregateName "
                "numOfDisksApprovedToAdd:integer advancedMode:boolean destinationProviderVolumeType "
                "destinationCapacityTier"},
            {"CreateReplicationRequest", "replicationRequest*:ReplicationRequest replicationVolume*:ReplicationVolume"},
            {"ReplicationUpdateRequest", "schedule maxTransferRate:integer"},
            {"ServiceAccountRequest", "serviceAccountName* rolePublicId* workspacePublicIds:[string]"},
            {"FileSystemRequest",
                "name* region* workspaceId* credentialsId* throughputCapacity*:integer storageCapacity*:Capacity "
                "fsxAdminPassword* primarySubnetId*"},
        });
}
} // namespace

const std::vector<std::pair<std::string, std::string>> &requestModelTable()
{
    static const Table table = [] {
        Table all;
        addCommon(all);
        addSetUpModels(all);
        addCreation(all);
        addActions(all);
        addStorage(all);
        addReplicationModels(all);
        return all;
    }();
    return table;
}

} // namespace nephoscope::demo::cloudmanager
