package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that show what happened only after a while: each part of an account as it was, and all of it as of one moment. */
class LateAccountTest {
    private static final Duration LAG = Duration.ofSeconds(30);

    private static List<ProtoOAOrder> orders(AccountHarness harness) {
        return harness.account.history().orders(0, Long.MAX_VALUE).getOrderList();
    }

    @Test
    void aFillIsOpenAtOnceAndListedLater() throws Exception {
        AccountHarness slow = AccountHarness.late(LAG, Duration.ZERO);
        ProtoOAExecutionEvent filled = last(slow.place(market(BUY, LOT)));
        HistoryReport report = slow.account.history();
        long orderId = filled.getOrder().getOrderId();
        long positionId = filled.getPosition().getPositionId();

        slow.clock.advance(29_999);
        assertThat(slow.account.report().reconcile(true).getPositionList()).hasSize(1);
        assertThat(report.deals(0, Long.MAX_VALUE, 10).getDealList()).isEmpty();
        assertThat(report.dealsOfPosition(positionId, 0, Long.MAX_VALUE).getDealList())
                .isEmpty();
        assertThat(orders(slow)).isEmpty();
        assertThat(report.ordersOfPosition(positionId, 0, Long.MAX_VALUE).getOrderList())
                .isEmpty();
        assertThat(report.order(orderId)).isEmpty();
        assertThat(report.offsets(filled.getDeal().getDealId())).isEmpty();

        slow.clock.advance(1);
        assertThat(report.deals(0, Long.MAX_VALUE, 10).getDealList())
                .extracting(deal -> deal.getDealId())
                .containsExactly(filled.getDeal().getDealId());
        assertThat(orders(slow)).containsExactly(filled.getOrder());
        assertThat(report.order(orderId).orElseThrow().getDealList()).hasSize(1);
        assertThat(report.offsets(filled.getDeal().getDealId())).isPresent();
    }

    @Test
    void anOrderThatRestsIsListedLater() throws Exception {
        AccountHarness slow = AccountHarness.late(LAG, Duration.ZERO);
        long orderId = last(slow.place(limit(BUY, 1.05))).getOrder().getOrderId();

        slow.clock.advance(29_999);
        assertThat(slow.account.report().reconcile(true).getOrderList()).hasSize(1);
        assertThat(orders(slow)).isEmpty();
        assertThat(slow.account.history().order(orderId)).isEmpty();

        slow.clock.advance(1);
        assertThat(orders(slow)).extracting(ProtoOAOrder::getOrderId).containsExactly(orderId);
    }

    @Test
    void anOrderThatEndedIsListedAsItWasUntilItsEndIs() throws Exception {
        AccountHarness slow = AccountHarness.late(LAG, Duration.ZERO);
        ProtoOAOrder placed = last(slow.place(limit(BUY, 1.05))).getOrder();
        slow.clock.advance(LAG.toMillis());
        slow.run(slow.account.amend(ProtoOAAmendOrderReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setOrderId(placed.getOrderId())
                .setLimitPrice(1.04)
                .build()));
        slow.clock.advance(10_000);
        ProtoOAOrder cancelled = last(slow.note(slow.account.cancel(AccountHarness.cancel(placed.getOrderId()))))
                .getOrder();

        assertThat(slow.account.report().reconcile(true).getOrderList()).isEmpty();
        assertThat(orders(slow)).containsExactly(placed);
        slow.clock.advance(20_000);
        assertThat(orders(slow)).extracting(ProtoOAOrder::getLimitPrice).containsExactly(1.04);
        assertThat(slow.account
                        .history()
                        .order(placed.getOrderId())
                        .orElseThrow()
                        .getOrder())
                .isEqualTo(orders(slow).get(0));
        slow.clock.advance(10_000);
        assertThat(orders(slow)).containsExactly(cancelled);
    }

    @Test
    void reconciliationMayBeLateByItself() throws Exception {
        AccountHarness slow = AccountHarness.late(Duration.ZERO, LAG);
        long positionId = slow.open();
        last(slow.place(limit(BUY, 1.05)));

        slow.clock.advance(29_999);
        assertThat(slow.account.report().reconcile(true).getPositionList()).isEmpty();
        assertThat(slow.account.report().reconcile(true).getOrderList()).isEmpty();
        assertThat(orders(slow)).hasSize(2);

        slow.clock.advance(1);
        slow.run(slow.account.close(AccountHarness.close(positionId, LOT / 10)));
        assertThat(slow.account.report().reconcile(true).getPositionList()).hasSize(1);
        assertThat(slow.account.report().reconcile(true).getOrderList()).hasSize(1);
        slow.clock.advance(LAG.toMillis());
        assertThat(slow.account.report().reconcile(true).getPositionList()).isEmpty();
    }
}
