package dev.loginpath.simulator.folder;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** A call that no file of the folder is about. */
record MissingFile(String region, Operation operation, ObjectNode input) {

  /** What AWS answers when the one thing is not there. */
  private static final Map<String, String> NOT_FOUND =
      Map.ofEntries(
          Map.entry("GetDocument", "InvalidDocument"),
          Map.entry("DescribeDocument", "InvalidDocument"),
          Map.entry("GetServiceSetting", "ServiceSettingNotFound"),
          Map.entry("GetManagedPrefixListEntries", "InvalidPrefixListID.NotFound"),
          Map.entry("DescribeVpcEndpointServicePermissions", "InvalidVpcEndpointService.NotFound"),
          Map.entry("DescribeClientVpnAuthorizationRules", "InvalidClientVpnEndpointId.NotFound"),
          Map.entry("DescribeClientVpnRoutes", "InvalidClientVpnEndpointId.NotFound"),
          Map.entry("DescribeClientVpnTargetNetworks", "InvalidClientVpnEndpointId.NotFound"),
          Map.entry("SearchTransitGatewayRoutes", "InvalidRouteTableID.NotFound"),
          Map.entry("DescribeVpcAttribute", "InvalidVpcID.NotFound"),
          Map.entry("DescribeNetworkInterfaceAttribute", "InvalidNetworkInterfaceID.NotFound"),
          Map.entry("DescribeTargetHealth", "TargetGroupNotFound"),
          Map.entry("GetRole", "NoSuchEntity"),
          Map.entry("GetPolicy", "NoSuchEntity"),
          Map.entry("GetPolicyVersion", "NoSuchEntity"),
          Map.entry("DescribeKey", "NotFoundException"),
          Map.entry("GetTrailStatus", "TrailNotFoundException"),
          Map.entry("GetEventSelectors", "TrailNotFoundException"),
          Map.entry("ListResourceRecordSets", "NoSuchHostedZone"),
          Map.entry("ListProfileResourceAssociations", "ResourceNotFoundException"),
          Map.entry("GetBucketLocation", "NoSuchBucket"),
          Map.entry("GetBucketEncryption", "NoSuchBucket"),
          Map.entry("GetBucketPolicy", "NoSuchBucket"),
          Map.entry("DescribeOrganization", "AWSOrganizationsNotInUseException"),
          Map.entry("DescribePolicy", "PolicyNotFoundException"),
          Map.entry("ListParents", "ChildNotFoundException"),
          Map.entry("GetConnectionRecordingPreferences", "ResourceNotFoundException"));

  private String name() {
    return region
        + "/"
        + operation.service().id()
        + "/"
        + operation.name()
        + (thing().isEmpty() ? "" : "/" + thing())
        + ".json";
  }

  /** The values of the required parameters, where the operation has any. */
  private String thing() {
    return NamedThings.parameters(operation).stream()
        .map(it -> AccountFolder.encode(input.path(it).asString("")))
        .collect(Collectors.joining(","));
  }

  /**
   * What a folder answers that is complete: that there are none.
   *
   * @throws ApiError if the folder is not, if a file was meant to be this one by its name, or where
   *     AWS has an error for one thing that is not there
   */
  FolderAnswer answer(boolean complete, FolderIndex index, UseLog log) {
    log.missing(name());
    if (!complete) {
      throw notOffered(
          operation.service(),
          operation.name(),
          " No file " + name() + " answers it.",
          Map.of(FolderApi.MISSING_FILE_HEADER, AccountFolder.printable(name())));
    }
    Optional<SavedFile> meant =
        index.misspelled(region, operation.service(), operation.name().toLowerCase(Locale.ROOT));
    if (meant.isPresent()) {
      String file = meant.get().name();
      throw ApiError.unusable(
          file, "there is no file " + name() + "; is " + file + " meant to be it?");
    }
    if (NOT_FOUND.containsKey(operation.name())) {
      throw new ApiError(
          NOT_FOUND.getOrDefault(operation.name(), "NotFound"), "It does not exist: " + thing());
    }
    return FolderAnswer.derived(Untouched.answer(operation, input));
  }

  /** How AWS answers an operation that it does not have. */
  static ApiError notOffered(Service service, String name) {
    return notOffered(service, name, "", Map.of());
  }

  private static ApiError notOffered(
      Service service, String name, String why, Map<String, String> headers) {
    String code =
        switch (service.protocol()) {
          case JSON, REST_JSON -> "UnknownOperationException";
          case S3 -> "NotImplemented";
          case QUERY, EC2_QUERY, REST_XML -> "InvalidAction";
        };
    return new ApiError(
        code,
        "The operation " + name + " is not offered by this endpoint." + why,
        Optional.empty(),
        headers);
  }
}
