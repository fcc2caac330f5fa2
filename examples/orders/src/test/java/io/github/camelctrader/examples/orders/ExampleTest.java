package io.github.camelctrader.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ExampleTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Logger said = (Logger) LoggerFactory.getLogger("example");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        listener.start();
        said.addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        said.detachAppender(listener);
    }

    @Test
    void oneFileNameIsOneOrder() {
        runUntil("order-entry", () -> count("ticket-1.json: ") == 2 && count("ticket-2.json: ") == 1);

        List<String> answers = lines.stream()
                .filter(line -> line.startsWith("ticket-1.json: "))
                .toList();
        assertThat(answers).hasSize(2).allMatch(line -> line.startsWith("ticket-1.json: ORDER_FILLED, order "));
        assertThat(answers.get(1)).as("the same order").isEqualTo(answers.get(0));
        assertThat(lines).anyMatch(line -> line.startsWith("ticket-2.json: volume = 1000 (10.00 units): "));
        assertThat(folder.resolve("outbox/ticket-1.json")).content().contains("\"ORDER_FILLED\"");
        assertThat(folder.resolve("refused/ticket-2.txt")).content().contains("volume");
    }

    @Test
    void whatTheFirstAccountDoesIsDoneOnTheSecond() {
        runUntil("copy-trading", () -> count("closed: copy of ") == 1);

        String bought = lines.stream()
                .filter(line -> line.startsWith("bought: "))
                .findFirst()
                .orElseThrow();
        String original = bought.substring(bought.lastIndexOf(' ') + 1);
        List<String> opened =
                lines.stream().filter(line -> line.startsWith("opened: ")).toList();
        String copy = opened.get(0).replaceFirst(".* position (\\d+) .*", "$1");
        assertThat(opened)
                .as("one position, as the original has one")
                .containsExactly(
                        "opened: copy of " + original + " is position " + copy + " with 1000000",
                        "opened: copy of " + original + " is position " + copy + " with 1500000");
        assertThat(lines).contains("closed: copy of " + original + ", position " + copy + ", 0 left");
        assertThat(copy).isNotEqualTo(original);
    }

    @Test
    void anUnknownNameIsRefusedByName() {
        assertThatThrownBy(() -> new Example("order-exit", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order-exit")
                .hasMessageContaining("order-entry");
    }

    private void runUntil(String name, Callable<Boolean> seen) {
        Example example = new Example(name, folder);
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                example.run(60);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            await().atMost(LONG).until(() -> running.isDone() || seen.call());
        } finally {
            example.stop();
            running.join();
        }
    }

    private long count(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }
}
