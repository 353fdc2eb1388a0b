package dev.loginpath.simulator.folder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a whole answer into pages of the sizes that AWS allows. Where the folder does not hold all
 * of it, the last page has a token as well, and the reason answers for what would come then.
 */
final class Paging {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String CUT_SHORT = "the-folder-ends-here";

  /** How many items a page may hold, and does where the request says nothing. */
  private record Limits(int least, int most, int normal) {}

  private static final Map<Service, Limits> BY_SERVICE =
      Map.of(
          Service.EC2, new Limits(1, 1000, 1000),
          Service.LOGS, new Limits(1, 50, 50),
          Service.SSM, new Limits(1, 50, 50),
          Service.ELBV2, new Limits(1, 400, 400),
          Service.ELB, new Limits(1, 400, 400),
          Service.IAM, new Limits(1, 1000, 100),
          Service.ORGANIZATIONS, new Limits(1, 20, 20),
          Service.ROUTE53, new Limits(1, 100, 100),
          Service.STS, new Limits(1, 100, 100));

  private static final Map<String, Limits> BY_OPERATION =
      Map.ofEntries(
          Map.entry("DescribeInstanceInformation", new Limits(5, 50, 10)),
          Map.entry("DescribeInstanceProperties", new Limits(5, 1000, 1000)),
          Map.entry("DescribeSessions", new Limits(1, 200, 200)),
          Map.entry("DescribeDocumentPermission", new Limits(1, 200, 200)),
          Map.entry("DescribeRouteTables", new Limits(5, 100, 100)),
          Map.entry("DescribeInstanceTypes", new Limits(5, 100, 100)),
          Map.entry("DescribeManagedPrefixLists", new Limits(1, 100, 100)),
          Map.entry("GetManagedPrefixListEntries", new Limits(1, 100, 100)),
          Map.entry("DescribeEgressOnlyInternetGateways", new Limits(5, 255, 255)),
          Map.entry("ListResourceRecordSets", new Limits(1, 300, 300)),
          Map.entry("DescribeClientVpnAuthorizationRules", new Limits(5, 1000, 1000)),
          Map.entry("DescribeClientVpnEndpoints", new Limits(5, 1000, 1000)),
          Map.entry("DescribeClientVpnRoutes", new Limits(5, 1000, 1000)),
          Map.entry("DescribeClientVpnTargetNetworks", new Limits(5, 1000, 1000)),
          Map.entry("DescribeVerifiedAccessEndpoints", new Limits(5, 1000, 1000)),
          Map.entry("DescribeInstanceConnectEndpoints", new Limits(1, 50, 50)));

  private final Operation operation;
  private final Optional<ApiError> end;
  private final boolean markers;
  private final String tokenMember;

  Paging(Operation operation, Optional<ApiError> end) {
    this.operation = operation;
    this.end = end;
    this.markers = operation.inputMember("Marker").isPresent();
    this.tokenMember =
        markers
            ? operation.outputMember("NextMarker").isPresent() ? "NextMarker" : "Marker"
            : operation.outputMember("nextToken").isPresent() ? "nextToken" : "NextToken";
  }

  ObjectNode page(ObjectNode whole, ObjectNode request) {
    if (operation.name().equals(RecordPages.OPERATION)) {
      return new RecordPages(end).page(whole, request, size(request));
    }
    String asked = markers ? "Marker" : tokenMember;
    if (operation.inputMember(asked).isEmpty() || operation.outputMember(tokenMember).isEmpty()) {
      end.ifPresent(it -> {
        throw it;
      });
      return whole;
    }
    List<String> lists =
        operation.output().stream()
            .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
            .<String>map(SdkField::memberName)
            .toList();
    int size = size(request);
    int start = start(request.path(asked).asString(""));
    ObjectNode page = JSON.createObjectNode();
    whole.properties().stream()
        .filter(it -> !lists.contains(it.getKey()))
        .filter(it -> !it.getKey().equals(tokenMember) && !it.getKey().equals("IsTruncated"))
        .forEach(it -> page.set(it.getKey(), it.getValue()));
    int position = 0;
    for (String list : lists) {
      if (!whole.path(list).isArray()) {
        continue;
      }
      ArrayNode part = page.putArray(list);
      for (JsonNode item : whole.path(list).values()) {
        if (position >= start && position < start + size) {
          part.add(item);
        }
        position++;
      }
    }
    Optional<String> next = Optional.empty();
    if (position > start + size) {
      next = Optional.of(token(Integer.toString(start + size)));
    } else if (end.isPresent()) {
      next = Optional.of(token(CUT_SHORT));
    }
    next.ifPresent(it -> page.put(tokenMember, it));
    if (operation.outputMember("IsTruncated").isPresent()) {
      page.put("IsTruncated", next.isPresent());
    }
    return page;
  }

  private int size(ObjectNode request) {
    Limits limits =
        BY_OPERATION.getOrDefault(
            operation.name(),
            BY_SERVICE.getOrDefault(operation.service(), new Limits(1, 100, 100)));
    boolean pageSize = operation.inputMember("PageSize").isPresent();
    JsonNode asked =
        request.path(
            operation.service() == Service.LOGS
                ? "limit"
                : pageSize
                    ? "PageSize"
                    : markers || operation.service() == Service.ROUTE53
                        ? "MaxItems"
                        : "MaxResults");
    if (asked.isMissingNode()) {
      return limits.normal();
    }
    int size = asked.asInt(-1);
    if (size < limits.least() || size > limits.most()) {
      throw new ApiError(
          operation.service() == Service.EC2 ? "InvalidParameterValue" : "ValidationException",
          "Value ( "
              + asked.asString("")
              + " ) for parameter maxResults is invalid. Expecting a value"
              + " from "
              + limits.least()
              + " to "
              + limits.most()
              + ".");
    }
    return size;
  }

  private static String token(String content) {
    return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  private int start(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    try {
      String content = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      if (content.equals(CUT_SHORT)) {
        end.ifPresent(it -> {
          throw it;
        });
      }
      return Integer.parseInt(content);
    } catch (IllegalArgumentException foreign) {
      throw switch (operation.service()) {
        case EC2 -> new ApiError("InvalidParameterValue", "The token is not valid.");
        case SSM -> new ApiError("InvalidNextToken", "The specified token is not valid.");
        case ORGANIZATIONS ->
            new ApiError("InvalidInputException", "You specified an invalid value.");
        case CLOUDTRAIL, GLOBAL_ACCELERATOR, PRICING, ROUTE53_PROFILES ->
            new ApiError("InvalidNextTokenException", "The token is not valid.");
        case LOGS, S3 -> new ApiError("InvalidParameterException", "The token is not valid.");
        case ROUTE53 -> new ApiError("InvalidPaginationToken", "The token is not valid.");
        case KMS -> new ApiError("InvalidMarkerException", "The marker is not valid.");
        case IAM, STS, ELB, ELBV2, GUI_CONNECT ->
            new ApiError("ValidationError", "Invalid Marker.");
      };
    }
  }
}
