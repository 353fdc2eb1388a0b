package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loginpath.collect.AccountCollector;
import dev.loginpath.simulator.folder.ApiRequest;
import dev.loginpath.simulator.folder.ApiResponse;
import dev.loginpath.simulator.folder.DemoAccount;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import dev.loginpath.verdict.Call;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * {@code collect --script}: that it asks what a scan asks, whatever the CLI answers; and with the
 * real AWS CLI, that its folder gives the report of a scan.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CollectScriptTest {

  private static final String ACCOUNT = "111122223333";
  private static final String TOKYO = "ap-northeast-1";
  private static final Pattern CALL =
      Pattern.compile("\\b(?:list|one|more|call) ([a-z0-9-]+) ([A-Z][A-Za-z0-9]+)");
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]+/[^/]+/([^/]+)/");
  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
  private static final Map<String, String> OF_S3 =
      Map.of(
          "location", "GetBucketLocation",
          "encryption", "GetBucketEncryption",
          "policy", "GetBucketPolicy");

  private static final Map<String, String> OF_ROUTE53 =
      Map.of(
          ".*/hostedzonesbyvpc", "ListHostedZonesByVPC",
          ".*/hostedzone/[A-Z0-9]+/rrset", "ListResourceRecordSets",
          "/profileassociations", "ListProfileAssociations",
          "/profileresourceassociations/.*", "ListProfileResourceAssociations");

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(folder);
  }

  @AfterEach
  void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private String script(String... options) {
    String[] command =
        Stream.concat(Stream.of("collect", "--script"), Stream.of(options)).toArray(String[]::new);
    assertThat(shell.run(command)).as(shell.err()).isZero();
    return shell.out();
  }

  @Test
  void asksEveryOperationThatAScanOfTheDemoAccountAsks() throws IOException {
    SortedSet<String> inScript =
        CALL.matcher(script())
            .results()
            .map(it -> it.group(1) + ":" + it.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(inScript).containsAll(operationsOfAScan()).hasSizeGreaterThan(40);
    assertThat(inScript.stream().map(it -> Call.of(it, "").permission()))
        .containsAll(AccountCollector.actions());
  }

  /** As they come in over HTTP, named by the service's folder. */
  private SortedSet<String> operationsOfAScan() throws IOException {
    SortedSet<String> asked = new ConcurrentSkipListSet<>();
    FolderApi demo = new FolderApi(DemoAccount.open());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(demo, exchange, asked));
      server.start();
      credentials();
      String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
      int exit =
          shell.run(
              "collect", "--endpoint-url", endpoint, "--region", TOKYO, "--out", in("snapshot"));
      assertThat(exit).as(shell.err()).isZero();
    } finally {
      server.stop(0);
    }
    return asked;
  }

  private static void answer(FolderApi api, HttpExchange exchange, SortedSet<String> asked)
      throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name, String.join(",", values)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.add(operation(exchange, new String(body, StandardCharsets.UTF_8)));
      ApiResponse answer =
          api.answer(
              new ApiRequest(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static String operation(HttpExchange exchange, String body) {
    String service =
        first(SCOPE, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")))
            .orElse("unsigned");
    String target =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
    URI uri = exchange.getRequestURI();
    String path =
        switch (service) {
          case "s3" ->
              OF_S3.getOrDefault(String.valueOf(uri.getQuery()).replace("=", ""), "another");
          case "route53", "route53profiles" ->
              OF_ROUTE53.entrySet().stream()
                  .filter(it -> uri.getPath().matches(it.getKey()))
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse("another");
          default -> uri.getPath().substring(1);
        };
    String name =
        target.isEmpty()
            ? first(ACTION, Optional.of(body)).orElse(path)
            : target.substring(target.lastIndexOf('.') + 1);
    return (body.contains("Version=2012-06-01") ? "elb" : service) + ":" + name;
  }

  private static Optional<String> first(Pattern pattern, Optional<String> text) {
    return text.map(pattern::matcher).filter(Matcher::find).map(it -> it.group(1));
  }

  @Test
  void takesRegionsAndProfileAndRefusesTheRest() {
    assertThat(script("--regions", "eu-west-1,us-east-1", "--region", "eu-west-1"))
        .contains("\nregions='eu-west-1 us-east-1'\n", "\nhome='eu-west-1'\n")
        .doesNotContain("AWS_PROFILE")
        .doesNotContainPattern("@[A-Z]+@|#@");
    assertThat(script("--profile", "it's")).contains("\nexport AWS_PROFILE='it'\\''s'\n");
    assertThat(shell.run("collect", "--script", "--aws-json", "x")).isEqualTo(2);
    assertThat(shell.err()).contains("--script").doesNotContain("Exception");
  }

  @Test
  void keepsRefusalsAndEmptyAnswersAndGoesOn() throws Exception {
    aws(
        """
        case "$*" in
          *--query\\ Account*) echo 111122223333 ;;
          'sts get-caller-identity '*) echo '{"Account": "111122223333"}' ;;
          'ssm-guiconnect '*) ;;
          'ec2 describe-subnets '*) echo 'Could not connect to the "endpoint"' >&2; exit 255 ;;
          *) printf '\\nAn error occurred (AccessDenied) when calling the X operation (reached max retries: 2): a "b" \\\\ c:\\n d\\n' >&2
            exit 254 ;;
        esac
        """);

    assertThat(run(script("--regions", TOKYO))).contains("refusals");

    Map<String, String> files = files();
    assertThat(files.values()).noneMatch(String::isBlank);
    assertThat(files)
        .containsEntry("aws-global/sts/GetCallerIdentity.json", "{\"Account\": \"111122223333\"}\n")
        .containsEntry(TOKYO + "/ssm-guiconnect/GetConnectionRecordingPreferences.json", "{}\n")
        .containsEntry(
            TOKYO + "/ec2/DescribeSubnets.json",
            "{\"Error\": {\"Code\": \"AwsCliFailed\", \"Message\":"
                + " \"Could not connect to the \\\"endpoint\\\"\"}}\n")
        .containsEntry(
            TOKYO + "/ssm/GetDocument/SSM-SessionManagerRunShell,$LATEST.json",
            "{\"Error\": {\"Code\": \"AccessDenied\", \"Message\": \"a \\\"b\\\" \\\\ c: d\"}}\n");
    // All that a scan asks without an id of something.
    assertThat(files).hasSizeGreaterThan(40);
    for (Path file : all()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(run(script("--regions", TOKYO))).contains("exists");
  }

  @Test
  void asksForWhatAwsServicesOperateWhereTheCliCanAndSaysSo() throws Exception {
    String asked =
        """
        case "$*" in
          *--query\\ Account*) echo 111122223333 ;;
          *--include-managed-resources*--generate-cli-skeleton) exit %s ;;
          'ec2 describe-instances '*--include-managed-resources* | \\
          'ec2 describe-network-interfaces '*--include-managed-resources*) echo '{"Asked": "with it"}' ;;
          *) echo '{"Asked": "as ever"}' ;;
        esac
        """;
    aws(asked.formatted("0"));
    run(script("--regions", TOKYO));
    assertThat(files())
        .containsEntry(TOKYO + "/ec2/DescribeInstances.json", "{\"Asked\": \"with it\"}\n")
        .containsEntry(TOKYO + "/ec2/DescribeNetworkInterfaces.json", "{\"Asked\": \"with it\"}\n")
        .containsEntry(TOKYO + "/ec2/DescribeSubnets.json", "{\"Asked\": \"as ever\"}\n")
        .containsEntry("../folder.json", "{\"managedResources\": \"included\"}\n");

    // Another account with an older CLI, in the same folder: nothing is claimed any more.
    aws(asked.formatted("252").replace("111122223333", "444455556666"));
    run(script("--regions", TOKYO));
    assertThat(files())
        .containsEntry(
            "../444455556666/" + TOKYO + "/ec2/DescribeInstances.json",
            "{\"Asked\": \"as ever\"}\n")
        .doesNotContainKey("../folder.json");
  }

  @Test
  void stopsWhereTheCredentialsExpire() throws Exception {
    aws(
        """
        case "$*" in
          *--query\\ Account*) echo 111122223333 ;;
          *) echo 'An error occurred (ExpiredToken) when calling the X operation: old' >&2; exit 254 ;;
        esac
        """);

    assertThat(run(script("--regions", TOKYO))).contains("The credentials expired");

    assertThat(files()).containsOnlyKeys("aws-global/sts/GetCallerIdentity.json");
  }

  @Test
  void givesTheReportOfAScanByTheRealCli() throws Exception {
    String cli = Optional.ofNullable(System.getenv("LOGINPATH_AWS_CLI")).orElse("");
    assumeTrue(!cli.isEmpty(), "skipped: LOGINPATH_AWS_CLI names no aws (.ci/run installs one)");
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(DemoAccount.open()), 0)) {
      credentials();
      shell.environment.put("AWS_ENDPOINT_URL", server.endpoint().toString());
      int scan = shell.run("scan", "--region", TOKYO, "--regions", TOKYO, "--out", in("scanned"));
      assertThat(scan).as(shell.err()).isZero();
      aws("exec '" + cli + "' \"$@\"\n");

      assertThat(run(script("--region", TOKYO, "--regions", TOKYO))).contains("Next: loginpath");
    }
    shell.environment.remove("AWS_ENDPOINT_URL");
    String snapshot = in("snapshot");
    int collected =
        shell.run(
            "collect",
            "--aws-json",
            in("answers"),
            "--region",
            TOKYO,
            "--regions",
            TOKYO,
            "--out",
            snapshot);
    assertThat(collected).as(shell.err()).isZero();
    assertThat(shell.run("check", snapshot, "--out", in("checked"))).as(shell.err()).isZero();
    assertThat(Files.readString(folder.resolve("checked/report.json")))
        .isEqualTo(Files.readString(folder.resolve("scanned/report.json")));
  }

  /** For the SDK, which asks the process, and for the CLI. */
  private void credentials() {
    System.setProperty("aws.accessKeyId", ACCOUNT);
    System.setProperty("aws.secretAccessKey", "not-a-secret");
    shell.environment.put("AWS_ACCESS_KEY_ID", ACCOUNT);
    shell.environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  /** What stands first in the path as {@code aws}. */
  private void aws(String body) throws IOException {
    Path stub = Files.createDirectories(folder.resolve("bin")).resolve("aws");
    Files.writeString(stub, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwx------"));
  }

  /** Runs a script and gives what it told. */
  private String run(String script) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("collect.sh"), script);
    ProcessBuilder sh = new ProcessBuilder(List.of("sh", "collect.sh", "answers"));
    sh.directory(folder.toFile()).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    sh.environment().putAll(shell.environment);
    sh.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    Process process = sh.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return told;
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("answers"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Map<String, String> files() throws IOException {
    Path root = folder.resolve("answers").resolve(ACCOUNT);
    Map<String, String> texts = new TreeMap<>();
    for (Path file : all()) {
      texts.put(root.relativize(file).toString(), Files.readString(file));
    }
    return texts;
  }
}
