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
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.subscription.HandRequests;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SymbolDirectoryTest {
    private static final long ACCOUNT = 7;
    private static final Message LIST =
            ProtoOASymbolsListReq.newBuilder().setCtidTraderAccountId(ACCOUNT).build();

    private final HandRequests requests = new HandRequests();
    private final VirtualLoop loop = new VirtualLoop();
    private final SymbolDirectory directory = new SymbolDirectory(requests, loop);

    @Test
    void findsASymbolWithItsDetailsAndThenAnswersFromMemory() {
        CompletableFuture<Symbol> found = directory.find(ACCOUNT, "eurusd");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD", "GBPUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);

        assertThat(found)
                .isCompletedWithValueMatching(symbol -> symbol.id() == 1
                        && symbol.name().equals("EURUSD")
                        && symbol.details().getDigits() == 5);
        assertThat(directory.find(ACCOUNT, "1")).isCompleted();
        assertThat(directory.nameOf(ACCOUNT, 2)).isEqualTo("GBPUSD");
        assertThat(directory.load(ACCOUNT)).isCompleted();
        assertThat(requests.takeSent()).isEmpty();
        assertThat(requests.priorities()).containsOnly(Priority.QUERY);
    }

    @Test
    void allWhoWaitShareOneRequest() {
        CompletableFuture<Void> loaded = directory.load(ACCOUNT);
        CompletableFuture<Symbol> first = directory.find(ACCOUNT, "EURUSD");
        CompletableFuture<Symbol> second = directory.find(ACCOUNT, "EURUSD");
        CompletableFuture<Set<Long>> ids = directory.resolve(ACCOUNT, List.of("GBPUSD", "EURUSD", "2"));
        assertThat(requests.takeSent()).containsExactly(LIST);
        assertThat(directory.nameOf(ACCOUNT, 1)).isNull();

        answerList("EURUSD", "GBPUSD");
        assertThat(loaded).isCompleted();
        assertThat(ids).isCompletedWithValue(Set.of(2L, 1L));
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
                found.add(directory.find(ACCOUNT, name));
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

        assertThat(failureOf(directory.find(ACCOUNT, "EUR/USD")))
                .isInstanceOfSatisfying(InvalidRequestException.class, problem -> {
                    assertThat(problem.getField()).isEqualTo("symbolName");
                    assertThat(problem.getAccountId()).isEqualTo(ACCOUNT);
                })
                .hasMessage("symbolName = EUR/USD: account 7 has no such symbol; similar names are EURUSD");
        assertThat(failureOf(directory.resolve(ACCOUNT, List.of("GBPUSD", "DAX", "BTC"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("symbols = DAX,BTC: account 7 has no such symbol");
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void readsAListOlderThanAMinuteAgainBeforeItSaysUnknown() {
        load("EURUSD");
        loop.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(directory.resolve(ACCOUNT, List.of("GBPUSD"))).isCompletedExceptionally();
        assertThat(requests.takeSent()).isEmpty();

        loop.advance(Duration.ofMillis(1));
        assertThat(directory.resolve(ACCOUNT, List.of("EURUSD"))).isCompleted();
        assertThat(requests.takeSent()).isEmpty();
        CompletableFuture<Set<Long>> added = directory.resolve(ACCOUNT, List.of("GBPUSD"));
        CompletableFuture<Set<Long>> missing = directory.resolve(ACCOUNT, List.of("USDJPY"));
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD", "GBPUSD");
        assertThat(added).isCompletedWithValue(Set.of(2L));
        assertThat(failureOf(missing)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aFailedReadIsNotKept() {
        CompletableFuture<Symbol> failed = directory.find(ACCOUNT, "EURUSD");
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(failureOf(failed)).isInstanceOf(RequestTimeoutException.class);
        requests.takeSent();

        CompletableFuture<Symbol> again = directory.find(ACCOUNT, "EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD");
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(failureOf(again)).isInstanceOf(RequestTimeoutException.class);
        requests.takeSent();

        CompletableFuture<Symbol> third = directory.find(ACCOUNT, "EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);
        assertThat(third).isCompleted();
    }

    @Test
    void oneSymbolWithoutDetailsDoesNotSpoilTheOthers() {
        load("EURUSD", "GONE");
        List<CompletableFuture<Symbol>> found = new ArrayList<>();
        loop.execute(() -> {
            found.add(directory.find(ACCOUNT, "EURUSD"));
            found.add(directory.find(ACCOUNT, "GONE"));
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
        CompletableFuture<Symbol> found = directory.find(ACCOUNT, "ARCHIVED");
        answerDetails(5);
        assertThat(failureOf(found)).isInstanceOf(InvalidRequestException.class).hasMessageContaining("account 7");
    }

    @Test
    void aChangeDropsDetailsAndRefreshesTheListInTheBackground() {
        load("EURUSD", "GBPUSD");
        find("EURUSD", 1);
        find("GBPUSD", 2);

        directory.onSymbolChanged(changed(1L));
        assertThat(requests.takeSent()).containsExactly(LIST);
        assertThat(directory.nameOf(ACCOUNT, 1)).as("names serve on").isEqualTo("EURUSD");
        answerList("EURUSD.new", "GBPUSD");
        assertThat(directory.nameOf(ACCOUNT, 1)).isEqualTo("EURUSD.new");

        assertThat(directory.find(ACCOUNT, "GBPUSD")).isCompleted();
        CompletableFuture<Symbol> found = directory.find(ACCOUNT, "EURUSD.new");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(4, 1L);
        assertThat(found)
                .isCompletedWithValueMatching(symbol -> symbol.details().getDigits() == 4);
    }

    @Test
    void anAnswerThatMayBeOlderThanAChangeIsNotKept() {
        load("EURUSD");
        CompletableFuture<Symbol> before = directory.find(ACCOUNT, "EURUSD");
        directory.onSymbolChanged(changed(1L));
        directory.onSymbolChanged(changed(1L));
        assertThat(requests.takeSent()).containsExactly(byId(1L), LIST);
        answerDetails(5, 1L);
        assertThat(before).isCompleted();

        answerList("EURUSD");
        assertThat(requests.takeSent())
                .as("a change came while the list was read")
                .containsExactly(LIST);
        answerList("EURUSD");
        assertThat(requests.takeSent()).isEmpty();

        directory.find(ACCOUNT, "EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
    }

    @Test
    void aFailedRefreshIsMadeUpForByTheNextLookUp() {
        load("EURUSD");
        directory.onSymbolChanged(changed(1L));
        requests.fail(new RequestTimeoutException("no answer", null));
        requests.takeSent();

        directory.resolve(ACCOUNT, List.of("EURUSD"));
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
        find("EURUSD", 1);
        directory.linkLost();
        assertThat(requests.takeSent()).isEmpty();
        assertThat(directory.nameOf(ACCOUNT, 1)).isEqualTo("EURUSD");

        CompletableFuture<Symbol> found = directory.find(ACCOUNT, "EURUSD");
        assertThat(requests.takeSent()).containsExactly(LIST);
        answerList("EURUSD");
        assertThat(requests.takeSent()).containsExactly(byId(1L));
        answerDetails(5, 1L);
        assertThat(found).isCompleted();
    }

    private void load(String... names) {
        directory.load(ACCOUNT);
        answerList(names);
        requests.takeSent();
    }

    private void find(String name, long symbolId) {
        CompletableFuture<Symbol> found = directory.find(ACCOUNT, name);
        answerDetails(5, symbolId);
        assertThat(found).isCompleted();
        requests.takeSent();
    }

    private void answerList(String... names) {
        ProtoOASymbolsListRes.Builder list = ProtoOASymbolsListRes.newBuilder().setCtidTraderAccountId(ACCOUNT);
        for (int i = 0; i < names.length; i++) {
            list.addSymbol(ProtoOALightSymbol.newBuilder().setSymbolId(i + 1L).setSymbolName(names[i]));
        }
        requests.answer(list.build());
    }

    private void answerDetails(int digits, Long... symbolIds) {
        ProtoOASymbolByIdRes.Builder details = ProtoOASymbolByIdRes.newBuilder().setCtidTraderAccountId(ACCOUNT);
        for (Long symbolId : symbolIds) {
            details.addSymbol(ProtoOASymbol.newBuilder()
                    .setSymbolId(symbolId)
                    .setDigits(digits)
                    .setPipPosition(4));
        }
        requests.answer(details.build());
    }

    private static Message byId(Long... symbolIds) {
        return ProtoOASymbolByIdReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }

    private static ProtoOASymbolChangedEvent changed(Long... symbolIds) {
        return ProtoOASymbolChangedEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }

    /** As a caller sees it that does not look for wrappers. */
    private static Throwable failureOf(CompletableFuture<?> future) {
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
