package io.github.camelctrader.client.journal;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.benchmarks.Samples;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an order waits for before it is sent: its first record is on the disk, and then its last one. */
@State(Scope.Thread)
public class JournalBenchmark {
    @Param({"memory", "file"})
    public String kind;

    private Path folder;
    private OrderJournal journal;
    private long orders;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("journal");
        journal = kind.equals("file") ? new FileOrderJournal(folder.resolve("orders")) : new MemoryOrderJournal();
        journal.open();
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public long order() {
        String id = "order-" + ++orders;
        journal.write(record(id, OrderRecord.Phase.SUBMITTED));
        journal.write(record(id, OrderRecord.Phase.DONE));
        return orders;
    }

    private static OrderRecord record(String id, OrderRecord.Phase phase) {
        Instant now = Instant.now();
        ProtoOANewOrderReq request = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(Samples.ACCOUNT)
                .setSymbolId(Samples.symbolId(0))
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setClientOrderId(id)
                .build();
        return new OrderRecord(
                Environment.DEMO,
                Samples.ACCOUNT,
                id,
                phase,
                now,
                now,
                request,
                null,
                null,
                null,
                null,
                OrderRecord.Before.NOTHING,
                false);
    }
}
