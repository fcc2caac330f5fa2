package io.github.camelctrader.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.client.InvalidRequestException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void keepsEveryDigitAndKind() {
        Map<String, ?> values = JsonText.readObject(
                "{\"a\": 9007199254740993, \"b\": 1.085120, \"c\": \"text\", \"d\": true, \"e\": null,"
                        + " \"f\": [1, {\"g\": []}]}");

        assertThat(values.get("a")).isEqualTo(new BigDecimal("9007199254740993"));
        assertThat(values.get("b")).isEqualTo(new BigDecimal("1.085120"));
        assertThat(values.get("c")).isEqualTo("text");
        assertThat(values.get("d")).isEqualTo(true);
        assertThat(values).containsEntry("e", null);
        assertThat(values.get("f")).isEqualTo(List.of(BigDecimal.ONE, Map.of("g", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void takesABlankTextAsNoFields(String text) {
        assertThat(JsonText.readObject(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[1]; one JSON object",
                "hello; one JSON object",
                "{; one JSON object",
                "{\"a\": 1} {}; nothing else",
                "{\"a\": NaN}; one JSON object",
                "{'a': 1}; one JSON object",
                "{\"a\": 1, \"a\": 2}; names a twice",
                "{\"a\": 1,}; one JSON object",
                "{\"a\": {\"b\": 1, \"b\": 1}}; names b twice"
            })
    void refusesWhatIsNotOneStrictObject(String text, String rule) {
        assertThatThrownBy(() -> JsonText.readObject(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("body = ")
                .hasMessageContaining(rule);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> JsonText.readObject("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void writesOneLineWithoutEscapingWhatNeedsNone() {
        assertThat(JsonText.write(Map.of("a", "<b> & 'c'"))).isEqualTo("{\"a\":\"<b> & 'c'\"}");
    }
}
