package io.github.camelctrader.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.time.Randomness;
import io.github.camelctrader.client.time.UniqueIds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are attempts at one step, and what their ids are; {@code EipsTest} shows it in routes. */
class OrderIdsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OrderIds ids = new OrderIds(UniqueIds.of(Randomness.fresh()));

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
        assertThat(UniqueIds.of(() -> chance).get()).hasSizeBetween(4, OrderOptions.MAX_ID_LENGTH);
    }

    @Test
    void anIdHoldsWhatNoOtherProcessHas() {
        RandomGenerator chance = Randomness.fresh();

        assertThat(UniqueIds.of(chance).get()).isNotEqualTo(UniqueIds.of(chance).get());
        assertThat(new OrderIds(UniqueIds.of(Randomness.fresh()))
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

    @Test
    void anotherNodeOrACopyOfAnotherMessageIsNoAttemptAtAFailedStep() {
        Exchange exchange = exchange();
        at(exchange, "a");
        OrderStep failed = failed(exchange, "demo", "buy");
        at(exchange, "b");
        assertThat(begin(exchange, "demo", "buy")).as("another node").isNotSameAs(failed);

        Exchange copy = copy(exchange, "a");
        assertThat(begin(copy, "demo", "buy")).as("another message").isNotSameAs(failed);
        Exchange namesake = copy(exchange, "a");
        namesake.setExchangeId(exchange.getExchangeId());
        assertThat(begin(namesake, "demo", "buy")).as("a namesake").isNotSameAs(failed);
    }

    @Test
    void aCopyOfTheSameMessageThatKnowsNothingOfTheFailureTakesTheStepAgainAtAnyNode() {
        for (String node : List.of("a", "b")) {
            Exchange exchange = ofOneMessage(exchange(), "a");
            OrderStep failed = failed(exchange, "demo", "buy");
            Exchange other = ofOneMessage(copy(exchange, node), node);
            assertThat(begin(other, "demo", "buy")).as("another message").isNotSameAs(failed);
            for (ExchangePropertyKey place :
                    List.of(ExchangePropertyKey.SPLIT_INDEX, ExchangePropertyKey.MULTICAST_INDEX)) {
                Exchange elsewhere = sameMessage(exchange, node);
                elsewhere.setProperty(place, 0);
                assertThat(begin(elsewhere, "demo", "buy")).as("%s", place).isNotSameAs(failed);
            }

            assertThat(begin(sameMessage(exchange, node), "demo", "buy")).isSameAs(failed);
        }
    }

    @Test
    void aCopyKnowsOfAFailureThatIsNotTheOneThatTheStepBeganWith() {
        Exchange exchange = ofOneMessage(exchange(), "a");
        IllegalStateException before = new IllegalStateException("before the step");
        caught(exchange, before);
        OrderStep failed = failed(exchange, "demo", "buy");
        Exchange since = sameMessage(exchange, "b");
        caught(since, new IllegalStateException("since"));
        Exchange clean = sameMessage(exchange, "b");
        clean.removeProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);

        assertThat(begin(since, "demo", "buy")).as("failed since").isNotSameAs(failed);
        assertThat(begin(clean, "demo", "buy")).as("from before that failure").isNotSameAs(failed);
        assertThat(begin(sameMessage(exchange, "b"), "demo", "buy")).isSameAs(failed);
    }

    @Test
    void aFailureFromBeforeAStepSetsNoMessageBack() {
        Exchange exchange = exchange();
        caught(exchange, new IllegalStateException("handled by these steps"));
        OrderStep first = inARow(exchange, 1).get(0);
        exchange.getIn().removeHeaders("*");

        assertThat(begin(exchange, "demo", "buy")).isNotSameAs(first);
    }

    @Test
    void aStepThatIsUnderWayIsTakenAgainByACopyOfTheSameParent() {
        Exchange parent = exchange();
        Exchange leftBehind = ExchangeHelper.createCorrelatedCopy(parent, false);
        OrderStep step = begin(leftBehind, "demo", "buy");
        Exchange again = ExchangeHelper.createCorrelatedCopy(parent, false);
        caught(again, new IllegalStateException("timed out"));
        Exchange stranger = ExchangeHelper.createCorrelatedCopy(leftBehind, false);
        caught(stranger, new IllegalStateException("timed out"));
        caught(leftBehind, new IllegalStateException("something else"));

        assertThat(begin(leftBehind, "demo", "buy")).as("itself").isNotSameAs(step);
        assertThat(begin(stranger, "demo", "buy")).as("a copy of itself").isNotSameAs(step);
        assertThat(begin(again, "demo", "buy")).isSameAs(step);
    }

    @Test
    void whoCarriesTheFailureOfAStepTakesItAgainInALaterRoundToo() {
        Exchange exchange = exchange();
        exchange.setProperty(ExchangePropertyKey.LOOP_INDEX, 0);
        IllegalStateException failure = new IllegalStateException("unknown");
        OrderStep step = begin(exchange, "demo", "buy");
        ids.failed(step, failure);
        Exchange later = exchange();
        later.setProperty(ExchangePropertyKey.LOOP_INDEX, 1);
        caught(later, failure);

        assertThat(begin(later, "demo", "buy")).isSameAs(step);
    }

    @Test
    void theOldestStepsThatAreOverAreForgottenAndNoneThatIsUnderWay() {
        Exchange exchange = exchange();
        OrderStep underWay = begin(exchange, "demo", "buy");
        List<OrderStep> over = inARow(exchange, OrderTrail.MOST_STEPS);
        setBack(exchange);

        assertThat(begin(exchange, "demo", "buy")).isSameAs(over.get(1));
        ids.failed(underWay, new IllegalStateException("failed"));
        exchange.removeProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
        assertThat(begin(exchange, "demo", "buy")).isSameAs(underWay);
    }

    @Test
    void noNumberOfCausesIsTooMany() {
        Exception failure = new IllegalStateException("first");
        for (int i = 0; i < 50_000; i++) {
            failure = new IllegalStateException("next", failure);
        }
        Exchange exchange = exchange();
        caught(exchange, failure);

        assertThat(begin(exchange, "demo", "buy")).isNotNull();
    }

    @Test
    void anIdOfTheUserThatIsTooLongIsRefused() {
        Exchange exchange = exchange();
        exchange.getIn().setHeader(CTraderConstants.CLIENT_ORDER_ID, "x".repeat(OrderOptions.MAX_ID_LENGTH + 1));

        assertThatThrownBy(() -> OrderIds.ofUser(exchange)).isInstanceOf(InvalidRequestException.class);
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

    private static void at(Exchange exchange, String node) {
        exchange.getExchangeExtension().setHistoryNodeId(node);
    }

    private static Exchange copy(Exchange exchange, String node) {
        Exchange copy = exchange.copy();
        at(copy, node);
        return copy;
    }

    private static Exchange ofOneMessage(Exchange exchange, String node) {
        at(exchange, node);
        exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
        return exchange;
    }

    private static Exchange sameMessage(Exchange exchange, String node) {
        Exchange copy = copy(exchange, node);
        copy.getExchangeExtension().setUnitOfWork(exchange.getUnitOfWork());
        return copy;
    }

    private Exchange exchange() {
        return new DefaultExchange(context);
    }
}
