package io.github.camelctrader.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadJournalTest {
    private static final Instant SENT = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final ProtoOANewOrderReq REQUEST = ProtoOANewOrderReq.newBuilder()
            .setCtidTraderAccountId(17)
            .setSymbolId(1)
            .setOrderType(ProtoOAOrderType.LIMIT)
            .setTradeSide(ProtoOATradeSide.BUY)
            .setVolume(100_000)
            .setLimitPrice(1.05)
            .setComment("two\nlines")
            .build();
    private static final OrderRecord SUBMITTED = OrderRecord.submitted(Environment.DEMO, 17, "order-1", REQUEST, SENT);
    private static final String REQUEST_SHOWN =
            "ProtoOANewOrderReq ctidTraderAccountId: 17 symbolId: 1 orderType: LIMIT"
                    + " tradeSide: BUY volume: 100000 limitPrice: 1.05 comment: \"two\\nlines\"";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void oneLineForEachOperationWithWhatBecameOfIt() {
        Path file = directory.resolve("orders.journal");
        ProtoOAOrder order = ProtoOAOrder.newBuilder()
                .setOrderId(5)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(100_000)
                        .setTradeSide(ProtoOATradeSide.BUY))
                .setOrderType(ProtoOAOrderType.LIMIT)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(100_000)
                .setExecutionPrice(1.0499)
                .build();
        ProtoOAExecutionEvent filled = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                .setOrder(order)
                .build();
        ProtoOAErrorRes refused =
                ProtoOAErrorRes.newBuilder().setErrorCode("MARKET_CLOSED").build();
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            journal.write(SUBMITTED);
            journal.write(OrderRecord.submitted(Environment.LIVE, 18, "order-2", REQUEST, SENT.plusMillis(1)));
            journal.write(OrderRecord.submitted(Environment.LIVE, 18, "order-3", REQUEST, SENT.plusMillis(2))
                    .next(Phase.REJECTED, SENT.plusMillis(3), refused, "MARKET_CLOSED", "closed | until\nMonday"));
            journal.write(SUBMITTED.next(Phase.DONE, SENT.plusSeconds(1), filled, null, null));

            assertThat(run(file)).isZero();
        }

        assertThat(shown(out).lines())
                .containsExactly(
                        "2026-03-02T10:00:00.123Z 2026-03-02T10:00:01.123Z | demo 17 | order-1 | DONE | "
                                + REQUEST_SHOWN
                                + " | ORDER_FILLED orderId: 5 orderStatus: ORDER_STATUS_FILLED executedVolume: 100000"
                                + " executionPrice: 1.0499",
                        "2026-03-02T10:00:00.124Z 2026-03-02T10:00:00.124Z | live 18 | order-2 | SUBMITTED | "
                                + REQUEST_SHOWN,
                        "2026-03-02T10:00:00.125Z 2026-03-02T10:00:00.126Z | live 18 | order-3 | REJECTED | "
                                + REQUEST_SHOWN
                                + " | ProtoOAErrorRes errorCode: \"MARKET_CLOSED\" | MARKET_CLOSED | closed / until Monday");
        assertThat(shown(err)).isEmpty();
    }

    @Test
    void aDamagedFileIsShownAsFarAsItGoes() throws IOException {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal journal = new FileOrderJournal(file)) {
            journal.open();
            journal.write(SUBMITTED);
            journal.write(OrderRecord.submitted(Environment.LIVE, 18, "order-2", REQUEST, SENT));
        }
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 20] ^= 1;
        Files.write(file, damaged);

        assertThat(run(file)).isEqualTo(1);
        assertThat(shown(out)).contains("order-1").doesNotContain("order-2");
        assertThat(shown(err)).contains("is damaged at byte").contains(file.toString());
    }

    @Test
    void aRecordThatIsBeingWrittenIsLeftOutAndLeftAlone() throws IOException {
        Path file = directory.resolve("orders.journal");
        byte[] frame = RecordFile.frame(SUBMITTED);
        Files.write(file, RecordFile.TITLE);
        byte[] torn = Arrays.copyOf(RecordFile.TITLE, RecordFile.TITLE.length + frame.length - 1);
        System.arraycopy(frame, 0, torn, RecordFile.TITLE.length, frame.length - 1);
        Files.write(file, torn);

        assertThat(run(file)).isZero();
        assertThat(shown(out)).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(torn);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run(directory.resolve("nowhere"))).isEqualTo(1);
        assertThat(shown(err)).contains("nowhere");
    }

    @Test
    void withoutAFileItSaysHowItIsUsed() {
        assertThat(ReadJournal.run(new String[0], printer(out), printer(err))).isEqualTo(2);
        assertThat(shown(err)).startsWith("usage: java -cp <class path> " + ReadJournal.class.getName() + " FILE");
    }

    private int run(Path file) {
        return ReadJournal.run(new String[] {file.toString()}, printer(out), printer(err));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String shown(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
