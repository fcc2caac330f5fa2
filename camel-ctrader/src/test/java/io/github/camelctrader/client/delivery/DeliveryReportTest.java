package io.github.camelctrader.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Taker;
import io.github.camelctrader.client.time.VirtualLoop;
import org.junit.jupiter.api.Test;

/** What is counted of events that did not come as they were. */
class DeliveryReportTest {
    private final ScriptedExecutor executor = new ScriptedExecutor();

    @Test
    void updatesThatANewerOneTookThePlaceOfCountOnceTheyAreHandedOver() {
        Delivery delivery = delivery(Events.everything(SlowConsumer.CONFLATE, 10));
        for (int bid = 1; bid <= 4; bid++) {
            delivery.offer(Events.spot(1, bid, bid + 1));
        }
        delivery.offer(Events.spot(2, 5, 6));
        assertThat(delivery.report(0).conflated()).isZero();
        executor.runAll();

        ClientReport.Consumer report = delivery.report(0);
        assertThat(report.conflated()).isEqualTo(3);
        assertThat(report.missed()).isZero();
        assertThat(report.gaps()).isZero();
    }

    @Test
    void aGapCountsAlsoWhereItWasNotAskedFor() {
        for (EventInterest interest :
                new EventInterest[] {Events.everything(SlowConsumer.QUEUE, 2), Events.andGaps(SlowConsumer.QUEUE, 2)}) {
            Delivery delivery = delivery(interest);
            for (int bid = 1; bid <= 5; bid++) {
                delivery.offer(Events.spot(1, bid, bid + 1));
            }
            executor.runAll();

            ClientReport.Consumer report = delivery.report(2);
            assertThat(report.missed()).isEqualTo(3);
            assertThat(report.gaps())
                    .as("one, and two of which it was not told")
                    .isEqualTo(3);
            assertThat(report.conflated()).isZero();
        }
    }

    private Delivery delivery(EventInterest interest) {
        return new Delivery(interest, new Taker(), executor, new VirtualLoop(), Environment.DEMO, null);
    }
}
