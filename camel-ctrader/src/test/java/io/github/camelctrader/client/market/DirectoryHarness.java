package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The symbols of one account, with answers given by hand. */
abstract class DirectoryHarness {
    static final long ACCOUNT = 7;
    static final Message LIST =
            ProtoOASymbolsListReq.newBuilder().setCtidTraderAccountId(ACCOUNT).build();

    final ScriptedRequests requests = new ScriptedRequests();
    final VirtualLoop loop = new VirtualLoop();
    final SymbolDirectory directory = new SymbolDirectory(requests, loop);

    void load(String... names) {
        directory.load(ACCOUNT);
        answerList(names);
        requests.takeSent();
    }

    <T> CompletableFuture<T> inOneTurn(Supplier<CompletableFuture<T>> lookUp) {
        List<CompletableFuture<T>> found = new ArrayList<>();
        loop.execute(() -> found.add(lookUp.get()));
        return found.get(0);
    }

    CompletableFuture<Symbol> find(String text) {
        return directory.find(ACCOUNT, SymbolReference.of(text));
    }

    CompletableFuture<Long> resolve(String text) {
        return directory.resolve(ACCOUNT, SymbolReference.of(text));
    }

    void read(String name, long symbolId) {
        CompletableFuture<Symbol> found = find(name);
        answerDetails(5, symbolId);
        assertThat(found).isCompleted();
        requests.takeSent();
    }

    void answerList(String... names) {
        ProtoOASymbolsListRes.Builder list = ProtoOASymbolsListRes.newBuilder().setCtidTraderAccountId(ACCOUNT);
        for (int i = 0; i < names.length; i++) {
            list.addSymbol(ProtoOALightSymbol.newBuilder().setSymbolId(i + 1L).setSymbolName(names[i]));
        }
        requests.answer(list.build());
    }

    void answerDetails(int digits, Long... symbolIds) {
        ProtoOASymbolByIdRes.Builder details = ProtoOASymbolByIdRes.newBuilder().setCtidTraderAccountId(ACCOUNT);
        for (Long symbolId : symbolIds) {
            details.addSymbol(details(symbolId, digits));
        }
        requests.answer(details.build());
    }

    static ProtoOASymbol.Builder details(long symbolId, int digits) {
        return ProtoOASymbol.newBuilder()
                .setSymbolId(symbolId)
                .setDigits(digits)
                .setPipPosition(4);
    }

    static Message byId(Long... symbolIds) {
        return ProtoOASymbolByIdReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }

    static ProtoOASymbolChangedEvent changed(Long... symbolIds) {
        return ProtoOASymbolChangedEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }

    /** As a caller sees it that does not look for wrappers. */
    static Throwable failureOf(CompletableFuture<?> future) {
        List<Throwable> failures = new ArrayList<>();
        future.whenComplete((value, error) -> {
            if (error != null) {
                failures.add(error);
            }
        });
        assertThat(failures).as("failures of %s", future).hasSize(1);
        return failures.get(0);
    }
}
