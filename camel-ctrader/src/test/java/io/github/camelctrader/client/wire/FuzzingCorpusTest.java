package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a coverage-guided fuzzer found worth keeping, one input in hexadecimal per line. */
class FuzzingCorpusTest {
    @Test
    void whatCameOverALink() throws IOException {
        holdsFor("link", LinkFuzzer::fuzzerTestOneInput);
    }

    @Test
    void whatCameAsAMessage() throws IOException {
        holdsFor("message", MessageFuzzer::fuzzerTestOneInput);
    }

    private static void holdsFor(String corpus, Consumer<byte[]> target) throws IOException {
        List<String> inputs = read("/fuzzing/" + corpus + ".txt");
        assertThat(inputs).hasSizeGreaterThan(100);
        for (String input : inputs) {
            assertThatCode(() -> target.accept(HexFormat.of().parseHex(input)))
                    .as(input)
                    .doesNotThrowAnyException();
        }
    }

    private static List<String> read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(FuzzingCorpusTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}
