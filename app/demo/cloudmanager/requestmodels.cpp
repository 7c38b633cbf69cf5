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
            {"AddTenantRequest", "name*:TenantName description costCenter nssKeys:NssKeys"},
            {"UpdateTenantRequest", "name*:TenantName description costCenter"},
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
            {"VolumeViewSetupRequest",
                "company* proxyUrl*:ProxyUri userRequest*:SetupUserRequest autoUpgrade:boolean site"},
            {"PortalAdminUser", "email* portalUserId"},
            {"PortalSetupRequest", "adminUser:PortalAdminUser site* company* tenancyAccountId proxyUrl:ProxyUri"},
            {"LocalAuthSetupUserRequest", "email* password* fullName*"},
            {"LocalAuthSetupRequest", "adminUser*:LocalAuthSetupUserRequest site* company*"},
        });
}

void addCreationParts(Table &table)
{
    table.insert(table.end(),
        {
            {"VsaMetadataRequest",
                "ontapVersion* licenseType* instanceType* useLatestVersion:Object platformSerialNumber providedLicense "
                "keyStoneSubscription capacityPackageName=Professional|Essential|Freemium|Edge|Optimized"},
            {"CloudResourceTag", "tagKey* tagValue"},
            {"GcpLabel", "labelKey* labelValue"},
            {"AwsHaParameters",
                "node1SubnetId* node2SubnetId* mediatorSubnetId* failoverMode*=FloatingIP|PrivateIP clusterFloatingIP "
                "dataFloatingIP dataFloatingIP2 svmFloatingIP routeTableIds:[string] mediatorKeyPairName "
                "mediatorAssignPublicIP:Object mediatorInstanceProfileName mediatorSecurityGroupId "
                "mediatorProxy:MediatorProxy platformSerialNumberNode1 platformSerialNumberNode2 providedLicenseNode1 "
                "providedLicenseNode2"},
            {"AzureHaParameters",
                "platformSerialNumberNode1 platformSerialNumberNode2 enableHttps:Object availabilityZoneNode1:Object "
                "availabilityZoneNode2:Object"},
            {"GcpHaParameters",
                "node1Zone* node2Zone* mediatorZone* vpc0NodeAndDataConnectivity vpc1ClusterConnectivity "
                "vpc2HAConnectivity vpc3DataReplication subnet0NodeAndDataConnectivity subnet1ClusterConnectivity "
                "subnet2HAConnectivity subnet3DataReplication vpc0FirewallRuleName vpc1FirewallRuleName "
                "vpc2FirewallRuleName vpc3FirewallRuleName platformSerialNumberNode1 platformSerialNumberNode2"},
            {"MediatorProxy", "url userName password"},
            {"AwsEncryption", "kmsKeyId kmsKeyArn"},
            {"OntapEncryption", "keyManagerIds:[string] keyManagerCaCertificateId"},
            {"AzureEncryption", "key vaultName userAssignedIdentity"},
            {"GcpEncryption", "key"},
            {"GcpPerformance", "iops:Object throughput:Object"},
            {"VhdImageRequest", "blobUrl*"},
            {"VsaVolumeOnNewVsaCreateRequest",
                "name*:VolumeName size*:Capacity initialSize:Capacity snapshotPolicyName "
                "enableThinProvisioning:boolean enableCompression:boolean enableDeduplication:boolean "
                "tieringPolicy=none|snapshot_only|auto|all junctionPath exportPolicyInfo:NamedExportPolicyInfo "
                "shareInfo:CreateCifsShareInfoRequest iscsiInfo:CreateIscsiInfoRequest "
                "qualityOfService:VolumeQualityOfService"},
        });
}

void addCreation(Table &table)
{
    const std::string common =
        "name* username svmPassword* region* tenantId* svmName description vsaMetadata*:VsaMetadataRequest "
        "writingSpeedState=NORMAL|HIGH nssAccount cloudProviderAccount saasSubscriptionId packageName "
        "securityGroupId openSecurityGroup:Object failedToCreateWorkingEnvironmentId skipSnapshots:Object "
        "volume:VsaVolumeOnNewVsaCreateRequest cifsConfigurationRequest:CIFSConfigurationRequest "
        "wormRequest:WormRequest backupVolumesToCbs:Object enableCompliance:boolean enableMonitoring:boolean "
        "enableServices:[string]?=Compliance|Monitoring optimizedNetworkUtilization:Object ";
    const std::string aws = common
        + "capacityTier?=S3|NONE tierLevel?=normal|ia|ia-single|intelligent dataEncryptionType*?=NONE|AWS|ONTAP "
          "vpcId* ebsVolumeType*?=gp3|gp2|io1|st1|sc1 ebsVolumeSize*:Capacity iops:Object throughput:Object "
          "instanceTenancy=default|dedicated instanceProfileName clusterKeyPairName awsTags:[CloudResourceTag] "
          "awsEncryptionParameters:AwsEncryption ontapEncryptionParameters:OntapEncryption "
          "ontapEncryptionDefined:boolean assumeRoleArn disableEv:Object ";
    const std::string azure = common
        + "capacityTier?=Blob|NONE tierLevel?=normal|cool dataEncryptionType*?=NONE|AZURE|ONTAP subscriptionId "
          "resourceGroup allowDeployInExistingRg:Object vnetId* subnetId* cidr* diskSize*:Capacity "
          "storageType*?=Premium_LRS|Standard_LRS|StandardSSD_LRS|Premium_ZRS availabilityZone:Object serialNumber "
          "storageAccountPrefix azureTags:[CloudResourceTag] azureEncryptionParameters:AzureEncryption "
          "vhdImageRequest:VhdImageRequest haParams:AzureHaParameters "
          "storageAccountNetworkAccess?=Disabled|Enabled|SecuredByPerimeter";
    const std::string gcp = common
        + "capacityTier?=cloudStorage|NONE tierLevel?=standard|nearline|coldline dataEncryptionType?=GCP|NONE vpcId* "
          "subnetId* subnetPath project gcpServiceAccount gcpVolumeType*?=pd-ssd|pd-standard|pd-balanced "
          "gcpVolumeSize*:Capacity gcpPerformance:GcpPerformance gcpLabels:[GcpLabel] firewallRule "
          "firewallTagNameRule firewallIpRanges:Object gcpEncryptionParameters:GcpEncryption serialNumber workerPool "
          "gcpStorageAccount providedImage providedMediatorImage haParams:GcpHaParameters flashCache:boolean";
    table.insert(table.end(),
        {
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
            {"ChangeTierLevelRequest",
                "level*=normal|ia|ia-single|intelligent|cool|cold|nearline|coldline|standard|glacier-ir"},
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
                "name* workingEnvironmentId* numberOfDisks:integer diskSize:Capacity?=GB|TB "
                "initialEvAggregateSize:Capacity homeNode providerVolumeType capacityTier?=S3|Blob iops:Object "
                "throughput:Object"},
            {"AddDisksToAggregateRequest", "numberOfDisks*:integer"},
            {"AddCapacityToEvAggregateRequest", "capacityToAdd*:Capacity"},
            {"UpdateDisksIopsAndThrouputRequest", "iops*:integer throughput*:integer"},
            {"SetAggregateFullnessThresholdRequest", "threshold*:integer"},
            {"NamedExportPolicyInfo",
                "name policyType*=none|custom ips:[string] nfsVersion:[string]=nfs3|nfs4|any "
                "rules:[ExportPolicyRuleRequest]"},
            {"ExportPolicyRuleRequest",
                "index:Object ruleAccessControl ips:[string] nfsVersion:[string] superUser:Object"},
            {"CifsShareUserPermissions", "permission*=full_control|read|change|no_access users*:[string]"},
            {"CreateCifsShareInfoRequest", "shareName* accessControl*:CifsShareUserPermissions"},
            {"CifsShareInfo", "shareName* accessControlList*:[CifsShareUserPermissions]"},
            {"IgroupCreationRequest", "igroupName* initiators*:[string]"},
            {"CreateIscsiInfoRequest",
                "osName*=windows|linux|vmware|windows_2008|windows_gpt igroups:[string] "
                "igroupCreationRequest:IgroupCreationRequest"},
            {"VolumeQualityOfService", "maxIops:integer maxDataRate:Capacity"},
            {"VolumeTags", "tagKey* tagValue"},
            {"RaidInfoForEvAggregate", "numOfDisks:integer diskSize:Capacity"},
            {"ElasticVolumeQuoteInfo",
                "totalCapacityToAdd:Capacity addedCapacityToExistingEvDisks:Capacity "
                "newRaidForEvInfo:[RaidInfoForEvAggregate] totalEvDisks:integer"},
            {"VolumeCreateRequest",
                "workingEnvironmentId* svmName* name*:VolumeName size*:Capacity aggregateName "
                "maxNumOfDisksApprovedToAdd:integer newAggregate:boolean initialSize:Capacity snapshotPolicyName "
                "enableThinProvisioning:boolean enableCompression:boolean enableDeduplication:boolean "
                "providerVolumeType capacityTier?=S3|Blob iops:Object throughput:Object "
                "tieringPolicy=none|snapshot_only|auto|all|backup minimumCoolingDays:Object syncToS3:boolean "
                "junctionPath comment volumeTags:[VolumeTags] qualityOfService:VolumeQualityOfService "
                "exportPolicyInfo:NamedExportPolicyInfo shareInfo:CreateCifsShareInfoRequest "
                "iscsiInfo:CreateIscsiInfoRequest evCapacityApprovedToAdd:ElasticVolumeQuoteInfo"},
            {"VolumeQuoteRequest",
                "workingEnvironmentId* svmName* name*:VolumeName size*:Capacity initialSize:Capacity aggregateName "
                "providerVolumeType capacityTier?=S3|Blob tieringPolicy=none|snapshot_only|auto|all iops:Object "
                "throughput:Object verifyNameUniqueness:boolean enableThinProvisioning:boolean "
                "replicationFlow:boolean"},
            {"VolumeModifyRequest",
                "snapshotPolicyName exportPolicyInfo:NamedExportPolicyInfo shareInfo:CifsShareInfo "
                "qualityOfService:VolumeQualityOfService tieringPolicy=none|snapshot_only|auto|all|backup "
                "minimumCoolingDays:integer comment"},
            {"VolumeCloneRequest", "newVolumeName*:VolumeName parentSnapshot"},
            {"VolumeMoveRequest",
                "targetAggregateName* numOfDisksToAdd:integer createTargetAggregate:boolean newDiskTypeName "
                "newCapacityTier newTieringPolicy"},
            {"ChangeVolumeTierRequest",
                "aggregateName* numOfDisks:integer newAggregate:boolean newDiskTypeName newCapacityTier "
                "newTieringPolicy minimumCoolingDays:Object iops:integer throughput:integer "
                "evCapacityApprovedToAdd:ElasticVolumeQuoteInfo"},
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
        });
}

void addFileSystemModels(Table &table)
{
    table.insert(table.end(),
        {
            {"FileSystemTag", "key* value"},
            {"FileSystemRequest",
                "name* region* workspaceId* credentialsId* throughputCapacity*:integer storageCapacity*:Capacity "
                "fsxAdminPassword* svmAdminPassword deploymentType primarySubnetId* secondarySubnetId "
                "securityGroupIds:[string] routeTableIds:[string] kmsKeyId endpointIpAddressRange "
                "tags:[FileSystemTag]"},
            {"FileSystemIops", "Mode iops:Object Iops:Object"},
            {"FileSystemUpdateRequest",
                "throughputCapacity:integer storageCapacity:Capacity diskIopsConfiguration:FileSystemIops"},
            {"FileSystemRecoverRequest", "workspaceId* credentialsId* region* fileSystemId* name*"},
            {"FsxCredentialsRequest", "fileSystemId* username password*"},
            {"FsxVolumeCreateRequest",
                "fileSystemId* tenantId svmName name*:VolumeName size*:Capacity snapshotPolicyName "
                "enableStorageEfficiency:boolean tieringPolicy=none|snapshot_only|auto|all minimumCoolingDays:Object "
                "junctionPath comment volumeTags:[VolumeTags] exportPolicyInfo:NamedExportPolicyInfo "
                "shareInfo:CreateCifsShareInfoRequest iscsiInfo:CreateIscsiInfoRequest"},
            {"FlexCacheRequest",
                "sourceWorkingEnvironmentId* sourceSvmName* sourceVolumeName* destinationWorkingEnvironmentId* "
                "destinationSvmName destinationVolumeName:VolumeName size:Capacity"},
            {"FsxFlexCacheRequest",
                "sourceFileSystemId* sourceSvmName* sourceVolumeName* destinationWorkingEnvironmentId* "
                "destinationSvmName destinationVolumeName:VolumeName size:Capacity"},
            {"FlexCacheUpdateRequest", "size*:Capacity"},
        });
}

void addAssetModels(Table &table)
{
    table.insert(table.end(),
        {
            {"CertificateSigningRequest", "commonName*"},
            {"CsrResponse", "csr*"},
            {"InstallCertificatesRequest", "occmCertificate*"},
            {"InstallCertificatesAndPrivateKeyRequest", "occmCertificate* privateKey* algorithm"},
            {"KeyManagerCaCertificateRequest", "certificate*"},
            {"UpdateKeyManagerCaCertificateRequest", "keyManagerCaCertificateId*"},
            {"UpdateSubscriptionRequest", "subscriptionId*"},
            {"ActiveDirectoryRequest", "name* host* port*:integer"},
            {"AssumeRoleRequest", "arn* name* externalId"},
            {"ServicePrincipalRequest", "tenantId* clientId* clientSecret* name*"},
            {"SupportUserRequest", "username*"},
            {"UpdateServiceUser", "cloudManagerNotificationsOptIn*:boolean"},
            {"AwsCloudBackupSetupRequest", "awsAccessKeys*:AwsAccessKeys ipSpace region"},
            {"AzureCloudBackupSetupRequest", "rgName ipSpace region subscriptionId"},
            {"GcpCloudBackupSetupRequest", "project region accessKey* secretKey* ipSpace"},
            {"SgwsCredentialsRequest", "accessKey* secretKey* serviceUrl*"},
            {"SgwsCloudBackupSetupRequest", "sgwsCredentials*:SgwsCredentialsRequest ipSpace"},
            {"DeployByWorkingEnvironmentsRequest", "workingEnvironmentIds*:[string]"},
            {"ConfigValuesUpdateRequest",
                "simplicatorUri proxyUri proxyUserName proxyPassword proxyDomain debugLogLevel cacheConfig "
                "keyManagerPort:integer maxAggregateFreeSpacePercentage:integer maxVolumeGrowSizePercentage:integer "
                "autoVsaCapacityManagement:boolean autoUpgrade:boolean cotRollback:boolean s3EbsRatio:integer "
                "autoOntapUpgrade:boolean overrideCifsLocks:boolean usePrivateLink:boolean directApiTraffic:boolean "
                "maxDownloadSessions:integer"},
        });
}

void addLicenseModels(Table &table)
{
    table.insert(table.end(),
        {
            {"LicenseFileContent", "licenseOne* licenseTwo"},
            {"LicensesContent", "licencesContent*:[string]"},
            {"LicensesSerials", "serials*:[string]"},
            {"LicenseConversionRequest",
                "capacityPackageName*=Professional|Essential|Edge|Optimized sendAsup:boolean "
                "deleteByNodeByolLicense:boolean"},
            {"ProvidedLicenseResponse", "license* serialNumber* contractEndDate:Object"},
            {"VscanFileOpRequest", "vscanFileOp*=writes_only|standard"},
            {"AvsVolumeRequest", "resourceGroupName privateCloudName clusterName hosts:[string]"},
            {"OntapCredentials", "userName* password*"},
            {"RecoverVsaRequest",
                "region* stackId* clusterCredentials*:OntapCredentials tenantId* cloudProviderAccount nssAccountId"},
            {"BucketsPolicyAndTieringInfoRequest", "buckets*:[string]"},
            {"BucketAdditionalData", "bucketName* tieringLevel* accessData*"},
            {"AwsValidateSubscribedToOntapCloudRequest",
                "region* subnetId* vsaMetadata*:VsaMetadataRequest roleArn cloudProviderAccount securityGroupId"},
            {"AzureValidateSubscribedToOntapCloudRequest",
                "region* subscriptionId vsaMetadata*:VsaMetadataRequest cloudProviderAccount"},
            {"AwsValidateSubscribedToOntapCloudResponse", "failureInfo isSubscribed*:boolean"},
            {"ValidateFloatingIpsRequest",
                "region* vpcId* clusterFloatingIP dataFloatingIP dataFloatingIP2 svmFloatingIP routeTableIds:[string]"},
            {"ObjectStoreAttachRequest", "aggregateName* objectStoreName checkOnly:boolean workingEnvironmentId*"},
            {"ModifyColdDataReportingRequest", "enableColdDataReport*:boolean"},
            {"ReplicationReverseRequest", "sourceWorkingEnvironmentId sourceSvmName sourceVolumeName"},
        });
}
} // namespace

const std::vector<std::pair<std::string, std::string>> &requestModelTable()
{
    static const Table table = [] {
        Table all;
        addCommon(all);
        addSetUpModels(all);
        addCreationParts(all);
        addCreation(all);
        addActions(all);
        addStorage(all);
        addReplicationModels(all);
        addFileSystemModels(all);
        addAssetModels(all);
        addLicenseModels(all);
        return all;
    }();
    return table;
}

} // namespace nephoscope::demo::cloudmanager
