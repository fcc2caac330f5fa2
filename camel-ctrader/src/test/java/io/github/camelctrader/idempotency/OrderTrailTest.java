package io.github.camelctrader.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.camelctrader.client.time.Randomness;
import io.github.camelctrader.client.time.UniqueIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExchangeHelper;
import org.junit.jupiter.api.Test;

/** Which steps an exchange has left behind, in what order it repeats them, and how many are kept. */
class OrderTrailTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OrderIds ids = new OrderIds(UniqueIds.of(Randomness.fresh()));

    @Test
    void whatCameBeforeTheStepThatIsRepeatedIsNotRepeatedAnyMore() {
        Exchange exchange = exchange();
        OrderStep first = succeeded(exchange, "first");
        OrderStep second = succeeded(exchange, "second");
        setBack(exchange, new IllegalStateException("a later node"));

        assertThat(succeeded(exchange, "second")).isSameAs(second);
        assertThat(succeeded(exchange, "first")).isNotSameAs(first);
    }

    @Test
    void aNewStepLeavesNoneBehind() {
        Exchange exchange = exchange();
        OrderStep first = succeeded(exchange, "first");
        setBack(exchange, new IllegalStateException("a later node"));
        succeeded(exchange, "new");

        assertThat(succeeded(exchange, "first")).isSameAs(first);
    }

    @Test
    void anExchangeLeavesOnlyItsOwnStepsBehind() {
        Exchange exchange = exchange();
        ids.begin(exchange, "demo", "makes the trail");
        Exchange copy = exchange.copy();
        OrderStep ofTheCopy = succeeded(copy, "first");
        OrderStep second = succeeded(exchange, "second");
        IllegalStateException failure = new IllegalStateException("a later node");
        setBack(exchange, failure);
        setBack(copy, failure);

        assertThat(succeeded(exchange, "second")).isSameAs(second);
        assertThat(succeeded(copy, "first")).isSameAs(ofTheCopy);
    }

    @Test
    void anotherRoundRepeatsAStepOnlyOfTheSameExchangeWhoseMessageCameThroughSteps() {
        for (boolean marked : List.of(true, false)) {
            for (boolean same : List.of(true, false)) {
                Exchange exchange = exchange();
                ids.begin(exchange, "demo", "makes the trail");
                if (marked) {
                    succeeded(exchange, "before the loop");
                }
                Map<String, Object> before = new HashMap<>(exchange.getIn().getHeaders());
                exchange.setProperty(ExchangePropertyKey.LOOP_INDEX, 0);
                OrderStep step = succeeded(exchange, "in the loop");
                Exchange next = same ? exchange : exchange.copy();
                setBack(next, new IllegalStateException("a later node"));
                next.getIn().setHeaders(new HashMap<>(before));
                next.setProperty(ExchangePropertyKey.LOOP_INDEX, 1);

                OrderStep again = ids.begin(next, "demo", "in the loop");
                assertThat(again == step)
                        .as("marked %s, same exchange %s", marked, same)
                        .isEqualTo(marked && same);
            }
        }
    }

    @Test
    void theSameRoundRepeatsAStepWhetherOrNotItsMessageCameThroughSteps() {
        Exchange exchange = exchange();
        exchange.setProperty(ExchangePropertyKey.LOOP_INDEX, 0);
        OrderStep step = succeeded(exchange, "in the loop");
        setBack(exchange, new IllegalStateException("a later node"));

        assertThat(ids.begin(exchange, "demo", "in the loop")).isSameAs(step);
    }

    @Test
    void whatDidNotFailIsNotTakenAgainByAnotherCopyOfTheSameMessage() {
        for (boolean over : List.of(true, false)) {
            Exchange exchange = exchange();
            exchange.getExchangeExtension().setUnitOfWork(new DefaultUnitOfWork(exchange));
            OrderStep step = over ? succeeded(exchange, "buy") : ids.begin(exchange, "demo", "buy");
            Exchange copy = exchange.copy();
            copy.getExchangeExtension().setUnitOfWork(exchange.getUnitOfWork());

            assertThat(ids.begin(copy, "demo", "buy")).as("over: %s", over).isNotSameAs(step);
        }
    }

    @Test
    void aBranchThatCarriesTheFailureOfTheOneBesideItTakesAStepOfItsOwn() {
        Exchange parent = exchange();
        ids.begin(parent, "demo", "makes the trail");
        Exchange branch = ExchangeHelper.createCorrelatedCopy(parent, false);
        branch.setProperty(ExchangePropertyKey.MULTICAST_INDEX, 0);
        OrderStep failed = ids.begin(branch, "demo", "buy");
        IllegalStateException failure = new IllegalStateException("unknown");
        ids.failed(failed, failure);
        for (int index : new int[] {1, 0}) {
            Exchange other = ExchangeHelper.createCorrelatedCopy(parent, false);
            other.setProperty(ExchangePropertyKey.MULTICAST_INDEX, index);
            other.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);

            assertThat(ids.begin(other, "demo", "buy") == failed)
                    .as("branch %d", index)
                    .isEqualTo(index == 0);
        }
    }

    @Test
    void aStepThatIsUnderWayInACopyOfACopyIsTakenAgainAtTheSamePlaceOnly() {
        Exchange parent = exchange();
        OrderStep step = ids.begin(enriching(parent, 1), "demo", "buy");
        IllegalStateException failure = new IllegalStateException("another item failed");
        Exchange elsewhere = enriching(parent, 0);
        elsewhere.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        Exchange direct = ExchangeHelper.createCopy(enriching(parent, 1), false);
        direct.removeProperty(ExchangePropertyKey.CORRELATION_ID);
        direct.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        Exchange again = enriching(parent, 1);
        again.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);

        assertThat(ids.begin(elsewhere, "demo", "buy")).as("for another item").isNotSameAs(step);
        assertThat(ids.begin(direct, "demo", "buy")).as("in no copy").isNotSameAs(step);
        assertThat(ids.begin(again, "demo", "buy")).isSameAs(step);
    }

    /** A copy of the copy for an item of a split. */
    private static Exchange enriching(Exchange parent, int item) {
        Exchange branch = ExchangeHelper.createCorrelatedCopy(parent, false);
        branch.setProperty(ExchangePropertyKey.SPLIT_INDEX, item);
        return ExchangeHelper.createCorrelatedCopy(branch, false);
    }

    @Test
    void whatWasGivenUpAfterATimeIsTakenAgainInALaterRoundToo() {
        for (Exception failure : List.of(
                new TimeoutException("of a circuit breaker"),
                new ExchangeTimedOutException(exchange(), 1),
                new IllegalStateException("no time-out"))) {
            Exchange parent = exchange();
            parent.setProperty(ExchangePropertyKey.LOOP_INDEX, 0);
            OrderStep inACopy = ids.begin(ExchangeHelper.createCorrelatedCopy(parent, false), "demo", "buy");
            OrderStep inNone = ids.begin(parent, "demo", "sell");
            parent.setProperty(ExchangePropertyKey.LOOP_INDEX, 1);
            parent.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
            Exchange again = ExchangeHelper.createCorrelatedCopy(parent, false);
            boolean timedOut = !(failure instanceof IllegalStateException);

            assertThat(ids.begin(again, "demo", "buy") == inACopy)
                    .as("%s", failure)
                    .isEqualTo(timedOut);
            assertThat(ids.begin(again, "demo", "sell")).isNotSameAs(inNone);
        }
    }

    @Test
    void theNearestStepIsTheOneThatIsRepeated() {
        Exchange exchange = exchange();
        ids.begin(exchange, "demo", "makes the trail");
        Exchange stranger = ExchangeHelper.createCorrelatedCopy(exchange.copy(), false);
        Exchange sibling = exchange.copy();
        Exchange elsewhere = ExchangeHelper.createCorrelatedCopy(exchange, false);
        Exchange item = item(exchange);
        List<Exchange> all = List.of(stranger, sibling, exchange, elsewhere, item);
        List<OrderStep> steps = all.stream().map(each -> succeeded(each, "buy")).toList();
        IllegalStateException failure = new IllegalStateException("a later node");
        all.forEach(each -> setBack(each, failure));
        Exchange again = item(exchange);
        setBack(again, failure);

        assertThat(ids.begin(exchange, "demo", "buy")).as("its own").isSameAs(steps.get(2));
        assertThat(ids.begin(again, "demo", "buy"))
                .as("of its parent and place")
                .isSameAs(steps.get(4));
        again.removeProperty(ExchangePropertyKey.SPLIT_INDEX);
        assertThat(ids.begin(again, "demo", "buy")).as("of its parent").isSameAs(steps.get(3));
    }

    @Test
    void aStepThatIsRepeatedOftenPutsNoOtherOut() {
        Exchange exchange = exchange();
        OrderStep first = succeeded(exchange, "first");
        OrderStep failing = ids.begin(exchange, "demo", "second");
        for (int i = 0; i <= OrderTrail.MOST_STEPS; i++) {
            ids.failed(failing, new IllegalStateException("failed"));
            assertThat(ids.begin(exchange, "demo", "second")).isSameAs(failing);
        }
        setBack(exchange, new IllegalStateException("a later node"));

        assertThat(ids.begin(exchange, "demo", "first")).isSameAs(first);
    }

    @Test
    void anyNumberOfStepsMayBeUnderWay() {
        Exchange exchange = exchange();

        assertThatCode(() -> {
                    for (int i = 0; i <= OrderTrail.MOST_STEPS; i++) {
                        ids.begin(exchange, "demo", i);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void twiceAsManyMarksAsStepsAreKept() {
        Exchange exchange = exchange();
        OrderTrail trail = new OrderTrail(0);
        OrderStep.Wish wish = new OrderStep.Wish("demo", null, "buy");
        OrderStep step = new OrderStep("id", wish);
        step.begin(AttemptOrigin.of(exchange), null);
        trail.begin(step);
        step.succeeded();
        setBack(exchange, new IllegalStateException("a later node"));
        AttemptOrigin next = AttemptOrigin.of(exchange);
        for (long number = 1; number <= 2 * OrderTrail.MOST_STEPS; number++) {
            trail.mark(number, step, null);
        }
        assertThat(trail.repeated(wish, next, 1L, Set.of())).isNull();

        trail.mark(2 * OrderTrail.MOST_STEPS + 1, step, null);
        assertThat(trail.repeated(wish, next, 1L, Set.of())).isSameAs(step);
        assertThat(trail.repeated(wish, next, 2L, Set.of())).isNull();
    }

    private OrderStep succeeded(Exchange exchange, String contents) {
        OrderStep step = ids.begin(exchange, "demo", contents);
        ids.succeeded(exchange, step);
        return step;
    }

    private static Exchange item(Exchange parent) {
        Exchange item = ExchangeHelper.createCorrelatedCopy(parent, false);
        item.setProperty(ExchangePropertyKey.SPLIT_INDEX, 0);
        return item;
    }

    /** As Camel's redelivery of a node before which no order was sent. */
    private static void setBack(Exchange exchange, Exception failure) {
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.getIn().removeHeaders("*");
    }

    private Exchange exchange() {
        return new DefaultExchange(context);
    }
}
