package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read by a name is about the symbol that is called so when the answer is there, not when the request was made. */
class ReadsByNameTest {
    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    @Test
    void aNameThatBecameThatOfAnotherSymbolMeanwhileIsReadAnew() {
        camel.client().answers = request -> {
            // The request waited: for the limit on history, or for the next link.
            rename();
            return bars(request);
        };

        assertThat(SimulatorCamel.body(read(), ProtoOAGetTrendbarsRes.class).getSymbolId())
                .isEqualTo(2);
        assertThat(asked()).containsExactly(1L, 2L);
    }

    @Test
    void soItIsWhenTheServerKnowsTheFormerSymbolNoMore() {
        camel.client().answers = request -> {
            if (((ProtoOAGetTrendbarsReq) request).getSymbolId() == 2) {
                return bars(request);
            }
            rename();
            return CompletableFuture.failedFuture(
                    new RequestRejectedException("gone", "SYMBOL_NOT_FOUND", null, Retryability.AFTER_FIX));
        };

        assertThat(SimulatorCamel.body(read(), ProtoOAGetTrendbarsRes.class).getSymbolId())
                .isEqualTo(2);
    }

    @Test
    void aNameThatIsStillThatOfItsSymbolIsReadOnce() {
        camel.client().answers = ReadsByNameTest::bars;

        assertThat(read().getException()).isNull();
        assertThat(asked()).containsExactly(1L);
    }

    @Test
    void anAnswerAboutANameThatIsGoneStaysAsItIs() {
        camel.client().answers = request -> {
            camel.client().symbols.clear();
            return bars(request);
        };

        assertThat(SimulatorCamel.body(read(), ProtoOAGetTrendbarsRes.class).getSymbolId())
                .isEqualTo(1);
    }

    @Test
    void whatTheServerSaidNothingToIsNotLookedAtOnceMore() {
        camel.client().answers = request -> {
            rename();
            return CompletableFuture.failedFuture(new RequestTimeoutException("no answer", null));
        };

        assertThat(read().getException()).isInstanceOf(RequestTimeoutException.class);
        assertThat(camel.client().lookUps).hasSize(1);
    }

    private Exchange read() {
        return camel.context
                .createFluentProducerTemplate()
                .to("ctrader:demo?messageType=GetTrendbarsReq&accountId=7")
                .withBody(Map.of(
                        "symbolName", "EURUSD", "period", "M1", "fromTimestamp", 1_000_000, "toTimestamp", 2_000_000))
                .send();
    }

    private void rename() {
        camel.client().symbols.put("EURUSD", Symbols.forex(2, "EURUSD"));
    }

    private List<Long> asked() {
        return camel.client().requests.stream()
                .map(request -> ((ProtoOAGetTrendbarsReq) request).getSymbolId())
                .toList();
    }

    private static CompletableFuture<Reply> bars(Message request) {
        ProtoOAGetTrendbarsReq asked = (ProtoOAGetTrendbarsReq) request;
        ProtoOAGetTrendbarsRes answer = ProtoOAGetTrendbarsRes.newBuilder()
                .setCtidTraderAccountId(asked.getCtidTraderAccountId())
                .setSymbolId(asked.getSymbolId())
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .build();
        return CompletableFuture.completedFuture(new Reply(answer, PayloadTypes.payloadTypeOf(answer), "1-1"));
    }
}
