package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What others are told of a connection as it goes from state to state. */
class ConnectionStatusTest {
    private static final DisconnectCause RESET =
            DisconnectCause.of(DisconnectReason.LINK_FAILED, "reset by peer", null);

    private final VirtualLoop loop = new VirtualLoop();
    private final ConnectionStatus standing =
            new ConnectionStatus(Environment.LIVE, "live.example:5035 over tcp", loop);

    @Test
    void beforeAnybodyNeedsItAConnectionIsNew() {
        assertThat(standing.snapshot())
                .isEqualTo(new ConnectionSnapshot(Environment.LIVE, ConnectionState.NEW, 0, 0, loop.now(), null, null));
    }

    @Test
    void aLostLinkIsToldWithItsReasonAndTheNextAttempt() {
        loop.advance(Duration.ofSeconds(5));
        Duration delay = Duration.ofMillis(500);

        assertThat(standing.moved(
                        new MachineState(ConnectionState.READY, 3, 0, null),
                        new MachineState(ConnectionState.BACKOFF, 3, 1, RESET),
                        delay))
                .isEqualTo(new ConnectionEvent(
                        Environment.LIVE,
                        ConnectionState.BACKOFF,
                        DisconnectReason.LINK_FAILED,
                        "reset by peer",
                        1,
                        delay,
                        loop.now()));
        assertThat(standing.snapshot())
                .isEqualTo(new ConnectionSnapshot(
                        Environment.LIVE,
                        ConnectionState.BACKOFF,
                        3,
                        1,
                        loop.now(),
                        "LINK_FAILED: reset by peer",
                        loop.now().plus(delay)));
    }

    @Test
    void whatAnEarlierFailureWasIsInTheSnapshotAndNotInTheEvent() {
        ConnectionEvent told = standing.moved(
                new MachineState(ConnectionState.BACKOFF, 3, 1, RESET),
                new MachineState(ConnectionState.CONNECTING, 4, 1, RESET),
                null);

        assertThat(told)
                .isEqualTo(new ConnectionEvent(
                        Environment.LIVE, ConnectionState.CONNECTING, null, null, 1, null, loop.now()));
        assertThat(standing.snapshot().lastFailure()).isEqualTo("LINK_FAILED: reset by peer");
    }

    @Test
    void aLinkThatHoldsForgetsTheFailureAndIsReadySinceItBecameSo() {
        MachineState ready = new MachineState(ConnectionState.READY, 4, 1, RESET);
        standing.moved(new MachineState(ConnectionState.RESTORING, 4, 1, RESET), ready, null);
        Instant since = loop.now();
        loop.advance(Duration.ofSeconds(30));

        assertThat(standing.moved(ready, new MachineState(ConnectionState.READY, 4, 0, null), null))
                .isNull();
        assertThat(standing.snapshot())
                .isEqualTo(new ConnectionSnapshot(Environment.LIVE, ConnectionState.READY, 4, 0, since, null, null));
    }

    @Test
    void aServerThatStaysAwayCostsFewerLinesAsTimeGoesOn() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Connection.class);
        lines.start();
        logger.addAppender(lines);
        try {
            for (int attempt = 1; attempt <= 20; attempt++) {
                MachineState connecting = new MachineState(ConnectionState.CONNECTING, attempt, attempt - 1, RESET);
                standing.moved(
                        new MachineState(ConnectionState.BACKOFF, attempt, attempt - 1, RESET), connecting, null);
                standing.moved(
                        connecting,
                        new MachineState(ConnectionState.BACKOFF, attempt, attempt, RESET),
                        Duration.ofMillis(500));
            }
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .filteredOn(line -> line.getFormattedMessage().contains("live.example:5035 over tcp"))
                .extracting(line -> line.getFormattedMessage().replaceAll(".*attempt (\\d+) in.*", "$1"))
                .containsSubsequence("1", "2", "3", "4", "8", "16")
                .hasSize(7);
    }
}
