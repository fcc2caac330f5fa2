package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOADynamicLeverageTier;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import io.github.camelctrader.client.AccountDirectory;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.SymbolStatus;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.MarketHours;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account may trade and what belongs to that, read over TLS, and when markets are open. */
class DirectoryEndToEndTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    /** A Wednesday; the next day is a holiday. */
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .marketHours(MarketHours.WEEKDAYS)
            .holiday(LocalDate.of(2026, 11, 26))
            .symbol(SimulatedSymbol.other(50, "GOLD", "Metals", "XAG", "USD", 2, "31.00", "0.02")
                    .withLeverage(new LeverageTier(1_000_000, 200), new LeverageTier(5_000_000, 50)))
            .start();
    private final ClientHarness harness = new ClientHarness(simulator, settings -> settings);
    private AccountDirectory directory;

    @BeforeEach
    void begin() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        directory = harness.client.directory(ACCOUNT, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void tellsWhatASymbolIsAndWhenItsMarketIsOpen() {
        // The server's clock is known from what it tells of the market.
        harness.subscribe(Set.of("spot"), "EURUSD");
        SymbolStatus status = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> directory.status(SymbolReference.byName("gold")).join(),
                        found -> found.time().isBefore(NOW.plus(Duration.ofDays(1)))
                                && !found.time().isBefore(NOW.minus(Duration.ofDays(1))));

        assertThat(status.symbolId()).isEqualTo(50);
        assertThat(status.symbolName()).isEqualTo("GOLD");
        assertThat(status.baseAsset()).isEqualTo("XAG");
        assertThat(status.quoteAsset()).isEqualTo("USD");
        assertThat(status.category()).isEqualTo("Metals");
        assertThat(status.assetClass()).isEqualTo("Metals");
        assertThat(status.leverage())
                .containsExactly(new SymbolStatus.Tier(1_000_000, 200), new SymbolStatus.Tier(5_000_000, 50));
        assertThat(status.open()).isTrue();
        assertThat(status.nextClose()).isEqualTo(Instant.parse("2026-11-25T21:55:00Z"));
        assertThat(status.nextOpen()).isEqualTo(Instant.parse("2026-11-25T22:05:00Z"));
        assertThat(status.timeZone()).isEqualTo("UTC");
        assertThat(status.toMap())
                .containsEntry("open", true)
                .containsEntry(
                        "leverage",
                        List.of(
                                Map.of("volume", 1_000_000L, "leverage", 200),
                                Map.of("volume", 5_000_000L, "leverage", 50)));
    }

    @Test
    void tellsAssetsCategoriesLeverageAndWays() {
        assertThat(directory.assets().join()).extracting(ProtoOAAsset::getName).contains("EUR", "USD", "JPY");
        assertThat(directory.categories().join())
                .extracting(ProtoOASymbolCategory::getName)
                .contains("Forex", "Crypto");
        assertThat(directory.assetClasses().join()).isNotEmpty();
        assertThat(directory.symbols().join())
                .extracting(ProtoOALightSymbol::getSymbolName)
                .contains("EURUSD", "GOLD");
        assertThat(directory.leverage(50).join().getTiersList())
                .extracting(ProtoOADynamicLeverageTier::getLeverage)
                .containsExactly(200, 50);
        assertThat(directory.conversion(asset("JPY"), asset("CHF")).join().symbols())
                .extracting(ProtoOALightSymbol::getSymbolName)
                .containsExactly("USDJPY", "USDCHF");
    }

    @Test
    void whatThereIsNotFailsAndSaysSo() {
        assertThat(ClientHarness.failureOf(directory.status(SymbolReference.byName("NOSUCH"))))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(ClientHarness.failureOf(directory.leverage(1))).isInstanceOf(RequestRejectedException.class);
        assertThat(ClientHarness.failureOf(directory.conversion(1, 4711))).isInstanceOf(RequestRejectedException.class);
        assertThat(ClientHarness.failureOf(harness.client.directory(4711).assets()))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> harness.client.directory(ACCOUNT, Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void manyAskersCostOneRequestOnEachLink() {
        List<CompletableFuture<List<ProtoOAAsset>>> asked =
                IntStream.range(0, 50).mapToObj(number -> directory.assets()).toList();
        asked.forEach(CompletableFuture::join);
        assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_ASSET_LIST_REQ_VALUE))
                .isEqualTo(1);

        int link = harness.client.snapshot().generation();
        simulator.cut(DEMO, CutKind.RST);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> harness.client.snapshot().generation() > link
                        && harness.client.snapshot().state() == ConnectionState.READY);
        directory.assets().join();
        directory.assets().join();

        assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_ASSET_LIST_REQ_VALUE))
                .isEqualTo(2);
    }

    private long asset(String name) {
        return directory.assets().join().stream()
                .filter(asset -> asset.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAssetId();
    }
}
