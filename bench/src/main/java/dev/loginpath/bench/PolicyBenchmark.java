package dev.loginpath.bench;

import dev.loginpath.policy.Evaluator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How many requests a thread decides, the policies read beforehand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBenchmark {

  private static final int REQUESTS = 400;

  private List<SyntheticRequests.Asked> requests;

  @Setup
  public void make() {
    requests = new SyntheticRequests().make(REQUESTS);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void decisions(Blackhole result) {
    for (SyntheticRequests.Asked each : requests) {
      result.consume(Evaluator.decide(each.request(), each.policies()));
    }
  }
}
