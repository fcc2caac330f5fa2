package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetClassListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolCategoryListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAssetClass;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbolCategory;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReferenceDataTest {
    @RegisterExtension
    static final SimulatorExtension EXTENSION =
            new SimulatorExtension(CTraderSimulator.builder().quotesPerSecond(0));

    @AutoClose
    private final TestClient client;

    ReferenceDataTest(CTraderSimulator simulator) throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    private ProtoOALightSymbol symbol(String name) throws Exception {
        return client
                .request(ProtoOASymbolsListReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOASymbolsListRes.getDefaultInstance())
                .getSymbolList()
                .stream()
                .filter(symbol -> symbol.getSymbolName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long asset(String name) throws Exception {
        return client
                .request(ProtoOAAssetListReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOAAssetListRes.getDefaultInstance())
                .getAssetList()
                .stream()
                .filter(asset -> asset.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAssetId();
    }

    @Test
    void symbolsPointToAssetsAndCategories() throws Exception {
        ProtoOALightSymbol gold = symbol("XAUUSD");
        assertThat(gold.getEnabled()).isTrue();
        assertThat(gold.getBaseAssetId()).isEqualTo(asset("XAU"));
        assertThat(gold.getQuoteAssetId()).isEqualTo(asset("USD"));
        assertThat(symbol("NZDUSD").getEnabled()).isFalse();

        List<ProtoOASymbolCategory> categories = client.request(ProtoOASymbolCategoryListReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOASymbolCategoryListRes.getDefaultInstance())
                .getSymbolCategoryList();
        List<ProtoOAAssetClass> classes = client.request(ProtoOAAssetClassListReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOAAssetClassListRes.getDefaultInstance())
                .getAssetClassList();
        ProtoOASymbolCategory metals = categories.stream()
                .filter(category -> category.getId() == gold.getSymbolCategoryId())
                .findFirst()
                .orElseThrow();
        assertThat(metals.getName()).isEqualTo("Metals");
        assertThat(classes).extracting(ProtoOAAssetClass::getId).contains(metals.getAssetClassId());
    }

    @Test
    void detailsComeForTheIdsAskedFor() throws Exception {
        long euro = symbol("EURUSD").getSymbolId();
        long yen = symbol("USDJPY").getSymbolId();
        List<ProtoOASymbol> details = client.request(ProtoOASymbolByIdReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .addSymbolId(yen)
                        .addSymbolId(euro)
                        .build())
                .as(ProtoOASymbolByIdRes.getDefaultInstance())
                .getSymbolList();

        assertThat(details).extracting(ProtoOASymbol::getSymbolId).containsExactly(yen, euro);
        assertThat(details).extracting(ProtoOASymbol::getDigits).containsExactly(3, 5);
        assertThat(details.get(1).getLotSize()).isEqualTo(10_000_000);
        assertThat(details.get(1).getMinVolume()).isEqualTo(100_000);
        assertThat(details.get(1).getStepVolume()).isEqualTo(100_000);
        assertThat(details.get(1).getMaxVolume()).isEqualTo(10_000_000_000L);
        assertThat(details.get(1).getPipPosition()).isEqualTo(4);
        assertThat(client.refusal(ProtoOASymbolByIdReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .addSymbolId(euro)
                                .addSymbolId(4711)
                                .build())
                        .getErrorCode())
                .isEqualTo("SYMBOL_NOT_FOUND");
    }

    @Test
    void conversionGivesTheChainOfSymbols() throws Exception {
        assertThat(conversion(asset("XAU"), asset("EUR")))
                .extracting(ProtoOALightSymbol::getSymbolName)
                .containsExactly("XAUUSD", "EURUSD");
        assertThat(conversion(asset("EUR"), asset("EUR"))).isEmpty();
        assertThat(client.refusal(conversionRequest(asset("EUR"), 4711)).getErrorCode())
                .isEqualTo("ENTITY_NOT_FOUND");
    }

    private List<ProtoOALightSymbol> conversion(long first, long last) throws Exception {
        return client.request(conversionRequest(first, last))
                .as(ProtoOASymbolsForConversionRes.getDefaultInstance())
                .getSymbolList();
    }

    private static ProtoOASymbolsForConversionReq conversionRequest(long first, long last) {
        return ProtoOASymbolsForConversionReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setFirstAssetId(first)
                .setLastAssetId(last)
                .build();
    }

    @Test
    void theTraderHasMoneyAndLeverage() throws Exception {
        ProtoOATrader trader = client.request(ProtoOATraderReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOATraderRes.getDefaultInstance())
                .getTrader();
        assertThat(trader.getBalance()).isEqualTo(10_000_00);
        assertThat(trader.getMoneyDigits()).isEqualTo(2);
        assertThat(trader.getBalanceVersion()).isEqualTo(2);
        assertThat(trader.getLeverageInCents()).isEqualTo(10_000);
        assertThat(trader.getDepositAssetId()).isEqualTo(asset("USD"));
        assertThat(trader.getAccountType()).isEqualTo(ProtoOAAccountType.HEDGED);
    }
}
