package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeartbeatTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Long> beats = new ArrayList<>();
    private final List<Long> silences = new ArrayList<>();
    private final Heartbeat heartbeat =
            new Heartbeat(loop, INTERVAL, IDLE, () -> beats.add(seconds()), () -> silences.add(seconds()));

    /** All in seconds: when requests are written, when bytes are read, and what comes of it up to the given moment. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "until | written       | read        | beats             | silence",
                "59    | ''            | ''          | 10 20 30 40 50    | ''",
                "60    | ''            | ''          | 10 20 30 40 50    | 60",
                "300   | ''            | ''          | 10 20 30 40 50    | 60",
                "90    | ''            | 30          | 10 20 30 40 50 60 70 80 | 90",
                "89    | ''            | 30          | 10 20 30 40 50 60 70 80 | ''",
                "59    | 5             | ''          | 15 25 35 45 55    | ''",
                "59    | 9 18 27 36 45 54 | ''       | ''                | ''",
                "59    | 10            | ''          | 10 20 30 40 50    | ''",
                "59    | 11            | ''          | 10 21 31 41 51    | ''",
                "120   | 9 18 27 36 45 54 | 59       | 64 74 84 94 104 114 | 119",
                "130   | ''            | 1 2 3 59 60 61 | 10 20 30 40 50 60 70 80 90 100 110 120 | 121",
            },
            useHeadersInDisplayName = true)
    void silenceIsBrokenAndNoticed(String until, String written, String read, String beats, String silence) {
        List<Integer> writtenAt = numbers(written);
        List<Integer> readAt = numbers(read);
        heartbeat.start();
        for (int second = 1; second <= Integer.parseInt(until); second++) {
            loop.advance(SECOND);
            if (writtenAt.contains(second)) {
                heartbeat.written();
            }
            if (readAt.contains(second)) {
                heartbeat.read();
            }
        }

        assertThat(this.beats).isEqualTo(longs(beats));
        assertThat(this.silences).isEqualTo(longs(silence));
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverSilentForLongerThanTheIntervalAndDeadExactlyOneIdleTimeAfterTheLastByte(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> sent = new ArrayList<>(List.of(0L));
        long lastRead = 0;
        Heartbeat millis = new Heartbeat(loop, INTERVAL, IDLE, () -> sent.add(millis()), () -> silences.add(millis()));
        millis.start();
        int pace = 1 + random.nextInt(30_000);
        while (silences.isEmpty()) {
            loop.advance(Duration.ofMillis(random.nextInt(pace)));
            if (!silences.isEmpty()) {
                break;
            }
            if (random.nextInt(4) == 0) {
                millis.written();
                sent.add(millis());
            }
            // A link that falls silent for good after a while.
            if (random.nextInt(3) == 0 && millis() < 600_000) {
                millis.read();
                lastRead = millis();
            }
        }

        assertThat(silences).as("seed %d", seed).containsExactly(lastRead + IDLE.toMillis());
        for (int index = 1; index < sent.size(); index++) {
            assertThat(sent.get(index) - sent.get(index - 1))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(10_000);
        }
        assertThat(silences.get(0) - sent.get(sent.size() - 1))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(10_000);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aMinuteOfIdlenessOnALivingLinkIsSixHeartbeatsAndNothingElse() {
        heartbeat.start();
        for (int second = 1; second <= 60; second++) {
            loop.advance(SECOND);
            if (second % 25 == 0) {
                heartbeat.read();
            }
        }

        assertThat(beats).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
        assertThat(silences).isEmpty();
    }

    @Test
    void aDeadLinkIsReportedOnceAndNotSpokenToAnyMore() {
        heartbeat.start();
        loop.advance(Duration.ofMinutes(10));

        assertThat(silences).containsExactly(60L);
        assertThat(beats).containsExactly(10L, 20L, 30L, 40L, 50L);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void stoppedItNeitherSpeaksNorListens() {
        heartbeat.start();
        loop.advance(Duration.ofSeconds(15));
        heartbeat.stop();
        heartbeat.stop();

        assertThat(loop.pendingTimers()).isZero();
        loop.advance(Duration.ofMinutes(5));
        assertThat(beats).containsExactly(10L);
        assertThat(silences).isEmpty();
    }

    @Test
    void startedAnewItForgetsTheLinkBefore() {
        heartbeat.start();
        loop.advance(Duration.ofSeconds(59));
        beats.clear();
        heartbeat.start();

        assertThat(loop.pendingTimers()).isOne();
        loop.advance(Duration.ofSeconds(59));
        assertThat(beats).containsExactly(69L, 79L, 89L, 99L, 109L);
        assertThat(silences).isEmpty();
    }

    @Test
    void aHeartbeatThatFindsTheLinkBrokenIsTheLastOne() {
        Heartbeat[] stopping = new Heartbeat[1];
        stopping[0] = new Heartbeat(
                loop,
                INTERVAL,
                IDLE,
                () -> {
                    beats.add(seconds());
                    stopping[0].stop();
                },
                () -> silences.add(seconds()));
        stopping[0].start();
        loop.advance(Duration.ofMinutes(5));

        assertThat(beats).containsExactly(10L);
        assertThat(silences).isEmpty();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aHeartbeatThatMakesANewStartIsWatchedOnce() {
        Heartbeat[] restarting = new Heartbeat[1];
        restarting[0] = new Heartbeat(
                loop,
                INTERVAL,
                IDLE,
                () -> {
                    beats.add(seconds());
                    restarting[0].start();
                },
                () -> silences.add(seconds()));
        restarting[0].start();
        loop.advance(Duration.ofSeconds(25));

        assertThat(beats).containsExactly(10L, 20L);
        assertThat(loop.pendingTimers()).isOne();
    }

    @Test
    void aLinkReplacedWhileItWasBeingReportedDeadIsWatchedFromItsOwnStart() {
        Heartbeat[] restarting = new Heartbeat[1];
        restarting[0] = new Heartbeat(loop, INTERVAL, IDLE, () -> beats.add(seconds()), () -> {
            silences.add(seconds());
            restarting[0].start();
        });
        restarting[0].start();
        loop.advance(Duration.ofSeconds(125));

        assertThat(silences).containsExactly(60L, 120L);
        assertThat(loop.pendingTimers()).isOne();
    }

    private long seconds() {
        return Duration.ofNanos(loop.nanoTime()).toSeconds();
    }

    private long millis() {
        return Duration.ofNanos(loop.nanoTime()).toMillis();
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" "))
                .filter(number -> !number.isBlank())
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Long> longs(String text) {
        return numbers(text).stream().map(Integer::longValue).toList();
    }
}
