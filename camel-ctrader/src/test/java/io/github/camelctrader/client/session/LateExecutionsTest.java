package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever gets an execution after newer ones is told so before, whatever is known of when it was executed. */
class LateExecutionsTest {
    private static final long ACCOUNT = 7;
    private static final ProtoOAExecutionEvent LATE = ProtoOAExecutionEvent.newBuilder()
            .setCtidTraderAccountId(ACCOUNT)
            .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
            .setDeal(Deals.filled(1, 1_000))
            .build();

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedRequests requests = new ScriptedRequests();
    private final ServerTime serverTime = new ServerTime(loop);
    private final ConsumerRegistry events = new ConsumerRegistry(
            ConnectionSettings.builder(Environment.DEMO, "id", "secret").build(),
            requests,
            loop,
            serverTime,
            new SymbolDirectory(requests, loop),
            accountId -> true);
    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final Recorder recorder = new Recorder();

    @Test
    void aConsumerThatIsThereAllTheTime() {
        events.restore(ACCOUNT);
        events.outages().ready();
        begin();
        tell();

        assertThatTheGapComesFirst();
    }

    @Test
    void aConsumerThatAnInterruptionMet() {
        events.restore(ACCOUNT);
        events.outages().ready();
        begin();
        events.outages().ended(ACCOUNT);
        events.outages().restored(ACCOUNT);
        tell();

        assertThatTheGapComesFirst();
    }

    @Test
    void whoBeganWhileItWasInterruptedGetsNothingThatMayBeOlder() {
        events.restore(ACCOUNT);
        events.outages().ready();
        events.outages().ended(ACCOUNT);
        begin();
        events.outages().restored(ACCOUNT);
        tell();

        assertThat(recorder.events()).isEmpty();
    }

    private void begin() {
        EventInterest interest = new EventInterest(
                Set.of("execution", "gap"), Set.of(ACCOUNT), List.of(), true, SlowConsumer.CONFLATE, 10);
        events.begin(
                interest, new Delivery(interest, recorder, handedOver::add, loop, Environment.DEMO, null), List.of());
    }

    private void tell() {
        events.late(ACCOUNT, new Outage(loop.nanoTime(), "lost"), List.of(LATE));
        events.recovered(LATE);
        events.beforeAnswer();
        for (Runnable next = handedOver.poll(); next != null; next = handedOver.poll()) {
            next.run();
        }
    }

    private void assertThatTheGapComesFirst() {
        assertThat(recorder.events())
                .extracting(ClientEvent::messageType)
                .containsExactly("GapEvent", "ExecutionEvent");
        assertThat(((GapEvent) recorder.events().get(0).body()).filled()).isFalse();
    }
}
