#!/bin/sh
# Asks AWS the calls of a Loginpath scan, all of them reads, and keeps each answer in a folder, for
#     loginpath collect --aws-json FOLDER
#
# Usage: sh THIS-FILE [FOLDER]      default: loginpath-answers
#
# Needs a POSIX shell and the AWS CLI, version 2 or 1, with credentials as the CLI finds them. The permissions are
# printed by: loginpath permissions
# A refusal is kept as {"Error": ...}, and the next call is made. A call that AWS never answered (no network, a CLI
# too old to know it) is kept the same way, with the code AwsCliFailed and the CLI's own words.
# The files can be read by you alone. Nothing is changed in AWS.

set -uf
umask 077
export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_CLI_ERROR_FORMAT=legacy
#@ profile

folder=${1:-loginpath-answers}
regions='@REGIONS@'
home='@HOME@'
home=${home:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region 2>/dev/null)}}}
home=${home:-us-east-1}

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 1
}

# ---- One call, one file.

# call SERVICE OPERATION ARGUMENT...: as the folder names them; leaves the answer, or AWS's refusal, in $answer.
call() {
  service=$1 operation=$2
  shift 2
  case $service in
    elasticloadbalancing) service=elbv2 ;;
    s3) service=s3api ;;
  esac
  command=$(printf '%s\n' "$operation" | sed 's/VPC/Vpc/; s/\([A-Z]\)/-\1/g; s/^-//' | tr '[:upper:]' '[:lower:]')
  asked=$((asked + 1)) code=''
  if aws "$service" "$command" --region "$where" --output json "$@" >"$answer" 2>"$complaint"; then
    # The CLI prints nothing where AWS answers with an empty object.
    [ -s "$answer" ] || echo '{}' >"$answer"
  else
    refusal >"$answer"
    refused=$((refused + 1))
    return 1
  fi
}

# save FILE: the answer gets its name when it is whole.
save() {
  mkdir -p "${1%/*}" && [ -s "$answer" ] && mv "$answer" "$1" || stop "$1 cannot be written"
  case $code in
    ExpiredToken | ExpiredTokenException | RequestExpired | TokenRefreshRequired)
      stop "The credentials expired: what follows was not asked. Answers so far: $folder" ;;
  esac
}

# keep FILE SERVICE OPERATION ARGUMENT...
keep() {
  file=$1
  shift
  call "$@"
  save "$file"
}

# What the CLI complained of, as JSON; an old one prints a long list of the commands that it knows.
refusal() {
  said=$(LC_ALL=C tr -c '\40-\176' '[ *]' <"$complaint" | sed 's/   */ /g; s/^ //; s/ $//' | cut -c1-2000)
  case $said in
    *[Ii]'nvalid choice'*) said="this AWS CLI is too old to know: $service $command" ;;
  esac
  told='An error occurred (\([^() ]*\)) when calling the [A-Za-z0-9]* operation\( (reached max retries: [0-9]*)\)\{0,1\}'
  code=$(printf '%s\n' "$said" | sed -n "s/.*$told.*/\1/p")
  message=$(printf '%s\n' "$said" | sed "s/.*$told: *//; s/\\\\/\\\\\\\\/g; s/\"/\\\\\"/g")
  printf '{"Error": {"Code": "%s", "Message": "%s"}}\n' "${code:-AwsCliFailed}" "$message"
}

# list SERVICE OPERATION ARGUMENT...
list() { keep "$here/$1/$2.json" "$@"; }

# more SERVICE OPERATION ARGUMENT...: what takes several calls is several pages of one answer.
more() {
  next=$here/$1/$2.json page=1
  while [ -e "$next" ]; do
    page=$((page + 1))
    next=$here/$1/$2-$page.json
  done
  keep "$next" "$@"
}

# one SERVICE OPERATION NAME ARGUMENT...: about the one thing of that name.
one() {
  about=$here/$1/$2/$3.json topic=$1 question=$2
  shift 3
  keep "$about" "$topic" "$question" "$@"
}

# batches SIZE FILTER VALUES COMMAND...: runs COMMAND for at most SIZE of the values at a time.
batches() {
  size=$1 filter=$2 wanted=$3 batch='' count=0
  shift 3
  for value in $wanted; do
    batch=$batch,$value count=$((count + 1))
    if [ "$count" -eq "$size" ]; then
      "$@" --filters "Name=$filter,Values=${batch#,}"
      batch='' count=0
    fi
  done
  [ -z "$batch" ] || "$@" --filters "Name=$filter,Values=${batch#,}"
}

# ---- What answers name.

# values MEMBER FOLDER FILES: the texts of a member, in the CLI's own form of one member a line.
values() {
  find "$here/$2" -type f -name "$3" \
    -exec sed -n 's/^ *"'"$1"'": "\([^"\\]*\)",\{0,1\}$/\1/p' {} + 2>/dev/null | sort -u
}

# look SERVICE COMMAND ARGUMENT...: ids that one file cannot tell, because they depend on another member.
look() {
  aws "$@" --region "$where" --output text 2>/dev/null | tr '\t' '\n' | grep -v '^None$' | sort -u
}

# inputs INPUT CHARACTERS: what session documents name; a text with a parameter in it is no name.
inputs() {
  find "$here/ssm/GetDocument" -type f -name '*.json' -exec sed 's/\\[nrt]/ /g' {} + 2>/dev/null |
    tr ',{' '\n\n' | sed -n 's/.*\\"'"$1"'\\" *: *\\"\('"$2"'\{1,\}\)\\".*/\1/p' | sort -u
}

# A name as part of a file's name: all but letters, digits and -._~$ is percent-encoded.
name() {
  printf '%s\n' "$1" | sed -e 's/%/%25/g; s/ /%20/g; s/!/%21/g; s/"/%22/g; s/#/%23/g; s/&/%26/g' -e "s/'/%27/g" \
    -e 's/(/%28/g; s/)/%29/g; s/\*/%2A/g; s/+/%2B/g; s/,/%2C/g; s/\//%2F/g; s/:/%3A/g; s/;/%3B/g; s/</%3C/g' \
    -e 's/=/%3D/g; s/>/%3E/g; s/?/%3F/g; s/@/%40/g; s/\[/%5B/g; s/\\/%5C/g; s/]/%5D/g; s/\^/%5E/g; s/`/%60/g' \
    -e 's/{/%7B/g; s/|/%7C/g; s/}/%7D/g'
}

# ---- The account as a whole.

account_wide() {
  where=$home here=$folder/$account/aws-global
  say 'the account'
  list sts GetCallerIdentity
#@ global
  # Managed policies that are boundaries and nothing else are missing from the details.
  for policy in $(
    {
      { values PolicyArn iam GetAccountAuthorizationDetails.json
        values PermissionsBoundaryArn iam GetAccountAuthorizationDetails.json; } | sort -u
      values Arn iam GetAccountAuthorizationDetails.json | grep ':policy/'
      values Arn iam GetAccountAuthorizationDetails.json | grep ':policy/'
    } | sort | uniq -u
  ); do
    one iam GetPolicy "$(name "$policy")" --policy-arn "$policy"
    version=$(values DefaultVersionId iam/GetPolicy "$(name "$policy").json")
    [ -z "$version" ] ||
      one iam GetPolicyVersion "$(name "$policy"),$version" --policy-arn "$policy" --version-id "$version"
  done
  organization
  accelerators
}

# Global Accelerator is answered in one region for all, and in this partition alone.
accelerators() {
  values Arn sts GetCallerIdentity.json | grep -q '^arn:aws:' || return 0
  where=us-west-2
  list globalaccelerator ListAccelerators
  list globalaccelerator ListCustomRoutingAccelerators
  list globalaccelerator ListCrossAccountAttachments
  for accelerator in $(values AcceleratorArn globalaccelerator ListAccelerators.json); do
    one globalaccelerator ListListeners "$(name "$accelerator")" --accelerator-arn "$accelerator"
  done
  for listener in $(values ListenerArn globalaccelerator/ListListeners '*.json'); do
    one globalaccelerator ListEndpointGroups "$(name "$listener")" --listener-arn "$listener"
  done
  for accelerator in $(values AcceleratorArn globalaccelerator ListCustomRoutingAccelerators.json); do
    one globalaccelerator ListCustomRoutingListeners "$(name "$accelerator")" --accelerator-arn "$accelerator"
  done
  for listener in $(values ListenerArn globalaccelerator/ListCustomRoutingListeners '*.json'); do
    one globalaccelerator ListCustomRoutingEndpointGroups "$(name "$listener")" --listener-arn "$listener"
  done
  where=$home
}

# The levels above the account, up to the root; the management account is bound by none.
organization() {
  management=$(values MasterAccountId organizations DescribeOrganization.json)
  if [ -z "$management" ] || [ "$management" = "$account" ]; then
    return
  fi
  child=$account targets=$account
  for level in 1 2 3 4 5 6 7 8 9 10; do
    one organizations ListParents "$child" --child-id "$child"
    child=$(values Id organizations/ListParents "$child.json" | head -n 1)
    targets="$targets $child"
    case $child in
      '' | r-*) break ;;
    esac
  done
  for target in $targets; do
    for type in SERVICE_CONTROL_POLICY RESOURCE_CONTROL_POLICY; do
      one organizations ListPoliciesForTarget "$type,$target" --target-id "$target" --filter "$type"
    done
  done
  for policy in $(values Id organizations/ListPoliciesForTarget '*.json'); do
    one organizations DescribePolicy "$policy" --policy-id "$policy"
  done
}

# ---- One region.

region() {
  where=$1 here=$folder/$account/$1
  say "$where"
#@ regional
  list ec2 DescribeRegions --all-regions
  list ec2 DescribeInstances $managed
  list ec2 DescribeNetworkInterfaces $managed
  list ec2 DescribeAvailabilityZones --all-availability-zones
  list elb DescribeLoadBalancers
  machines
  networks
  private_dns
  balancers
  systems_manager
  destinations
  for trail in $(values TrailARN cloudtrail DescribeTrails.json); do
    one cloudtrail GetTrailStatus "$(name "$trail")" --name "$trail"
    one cloudtrail GetEventSelectors "$(name "$trail")" --trail-name "$trail"
  done
}

machines() {
  batches 200 image-id "$(values ImageId ec2 DescribeInstances.json)" \
    more ec2 DescribeImages --include-deprecated
  batches 100 instance-type "$(values InstanceType ec2 DescribeInstances.json)" \
    more ec2 DescribeInstanceTypes
  # Whether a stopped instance gets a public address when it starts.
  for interface in $(look ec2 describe-instances $managed \
    --filters Name=instance-state-name,Values=pending,shutting-down,stopping,stopped \
    --query 'Reservations[].Instances[].NetworkInterfaces[?Attachment.DeviceIndex==`0`][].NetworkInterfaceId'); do
    one ec2 DescribeNetworkInterfaceAttribute "$interface" \
      --network-interface-id "$interface" --attribute associatePublicIpAddress
  done
}

networks() {
  for vpc in $({
    values VpcId ec2 DescribeVpcs.json
    values VpcId ec2 DescribeInstances.json
    values VpcId ec2 DescribeVpcEndpoints.json
  } | sort -u); do
    for attribute in enableDnsSupport enableDnsHostnames; do
      one ec2 DescribeVpcAttribute "$vpc,$attribute" --vpc-id "$vpc" --attribute "$attribute"
    done
  done
  for prefixes in $({
    values PrefixListId ec2 DescribeSecurityGroups.json
    values PrefixListId ec2 DescribeSecurityGroupRules.json
    values DestinationPrefixListId ec2 DescribeRouteTables.json
    look ec2 describe-managed-prefix-lists \
      --query 'PrefixLists[?ends_with(PrefixListName, `".ec2-instance-connect"`)].PrefixListId'
  } | sort -u); do
    one ec2 GetManagedPrefixListEntries "$prefixes" --prefix-list-id "$prefixes"
  done
  for table in $(values TransitGatewayRouteTableId ec2 DescribeTransitGatewayRouteTables.json); do
    one ec2 SearchTransitGatewayRoutes "$table" \
      --transit-gateway-route-table-id "$table" --filters Name=state,Values=active,blackhole --max-results 1000
  done
  for offered in $(values ServiceId ec2 DescribeVpcEndpointServiceConfigurations.json); do
    one ec2 DescribeVpcEndpointServicePermissions "$offered" --service-id "$offered"
  done
  for vpn in $(values ClientVpnEndpointId ec2 DescribeClientVpnEndpoints.json); do
    one ec2 DescribeClientVpnTargetNetworks "$vpn" --client-vpn-endpoint-id "$vpn"
    one ec2 DescribeClientVpnAuthorizationRules "$vpn" --client-vpn-endpoint-id "$vpn"
    one ec2 DescribeClientVpnRoutes "$vpn" --client-vpn-endpoint-id "$vpn"
  done
  # Without the configuration for the customer's device: it holds the tunnels' keys.
  list ec2 DescribeVpnConnections --query '{VpnConnections: VpnConnections[].{VpnConnectionId: VpnConnectionId,
    State: State, VpnGatewayId: VpnGatewayId, TransitGatewayId: TransitGatewayId, Routes: Routes,
    Options: {StaticRoutesOnly: Options.StaticRoutesOnly}, VgwTelemetry: VgwTelemetry}}'
}

# What may give AWS's names other addresses. Route 53 is one for all regions.
private_dns() {
  regional=$here
  vpcs=$(values VpcId ec2 DescribeInstances.json)
  for profile in $(values ProfileId route53profiles ListProfileAssociations.json); do
    one route53profiles ListProfileResourceAssociations "$profile" --profile-id "$profile"
  done
  zones=$(values ResourceArn route53profiles/ListProfileResourceAssociations '*.json' | sed -n 's/.*:hostedzone\///p')
  here=$folder/$account/aws-global
  for vpc in $vpcs; do
    one route53 ListHostedZonesByVPC "$vpc,$where" --vpc-id "$vpc" --vpc-region "$where"
    zones="$zones $(aws_zones "$here/route53/ListHostedZonesByVPC/$vpc,$where.json")"
  done
  for zone in $zones; do
    [ -e "$here/route53/ListResourceRecordSets/$zone.json" ] ||
      one route53 ListResourceRecordSets "$zone" --hosted-zone-id "$zone"
  done
  here=$regional
}

# The zones of a file that may carry a name of AWS, by their names.
aws_zones() {
  sed -n '/"HostedZoneId": /{N;s/.*"HostedZoneId": "\([^"]*\)",\n *"Name": "\([^"]*\)".*/\1 \2/p;}' "$1" |
    grep -E ' ((.*\.)?(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn)|(.*\.)?(gov|uk)|com|com\.cn|cn|eu|aws|amazonwebservices\.com\.cn)\.?$' |
    cut -d ' ' -f 1
}

# Those that forward TCP, which alone can carry a login.
balancers() {
  for balancer in $(look elbv2 describe-load-balancers \
    --query 'LoadBalancers[?Type==`"network"`].LoadBalancerArn'); do
    more elasticloadbalancing DescribeListeners --load-balancer-arn "$balancer"
    one elasticloadbalancing DescribeLoadBalancerAttributes "$(name "$balancer")" --load-balancer-arn "$balancer"
  done
  for group in $(values TargetGroupArn elasticloadbalancing 'DescribeListeners*.json'); do
    one elasticloadbalancing DescribeTargetHealth "$(name "$group")" --target-group-arn "$group"
    one elasticloadbalancing DescribeTargetGroupAttributes "$(name "$group")" --target-group-arn "$group"
  done
  for balancer in $(values LoadBalancerName elb DescribeLoadBalancers.json); do
    one elb DescribeLoadBalancerAttributes "$(name "$balancer")" --load-balancer-name "$balancer"
  done
}

# One call for each managed node and each session document: where there are many, this takes its time.
systems_manager() {
  for node in $(values InstanceId ssm DescribeInstanceInformation.json); do
    one ssm GetConnectionStatus "$node" --target "$node"
    case $node in
      mi-*) one ssm ListTagsForResource "$node,ManagedInstance" \
        --resource-type ManagedInstance --resource-id "$node" ;;
    esac
  done
  inventory
  list ssm ListDocuments --filters Key=Owner,Values=Self
  for document in $({
    echo '@PREFERENCES@'
    look ssm list-documents --filters Key=Owner,Values=Self Key=DocumentType,Values=Session \
      --query 'DocumentIdentifiers[].Name'
  } | sort -u); do
    for version in '$DEFAULT' '$LATEST'; do
      one ssm GetDocument "$(name "$document"),$version" \
        --name "$document" --document-version "$version" --document-format JSON
    done
  done
  for setting in @SETTINGS@; do
    one ssm GetServiceSetting "$(name "$setting")" --setting-id "$setting"
  done
}

# Two questions, for one takes one type; the rows of both are one answer.
inventory() {
  rows=''
  if call ssm GetInventory --query 'Entities[]' --result-attributes TypeName=AWS:InstanceInformation; then
    rows=$(sed '1d; $d' "$answer")
    if call ssm GetInventory --query 'Entities[]' --result-attributes TypeName=AWS:Application \
      --filters 'Key=AWS:Application.Name,Values=@PACKAGES@,Type=Equal'; then
      packages=$(sed '1d; $d' "$answer")
      printf '{"Entities": [%s%s%s]}\n' "$rows" "${rows:+${packages:+,}}" "$packages" >"$answer"
    fi
  fi
  save "$here/ssm/GetInventory.json"
}

# Where session documents send their logs.
destinations() {
  for group in $(inputs cloudWatchLogGroupName '[A-Za-z0-9._/#-]'); do
    more logs DescribeLogGroups --log-group-name-prefix "$group"
  done
  for bucket in $(inputs s3BucketName '[A-Za-z0-9._-]'); do
    one s3 GetBucketLocation "$(name "$bucket")" --bucket "$bucket"
    one s3 GetBucketEncryption "$(name "$bucket")" --bucket "$bucket"
    one s3 GetBucketPolicy "$(name "$bucket")" --bucket "$bucket"
  done
  for key in $({
    inputs kmsKeyId '[A-Za-z0-9:/_-]'
    values kmsKeyId logs 'DescribeLogGroups*.json'
    values KMSMasterKeyID s3/GetBucketEncryption '*.json'
  } | sort -u); do
    case $key in
      arn:*:kms:"$where":* | [!a]* | a[!r]*)
        one kms DescribeKey "$(name "$key")" --key-id "$key" ;;
    esac
  done
  # The policy belongs to the key, whatever alias names it.
  for key in $(values Arn kms/DescribeKey '*.json'); do
    case $key in
      arn:*:kms:"$where":*)
        one kms GetKeyPolicy "$(name "$key")" --key-id "$key" --policy-name default ;;
    esac
  done
}

# ---- Everything.

account=$(aws sts get-caller-identity --region "$home" --query Account --output text) ||
  stop 'AWS does not say which account this is: are there credentials?'
if [ -e "$folder/$account" ]; then
  stop "$folder/$account exists: name another folder, so that no old answer stays among the new ones"
fi
if [ -z "$regions" ]; then
  regions=$(aws ec2 describe-regions --region "$home" --query 'Regions[].RegionName' --output text) ||
    stop 'The regions cannot be listed. Name them: loginpath collect --script --regions REGION,...'
fi
mkdir -p "$folder" || stop "$folder cannot be made"
answer=$folder/.answer.$$ complaint=$folder/.complaint.$$
trap 'rm -f "$answer" "$complaint"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# What AWS services operate is hidden from who does not ask for it, and an old CLI cannot.
managed=''
if aws ec2 describe-instances --include-managed-resources --generate-cli-skeleton >/dev/null 2>&1; then
  managed=--include-managed-resources
fi
included='{"managedResources": "included"}'
if [ -n "$managed" ] && [ ! -e "$folder/folder.json" ]; then
  printf '%s\n' "$included" >"$folder/folder.json"
elif [ -z "$managed" ] && [ "$(cat "$folder/folder.json" 2>/dev/null)" = "$included" ]; then
  rm "$folder/folder.json"
fi
asked=0 refused=0
account_wide
for each in $regions; do
  region "$each"
done
say "$asked answers in $folder, $refused of them refusals."
say "Next: loginpath collect --aws-json '$folder' --region '$home' --regions $(echo $regions | tr ' ' ',')"
