package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.AllocatedBytes;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long requests wait, are held back by the limits and are answered, and what is logged of each message. */
class RequestTimesTest {
    private final Logger logger = (Logger) org.slf4j.LoggerFactory.getLogger("io.github.camelctrader.messages");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final RequestHarness harness =
            new RequestHarness(RequestHarness.settings().requestLimits(2, 1));

    @BeforeEach
    void readLog() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leaveLog() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void aRequestWaitsUntilItIsSentAndIsAnsweredAfterThat() {
        harness.ask(SampleRequests.query(1));
        harness.loop.advance(Duration.ofMillis(300));
        harness.ready(1);
        harness.loop.advance(Duration.ofMillis(40));
        harness.answer(harness.wire.last());

        assertThat(report().waits()).isEqualTo(new ClientReport.Timing(1, Duration.ofMillis(300)));
        assertThat(report().answers()).isEqualTo(new ClientReport.Timing(1, Duration.ofMillis(40)));
        assertThat(report().holds()).isEqualTo(ClientReport.Timing.NONE);
    }

    @Test
    void whatIsSentAgainWaitsFromItsRefusalOn() {
        harness.ready(1);
        harness.ask(SampleRequests.query(1));
        harness.loop.advance(Duration.ofMillis(10));
        harness.limit(harness.wire.last(), 1);
        harness.loop.advance(Duration.ofSeconds(2));

        assertThat(harness.wire.sent).hasSize(2);
        long again = harness.wire.last().atNanos() - harness.wire.sent.get(0).atNanos();
        assertThat(report().waits())
                .isEqualTo(new ClientReport.Timing(2, Duration.ofNanos(again).minusMillis(10)));
    }

    @Test
    void theLimitsHoldBackUntilSomethingGoes() {
        harness.ready(1);
        for (int number = 1; number <= 3; number++) {
            harness.ask(SampleRequests.query(number));
        }
        assertThat(harness.wire.sent).hasSize(2);
        harness.loop.advance(Duration.ofMillis(20));
        harness.answer(harness.wire.sent.get(0));
        harness.answer(harness.wire.sent.get(1));
        harness.loop.advance(Duration.ofSeconds(2));

        assertThat(harness.wire.sent).hasSize(3);
        Duration held = Duration.ofNanos(
                harness.wire.last().atNanos() - harness.wire.sent.get(1).atNanos());
        assertThat(held).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(report().holds()).isEqualTo(new ClientReport.Timing(1, held));
    }

    @Test
    void aLinkThatEndsEndsTheHold() {
        harness.ready(1);
        for (int number = 1; number <= 3; number++) {
            harness.ask(SampleRequests.query(number));
        }
        harness.loop.advance(Duration.ofMillis(30));
        harness.loseLink();
        harness.loop.advance(Duration.ofSeconds(3));

        assertThat(report().holds()).isEqualTo(new ClientReport.Timing(1, Duration.ofMillis(30)));
    }

    @Test
    void oneLineTellsWhatTravelledAndNothingOfWhatWasInIt() {
        Message login = ProtoOAApplicationAuthReq.newBuilder()
                .setClientId("never-show-this-id")
                .setClientSecret("never-show-this-secret")
                .build();
        harness.manager.linkUp(4);
        harness.manager.send(login, Priority.CONTROL);
        harness.loop.advance(Duration.ofMillis(2));
        harness.answer(harness.wire.last());
        harness.manager.received(quote());

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "demo > ApplicationAuthReq (2100), account 0, id test-4-1, " + login.getSerializedSize()
                                + " bytes, waited 0 us",
                        "demo < OrderDetailsRes (2182), account 0, id test-4-1, 0 bytes, after 2000 us",
                        "demo < SpotEvent (2131), account 17, id null, "
                                + quote().message().getSerializedSize() + " bytes");
    }

    @Test
    void withoutDebugAMessageCostsNoObject() {
        logger.setLevel(Level.INFO);
        RequestTimes times = new RequestTimes(Environment.DEMO);
        InboundMessage quote = quote();
        PendingRequest request = new PendingRequest(
                SampleRequests.query(1), Priority.QUERY, false, Duration.ofSeconds(1), 0, SendListener.NONE);

        assertThat(AllocatedBytes.each(() -> {
                    times.sent(request, "id", 1);
                    times.answered(request, quote, 2);
                    times.received(quote);
                }))
                .isZero();
        assertThat(lines.list).isEmpty();
    }

    private ClientReport.Requests report() {
        return harness.manager.report();
    }

    private static InboundMessage quote() {
        Message quote = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(SampleRequests.ACCOUNT)
                .setSymbolId(1)
                .setBid(108_500)
                .build();
        return new InboundMessage(PayloadTypes.payloadTypeOf(quote), quote, null);
    }
}
