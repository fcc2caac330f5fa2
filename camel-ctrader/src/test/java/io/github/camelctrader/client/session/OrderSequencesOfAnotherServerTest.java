package io.github.camelctrader.client.session;

import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.simulator.TradingSwitch;

/** The same answers from a server that gives more events the id of a request, and tells some things in another order or form. */
class OrderSequencesOfAnotherServerTest extends OrderSequencesTest {
    @Override
    OrderHarness harness() {
        return new OrderHarness(
                server -> server.trading(
                        TradingSwitch.LATE_FILLS_ANSWER_REQUEST,
                        TradingSwitch.PROTECTION_ANSWERS_REQUEST,
                        TradingSwitch.PROTECTION_CANCELLED_FIRST,
                        TradingSwitch.ORDER_ERRORS_NAME_IDS,
                        TradingSwitch.DUPLICATE_CLIENT_ORDER_ID_REFUSED,
                        TradingSwitch.MARGIN_CHANGES_TOLD),
                new MemoryOrderJournal());
    }
}
