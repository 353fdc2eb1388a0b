package dev.loginpath.scan;

import dev.loginpath.collect.Connection;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.folder.FolderHttpClient;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The demo account as it was read, for tests that change one value of the snapshot and ask again.
 *
 * @param snapshot what is assessed
 */
public record DemoAccount(AccountSnapshot snapshot) {

  private static final AccountSnapshot READ =
      DemoFolder.collect(
          Connection.inProcess(
              new FolderHttpClient(new FolderApi(AccountFolder.open(DemoFolder.DEMO))),
              DemoFolder.ACCOUNT,
              DemoFolder.TOKYO));

  private static final Report REPORT = new DemoAccount(READ).assessed();

  public static DemoAccount asItIs() {
    return new DemoAccount(READ);
  }

  /** Changes a value that a dotted path of record components leads to. */
  public <T> DemoAccount change(String path, UnaryOperator<T> change) {
    return new DemoAccount(changed(snapshot, List.of(path.split("\\.")), change));
  }

  /** The same, within a region. */
  public <T> DemoAccount change(String region, String path, UnaryOperator<T> change) {
    return change(
        "regions",
        (List<RegionSnapshot> all) ->
            all.stream()
                .map(it ->
                    it.name().equals(region) ? changed(it, List.of(path.split("\\.")), change) : it)
                .toList());
  }

  /** Puts another answer in the place of a call's. */
  public <T> DemoAccount answer(String region, String path, T value) {
    return change(region, path, (Observed<T> before) -> new Observed.Known<>(before.call(), value));
  }

  public DemoAccount absent(String region, String path) {
    return change(region, path, (Observed<Object> it) -> new Observed.Absent<>(it.call()));
  }

  public DemoAccount denied(String region, String path) {
    return change(region, path, (Observed<Object> it) -> unseen(it.call()));
  }

  public static <T> Observed<T> unseen(Call call) {
    return new Observed.Unseen<>(call, Outcome.DENIED, "no");
  }

  /** Changes each of the things that a call listed. */
  public <T> DemoAccount each(String region, String path, UnaryOperator<T> change) {
    return change(
        region,
        path,
        (Observed<List<T>> listed) ->
            new Observed.Known<>(
                listed.call(), Observed.items(listed).stream().map(change).toList()));
  }

  /** Changes the interfaces of a region, and what their instances tell of them. */
  public DemoAccount interfaces(String region, UnaryOperator<NetworkInterface> change) {
    Map<String, NetworkInterface> changed = new HashMap<>();
    return each(
            region,
            "ec2.networkInterfaces",
            (NetworkInterface it) -> {
              changed.put(it.id(), change.apply(it));
              return changed.get(it.id());
            })
        .each(region, "ec2.instances", (Instance it) -> telling(it, changed));
  }

  private static Instance telling(Instance instance, Map<String, NetworkInterface> changed) {
    List<NetworkInterface> own =
        instance.interfaces().stream().map(it -> telling(it, changed.get(it.id()))).toList();
    Optional<NetworkInterface> first =
        changed.values().stream()
            .filter(it -> it.instanceId().filter(instance.id()::equals).isPresent())
            .filter(it -> it.deviceIndex().filter(index -> index == 0).isPresent())
            .findFirst();
    return with(
        with(instance, "interfaces", own),
        "primary",
        instance.primary().map(it -> telling(it, first.orElse(null))));
  }

  private static NetworkInterface telling(
      NetworkInterface told, @Nullable NetworkInterface changed) {
    return changed == null
        ? told
        : with(
            with(
                told, "groupIds", told.groupIds().isEmpty() ? told.groupIds() : changed.groupIds()),
            "privateAddresses",
            told.privateAddresses().isEmpty()
                ? told.privateAddresses()
                : changed.privateAddresses());
  }

  /** Changes an instance of a region by its name. */
  public DemoAccount instance(String region, String name, String component, Object value) {
    return each(
        region,
        "ec2.instances",
        (Instance it) -> isNamed(it, name) ? with(it, component, value) : it);
  }

  /** Changes the node that an instance is, by the instance's name. */
  public DemoAccount node(String region, String name, String component, Object value) {
    String id = id(name);
    return each(
        region,
        "ssm.nodes",
        (ManagedNode it) -> it.id().equals(id) ? with(it, component, value) : it);
  }

  public DemoAccount iam(UnaryOperator<AuthorizationDetails> change) {
    return change(
        "iam.authorizationDetails",
        (Observed<AuthorizationDetails> it) ->
            new Observed.Known<>(
                it.call(), change.apply(((Observed.Known<AuthorizationDetails>) it).value())));
  }

  private static boolean isNamed(Instance instance, String name) {
    return instance.tags().getOrDefault("Name", "").equals(name);
  }

  public String id(String name) {
    return snapshot.regions().stream()
        .flatMap(it -> Observed.items(it.ec2().instances()).stream())
        .filter(it -> isNamed(it, name))
        .map(Instance::id)
        .findFirst()
        .orElseThrow();
  }

  /** The instance alone, without rules. */
  public InstanceReport report(String name) {
    return new Check(List.of(), Set.of(id(name))).report(snapshot).instances().getFirst();
  }

  public PathAssessment path(String name, PathId path) {
    return report(name).paths().stream().filter(it -> it.path() == path).findFirst().orElseThrow();
  }

  /** The account as it is was assessed once for all tests; another one is not compared with it. */
  @SuppressWarnings("ReferenceEquality")
  public Report report() {
    return snapshot == READ ? REPORT : assessed();
  }

  private Report assessed() {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  /** A copy of a record with another value of one component. */
  public static <R extends Record> R with(R record, String component, Object value) {
    return changed(record, List.of(component), before -> value);
  }

  @SuppressWarnings("unchecked")
  private static <R, T> R changed(R record, List<String> path, UnaryOperator<T> change) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      List<Object> values = new ArrayList<>();
      boolean found = false;
      for (RecordComponent each : components) {
        Object value = each.getAccessor().invoke(record);
        if (each.getName().equals(path.getFirst())) {
          found = true;
          value =
              path.size() == 1
                  ? change.apply((T) value)
                  : changed(value, path.subList(1, path.size()), change);
        }
        values.add(value);
      }
      if (!found) {
        throw new IllegalArgumentException(record.getClass() + " has no " + path.getFirst());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
