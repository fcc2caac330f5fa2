package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.request.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SymbolDirectoryTest extends DirectoryHarness {
    @Test
    void findsASymbolWithItsDetailsAndThenAnswersFromMemory() {
        CompletableFuture<Symbol> found = find("eurusd");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD", "GBPUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);

        assertThat(found)
                .isCompletedWithValueMatching(symbol -> symbol.id() == 1
                        && symbol.name().equals("EURUSD")
                        && symbol.details().getDigits() == 5);
        assertThat(find("1")).isCompleted();
        assertThat(directory.nameOf(ACCOUNT, 2)).isEqualTo("GBPUSD");
        assertThat(directory.load(ACCOUNT)).isCompleted();
        assertThat(requests.takeSent()).isEmpty();
        assertThat(requests.priorities()).containsOnly(Priority.PREPARATION);
    }

    @Test
    void allWhoWaitShareOneRequest() {
        CompletableFuture<Void> loaded = directory.load(ACCOUNT);
        CompletableFuture<Symbol> first = find("EURUSD");
        CompletableFuture<Symbol> second = find("EURUSD");
        CompletableFuture<Long> id = resolve("GBPUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        assertThat(directory.nameOf(ACCOUNT, 1)).isNull();

        answerList("EURUSD", "GBPUSD");
        assertThat(loaded).isCompleted();
        assertThat(id).isCompletedWithValue(2L);
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void accountsHaveTheirOwnSymbols() {
        load("EURUSD");
        directory.load(8);
        assertThat(requests.takeSent())
                .containsExactly(ProtoOASymbolsListReq.newBuilder()
                        .setCtidTraderAccountId(8)
                        .build());
        assertThat(directory.nameOf(8, 1)).isNull();
        assertThat(directory.nameOf(ACCOUNT, 1)).isEqualTo("EURUSD");
    }

    @Test
    void asksForTheDetailsOfAHundredSymbolsAtOnce() {
        String[] names = new String[150];
        for (int i = 0; i < names.length; i++) {
            names[i] = "SYMBOL" + i;
        }
        load(names);
        List<CompletableFuture<Symbol>> found = new ArrayList<>();
        loop.execute(() -> {
            for (String name : names) {
                found.add(find(name));
            }
        });
        List<Message> sent = requests.takeSent();
        assertThat(sent)
                .extracting(request -> ((ProtoOASymbolByIdReq) request).getSymbolIdCount())
                .containsExactly(100, 50);

        for (Message request : sent) {
            answerDetails(3, ((ProtoOASymbolByIdReq) request).getSymbolIdList().toArray(Long[]::new));
        }
        assertThat(found).allSatisfy(future -> assertThat(future).isCompleted());
    }

    @Test
    void anUnknownNameFailsWithSimilarOnes() {
        load("EURUSD", "GBPUSD", "EURJPY", "USDCHF");

        assertThat(failureOf(find("EUR/USD")))
                .isInstanceOfSatisfying(InvalidRequestException.class, problem -> {
                    assertThat(problem.getField()).isEqualTo("symbolName");
                    assertThat(problem.getAccountId()).isEqualTo(ACCOUNT);
                })
                .hasMessage("symbolName = EUR/USD: account 7 has no such symbol; similar names are EURUSD");
        assertThat(failureOf(resolve("DAX")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("symbols = DAX: account 7 has no such symbol");
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void readsAListOlderThanAMinuteAgainBeforeItSaysUnknown() {
        load("EURUSD");
        loop.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(resolve("GBPUSD")).isCompletedExceptionally();
        assertThat(requests.takeSent()).isEmpty();

        loop.advance(Duration.ofMillis(1));
        assertThat(resolve("EURUSD")).isCompleted();
        assertThat(requests.takeSent()).isEmpty();
        CompletableFuture<Long> added = resolve("GBPUSD");
        CompletableFuture<Long> missing = resolve("USDJPY");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD", "GBPUSD");
        assertThat(added).isCompletedWithValue(2L);
        assertThat(failureOf(missing)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aFailedReadIsNotKept() {
        CompletableFuture<Symbol> failed = find("EURUSD");
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(failureOf(failed)).isInstanceOf(RequestTimeoutException.class);
        requests.takeSent();

        CompletableFuture<Symbol> again = find("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD");
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(failureOf(again)).isInstanceOf(RequestTimeoutException.class);
        requests.takeSent();

        CompletableFuture<Symbol> third = find("EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);
        assertThat(third).isCompleted();
    }

    @Test
    void oneSymbolWithoutDetailsDoesNotSpoilTheOthers() {
        load("EURUSD", "GONE");
        List<CompletableFuture<Symbol>> found = new ArrayList<>();
        loop.execute(() -> {
            found.add(find("EURUSD"));
            found.add(find("GONE"));
        });
        requests.takeSent();
        requests.refuse("SYMBOL_NOT_FOUND");
        assertThat(requests.takeSent()).containsExactlyInAnyOrder(byId(1L), byId(2L));
        answerDetails(5, 1L);
        requests.refuse("SYMBOL_NOT_FOUND");

        assertThat(found.get(0)).isCompleted();
        assertThat(failureOf(found.get(1))).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void aSymbolThatIsMissingInTheAnswerIsSaidToBeGone() {
        load("EURUSD", "ARCHIVED");
        CompletableFuture<Symbol> found = find("ARCHIVED");
        answerDetails(5);
        assertThat(failureOf(found)).isInstanceOf(InvalidRequestException.class).hasMessageContaining("account 7");
    }

    @Test
    void aChangeDropsDetailsAndRefreshesTheListInTheBackground() {
        load("EURUSD", "GBPUSD");
        read("EURUSD", 1);
        read("GBPUSD", 2);

        directory.onSymbolChanged(changed(1L));
        assertThat(requests.takeSent()).containsExactly(LIST);
        assertThat(directory.nameOf(ACCOUNT, 1)).as("names serve on").isEqualTo("EURUSD");
        answerList("EURUSD.new", "GBPUSD");
        assertThat(directory.nameOf(ACCOUNT, 1)).isEqualTo("EURUSD.new");

        assertThat(find("GBPUSD")).isCompleted();
        CompletableFuture<Symbol> found = find("EURUSD.new");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(4, 1L);
        assertThat(found)
                .isCompletedWithValueMatching(symbol -> symbol.details().getDigits() == 4);
    }

    @Test
    void anAnswerThatMayBeOlderThanAChangeIsNotKept() {
        load("EURUSD");
        CompletableFuture<Symbol> before = find("EURUSD");
        directory.onSymbolChanged(changed(1L));
        directory.onSymbolChanged(changed(1L));
        assertThat(requests.takeSent()).containsExactly(byId(1L), LIST);
        answerDetails(5, 1L);
        assertThat(before).as("the name may have moved").isNotDone();

        answerList("EURUSD");
        assertThat(requests.takeSent())
                .as("a change came while the list was read")
                .containsExactly(LIST);
        assertThat(before).isNotDone();
        answerList("EURUSD");
        assertThat(before).isCompleted();
        assertThat(requests.takeSent()).isEmpty();

        find("EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
    }

    @Test
    void aFailedRefreshIsMadeUpForByTheNextLookUp() {
        load("EURUSD");
        directory.onSymbolChanged(changed(1L));
        requests.fail(new RequestTimeoutException("no answer", null));
        requests.takeSent();

        resolve("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
    }

    @Test
    void aChangeOfSymbolsThatNobodyReadIsNoReasonToReadThem() {
        directory.onSymbolChanged(changed(1L));
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void readsAnewAfterALostLinkWhenSomebodyAsks() {
        load("EURUSD");
        read("EURUSD", 1);
        directory.linkLost();
        assertThat(requests.takeSent()).isEmpty();
        assertThat(directory.nameOf(ACCOUNT, 1)).isEqualTo("EURUSD");

        CompletableFuture<Symbol> found = find("EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);
        assertThat(found).isCompleted();
    }
}
