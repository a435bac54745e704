package novate.clearing.cli;

import static novate.market.Checks.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.TopicSetup;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportCommandTest {
  private static final String HEADER =
      "venue,trade_date,trade_id,kind,revision,contract_id,lots,price,buyer_account,"
          + "seller_account,is_block,executed_at";
  private static final String TRADE =
      "XCEC,2025-09-05,T1,NEW,0,GC-2025-09,3,3649.4,A,B,false,2025-09-05T15:00:00Z";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static String logId = "";

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("log"));
    try (Admin admin = new Clients(broker.bootstrap()).admin()) {
      Map<Topic, Uuid> ids = TopicSetup.createAndCheck(admin, 1);
      logId = found(ids.get(Topic.LEGS), "legs have no id").toString();
    }
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void aDryRunShowsWhatWouldBeSentAndNeedsNoHouse(@TempDir Path files) throws IOException {
    Path trades = Files.write(files.resolve("trades.csv"), List.of(HEADER, TRADE));
    CommandRun run = CommandRun.of("import", "trades", trades, "--dry-run", "--directory", files);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("First 1 of 1")
        .contains("GC-2025-09")
        .contains("1 records for novate.trades.v1; nothing was sent.");
  }

  @Test
  void aFileWithErrorsIsRefusedWithAllOfThem(@TempDir Path files) throws IOException {
    Path trades =
        Files.write(
            files.resolve("trades.csv"),
            List.of(HEADER, TRADE.replace(",3,", ",x,"), TRADE.replace("NEW", "OLD")));
    CommandRun run = CommandRun.of("import", "trades", trades, "--bootstrap", broker.bootstrap());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(trades + ":2: field 'lots' = 'x'")
        .contains(trades + ":3: field 'kind' = 'OLD'");
  }

  @Test
  void withoutAHouseNothingIsSent(@TempDir Path files) throws IOException {
    Path trades = Files.write(files.resolve("trades.csv"), List.of(HEADER, TRADE));
    CommandRun none = CommandRun.of("import", "trades", trades, "--directory", files);
    assertThat(none.exitCode()).isEqualTo(6);
    assertThat(none.err()).contains("no house runs on " + files);
    CommandRun nobody = CommandRun.of("import", "trades", trades, "--bootstrap", "127.0.0.1:1");
    assertThat(nobody.exitCode()).isEqualTo(6);
    assertThat(nobody.err()).contains("nothing listens at 127.0.0.1:1");
  }

  /** A killed house leaves its address, and the port may be another's by now. */
  @Test
  void whereAnotherHouseHasTheAddressNothingIsSent(@TempDir Path files) throws IOException {
    Path trades = Files.write(files.resolve("trades.csv"), List.of(HEADER, TRADE));
    Path address = files.resolve("bootstrap");
    Files.writeString(address, broker.bootstrap() + "\nrezLfxf_SM644RHVQeOv9w\n");
    CommandRun run = CommandRun.of("import", "trades", trades, "--directory", files);
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains("no house runs on " + files).contains("another house's");
    Files.writeString(address, broker.bootstrap() + "\n");
    assertThat(CommandRun.of("import", "trades", trades, "--directory", files).err())
        .contains(address + " names no log");
  }

  @Test
  void aWrongKindOrAddressIsUsage(@TempDir Path files) throws IOException {
    Path trades = Files.write(files.resolve("trades.csv"), List.of(HEADER, TRADE));
    assertThat(CommandRun.of("import", "gossip", trades).exitCode()).isEqualTo(2);
    CommandRun run = CommandRun.of("import", "trades", trades, "--bootstrap", "here");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("host:port, got 'here'");
  }

  @Test
  void whatIsSentIsOnTheLogOfTheHouseThatRunsOnTheDirectory(@TempDir Path files)
      throws IOException, URISyntaxException, ExecutionException, InterruptedException {
    Files.writeString(directory.resolve("bootstrap"), broker.bootstrap() + "\n" + logId + "\n");
    Path trades =
        Files.write(
            files.resolve("trades.csv"), List.of(HEADER, TRADE, TRADE.replace(",T1,", ",T2,")));
    Path prices =
        Files.write(
            files.resolve("exchange-prices.csv"),
            List.of(
                "cycle_id,contract_id,price,volatility,observed_at",
                "2025-09-05/EOD,GC-2025-09,3649.4,,2025-09-05T20:00:00Z"));
    Path quotes =
        Files.write(
            files.resolve("quotes.csv"),
            List.of(
                "date,ts_utc,source,provider,gpu_model,gpu_count,price_usd_per_gpu_hr,country,tier,"
                    + "term",
                "2026-07-18,2026-07-18T10:00:00Z,S,aws,H100_SXM,8,2.50,DE,executable,on_demand",
                "2026-07-18,2026-07-18T10:00:00Z,S,aws,H100_SXM,8,2.50,DE,executable,on_demand"));
    GoldMarket.copyTo(files);
    Path parameters = files.resolve("parameters.yaml");
    JsonNode sent = sent("trades", trades);
    assertThat(sent.get("is_sent").asBoolean()).isTrue();
    assertThat(sent.get("count").asInt()).isEqualTo(2);
    assertThat(sent.get("log").asString()).isEqualTo(broker.bootstrap());
    sent("prices", prices);
    sent("quotes", quotes, "--mapping", "eu-collected");
    sent("parameters", parameters);
    assertThat(records(Topic.TRADES)).isEqualTo(2);
    assertThat(records(Topic.PRICES)).isEqualTo(1);
    assertThat(records(Topic.QUOTES)).isEqualTo(2);
    // One record, and the mark that commits its transaction.
    assertThat(records(Topic.REGISTRY)).isEqualTo(2);
  }

  private static JsonNode sent(String kind, Path file, String... options) {
    List<Object> words =
        new ArrayList<>(List.of("import", kind, file, "--directory", directory, "-o", "json"));
    words.addAll(List.of(options));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json();
  }

  /** Offsets used in all partitions of a topic. */
  private static long records(Topic topic) throws ExecutionException, InterruptedException {
    long records = 0;
    try (Admin admin = new Clients(broker.bootstrap()).admin()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        TopicPartition place = new TopicPartition(topic.topicName(), partition);
        var ends = admin.listOffsets(Map.of(place, OffsetSpec.latest()));
        records += ends.partitionResult(place).get().offset();
      }
    }
    return records;
  }
}
