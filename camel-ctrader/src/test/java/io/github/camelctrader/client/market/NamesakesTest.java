package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which of several symbols is meant. */
class NamesakesTest extends DirectoryHarness {
    @Test
    void ofNamesakesTheTradableOneIsMeantAsItsDetailsSay() {
        load("EURUSD", "EURUSD");
        CompletableFuture<Long> found = inOneTurn(() -> resolve("EURUSD"));
        assertThat(requests.takeSent()).containsExactly(byId(1L, 2L));
        requests.answer(ProtoOASymbolByIdRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addSymbol(details(1, 5).setTradingMode(ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION))
                .addSymbol(details(2, 5))
                .build());
        assertThat(found).isCompletedWithValue(2L);
    }

    @Test
    void severalTradableNamesakesAreRefusedWithTheirIds() {
        load("EURUSD", "EURUSD");
        CompletableFuture<Symbol> found = inOneTurn(() -> find("EURUSD"));
        answerDetails(5, 1L, 2L);

        assertThat(failureOf(found))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        problem -> assertThat(problem.getField()).isEqualTo("symbolName"))
                .hasMessage(
                        "symbolName = EURUSD: is ambiguous, account 7 has EURUSD (symbolId 1), EURUSD (symbolId 2); "
                                + "give the id of the one that is meant, or its name if no other has that");
    }

    @Test
    void namesakesWhoseDetailsDoNotComeAreNotJudged() {
        load("EURUSD", "EURUSD");
        CompletableFuture<Symbol> found = inOneTurn(() -> find("EURUSD"));
        requests.fail(new RequestTimeoutException("no answer", null));

        assertThat(failureOf(found)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void blanksAroundANameDoNotMatterOnEitherSide() {
        load("GOLD ", "SILVER");
        assertThat(resolve("GOLD")).isCompletedWithValue(1L);
        assertThat(resolve(" GOLD ")).isCompletedWithValue(1L);
        assertThat(resolve("SILVER ")).isCompletedWithValue(2L);
        assertThat(directory.resolve(ACCOUNT, SymbolReference.byName("GOLD "))).isCompletedWithValue(1L);
        assertThat(directory.resolve(ACCOUNT, SymbolReference.byName("SILVER\t")))
                .isCompletedWithValue(2L);
    }

    @Test
    void aTextThatIsOneSymbolsNameAndAnothersIdIsRefusedWhicheverMayBeTraded() {
        load("GOLD", "1");
        assertThat(failureOf(resolve("1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1 (symbolId 2), GOLD (symbolId 1)");
        assertThat(directory.resolve(ACCOUNT, SymbolReference.byId(1))).isCompletedWithValue(1L);
        assertThat(directory.resolve(ACCOUNT, SymbolReference.byName("1"))).isCompletedWithValue(2L);
        assertThat(requests.takeSent()).isEmpty();
    }
}
