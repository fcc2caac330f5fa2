package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random trading that a seed repeats: whatever clients and broker do, volumes and money add up and no order ends twice. */
class EngineInvariantsTest {
    private static final int STEPS = 600;
    private static final long STEP_VOLUME = 100_000;

    private Random random = new Random();
    private AccountHarness harness = AccountHarness.hedged();
    private final List<Long> onTheirWay = new ArrayList<>();
    private final Map<Long, Long> executed = new HashMap<>();
    private final Map<Long, Long> held = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private long booked;
    private long commissions;
    private int bookings;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void volumesAndMoneyAddUp(int seed) {
        random = new Random(seed);
        SimulatedAccount account = seed % 2 == 0 ? AccountHarness.ACCOUNT : AccountHarness.ACCOUNT.asNetted();
        Set<TradingSwitch> switches = new HashSet<>();
        for (TradingSwitch each : TradingSwitch.values()) {
            if (random.nextInt(4) == 0 && each != TradingSwitch.REJECTED_ORDERS_UNLISTED) {
                switches.add(each);
            }
        }
        harness = new AccountHarness(
                account, new TradingRules(switches, one(CancelRace.values()), 100_000, AccountHarness.current()));
        for (int step = 0; step < STEPS; step++) {
            act();
            check();
        }
        closeEverything();
        check();
        assertThat(held.values()).containsOnly(0L);
        assertThat(commissions).isZero();
        assertThat(bookings).isGreaterThan(10);
        assertThat(executed).hasSizeGreaterThan(40);
    }

    private <T> T one(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void act() {
        harness.clock.advance(random.nextInt(50));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> attempt(() -> take(harness.account.place(randomOrder())));
            case 3 -> attempt(() -> take(harness.account.close(AccountHarness.close(somePosition(), volume()))));
            case 4 -> attempt(() -> take(harness.account.cancel(AccountHarness.cancel(someOrder()))));
            case 5 ->
                attempt(() -> take(harness.account.amend(ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(1001)
                        .setOrderId(someOrder())
                        .setVolume(volume())
                        .build())));
            case 6 ->
                attempt(() -> take(harness.account.protect(AccountHarness.protection(somePosition())
                        .setStopLoss(price(-300))
                        .setTrailingStopLoss(random.nextBoolean())
                        .build())));
            case 7 -> decide();
            default -> market();
        }
    }

    private void decide() {
        switch (random.nextInt(4)) {
            case 0 -> harness.account.brokerage().script(OrderScript.portions(volume(), volume()));
            case 1 -> harness.account.brokerage().script(OrderScript.rejected("NO_QUOTES"));
            case 2 -> harness.account.brokerage().race(one(CancelRace.values()));
            default -> harness.conditions(EURUSD).liquidity(random.nextBoolean() ? volume() : Long.MAX_VALUE);
        }
    }

    private void market() {
        if (!onTheirWay.isEmpty() && random.nextBoolean()) {
            take(harness.account.execute(onTheirWay.remove(random.nextInt(onTheirWay.size()))));
        } else {
            long bid = 110_000 + random.nextInt(400) - 200;
            see(harness.quoteAll(EURUSD, bid, bid + 10));
            see(harness.account.pass());
        }
    }

    private ProtoOANewOrderReq randomOrder() {
        ProtoOAOrderType type = one(new ProtoOAOrderType[] {
            ProtoOAOrderType.MARKET,
            ProtoOAOrderType.LIMIT,
            ProtoOAOrderType.STOP,
            ProtoOAOrderType.STOP_LIMIT,
            ProtoOAOrderType.MARKET_RANGE
        });
        ProtoOANewOrderReq.Builder order = AccountHarness.order(type, one(ProtoOATradeSide.values()), volume())
                .setLimitPrice(price(0))
                .setStopPrice(price(0))
                .setBaseSlippagePrice(price(0))
                .setSlippageInPoints(random.nextInt(100))
                .setTimeInForce(one(ProtoOATimeInForce.values()))
                .setExpirationTimestamp(harness.clock.millis() + 1 + random.nextInt(2000));
        if (random.nextInt(3) == 0) {
            order.setRelativeStopLoss(50 + random.nextInt(200)).setRelativeTakeProfit(50 + random.nextInt(200));
        }
        if (random.nextInt(4) == 0) {
            order.setPositionId(somePosition());
        }
        return order.build();
    }

    private double price(int offset) {
        return (110_000 + offset + random.nextInt(400) - 200) / 100_000.0;
    }

    private long volume() {
        return STEP_VOLUME * (1 + random.nextInt(10));
    }

    private long somePosition() {
        List<ProtoOAPosition> open = harness.account.report().reconcile(false).getPositionList();
        return open.isEmpty() ? 1 : open.get(random.nextInt(open.size())).getPositionId();
    }

    private long someOrder() {
        List<ProtoOAOrder> resting = harness.account.report().reconcile(true).getOrderList();
        return resting.isEmpty()
                ? 1
                : resting.get(random.nextInt(resting.size())).getOrderId();
    }

    private interface Attempt {
        void run() throws TradeRefusedException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (TradeRefusedException refused) {
            assertThat(refused.errorCode()).isNotEmpty();
            assertThat(refused.description()).isNotEmpty();
        }
    }

    private void take(Outcome outcome) {
        outcome.orderToExecute().ifPresent(onTheirWay::add);
        see(outcome.events());
    }

    private void see(List<AccountEvent> events) {
        harness.note(events).forEach(this::see);
    }

    private void see(ProtoOAExecutionEvent event) {
        ProtoOAOrder order = event.getOrder();
        assertThat(ended).as("ended before: %s", event).doesNotContain(order.getOrderId());
        if (order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED) {
            ended.add(order.getOrderId());
        }
        if (event.hasDeal()) {
            see(event.getDeal());
        }
        assertThat(order.getExecutedVolume())
                .as("executed: %s", event)
                .isEqualTo(executed.getOrDefault(order.getOrderId(), 0L))
                .isLessThanOrEqualTo(order.getTradeData().getVolume());
        assertThat(order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .as("filled: %s", event)
                .isEqualTo(order.getExecutedVolume() == order.getTradeData().getVolume());
    }

    private void see(ProtoOADeal deal) {
        assertThat(deal.getFilledVolume()).isPositive();
        executed.merge(deal.getOrderId(), deal.getFilledVolume(), Long::sum);
        int sign = Sides.sign(deal.getTradeSide());
        held.merge(deal.getPositionId(), sign * deal.getFilledVolume(), Long::sum);
        commissions += deal.getCommission();
        if (deal.hasClosePositionDetail()) {
            ProtoOAClosePositionDetail detail = deal.getClosePositionDetail();
            booked += detail.getGrossProfit() + detail.getCommission() + detail.getSwap();
            commissions -= detail.getCommission();
            bookings++;
            assertThat(detail.getBalance()).isEqualTo(10_000_00 + booked);
            assertThat(detail.getBalanceVersion()).isEqualTo(2 + bookings);
        }
    }

    private void check() {
        assertThat(harness.balance()).isEqualTo(10_000_00 + booked);
        Map<Long, Long> open = new HashMap<>();
        long commission = 0;
        for (ProtoOAPosition position :
                harness.account.report().reconcile(false).getPositionList()) {
            long volume = position.getTradeData().getVolume();
            open.put(
                    position.getPositionId(), Sides.sign(position.getTradeData().getTradeSide()) * volume);
            commission += position.getCommission();
            assertThat(volume).isPositive();
        }
        Map<Long, Long> expected = new HashMap<>(held);
        expected.values().removeIf(volume -> volume == 0);
        assertThat(open).isEqualTo(expected);
        assertThat(commission).isEqualTo(commissions);
        for (ProtoOAOrder order : harness.account.report().reconcile(true).getOrderList()) {
            assertThat(ended).doesNotContain(order.getOrderId());
            assertThat(order.getOrderType() != ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT
                            || order.getTradeData().getVolume()
                                    == Math.abs(open.getOrDefault(order.getPositionId(), 0L)))
                    .as("protects the whole position: %s", order)
                    .isTrue();
        }
    }

    private void closeEverything() {
        harness.conditions(EURUSD).liquidity(Long.MAX_VALUE);
        while (!onTheirWay.isEmpty()) {
            take(harness.account.execute(onTheirWay.remove(0)));
        }
        for (ProtoOAPosition position :
                harness.account.report().reconcile(false).getPositionList()) {
            // Scripts that are left over may reject a few of the attempts.
            while (held.getOrDefault(position.getPositionId(), 0L) != 0) {
                attempt(() -> take(harness.account.close(AccountHarness.close(
                        position.getPositionId(), Math.abs(held.getOrDefault(position.getPositionId(), 0L))))));
                while (!onTheirWay.isEmpty()) {
                    take(harness.account.execute(onTheirWay.remove(0)));
                }
            }
        }
    }
}
