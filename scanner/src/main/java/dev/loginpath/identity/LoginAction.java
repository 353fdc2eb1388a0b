package dev.loginpath.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions that log in, those that open a way to it, and those that the agent on the other side
 * needs: what each is authorized on and which keys of its service a request for it carries. A key
 * that is not carried counts as missing. See the <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 * Authorization Reference</a>.
 */
public enum LoginAction {
  START_SESSION(
      "ssm:StartSession",
      "document instance managed-instance task",
      "ssm:resourceTag/* ssm:SessionDocumentAccessCheck ssm:AccessRequestId aws:ResourceTag/*"),
  RESUME_SESSION("ssm:ResumeSession", "session", "ssm:resourceTag/*"),
  TERMINATE_SESSION("ssm:TerminateSession", "session", "ssm:resourceTag/*"),
  SEND_COMMAND(
      "ssm:SendCommand",
      "bucket document instance managed-instance",
      "ssm:resourceTag/* aws:ResourceTag/*"),
  START_AUTOMATION(
      "ssm:StartAutomationExecution",
      "automation-definition automation-execution document",
      "ssm:DocumentVersion ssm:DocumentType ssm:DocumentCategories aws:RequestTag/* aws:TagKeys"
          + " aws:ResourceTag/*"),
  CREATE_ASSOCIATION(
      "ssm:CreateAssociation",
      "association document instance managed-instance",
      "ssm:resourceTag/* aws:RequestTag/* aws:TagKeys aws:ResourceTag/*"),
  CREATE_DOCUMENT(
      "ssm:CreateDocument", "document", "ssm:DocumentType aws:RequestTag/* aws:TagKeys"),
  UPDATE_DOCUMENT("ssm:UpdateDocument", "document", "ssm:DocumentType aws:ResourceTag/*"),
  UPDATE_DOCUMENT_DEFAULT(
      "ssm:UpdateDocumentDefaultVersion", "document", "ssm:DocumentType aws:ResourceTag/*"),
  MODIFY_DOCUMENT_PERMISSION(
      "ssm:ModifyDocumentPermission", "document", "ssm:DocumentType aws:ResourceTag/*"),
  START_ACCESS_REQUEST(
      "ssm:StartAccessRequest", "instance managed-instance", "aws:RequestTag/* aws:TagKeys"),
  GET_ACCESS_TOKEN("ssm:GetAccessToken", "opsitem", ""),
  UPDATE_SERVICE_SETTING("ssm:UpdateServiceSetting", "servicesetting", ""),
  RESET_SERVICE_SETTING("ssm:ResetServiceSetting", "servicesetting", ""),
  ADD_SSM_TAGS(
      "ssm:AddTagsToResource",
      "managed-instance document",
      "aws:RequestTag/* aws:TagKeys aws:ResourceTag/* ssm:resourceTag/*"),
  GUI_START_CONNECTION("ssm-guiconnect:StartConnection", "", ""),
  GUI_GET_CONNECTION("ssm-guiconnect:GetConnection", "", ""),
  UPDATE_INSTANCE_INFORMATION(
      "ssm:UpdateInstanceInformation",
      "instance managed-instance",
      "ec2:SourceInstanceARN ssm:SourceInstanceARN ssm:resourceTag/* aws:ResourceTag/*"),
  OPEN_DATA_CHANNEL("ssmmessages:OpenDataChannel", "", ""),
  CREATE_DATA_CHANNEL("ssmmessages:CreateDataChannel", "", ""),
  OPEN_CONTROL_CHANNEL("ssmmessages:OpenControlChannel", "", ""),
  CREATE_CONTROL_CHANNEL(
      "ssmmessages:CreateControlChannel", "", "ec2:SourceInstanceARN ssm:SourceInstanceARN"),
  SEND_SSH_PUBLIC_KEY(
      "ec2-instance-connect:SendSSHPublicKey",
      "instance",
      "ec2:osuser ec2:ResourceTag/* aws:ResourceTag/*"),
  SEND_SERIAL_KEY(
      "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
      "instance",
      "ec2:ResourceTag/* aws:ResourceTag/*"),
  OPEN_TUNNEL(
      "ec2-instance-connect:OpenTunnel",
      "instance-connect-endpoint",
      "ec2-instance-connect:remotePort ec2-instance-connect:privateIpAddress"
          + " ec2-instance-connect:maxTunnelDuration ec2:ResourceTag/* aws:ResourceTag/*"),
  GET_PASSWORD_DATA("ec2:GetPasswordData", "instance", "ec2:* aws:ResourceTag/*"),
  MODIFY_INSTANCE_ATTRIBUTE("ec2:ModifyInstanceAttribute", "instance", "ec2:* aws:ResourceTag/*"),
  STOP_INSTANCES("ec2:StopInstances", "instance", "ec2:* aws:ResourceTag/*"),
  START_INSTANCES("ec2:StartInstances", "instance", "ec2:* aws:ResourceTag/*"),
  CREATE_TAGS("ec2:CreateTags", "instance", "ec2:* aws:RequestTag/* aws:TagKeys aws:ResourceTag/*"),
  ASSOCIATE_INSTANCE_PROFILE(
      "ec2:AssociateIamInstanceProfile", "instance", "ec2:* aws:ResourceTag/*"),
  REPLACE_INSTANCE_PROFILE(
      "ec2:ReplaceIamInstanceProfileAssociation", "instance", "ec2:* aws:ResourceTag/*"),
  ENABLE_SERIAL_CONSOLE("ec2:EnableSerialConsoleAccess", "", "ec2:Region"),
  CLOUDSHELL_CREATE_ENVIRONMENT(
      "cloudshell:CreateEnvironment",
      "",
      "cloudshell:VpcIds cloudshell:SubnetIds cloudshell:SecurityGroupIds"),
  PUT_OBJECT("s3:PutObject", "object", "s3:*"),
  GET_ENCRYPTION_CONFIGURATION("s3:GetEncryptionConfiguration", "bucket", "s3:*"),
  /**
   * It carries no tags of the group: see <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html">its
   * page</a>.
   */
  DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups", "", ""),
  DESCRIBE_LOG_STREAMS("logs:DescribeLogStreams", "log-group", "aws:ResourceTag/*"),
  CREATE_LOG_STREAM("logs:CreateLogStream", "log-stream", "aws:ResourceTag/*"),
  PUT_LOG_EVENTS("logs:PutLogEvents", "log-stream", "aws:ResourceTag/*"),
  DECRYPT("kms:Decrypt", "key", "kms:* aws:ResourceTag/*"),
  GENERATE_DATA_KEY("kms:GenerateDataKey", "key", "kms:* aws:ResourceTag/*"),
  PASS_ROLE(
      "iam:PassRole",
      "role",
      "iam:PassedToService iam:AssociatedResourceArn iam:ResourceTag/* aws:ResourceTag/*"),
  ASSUME_ROLE(
      "sts:AssumeRole",
      "role",
      "sts:ExternalId sts:RoleSessionName sts:SourceIdentity sts:TransitiveTagKeys iam:ResourceTag/*"
          + " aws:RequestTag/* aws:TagKeys aws:ResourceTag/*"),
  PUT_USER_POLICY("iam:PutUserPolicy", "user", "iam:PermissionsBoundary iam:ResourceTag/*"),
  ATTACH_USER_POLICY(
      "iam:AttachUserPolicy", "user", "iam:PolicyARN iam:PermissionsBoundary iam:ResourceTag/*"),
  ADD_USER_TO_GROUP("iam:AddUserToGroup", "group", ""),
  DELETE_USER_BOUNDARY(
      "iam:DeleteUserPermissionsBoundary", "user", "iam:PermissionsBoundary iam:ResourceTag/*"),
  PUT_USER_BOUNDARY(
      "iam:PutUserPermissionsBoundary", "user", "iam:PermissionsBoundary iam:ResourceTag/*"),
  PUT_ROLE_POLICY(
      "iam:PutRolePolicy", "role", "iam:PermissionsBoundary iam:RoleTemplateARN iam:ResourceTag/*"),
  ATTACH_ROLE_POLICY(
      "iam:AttachRolePolicy",
      "role",
      "iam:PolicyARN iam:PermissionsBoundary iam:RoleTemplateARN iam:ResourceTag/*"),
  DELETE_ROLE_BOUNDARY(
      "iam:DeleteRolePermissionsBoundary", "role", "iam:PermissionsBoundary iam:ResourceTag/*"),
  PUT_ROLE_BOUNDARY(
      "iam:PutRolePermissionsBoundary",
      "role",
      "iam:PermissionsBoundary iam:ResourceTag/* iam:RoleTemplateARN"),
  UPDATE_ASSUME_ROLE_POLICY(
      "iam:UpdateAssumeRolePolicy", "role", "iam:PermissionsBoundary iam:ResourceTag/*"),
  CREATE_POLICY_VERSION("iam:CreatePolicyVersion", "policy", "iam:ResourceTag/*"),
  SET_DEFAULT_POLICY_VERSION("iam:SetDefaultPolicyVersion", "policy", "iam:ResourceTag/*"),
  CREATE_ACCESS_KEY("iam:CreateAccessKey", "user", "iam:ResourceTag/*"),
  UPDATE_LOGIN_PROFILE("iam:UpdateLoginProfile", "user", "iam:ResourceTag/*"),
  CREATE_LOGIN_PROFILE("iam:CreateLoginProfile", "user", "iam:ResourceTag/*"),
  TAG_USER("iam:TagUser", "user", "iam:ResourceTag/* aws:RequestTag/* aws:TagKeys"),
  TAG_ROLE(
      "iam:TagRole", "role", "iam:RoleTemplateARN iam:ResourceTag/* aws:RequestTag/* aws:TagKeys");

  private static final Map<String, LoginAction> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(LoginAction::lowerCase, Function.identity()));

  private final String action;
  private final String lowerCase;
  private final List<String> resourceTypes;
  private final List<String> keys;

  LoginAction(String action, String resourceTypes, String keys) {
    this.action = action;
    this.lowerCase = action.toLowerCase(Locale.ROOT);
    this.resourceTypes = resourceTypes.isEmpty() ? List.of() : List.of(resourceTypes.split(" "));
    this.keys = keys.isEmpty() ? List.of() : List.of(keys.split(" "));
  }

  static Optional<LoginAction> find(String action) {
    return Optional.ofNullable(BY_NAME.get(action.toLowerCase(Locale.ROOT)));
  }

  /** As IAM writes it. */
  public String action() {
    return action;
  }

  String lowerCase() {
    return lowerCase;
  }

  /** The types of resources that a request names; empty: it is authorized on {@code *}. */
  public List<String> resourceTypes() {
    return resourceTypes;
  }

  /** The keys that a request carries beside the global ones; a star stands for any rest. */
  public List<String> keys() {
    return keys;
  }

  /** Whether a request for it carries a key, given in lower case. */
  boolean carries(String key) {
    for (String each : keys) {
      boolean open = each.endsWith("*");
      String name = open ? each.substring(0, each.length() - 1) : each;
      if (open ? key.regionMatches(true, 0, name, 0, name.length()) : key.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
