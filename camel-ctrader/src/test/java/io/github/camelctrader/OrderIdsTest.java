package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderOptions;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids of orders that an exchange sends without giving them one: within 50 characters, whatever the exchange is called. */
class OrderIdsTest {
    /** SHA-256 of 51 times a, of 49 times a, and of 51 times u with a diaeresis in UTF-8, the first 40 of 64 digits. */
    private static final String HASH_OF_51 = "bfc5fe0e360152ca98c50fab4ed7e3078c17debc";

    private static final String HASH_OF_49 = "8f9bec6a62dd28ebd36d1227745592de6658b369";
    private static final String HASH_OF_OTHERS = "2d9bf5e0f3ff52c9f56682054adcbd6ba6b03a68";

    private final DefaultCamelContext context = new DefaultCamelContext();

    static Stream<Arguments> ids() {
        return Stream.of(
                Arguments.of("D2B1-0000000000000001", "D2B1-0000000000000001", "D2B1-0000000000000001-2"),
                Arguments.of("a".repeat(48), "a".repeat(48), "a".repeat(48) + "-2"),
                Arguments.of("a".repeat(49), "a".repeat(49), HASH_OF_49 + "-2"),
                Arguments.of("a".repeat(51), HASH_OF_51, HASH_OF_51 + "-2"),
                Arguments.of("\u00fc".repeat(51), HASH_OF_OTHERS, HASH_OF_OTHERS + "-2"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theFirstAndTheSecondOrderOfAnExchange(String exchangeId, String first, String second) {
        Exchange exchange = exchange(exchangeId);

        assertThat(OrderIds.step(exchange, "to1", "buy").id()).isEqualTo(first);
        assertThat(OrderIds.step(exchange, "to2", "buy").id()).isEqualTo(second);
        assertThat(OrderIds.step(exchange, "to1", "buy").id()).as("redelivered").isEqualTo(first);
    }

    @Test
    void longIdsThatDifferAtTheirEndMakeDifferentOrders() {
        String common = "a".repeat(200);

        assertThat(OrderIds.step(exchange(common + "1"), "to1", "buy").id())
                .isNotEqualTo(
                        OrderIds.step(exchange(common + "2"), "to1", "buy").id());
    }

    @Test
    void noNumberOfStepsMakesAnIdTooLong() {
        Exchange exchange = exchange("a".repeat(47));

        assertThat(Stream.iterate(1, step -> step + 1)
                        .limit(1_200)
                        .map(step -> OrderIds.step(exchange, "to" + step, "buy").id()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() <= OrderOptions.MAX_ID_LENGTH);
    }

    private Exchange exchange(String id) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setExchangeId(id);
        return exchange;
    }
}
