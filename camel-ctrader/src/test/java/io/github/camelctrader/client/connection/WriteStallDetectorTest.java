package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteStallDetectorTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Integer> stalls = new ArrayList<>();
    private @Nullable WriteProgress present;
    private int look;
    private final WriteStallDetector watch =
            new WriteStallDetector(loop, INTERVAL, () -> present, () -> stalls.add(look));

    /** What waits at each look: nothing, or which piece and how much of it was taken; and the look that finds a stall. */
    @ParameterizedTest
    @CsvSource({
        "- - - - - - - -,                 0",
        "1:0 1:0 1:0,                     0",
        "1:0 1:0 1:0 1:0,                 4",
        "1:0 1:0 1:0 1:0 1:0 1:0 1:0 1:0, 4",
        "1:0 1:0 1:0 1:1 1:1 1:1,         0",
        "1:0 1:0 1:0 1:1 1:1 1:1 1:1,     7",
        "1:0 1:0 1:0 2:0 2:0 2:0,         0",
        "1:0 1:0 1:0 - 1:0 1:0 1:0,       0",
        "- - 1:5 1:5 1:5 1:5,             6",
    })
    void onlyAByteThatWaitsForTheWholeBoundIsAStall(String looks, int stall) {
        watch.start();
        for (String waiting : looks.split(" ")) {
            present = waiting.equals("-")
                    ? null
                    : new WriteProgress(
                            Integer.parseInt(waiting.substring(0, 1)), Long.parseLong(waiting.substring(2)));
            look++;
            loop.advance(INTERVAL);
        }

        assertThat(stalls).isEqualTo(stall == 0 ? List.of() : List.of(stall));
    }

    @Test
    void whatAnEarlierLinkLeftDoesNotCount() {
        present = new WriteProgress(1, 0);
        watch.start();
        loop.advance(INTERVAL.multipliedBy(3));
        watch.start();
        loop.advance(INTERVAL.multipliedBy(3));

        assertThat(stalls).isEmpty();
        loop.advance(INTERVAL);
        assertThat(stalls).hasSize(1);
    }

    @Test
    void whatIsStoppedLooksNoMore() {
        present = new WriteProgress(1, 0);
        watch.start();
        watch.stop();
        loop.advance(INTERVAL.multipliedBy(10));

        assertThat(stalls).isEmpty();
        assertThat(watch.bound()).isEqualTo(Duration.ofSeconds(30));
    }
}
