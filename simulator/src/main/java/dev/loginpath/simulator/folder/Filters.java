package dev.loginpath.simulator.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The filters and id lists of a request, applied to the folder's whole answer. A filter that is not
 * understood is refused, never ignored: an answer that is too long would be a lie.
 */
final class Filters {

  private static final JsonMapper JSON = new JsonMapper();

  /** EC2 filters whose name does not spell the member. */
  private static final Map<String, String> PATHS =
      Map.of(
          "instance-state-name", "State.Name",
          "instance-state-code", "State.Code",
          "attachment.instance-id", "Attachment.InstanceId",
          "attachment.vpc-id", "Attachments.VpcId",
          "association.main", "Associations.Main",
          "association.subnet-id", "Associations.SubnetId");

  private final Operation operation;
  private final ObjectNode request;
  private final String account;
  private final String region;
  private final Optional<ApiError> end;

  Filters(
      Operation operation,
      ObjectNode request,
      String account,
      String region,
      Optional<ApiError> end) {
    this.operation = operation;
    this.request = request;
    this.account = account;
    this.region = region;
    this.end = end;
  }

  ObjectNode apply(ObjectNode whole) {
    Optional<? extends SdkField<?>> list =
        operation.output().stream()
            .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
            .findFirst();
    if (list.isEmpty() || !whole.path(list.get().memberName()).isArray()) {
      return whole;
    }
    String listName = list.get().memberName();
    Predicate<JsonNode> wanted =
        switch (operation.service()) {
          case SSM -> ssmFilters();
          case CLOUDTRAIL -> this::isWantedTrail;
          case LOGS -> this::hasThePrefix;
          case PRICING -> products();
          case ROUTE53_PROFILES -> this::isOfTheProfile;
          case EC2,
              ELB,
              ELBV2,
              GLOBAL_ACCELERATOR,
              GUI_CONNECT,
              IAM,
              KMS,
              ORGANIZATIONS,
              ROUTE53,
              S3,
              STS ->
              ec2Filters(list.get());
        };
    ObjectNode answer = whole.deepCopy();
    ArrayNode kept = answer.putArray(listName);
    boolean nested = operation.name().equals("DescribeInstances");
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : whole.path(listName).values()) {
      if (nested && item instanceof ObjectNode reservation) {
        ObjectNode copy = reservation.deepCopy();
        ArrayNode instances = copy.putArray("Instances");
        reservation.path("Instances").values().forEach(items::add);
        reservation.path("Instances").values().stream().filter(wanted).forEach(instances::add);
        if (!instances.isEmpty()) {
          kept.add(copy);
        }
      } else {
        items.add(item);
        if (wanted.test(item)) {
          kept.add(shaped(item));
        }
      }
    }
    refuseUnknownIds(items);
    return answer;
  }

  private boolean isOfTheProfile(JsonNode item) {
    return Stream.of("ProfileId", "ResourceId", "ResourceType")
        .filter(it -> request.has(it) && !NamedThings.parameters(operation).contains(it))
        .allMatch(it -> item.path(it).asString("").equals(request.path(it).asString()));
  }

  private Predicate<JsonNode> ec2Filters(SdkField<?> list) {
    Predicate<JsonNode> wanted = item -> true;
    for (JsonNode filter : request.path("Filters").values()) {
      String name = filter.path("Name").asString("");
      List<Pattern> patterns = patterns(filter.path("Values"));
      if (name.startsWith("tag:")) {
        String key = name.substring(4);
        wanted =
            wanted.and(item ->
                Stream.of("Tags", "TagSet")
                    .flatMap(it -> item.path(it).values().stream())
                    .filter(it -> it.path("Key").asString("").equals(key))
                    .anyMatch(it -> matches(patterns, it.path("Value").asString(""))));
        continue;
      }
      List<String> path = List.of(PATHS.getOrDefault(name, name).split("\\."));
      if (!exists(itemMembers(list), path)) {
        throw new ApiError("InvalidParameterValue", "The filter '" + name + "' is invalid");
      }
      wanted = wanted.and(item -> values(item, path).anyMatch(it -> matches(patterns, it)));
    }
    if (operation.service() == Service.ELBV2 && nameTheirLoadBalancer(list)) {
      wanted = wanted.and(this::belongsToTheLoadBalancer);
    }
    for (IdList ids : idLists()) {
      wanted = wanted.and(item -> ids.values().contains(item.path(ids.member()).asString("")));
    }
    if (hidesManaged()) {
      wanted = wanted.and(item -> !isHidden(item));
    }
    if (operation.name().equals("DescribeRegions")
        && !request.path("AllRegions").asString("false").equals("true")) {
      wanted = wanted.and(item -> !item.path("OptInStatus").asString("").equals("not-opted-in"));
    }
    return wanted;
  }

  /** Whether what services operate can be asked for, and is not, neither by its id nor at all. */
  private boolean hidesManaged() {
    String asked = "IncludeManagedResources";
    return operation.input().stream().anyMatch(it -> it.memberName().equals(asked))
        && idLists().isEmpty()
        && !request.path(asked).asString("false").equals("true");
  }

  private static boolean isHidden(JsonNode item) {
    return item.path("Operator").path("HiddenByDefault").asBoolean(false);
  }

  private static boolean nameTheirLoadBalancer(SdkField<?> list) {
    return Stream.of("LoadBalancerArn", "LoadBalancerArns")
        .anyMatch(it -> exists(itemMembers(list), List.of(it)));
  }

  /** Listeners and target groups are asked for by the one load balancer that they belong to. */
  private boolean belongsToTheLoadBalancer(JsonNode item) {
    String arn = request.path("LoadBalancerArn").asString("");
    return arn.isEmpty()
        || item.path("LoadBalancerArn").asString("").equals(arn)
        || item.path("LoadBalancerArns").values().stream()
            .anyMatch(it -> it.asString("").equals(arn));
  }

  private static List<SdkField<?>> itemMembers(SdkField<?> list) {
    SdkField<?> item = list.getTrait(ListTrait.class).memberFieldInfo();
    if (!item.marshallingType().equals(MarshallingType.SDK_POJO)) {
      return List.of();
    }
    List<SdkField<?>> members = item.constructor().get().sdkFields();
    // A reservation's instances are what DescribeInstances filters.
    return members.stream()
        .filter(it -> it.memberName().equals("Instances"))
        .findFirst()
        .map(Filters::itemMembers)
        .orElse(members);
  }

  private static boolean exists(List<SdkField<?>> members, List<String> path) {
    Optional<SdkField<?>> member =
        members.stream().filter(it -> same(it.memberName(), path.getFirst())).findFirst();
    if (member.isEmpty()) {
      return false;
    }
    List<String> rest = path.subList(1, path.size());
    MarshallingType<?> type = member.get().marshallingType();
    if (rest.isEmpty()) {
      return true;
    }
    if (type.equals(MarshallingType.LIST)) {
      return exists(itemMembers(member.get()), rest);
    }
    return type.equals(MarshallingType.SDK_POJO)
        && exists(member.get().constructor().get().sdkFields(), rest);
  }

  private static boolean same(String member, String name) {
    return member.equalsIgnoreCase(name.replace("-", ""));
  }

  private static Stream<String> values(JsonNode node, List<String> path) {
    if (path.isEmpty()) {
      return node.isArray()
          ? node.values().stream().map(it -> it.asString(""))
          : Stream.of(node.asString(""));
    }
    return node.properties().stream()
        .filter(it -> same(it.getKey(), path.getFirst()))
        .flatMap(it ->
            it.getValue().isArray() && path.size() > 1
                ? it.getValue().values().stream()
                    .flatMap(element -> values(element, path.subList(1, path.size())))
                : values(it.getValue(), path.subList(1, path.size())));
  }

  private static List<Pattern> patterns(JsonNode values) {
    return values.values().stream()
        .map(it -> it.asString(""))
        .map(it -> Pattern.quote(it).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
        .map(it -> Pattern.compile(it, Pattern.DOTALL))
        .toList();
  }

  private static boolean matches(List<Pattern> patterns, String value) {
    return patterns.stream().anyMatch(it -> it.matcher(value).matches());
  }

  private record IdList(String member, List<String> values) {}

  /** Request members such as {@code InstanceIds}, which name items by {@code InstanceId}. */
  private List<IdList> idLists() {
    List<IdList> lists = new ArrayList<>();
    for (SdkField<?> member : operation.input()) {
      String name = member.memberName();
      JsonNode values = request.path(name);
      boolean named = name.endsWith("Ids") || name.endsWith("Arns") || name.equals("RegionNames");
      if (named && values.isArray() && !values.isEmpty()) {
        lists.add(
            new IdList(
                name.substring(0, name.length() - 1),
                values.values().stream().map(it -> it.asString("")).toList()));
      }
    }
    return lists;
  }

  private void refuseUnknownIds(List<JsonNode> items) {
    if (operation.service() != Service.EC2) {
      return;
    }
    for (IdList ids : idLists()) {
      for (String id : ids.values()) {
        if (items.stream().noneMatch(it -> it.path(ids.member()).asString("").equals(id))) {
          // It may be in the rest.
          end.ifPresent(it -> {
            throw it;
          });
          String noun = ids.member().equals("ImageId") ? "AMIID" : ids.member().replace("Id", "ID");
          String code =
              ids.member().equals("RegionName")
                  ? "InvalidParameterValue"
                  : "Invalid" + (noun.equals("GroupID") ? "Group" : noun) + ".NotFound";
          throw new ApiError(code, "The ID '" + id + "' does not exist");
        }
      }
    }
  }

  /** A trail of another region is shown as well, unless the request says no. */
  private boolean isWantedTrail(JsonNode item) {
    List<String> names =
        request.path("trailNameList").values().stream().map(it -> it.asString("")).toList();
    boolean named =
        names.isEmpty()
            || names.contains(item.path("Name").asString(""))
            || names.contains(item.path("TrailARN").asString(""));
    boolean shadows = request.path("includeShadowTrails").asBoolean(true);
    return named && (shadows || item.path("HomeRegion").asString("").equals(region));
  }

  private boolean hasThePrefix(JsonNode item) {
    if (request.has("logGroupNamePattern")) {
      throw new ApiError("InvalidParameterException", "A pattern is not understood here.");
    }
    return item.path("logGroupName")
        .asString("")
        .startsWith(request.path("logGroupNamePrefix").asString(""));
  }

  /** A product of the Price List is JSON in a text; its attributes are what is filtered. */
  private Predicate<JsonNode> products() {
    Predicate<JsonNode> wanted = item -> true;
    for (JsonNode filter : request.path("Filters").values()) {
      String field = filter.path("Field").asString("");
      String value = filter.path("Value").asString("");
      Predicate<String> test =
          switch (filter.path("Type").asString("")) {
            case "TERM_MATCH", "EQUALS" -> value::equals;
            case "CONTAINS" -> it -> it.contains(value);
            default ->
                throw new ApiError(
                    "InvalidParameterException", "The filter of " + field + " is not understood.");
          };
      wanted =
          wanted.and(item ->
              test.test(product(item).path("product").path("attributes").path(field).asString("")));
    }
    return wanted;
  }

  private static JsonNode product(JsonNode item) {
    try {
      return item.isString() ? JSON.readTree(item.asString()) : item;
    } catch (JacksonException unreadable) {
      return JSON.createObjectNode();
    }
  }

  private Predicate<JsonNode> ssmFilters() {
    Predicate<JsonNode> wanted = item -> true;
    List<JsonNode> filters = new ArrayList<>(request.path("Filters").values());
    filters.addAll(request.path("InstanceInformationFilterList").values());
    for (JsonNode filter : filters) {
      String key = filter.path("Key").asString(filter.path("key").asString(""));
      List<String> values =
          Stream.of("Values", "valueSet")
              .flatMap(it -> filter.path(it).values().stream())
              .map(it -> it.asString(""))
              .toList();
      wanted =
          wanted.and(
              operation.name().equals("GetInventory")
                  ? inventory(key, filter.path("Type").asString("Equal"), values)
                  : row(key, values));
    }
    return wanted;
  }

  private Predicate<JsonNode> row(String key, List<String> values) {
    String member = key.endsWith("s") ? key.substring(0, key.length() - 1) : key;
    if (operation.name().equals("ListInventoryEntries")) {
      return item -> values.contains(item.path(key).asString(""));
    }
    if (operation.name().equals("ListDocuments")) {
      return document(key, values);
    }
    if (!List.of("InstanceId", "PingStatu", "ResourceType", "PlatformType").contains(member)) {
      throw new ApiError(
          "InvalidInstanceInformationFilterValue", "The filter " + key + " is unknown.");
    }
    String name = member.equals("PingStatu") ? "PingStatus" : member;
    return item -> values.contains(item.path(name).asString(""));
  }

  private Predicate<JsonNode> document(String key, List<String> values) {
    return switch (key) {
      case "DocumentType" -> item -> values.contains(item.path("DocumentType").asString(""));
      case "Owner" ->
          item -> {
            String owner = item.path("Owner").asString("");
            return values.contains(owner.equals(account) ? "Self" : owner);
          };
      default -> throw new ApiError("InvalidFilterKey", "The filter " + key + " is unknown.");
    };
  }

  /** A filter such as {@code AWS:Application.Name}: some content item of that type must match. */
  private static Predicate<JsonNode> inventory(String key, String type, List<String> values) {
    int dot = key.lastIndexOf('.');
    if (dot < 0) {
      throw new ApiError("InvalidFilter", "The filter " + key + " names no attribute.");
    }
    String typeName = key.substring(0, dot);
    String attribute = key.substring(dot + 1);
    Predicate<String> test =
        switch (type) {
          case "Equal" -> values::contains;
          case "NotEqual" -> it -> !values.contains(it);
          case "BeginWith" -> it -> values.stream().anyMatch(it::startsWith);
          case "Exists" -> it -> !it.isEmpty();
          default -> throw new ApiError("InvalidFilter", "The comparison " + type + " is unknown.");
        };
    return item ->
        item.path("Data").path(typeName).path("Content").values().stream()
            .anyMatch(it -> test.test(it.path(attribute).asString("")));
  }

  /** Of an inventory row, only the data of the types that were asked for. */
  private JsonNode shaped(JsonNode item) {
    if (!operation.name().equals("GetInventory") || !item.path("Data").isObject()) {
      return item;
    }
    List<String> types =
        request.path("ResultAttributes").values().stream()
            .map(it -> it.path("TypeName").asString("").toLowerCase(Locale.ROOT))
            .toList();
    ObjectNode copy = ((ObjectNode) item).deepCopy();
    ObjectNode data = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : item.path("Data").properties()) {
      boolean asked =
          types.isEmpty()
              ? entry.getKey().equals("AWS:InstanceInformation")
              : types.contains(entry.getKey().toLowerCase(Locale.ROOT));
      if (asked) {
        data.set(entry.getKey(), entry.getValue());
      }
    }
    copy.set("Data", data);
    return copy;
  }
}
