package io.github.camelctrader.client.journal;

import io.github.camelctrader.client.ChildProcess;
import io.github.camelctrader.client.OrderJournalException;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes to a journal and says after each record that it is safe. */
final class JournalChild {
    private JournalChild() {}

    /** @param shell what a shell does before it becomes the process; or empty */
    static ChildProcess start(Path file, String shell) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell + "exec \"$@\"", "child"));
        command.addAll(ChildProcess.java(JournalChild.class, file.toString()));
        // What the JVM itself has to say, which newer ones do, is not among the lines.
        return ChildProcess.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** Never ends by itself unless the journal fails. */
    public static void main(String[] arguments) {
        try (FileOrderJournal journal = new FileOrderJournal(Path.of(arguments[0]))) {
            System.out.println("found " + journal.open().size());
            for (int i = 0; true; i++) {
                journal.write(Records.record("order-" + i, Phase.SUBMITTED));
                System.out.println("safe " + i);
            }
        } catch (OrderJournalException e) {
            System.out.println("failed " + e.getMessage());
        }
    }
}
