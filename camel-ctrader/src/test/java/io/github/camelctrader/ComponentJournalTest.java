package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.BlockingCalls;
import io.github.camelctrader.sharing.ComponentJournal;
import io.github.camelctrader.simulator.CTraderSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which journal the component uses, and when it is open. */
class ComponentJournalTest {
    @TempDir
    Path directory;

    @Test
    void aBeanIsOpenedAndClosedWithTheComponent() throws Exception {
        RecordingJournal journal = new RecordingJournal();
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setOrderJournal(journal);
            camel.start(routes());
            assertThat(journal.calls).containsExactly("open");
            camel.component.stop();
            assertThat(journal.calls).containsExactly("open", "close");
            camel.component.start();
        }
        assertThat(journal.calls).containsExactly("open", "close", "open", "close");
    }

    @Test
    void aBeanThatSeveralComponentsShareIsClosedAfterTheLastOne() throws Exception {
        RecordingJournal journal = new RecordingJournal();
        try (ClientlessCamel first = new ClientlessCamel();
                ClientlessCamel second = new ClientlessCamel()) {
            first.component.setOrderJournal(journal);
            second.component.setOrderJournal(journal);
            second.component.getConfiguration().setClientId("another application");
            first.start(routes());
            second.start(routes());
            first.component.stop();
            assertThat(journal.calls).containsOnly("open");
        }
        assertThat(journal.calls).containsExactly("open", "open", "close");
    }

    @Test
    void aBeanKeepsTheOrdersOfOneComponentAndEnvironment() throws Exception {
        MemoryOrderJournal journal = new MemoryOrderJournal();
        try (CTraderSimulator simulator =
                        CTraderSimulator.builder().feedPaused().start();
                SimulatorCamel first = sharing(journal, simulator);
                SimulatorCamel second = sharing(journal, simulator);
                SimulatorCamel next = sharing(journal, simulator);
                SimulatorCamel live = sharing(journal, simulator)) {
            second.component.getConfiguration().setClientId("another application");
            next.component.getConfiguration().setClientId("another application");
            live.component.getConfiguration().setPort(simulator.livePort());
            first.start(routes());
            live.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:orders").to("ctrader:live?messageType=NewOrderReq");
                }
            });

            assertThat(ClientlessCamel.root(catchThrowable(() -> second.start(routes()))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("orderJournal = MemoryOrderJournal")
                    .hasMessageContaining(first.context.getName())
                    .hasMessageContaining(second.context.getName())
                    .hasMessageContaining("a journal of its own");
            first.context.stop();
            assertThat(catchThrowable(() -> next.start(routes()))).isNull();
        }
    }

    private static SimulatorCamel sharing(OrderJournal journal, CTraderSimulator simulator) {
        SimulatorCamel camel = new SimulatorCamel(simulator);
        camel.component.setOrderJournal(journal);
        return camel;
    }

    @Test
    void oneThatDoesNotCloseKeepsNobodyFromGoingOn() {
        RecordingJournal journal = new RecordingJournal();
        ComponentJournal component = new ComponentJournal(() -> "a component", new NoPatience());
        component.open(journal, null, JournalBounds.DEFAULT);

        component.close();
        assertThat(journal.calls).as("without a limit").containsExactly("open");

        component.open(journal, null, JournalBounds.DEFAULT);
        assertThat(journal.calls).containsExactly("open", "open");
    }

    /** Of which no call ever returns. */
    private static final class NoPatience implements BlockingCalls {
        @Override
        public <T> T within(Duration limit, Callable<T> call) throws TimeoutException {
            throw new TimeoutException();
        }

        @Override
        public void pause(Duration pause) {}
    }

    @Test
    void aFileIsOwnedWhileTheComponentIsStarted() throws Exception {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal another = new FileOrderJournal(file)) {
            try (ClientlessCamel camel = new ClientlessCamel()) {
                camel.component.setOrderJournalFile(file.toString());
                camel.start(routes());
                assertThatThrownBy(another::open).isInstanceOf(OrderJournalException.class);
            }
            assertThat(another.open()).isEmpty();
        }
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void aJournalThatBelongsToAnotherKeepsTheComponentFromStarting() {
        Path file = directory.resolve("orders.journal");
        try (FileOrderJournal another = new FileOrderJournal(file);
                ClientlessCamel camel = new ClientlessCamel()) {
            another.open();
            camel.component.setOrderJournalFile(file.toString());

            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(routes()))))
                    .isInstanceOf(OrderJournalException.class)
                    .hasMessageContaining(file.toString());
            assertThat(camel.clients).isEmpty();
        }
    }

    @Test
    void twoJournalsContradictEachOther() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setOrderJournal(new MemoryOrderJournal());
            camel.component.setOrderJournalFile(
                    directory.resolve("orders.journal").toString());

            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(routes()))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("orderJournalFile = ")
                    .hasMessageContaining("stands beside orderJournal");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBlankPathIsRefused() {
        try (ClientlessCamel camel = new ClientlessCamel()) {
            camel.component.setOrderJournalFile(" ");

            assertThat(ClientlessCamel.root(catchThrowable(() -> camel.start(routes()))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("orderJournalFile = (blank)");
        }
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq");
            }
        };
    }

    private static final class RecordingJournal implements OrderJournal {
        private final List<String> calls = new ArrayList<>();

        @Override
        public List<OrderRecord> open() {
            calls.add("open");
            return List.of();
        }

        @Override
        public void write(OrderRecord record) {
            calls.add("write");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
