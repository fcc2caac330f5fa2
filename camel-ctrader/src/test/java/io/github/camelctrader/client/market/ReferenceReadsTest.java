package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsForConversionRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAsset;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Conversion;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.Callbacks;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What belongs to symbols is read when it is asked for, once, and anew after whatever may have changed it. */
class ReferenceReadsTest extends DirectoryHarness {
    private static final ProtoOALightSymbol EURUSD = ProtoOALightSymbol.newBuilder()
            .setSymbolId(10)
            .setBaseAssetId(1)
            .setQuoteAssetId(2)
            .build();

    private static final ProtoOAAssetListReq ASSETS =
            ProtoOAAssetListReq.newBuilder().setCtidTraderAccountId(ACCOUNT).build();

    private final ReferenceReads reference = new ReferenceReads(directory, () -> Instant.EPOCH);

    @Test
    void allWhoAskShareOneRequestAndWhoComesLaterIsAnsweredFromMemory() {
        CompletableFuture<List<ProtoOAAsset>> first = reference.assets(ACCOUNT);
        CompletableFuture<List<ProtoOAAsset>> second = reference.assets(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(ASSETS);
        answerAssets("EUR");

        assertThat(first.join()).extracting(ProtoOAAsset::getName).containsExactly("EUR");
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(reference.assets(ACCOUNT)).isCompleted();
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void accountsHaveTheirOwn() {
        readAssets();

        reference.assets(8);

        assertThat(requests.takeSent()).hasSize(1);
    }

    @Test
    void aChangeOfSymbolsALostSessionAndALostLinkEndWhatIsKept() {
        for (Runnable change : List.<Runnable>of(
                () -> directory.onSymbolChanged(changed(1L)),
                () -> directory.accountLost(ACCOUNT),
                directory::linkLost)) {
            readAssets();
            change.run();

            CompletableFuture<List<ProtoOAAsset>> anew = reference.assets(ACCOUNT);

            assertThat(requests.takeSent()).containsExactly(ASSETS);
            answerAssets("EUR");
            assertThat(anew).isCompleted();
            directory.linkLost();
        }
    }

    @Test
    void anAnswerThatWasUnderWayWhenSomethingChangedIsNotKept() {
        CompletableFuture<List<ProtoOAAsset>> before = reference.assets(ACCOUNT);
        directory.onSymbolChanged(changed(1L));
        CompletableFuture<List<ProtoOAAsset>> after = reference.assets(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(ASSETS, ASSETS);
        answerAssets("OLD");
        answerAssets("NEW");

        assertThat(before.join()).extracting(ProtoOAAsset::getName).containsExactly("OLD");
        assertThat(after.join()).extracting(ProtoOAAsset::getName).containsExactly("NEW");
        assertThat(reference.assets(ACCOUNT).join())
                .extracting(ProtoOAAsset::getName)
                .containsExactly("NEW");
    }

    @Test
    void aFailureIsNotKept() {
        CompletableFuture<List<ProtoOAAsset>> failed = reference.assets(ACCOUNT);
        requests.fail(refused());
        CompletableFuture<List<ProtoOAAsset>> strange = reference.assets(ACCOUNT);
        requests.answer(ProtoOAVersionRes.newBuilder().setVersion("91").build());

        assertThat(causeOf(failed)).isInstanceOf(RequestRejectedException.class);
        assertThat(causeOf(strange)).isInstanceOf(RequestTimeoutException.class);
        readAssets();
    }

    @Test
    void anAssetAndItselfNeedNoSymbolAndNoRequest() {
        assertThat(reference.conversion(ACCOUNT, 4, 4).join()).isEqualTo(new Conversion(4, 4, List.of()));
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void aWayIsReadOnceForEachPairAndOneThatLeadsElsewhereIsRefused() {
        CompletableFuture<Conversion> way = reference.conversion(ACCOUNT, 1, 2);
        assertThat(requests.takeSent())
                .containsExactly(ProtoOASymbolsForConversionReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setFirstAssetId(1)
                        .setLastAssetId(2)
                        .build());
        answerWay(EURUSD);
        CompletableFuture<Conversion> elsewhere = reference.conversion(ACCOUNT, 1, 3);
        answerWay(EURUSD);

        assertThat(way.join().symbols())
                .extracting(ProtoOALightSymbol::getSymbolId)
                .containsExactly(10L);
        assertThat(causeOf(elsewhere)).isInstanceOf(InvalidRequestException.class);
    }

    private void readAssets() {
        CompletableFuture<List<ProtoOAAsset>> read = reference.assets(ACCOUNT);
        answerAssets("EUR");
        assertThat(read).isCompleted();
        requests.takeSent();
    }

    private void answerAssets(String name) {
        requests.answer(ProtoOAAssetListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAsset(ProtoOAAsset.newBuilder().setAssetId(1).setName(name))
                .build());
    }

    private void answerWay(ProtoOALightSymbol symbol) {
        requests.answer(ProtoOASymbolsForConversionRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addSymbol(symbol)
                .build());
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        return Callbacks.causeOf(failureOf(future));
    }

    private static CTraderException refused() {
        return ScriptedRequests.refusal("UNKNOWN_ERROR");
    }
}
