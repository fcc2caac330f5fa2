package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which list a look-up may be answered from. */
class FreshListTest extends DirectoryHarness {
    @Test
    void whileTheListOfANewLinkIsReadNobodyIsAnsweredFromTheOldOne() {
        load("EURUSD", "GBPUSD");
        read("EURUSD", 1);
        directory.linkLost();
        CompletableFuture<Symbol> first = find("EURUSD");
        CompletableFuture<Symbol> second = find("EURUSD");
        CompletableFuture<Long> third = resolve("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        assertThat(third).isNotDone();

        answerList("EURUSD.old", "EURUSD");
        assertThat(third).isCompletedWithValue(2L);
        assertThat(requests.takeSent()).containsExactly(byId(2L));
        answerDetails(5, 2L);
        assertThat(first).isCompletedWithValueMatching(symbol -> symbol.id() == 2);
        assertThat(second).isCompletedWithValueMatching(symbol -> symbol.id() == 2);
    }

    @Test
    void aReadOfANewLinkThatFailsIsMadeAgainByTheNextLookUp() {
        load("EURUSD");
        directory.linkLost();
        CompletableFuture<Long> failed = resolve("EURUSD");
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(failureOf(failed)).isInstanceOf(RequestTimeoutException.class);
        requests.takeSent();

        CompletableFuture<Long> again = resolve("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD.old", "EURUSD");
        assertThat(again).isCompletedWithValue(2L);
    }

    @Test
    void aLookUpAfterAChangeWaitsForAListThatContainsIt() {
        load("EURUSD");
        directory.onSymbolChanged(changed(1L));
        CompletableFuture<Long> first = resolve("EURUSD");
        directory.onSymbolChanged(changed(1L));
        CompletableFuture<Long> second = resolve("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);

        answerList("GBPUSD", "EURUSD");
        assertThat(first).isCompletedWithValue(2L);
        assertThat(second).as("the list may be older than the second change").isNotDone();
        assertThat(requests.takeSent()).containsExactly(LIST);
        directory.onSymbolChanged(changed(1L));
        answerList("GBPUSD", "USDJPY", "EURUSD");
        assertThat(second).as("two reads at most, however fast changes come").isCompletedWithValue(3L);
    }

    @Test
    void aNameThatMovesWhileItsDetailsAreReadIsLookedUpAgain() {
        load("EURUSD", "GBPUSD");
        CompletableFuture<Symbol> found = find("EURUSD");
        requests.takeSent();
        directory.onSymbolChanged(changed(1L, 2L));
        answerDetails(5, 1L);
        answerList("EURUSD.old", "EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST, byId(2L));
        answerDetails(4, 2L);

        assertThat(found).isCompletedWithValueMatching(symbol -> symbol.id() == 2);
    }
}
