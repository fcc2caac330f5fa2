package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.time.FreshIds;
import io.github.camelctrader.client.time.Randomness;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are attempts at one step, and what their ids are; {@code EipsTest} shows it in routes. */
class OrderIdsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OrderIds ids = new OrderIds(FreshIds.of(Randomness.fresh()));

    @Test
    void noNumberOfStepsMakesAnIdTwiceOrTooLong() {
        Exchange exchange = exchange();
        Set<String> made = new HashSet<>();

        for (int i = 0; i < 3 * OrderTrail.MOST_STEPS; i++) {
            OrderStep step = ids.begin(exchange, "demo", "buy");
            ids.succeeded(exchange, step);
            assertThat(made.add(step.id())).isTrue();
        }
        assertThat(made).allMatch(id -> id.length() <= OrderOptions.MAX_ID_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void anIdFitsWhateverTheChance(long chance) {
        assertThat(FreshIds.of(() -> chance).get()).hasSizeBetween(4, OrderOptions.MAX_ID_LENGTH);
    }

    @Test
    void anIdHoldsWhatNoOtherProcessHas() {
        RandomGenerator chance = Randomness.fresh();

        assertThat(FreshIds.of(chance).get()).isNotEqualTo(FreshIds.of(chance).get());
        assertThat(new OrderIds(FreshIds.of(Randomness.fresh()))
                        .begin(exchange(), "demo", "buy")
                        .id())
                .isNotEqualTo(ids.begin(exchange(), "demo", "buy").id());
    }

    @Test
    void exchangesOfOneNameAreStrangers() {
        Exchange one = exchange();
        Exchange other = exchange();
        other.setExchangeId(one.getExchangeId());
        OrderStep failed = failed(one, "demo", "buy");
        caught(other, new IllegalStateException("something else"));

        assertThat(begin(other, "demo", "buy")).isNotSameAs(failed);
    }

    @Test
    void aFailedStepIsTakenAgainByItsOwnExchangeOnly() {
        Exchange exchange = exchange();
        OrderStep failed = failed(exchange, "demo", "buy");

        assertThat(begin(exchange(), "demo", "buy")).isNotSameAs(failed);
        assertThat(begin(exchange, "live", "buy")).isNotSameAs(failed);
        assertThat(begin(exchange, "demo", "sell")).isNotSameAs(failed);
        assertThat(begin(exchange, "demo", "buy")).isSameAs(failed);
        assertThat(begin(exchange, "demo", "buy"))
                .as("the first one is under way")
                .isNotSameAs(failed);
    }

    @Test
    void aNewExchangeThatCarriesTheFailureTakesTheStepAgain() {
        Exchange first = exchange();
        IllegalStateException failure = new IllegalStateException("unknown");
        OrderStep step = begin(first, "demo", "buy");
        ids.failed(step, failure);
        IllegalStateException wrapper = new IllegalStateException("handling failed");
        wrapper.addSuppressed(new IllegalStateException(failure));
        Exchange second = exchange();
        caught(second, wrapper);

        assertThat(begin(second, "demo", "sell")).isNotSameAs(step);
        assertThat(begin(second, "demo", "buy")).isSameAs(step);
    }

    @Test
    void failuresThatCauseEachOtherEndTheSearch() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);
        Exchange exchange = exchange();
        caught(exchange, one);

        assertThat(begin(exchange, "demo", "buy")).isNotNull();
    }

    @Test
    void stepsThatSucceededAreRepeatedInOrderAfterAFailureThatSetTheMessageBack() {
        Exchange exchange = exchange();
        List<OrderStep> first = inARow(exchange, 3);
        setBack(exchange);

        assertThat(inARow(exchange, 3)).containsExactlyElementsOf(first);
        OrderStep fourth = inARow(exchange, 1).get(0);
        assertThat(first).doesNotContain(fourth);
        setBack(exchange);
        assertThat(inARow(exchange, 4))
                .startsWith(first.toArray(OrderStep[]::new))
                .endsWith(fourth);
    }

    @Test
    void aStepIsNewWhereTheMessageCameThroughTheEarlierOne() {
        Exchange exchange = exchange();
        List<OrderStep> first = inARow(exchange, 2);
        caught(exchange, new IllegalStateException("some other node"));

        assertThat(first).doesNotContainAnyElementsOf(inARow(exchange, 2));
    }

    @Test
    void whatAnExchangeLeftBehindIsNotRepeatedLater() {
        Exchange exchange = exchange();
        OrderStep first = inARow(exchange, 1).get(0);
        OrderStep second = failed(exchange, "demo", "buy");
        exchange.getIn().removeHeaders("*");
        assertThat(begin(exchange, "demo", "buy")).isSameAs(second);
        ids.succeeded(exchange, second);
        exchange.getIn().removeHeaders("*");

        assertThat(begin(exchange, "demo", "buy")).isNotIn(first, second);
    }

    @Test
    void itemsBranchesAndRoundsAreStepsOfTheirOwn() {
        for (ExchangePropertyKey place : List.of(
                ExchangePropertyKey.SPLIT_INDEX, ExchangePropertyKey.MULTICAST_INDEX, ExchangePropertyKey.LOOP_INDEX)) {
            Exchange parent = exchange();
            Exchange first = ExchangeHelper.createCorrelatedCopy(parent, false);
            first.setProperty(place, 0);
            OrderStep step = inARow(first, 1).get(0);
            caught(parent, new IllegalStateException("redelivered"));
            Exchange again = ExchangeHelper.createCorrelatedCopy(parent, false);
            again.setProperty(place, 0);
            Exchange other = ExchangeHelper.createCorrelatedCopy(parent, false);
            other.setProperty(place, 1);

            assertThat(begin(other, "demo", "buy")).as("%s 1", place).isNotSameAs(step);
            assertThat(begin(again, "demo", "buy")).as("%s 0", place).isSameAs(step);
        }
    }

    @Test
    void theIdOfAnAnswerGoesWhereItsMessageGoesAndIsNotTheUsers() {
        Exchange exchange = exchange();
        exchange.getIn().setHeader(CTraderConstants.CLIENT_ORDER_ID, "of-the-answer");
        ShownIds.shown(exchange.getIn());
        Exchange other = exchange();
        other.setIn(exchange.getIn().copy());

        assertThat(OrderIds.ofUser(other)).isNull();
        other.getIn().setHeader(CTraderConstants.CLIENT_ORDER_ID, "mine");
        assertThat(OrderIds.ofUser(other)).isEqualTo("mine");
        other.getIn().setHeader(CTraderConstants.CLIENT_ORDER_ID, "of-the-answer");
        assertThat(OrderIds.ofUser(other)).as("given on purpose").isEqualTo("of-the-answer");
    }

    private List<OrderStep> inARow(Exchange exchange, int count) {
        return Stream.generate(() -> {
                    OrderStep step = begin(exchange, "demo", "buy");
                    ids.succeeded(exchange, step);
                    return step;
                })
                .limit(count)
                .toList();
    }

    private OrderStep failed(Exchange exchange, String endpoint, String contents) {
        OrderStep step = begin(exchange, endpoint, contents);
        ids.failed(step, new IllegalStateException("failed"));
        return step;
    }

    private OrderStep begin(Exchange exchange, String endpoint, String contents) {
        return ids.begin(exchange, endpoint, contents);
    }

    private static void caught(Exchange exchange, Exception failure) {
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
    }

    /** As Camel's redelivery of a node before which no order was sent. */
    private static void setBack(Exchange exchange) {
        caught(exchange, new IllegalStateException("a later node"));
        exchange.getIn().removeHeaders("*");
    }

    private Exchange exchange() {
        return new DefaultExchange(context);
    }
}
