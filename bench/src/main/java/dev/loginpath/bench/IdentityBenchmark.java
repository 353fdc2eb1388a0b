package dev.loginpath.bench;

import dev.loginpath.identity.AccountAccess;
import dev.loginpath.identity.LoginAccess;
import dev.loginpath.identity.PrincipalSet;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.RegionSnapshot;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Who may use every path onto every instance of a region, from a snapshot in memory to the sets of
 * principals, each of which is listed once: everything is worked out anew in each run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx500m")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class IdentityBenchmark {

  /** What they ask for: 15 authorizations, by action, document and way of calling. */
  private static final List<PathId> PATHS =
      List.of(
          PathId.SESSION_MANAGER,
          PathId.SSM_TUNNEL,
          PathId.RUN_COMMAND,
          PathId.INSTANCE_CONNECT,
          PathId.INSTANCE_CONNECT_ENDPOINT,
          PathId.SERIAL_CONSOLE,
          PathId.FLEET_MANAGER_RDP);

  @Param({"1000", "5000"})
  private int principals;

  @Param({"5000", "50000"})
  private int instances;

  private AccountSnapshot account;
  private RegionSnapshot region;
  private List<Instance> all;

  @Setup
  public void make() {
    SyntheticRegion machines = new SyntheticRegion(instances);
    account = new SyntheticPrincipals(principals).account(machines.region());
    region = account.regions().getFirst();
    all = machines.instances();
  }

  @Benchmark
  public void principalsOfEveryInstance(Blackhole result) {
    LoginAccess access = new LoginAccess(AccountAccess.of(account), region, all);
    for (PathId path : PATHS) {
      Set<PrincipalSet> listed = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Instance each : all) {
        PrincipalSet who = access.may(path, each);
        result.consume(listed.add(who) ? who.principals() : who);
      }
    }
  }

  /** Who can arrange to get a shell: chains of roles, own rights, tags, documents, instances. */
  @Benchmark
  public void whoCanGetThere(Blackhole result) {
    LoginAccess access = new LoginAccess(AccountAccess.of(account), region, all);
    Set<PrincipalSet> listed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Instance each : all) {
      PrincipalSet who = access.mayGetThere(PathId.SESSION_MANAGER, each);
      result.consume(listed.add(who) ? who.principals() : who);
    }
  }
}
