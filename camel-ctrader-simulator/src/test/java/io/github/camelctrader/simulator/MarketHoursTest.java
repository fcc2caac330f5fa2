package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAHoliday;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketHoursTest {
    private static final long EURUSD = 1;
    private static final long BTCUSD = 201;

    private static SimulatorBuilder at(String time) {
        return CTraderSimulator.builder()
                .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
                .quotesPerSecond(0)
                .fillDelay(Duration.ZERO)
                .marketHours(MarketHours.WEEKDAYS)
                .holiday(LocalDate.of(2026, 12, 25));
    }

    private static boolean trades(TestClient client, long symbolId) throws Exception {
        return client.request(ProtoOANewOrderReq.newBuilder()
                                .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                                .setSymbolId(symbolId)
                                .setOrderType(ProtoOAOrderType.MARKET)
                                .setTradeSide(ProtoOATradeSide.BUY)
                                .setVolume(symbolId == EURUSD ? 100_000 : 1)
                                .build())
                        .payloadType()
                == PayloadTypes.of(ProtoOAExecutionEvent.getDefaultInstance());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-28T12:00:00Z,     false, a Saturday",
        "2026-11-29T22:04:59Z,     false, Sunday evening",
        "2026-11-29T22:05:00Z,     true,  the week begins",
        "2026-11-30T21:54:59.999Z, true,  Monday evening",
        "2026-11-30T21:55:00Z,     false, the daily break",
        "2026-11-30T22:05:00Z,     true,  Tuesday's session",
        "2026-12-04T21:54:59Z,     true,  Friday evening",
        "2026-12-04T21:55:00Z,     false, the week is over",
        "2026-12-25T12:00:00Z,     false, a holiday",
        "2026-12-24T12:00:00Z,     true,  the day before it"
    })
    void currenciesRestAtWeekendsAndHolidaysAndCryptoNever(String time, boolean open) throws Exception {
        try (CTraderSimulator simulator = at(time).start();
                TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            assertThat(trades(client, EURUSD)).isEqualTo(open);
            assertThat(trades(client, BTCUSD)).isTrue();
        }
    }

    @Test
    void clientsAreTold() throws Exception {
        SimulatedSymbol tuesdays = SimulatedSymbol.forex(8, "EURGBP", "0.86000", "0.00010")
                .withSchedule(TradingHours.on(DayOfWeek.TUESDAY, Duration.ZERO, Duration.ofHours(24)))
                .withHolidays(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26));
        try (CTraderSimulator simulator =
                        at("2026-11-28T12:00:00Z").symbol(tuesdays).start();
                TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            ProtoOASymbolByIdRes answer = client.request(ProtoOASymbolByIdReq.newBuilder()
                            .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                            .addSymbolId(EURUSD)
                            .addSymbolId(BTCUSD)
                            .addSymbolId(8)
                            .build())
                    .as(ProtoOASymbolByIdRes.getDefaultInstance());
            assertThat(answer.getSymbolList())
                    .extracting(ProtoOASymbol::getScheduleCount)
                    .containsExactly(5, 1, 1);
            assertThat(answer.getSymbolList())
                    .extracting(ProtoOASymbol::getHolidayCount)
                    .containsExactly(1, 0, 2);
            assertThat(answer.getSymbol(0).getHolidayList())
                    .extracting(ProtoOAHoliday::getHolidayDate)
                    .containsExactly(LocalDate.of(2026, 12, 25).toEpochDay());
        }
    }

    @Test
    void symbolsThatComeLaterKeepTheHoursAndHolidaysOfAll() throws Exception {
        SimulatedSymbol later = SimulatedSymbol.forex(901, "EURSEK", "11.50000", "0.00100");
        try (CTraderSimulator simulator = at("2026-11-28T12:00:00Z").start();
                TestClient client = TestClient.authorised(simulator, SimulatorDefaults.DEMO_ACCOUNT)) {
            simulator.broker().addSymbol(later);
            assertThat(client.request(ProtoOASymbolByIdReq.newBuilder()
                                    .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                                    .addSymbolId(901)
                                    .build())
                            .as(ProtoOASymbolByIdRes.getDefaultInstance())
                            .getSymbolList())
                    .singleElement()
                    .satisfies(symbol -> {
                        assertThat(symbol.getScheduleCount()).isEqualTo(5);
                        assertThat(symbol.getHolidayCount()).isEqualTo(1);
                    });
        }
    }
}
