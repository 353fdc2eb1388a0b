package dev.loginpath.bench;

import dev.loginpath.network.Network;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import java.util.List;
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
 * Who reaches port 22 of every interface of a region, from a snapshot in memory to the exact sets:
 * everything is worked out anew in each run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class NetworkBenchmark {

  @Param({"5000", "50000"})
  private int interfaces;

  /** How many different sets of groups the interfaces have. */
  @Param({"50", "500"})
  private int groupSets;

  @Param({"100", "1000"})
  private int rules;

  private Ec2Snapshot ec2;
  private List<NetworkInterface> all;
  private LoadBalancingSnapshot loadBalancing;
  private PrivateDnsSnapshot privateDns;

  @Setup
  public void make() {
    SyntheticNetwork network = new SyntheticNetwork(interfaces, groupSets, rules);
    ec2 = network.ec2();
    all = network.interfaces();
    loadBalancing = SyntheticNetwork.noLoadBalancers();
    privateDns = SyntheticNetwork.noPrivateDns();
  }

  @Benchmark
  public void sourcesReachingEveryInterface(Blackhole result) {
    Network network =
        new Network(
            SyntheticNetwork.ACCOUNT,
            ec2,
            privateDns,
            loadBalancing,
            SyntheticNetwork.noAccelerators());
    for (NetworkInterface each : all) {
      result.consume(network.sourcesReaching(each, 22, true));
    }
  }
}
