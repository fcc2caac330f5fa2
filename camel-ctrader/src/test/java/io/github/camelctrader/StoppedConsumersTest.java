package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Taker;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.consumer.StoppedConsumers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For how long, and for how many routes, executions are collected that nobody takes. */
class StoppedConsumersTest {
    private static final EventInterest INTEREST =
            new EventInterest(Set.of("execution"), Set.of(1L), List.of(), true, SlowConsumer.CONFLATE, 10);

    /** As docs/bounds.md has them. */
    private static final Duration MOST_TIME = Duration.ofHours(1);

    private static final int MOST = 100;

    private final VirtualLoop loop = new VirtualLoop();
    private final Instant begin = loop.now();
    private final StoppedConsumers stopped = new StoppedConsumers(loop, loop::schedule);
    private final RecordingClient client = new RecordingClient(
            ConnectionSettings.builder(Environment.DEMO, "id", "secret").build());

    @Test
    void aRouteThatComesBackWithinTheHourGoesOn() {
        RecordingClient.Subscription left = beginAndEnd("route");

        loop.advance(MOST_TIME.minusNanos(1));
        RecordingClient.Subscription next = begin("route");

        assertThat(next).isSameAs(left);
        assertThat(next.goesOn).isTrue();
        loop.advance(MOST_TIME);
        assertThat(next.ended).isFalse();
    }

    @Test
    void afterAnHourNothingIsCollectedAnyMoreAndThatIsTold() {
        RecordingClient.Subscription left = beginAndEnd("route");

        loop.advance(MOST_TIME);

        assertThat(left.ended).isTrue();
        RecordingClient.Subscription next = begin("route");
        assertThat(next).isNotSameAs(left);
        assertThat(next.missed).isEqualTo(begin);
    }

    @Test
    void ofMoreThanAHundredRoutesTheFirstAreOnlyRemembered() {
        RecordingClient.Subscription first = beginAndEnd("first");
        loop.advance(Duration.ofSeconds(1));
        RecordingClient.Subscription second = beginAndEnd("second");

        for (int index = 0; index < MOST - 1; index++) {
            assertThat(second.ended).isFalse();
            beginAndEnd("route" + index);
        }

        assertThat(first.ended).isTrue();
        assertThat(second.ended).isFalse();
        assertThat(begin("first").missed).isEqualTo(begin);
        assertThat(begin("second")).isSameAs(second);
    }

    @Test
    void theStopOfTheComponentEndsAll() {
        RecordingClient.Subscription left = beginAndEnd("route");

        stopped.clear();

        assertThat(left.ended).isTrue();
        assertThat(begin("route").missed).isNull();
    }

    private RecordingClient.Subscription beginAndEnd(String route) {
        StoppedConsumers.Running running = running(route);
        RecordingClient.Subscription subscription = (RecordingClient.Subscription) running.subscription();
        subscription.waitsForItsConsumer = true;
        stopped.end(route, running);
        return subscription;
    }

    private RecordingClient.Subscription begin(String route) {
        return (RecordingClient.Subscription) running(route).subscription();
    }

    private StoppedConsumers.Running running(@Nullable String route) {
        return stopped.begin(route, client, INTEREST, new Taker(), Runnable::run);
    }
}
